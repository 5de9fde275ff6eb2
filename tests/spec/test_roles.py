"""The loader refuses names that no step of reading knows."""

from __future__ import annotations

import pytest

from yusuan.spec.errors import SpecError
from yusuan.spec.load import load_tables
from yusuan.spec.names import refuse_unknown_names
from yusuan.spec.roles import load_roles, roles_that_are
from yusuan.spec.vocabulary import described, load_vocabulary


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"role": "amounts"}, "role 'amounts'"),
        ({"role": "amount", "measure": "basics"}, "measure 'basics'"),
        ({"role": "amount", "fund": "budget"}, "fund 'budget'"),
        ({"role": "amount", "period": "last_year"}, "period 'last_year'"),
        ({"shapes": ["function", "round"]}, "shapes 'round'"),
        ({"roles": ["target", "goals"]}, "roles 'goals'"),
        ({"layout": "list"}, "layout 'list'"),
    ],
)
def test_a_name_that_is_not_there_is_refused(entry: dict[str, object], said: str) -> None:
    with pytest.raises(SpecError, match=said):
        refuse_unknown_names("the word 某词", entry)


def test_every_measure_and_fund_that_words_say_has_a_meaning() -> None:
    words = load_tables().words.values()
    vocabulary = load_vocabulary()
    assert {word.measure for word in words if word.measure} <= vocabulary["measure"].keys()
    assert {word.fund for word in words if word.fund} <= vocabulary["fund"].keys()
    assert "general_budget 一般公共预算" in described("fund")


def test_roles_are_asked_only_for_what_the_file_says() -> None:
    assert roles_that_are("label", "code") == {"code", "class", "group", "item"}
    assert "amount" not in roles_that_are("label") and "amount" in load_roles()
    with pytest.raises(SpecError, match="colour"):
        roles_that_are("colour")
