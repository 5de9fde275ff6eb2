"""tables.toml: what it says is unambiguous, and what contradicts itself is refused."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from yusuan.spec import load
from yusuan.spec.errors import SpecError
from yusuan.spec.fields import load_fields
from yusuan.spec.files import read_toml
from yusuan.spec.load import load_tables

SPEC = load_tables()
TOML = read_toml("tables.toml")


def load_changed(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None]) -> None:
    """Load the table spec from a copy of tables.toml with a change, past the cache."""
    data = copy.deepcopy(TOML)
    change(data)
    monkeypatch.setattr(load, "read_toml", lambda name: data)
    load_tables.__wrapped__()


def test_a_spelling_under_two_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(data: dict[str, Any]) -> None:
        data["word"].append({"role": "label", "detail": True, "spellings": ["基本 支出"]})

    with pytest.raises(SpecError, match=r"基本 支出.*two words"):
        load_changed(monkeypatch, change)


def test_two_entries_of_one_meaning_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(data: dict[str, Any]) -> None:
        data["word"].append(
            {"role": "amount", "measure": "meetings", "seen": {"某市2024年预算": ["开会的钱"]}}
        )

    with pytest.raises(SpecError, match=r"'会议费' and '开会的钱' mean the same"):
        load_changed(monkeypatch, change)


def test_a_word_without_spellings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(data: dict[str, Any]) -> None:
        data["word"].append({"role": "label", "detail": True})

    with pytest.raises(SpecError, match="no spellings"):
        load_changed(monkeypatch, change)


def test_a_spelling_twice_under_one_word_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(data: dict[str, Any]) -> None:
        data["word"].append({"role": "label", "detail": True, "spellings": ["新词（一）", "新词(一)"]})

    load_changed(monkeypatch, change)


def test_two_kinds_with_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(data: dict[str, Any]) -> None:
        data["kind"].append({"name": "income", "title": "另一收入表", "titles": []})

    with pytest.raises(SpecError, match="two kinds have one name"):
        load_changed(monkeypatch, change)


@pytest.mark.parametrize("kind", [*SPEC.kinds, SPEC.other], ids=lambda kind: kind.name)
def test_every_kind_has_a_chinese_title_that_no_other_has(kind: load.Kind) -> None:
    assert re.search("[一-鿿]", kind.title)
    assert [other.name for other in (*SPEC.kinds, SPEC.other) if other.title == kind.title] == [kind.name]


@pytest.mark.parametrize("kind", SPEC.kinds, ids=lambda kind: kind.name)
def test_every_kind_is_the_kind_of_its_own_title(kind: load.Kind) -> None:
    assert SPEC.kind_of_title(kind.title) is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("表一 2023年部门收支预算总表", "income_expenditure"),
        ("财政拨款收支总表", "grant_income_expenditure"),
        ("一般公共预算基本支出表", "general_budget_basic"),
        ("一般公共预算“三公”经费支出表", "three_public"),
        ("政府性基金预算支出表", "gov_fund_expenditure"),
        ("2022年度一般公共预算财政拨款基本支出决算表", "final_general_budget_basic"),
        ("项目支出绩效目标申报表", "project_performance"),
        ("部门整体支出绩效目标表", "department_performance"),
    ],
)
def test_a_title_names_the_narrowest_kind(title: str, kind: str) -> None:
    found = SPEC.kind_of_title(title)
    assert found is not None and found.name == kind


def test_a_title_of_something_else_names_no_kind() -> None:
    assert SPEC.kind_of_title("机构设置情况表") is None


@pytest.mark.parametrize(
    ("word", "role", "measure", "fund"),
    [
        ("人员 经费", "amount", "basic_personnel", None),
        ("其中：一般公共预算", "amount", None, "general_budget"),
        ("单价（元）", "amount", "unit_price", None),
        ("科目编码", "code", None, None),
    ],
)
def test_a_header_word_means_what_it_says(
    word: str, role: str, measure: str | None, fund: str | None
) -> None:
    found = SPEC.word(word)
    assert found is not None
    assert (found.role, found.measure, found.fund) == (role, measure, fund)


def test_a_word_that_the_vocabulary_lacks_means_nothing() -> None:
    assert SPEC.word("基本支岀") is None


@pytest.mark.parametrize("column", ["period", "phase"])
def test_closed_vocabularies_are_those_of_the_contract(column: str) -> None:
    field = next(f for f in load_fields().resources["budget_lines"].fields if f.name == column)
    assert {getattr(word, column) for word in SPEC.words.values()} <= {None, *field.enum}


def test_kinds_in_the_order_of_printing_exist() -> None:
    assert set(SPEC.order) <= set(SPEC.by_name)
