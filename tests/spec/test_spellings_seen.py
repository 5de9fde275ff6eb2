"""Every spelling of the vocabulary was seen somewhere: in a case, or where its entry says."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from scripts.new_case import seen_elsewhere
from tests.cases import load_cases
from yusuan.parse.text import load_text
from yusuan.spec.load import load_tables
from yusuan.spec.spelling import bare, normalise

DATA = tomllib.loads(resources.files("yusuan.spec").joinpath("tables.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def printed() -> str:
    """All that the cases print, in normal form."""
    return "".join(normalise("".join(load_text(case.source).lines)) for case in load_cases())


def test_each_spelling_occurs_in_a_case_or_says_where_it_was_seen(printed: str) -> None:
    missing = [
        spelling
        for entry in DATA["word"]
        for spelling in entry.get("spellings", ())
        if normalise(spelling) not in printed
    ]
    assert not missing, "no case prints these: name under `seen` the document that does, or add a case"


def test_no_entry_says_seen_elsewhere_of_what_a_case_prints(printed: str) -> None:
    assert not seen_elsewhere(printed), "a case prints these: move them to `spellings`"


def test_no_spelling_is_ambiguous() -> None:
    """The normal form decides, and where it is unknown the bare form; both must lead to one word."""
    words = load_tables().words
    for spelling, word in words.items():
        assert words.get(bare(spelling), word) == word or bare(spelling) == spelling, spelling


def test_words_of_kinds_are_words_of_the_vocabulary() -> None:
    spec = load_tables()
    for kind in spec.kinds:
        for word in kind.rows:
            assert spec.word(word) is not None, f"{kind.name}: {word}"
