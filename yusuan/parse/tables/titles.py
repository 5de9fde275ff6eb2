"""Titles of tables: which lines are one, and what they say without numbers, captions and parts."""

from __future__ import annotations

import re

from yusuan.parse.cells import label_text
from yusuan.spec.lines import load_lines
from yusuan.spec.load import TableSpec, load_tables
from yusuan.spec.money import UNIT_LABEL
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import normalise
from yusuan.spec.words import Word

_ORGANISATION = alternatives(load_tables().organisation_labels)
_NUMBER = alternatives(load_lines().number_labels)
_TITLE_TAIL = re.compile(rf"{_ORGANISATION}[:：]")
_TITLE_NUMBER = re.compile(rf"^(?:{_NUMBER}\d{{1,2}}[:：.、]|[-—]\d{{0,2}}[.、]?)")
_TITLE_SHOWN = re.compile(rf"^(?:[#\s*]+|{_NUMBER}\s*\d{{1,2}}\s*[:：.、]\s*)+")
_TITLE_TAIL_SHOWN = re.compile(rf"\s+(?:{_ORGANISATION}|{UNIT_LABEL})\s*[:：]")


def is_title(text: str, spec: TableSpec) -> bool:
    """Tell whether a line reads as the title of a table: it names a kind and ends as titles do."""
    head = title_head(text)
    if len(head) > 60 or head.endswith(("。", "；", ";", "，", ",")):
        return False
    return without_brackets(head).endswith(spec.title_endings) and spec.kind_of_title(head) is not None


def title_head(text: str) -> str:
    """Return a title line without markdown's #, its number, and what stands behind it on the line."""
    plain = _TITLE_NUMBER.sub("", normalise(text).lstrip("#"))
    return _TITLE_TAIL.split(plain)[0]


def title_text(text: str) -> str:
    """Return a title line as printed, without markdown's #, a table number before and captions behind it."""
    shown = _TITLE_SHOWN.sub("", text.strip())
    return label_text(_TITLE_TAIL_SHOWN.split(shown)[0])


def without_brackets(title: str) -> str:
    """Return a title without what names its part: `…支出表(功能科目)`, `…情况表-工资福利支出`."""
    return load_tables().title_part.sub("", title)


def title_part(text: str, spec: TableSpec) -> Word | None:
    """Return what the part that a title says its table is measures, as `工资福利支出`: the last it names."""
    match = spec.title_part.search(title_head(text))
    names = re.split(r"[()\-—–]+", match.group()) if match else []
    words = [word for name in names if (word := spec.word(name)) is not None and word.measure]
    return words[-1] if words else None
