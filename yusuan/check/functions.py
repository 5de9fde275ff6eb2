"""Which functional item of the tables a sentence speaks of, by code or by name and level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from yusuan.check.document import Document
from yusuan.check.figures import Figure, figure_of
from yusuan.check.grid import Grid, Row
from yusuan.spec.classes import CLASS_DIGITS, DEPTHS
from yusuan.spec.patterns import alternatives
from yusuan.spec.rules import load_rules
from yusuan.spec.spelling import NAME_ENDINGS, bare_label, normalise

_RULES = load_rules()
_MARK = re.compile(rf"\(({alternatives(_RULES.levels)})\)")
_NO_NAME = re.compile(rf"^[\d\-—)、]+|[“\"]|{alternatives(_RULES.subject_endings)}$|\(?\d+\)$")
_CODE = re.compile(r"(?<!\d)(\d{7}|\d{5}|\d{3})(?!\d)")
_FUNCTIONAL = "2"
_KINDS = (
    "income_expenditure",
    "expenditure",
    "grant_income_expenditure",
    "general_budget_expenditure",
    "grant_expenditure",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A functional row of a table: its level, its name, the name above it, and its total amount."""

    level: int
    code: str | None
    name: str
    above: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Spoken:
    """A functional item as a sentence names it."""

    level: int | None
    code: str | None
    name: str
    above: str


def spoken(subject: str) -> Spoken:
    """Read the subject of a sentence as a functional item."""
    text = normalise(subject)
    code = _CODE.search(text)
    marks = list(_MARK.finditer(text))
    if not marks:
        bare = _NO_NAME.sub("", text)
        return Spoken(None, code[1] if code else None, _plain(bare), "")
    ends = [0, *(mark.end() for mark in marks)]
    names = [text[start : mark.start()] for start, mark in zip(ends, marks, strict=False)]
    above = _plain(names[-2]) if len(names) > 1 else ""
    return Spoken(_RULES.levels[marks[-1][1]], None, _plain(names[-1]), above)


def _plain(name: str) -> str:
    bare = bare_label(name)
    for ending in NAME_ENDINGS:
        bare = bare.removesuffix(ending) or bare
    return bare


@lru_cache(maxsize=2)
def items(document: Document) -> tuple[Item, ...]:
    """Return every functional row of the document's tables with its total amount."""
    year = document.disclosure.fiscal_year
    return tuple(item for grid in document.grids_of(_KINDS, "expenditure") for item in _items(grid, year))


def _items(grid: Grid, year: int) -> Iterator[Item]:
    for row in grid.rows.values():
        name = row.first.function_name or (row.first.item if not row.first.economic_code else None)
        own = (c for c in row.cells.values() if c.measure == "total" and c.fiscal_year in {None, year})
        cell = next(own, None)
        if row.level and name and cell and cell.period != "carried_over":
            code = row.first.function_code
            level = DEPTHS.get(len(code), row.level) if code else row.level - _above_classes(grid, row)
            yield Item(level, code, _plain(name), _above(grid, row), figure_of(grid, row, cell, name))


def _above_classes(grid: Grid, row: Row) -> int:
    """Count the rows above a class that are of no function: 本年支出."""
    parent = grid.rows.get(row.parent) if row.parent is not None else None
    return 0 if parent is None else int(grid.is_year(parent)) + _above_classes(grid, parent)


def _above(grid: Grid, row: Row) -> str:
    parent = grid.rows.get(row.parent) if row.parent is not None else None
    return _plain(parent.label) if parent else ""


def candidates(document: Document, subject: str) -> list[Item]:
    """Return the rows that a sentence may speak of; none where it names no functional item.

    Codes go before names: a code that the tables do not print is no row of another code and the same name.
    A name under another (审计事务（款）事业运行（项）) is no row of that name under a third.
    """
    said = spoken(subject)
    known = items(document)
    if said.code and any(item.code == said.code for item in known):
        return [item for item in known if item.code == said.code]
    if said.code and said.code.startswith(_FUNCTIONAL):
        known = tuple(item for item in known if item.code is None and len(said.code) == CLASS_DIGITS)
    level = said.level or 1
    found = [item for item in known if item.name == said.name and item.level == level]
    if said.level is None and not found:
        found = [item for item in known if item.name == said.name]
    if said.above:
        return [item for item in found if item.above in {said.above, ""}]
    return found
