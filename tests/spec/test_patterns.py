"""Words of the spec as patterns, and the files that they are read from."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from yusuan.spec.errors import SpecError
from yusuan.spec.files import read_toml
from yusuan.spec.lines import load_lines
from yusuan.spec.narrative import NarrativeSpec, load_narrative
from yusuan.spec.patterns import alternatives


def test_the_longest_word_is_found_and_signs_are_taken_as_they_are() -> None:
    found = re.compile(alternatives(["预算", "预算数", "台(套)"]))
    assert [found.match(text)[0] for text in ("预算数1", "预算1", "台(套)")] == ["预算数", "预算", "台(套)"]  # type: ignore[index]


def test_letters_may_stand_apart() -> None:
    assert re.fullmatch(alternatives(["目录"], between=r"\s*"), "目  录")


def test_no_words_are_refused_for_they_would_match_anything() -> None:
    with pytest.raises(SpecError, match="is empty"):
        alternatives([])


def test_each_list_of_words_is_read_and_has_words() -> None:
    spec = load_lines()
    assert all(getattr(spec, one.name) for one in fields(spec))
    assert all(getattr(load_narrative(), one.name) for one in fields(NarrativeSpec))
    assert set(read_toml("narrative.toml")) == {one.name for one in fields(NarrativeSpec)}


def test_words_of_lines_stand_under_one_section_each() -> None:
    names = [
        key
        for section in ("title", "caption", "header", "form", "rows")
        for key in read_toml("tables.toml")[section]
        if key in {one.name for one in fields(load_lines())}
    ]
    assert sorted(names) == sorted(one.name for one in fields(load_lines()))
