"""Load the words of ``tables.toml`` that tell what a line or a cell is and are no header's and no row's."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from yusuan.spec.files import read_toml


@dataclass(frozen=True, slots=True)
class LineSpec:
    """Words that tell what a line over, in or below a table is, as the comments of ``tables.toml`` say."""

    notes: tuple[str, ...]
    remarks: tuple[str, ...]
    names: tuple[str, ...]
    seals: tuple[str, ...]
    line_beginnings: tuple[str, ...]
    line_endings: tuple[str, ...]
    number_labels: tuple[str, ...]
    contents_labels: tuple[str, ...]
    page_labels: tuple[str, ...]
    general: tuple[str, ...]
    general_endings: tuple[str, ...]
    open_endings: tuple[str, ...]
    axis: tuple[str, ...]
    column_years: tuple[str, ...]
    spent: tuple[str, ...]
    sum_labels: tuple[str, ...]
    midterm: tuple[str, ...]
    income: tuple[str, ...]
    units: tuple[str, ...]
    row_years: tuple[str, ...]
    bought: tuple[str, ...]


_SECTIONS = ("title", "caption", "header", "form", "rows")


@cache
def load_lines() -> LineSpec:
    """Return the words; a field has the name of its key, which no two of the sections share."""
    names = {field.name for field in fields(LineSpec)}
    data = [read_toml("tables.toml")[section] for section in _SECTIONS]
    found = [(key, tuple(words)) for section in data for key, words in section.items() if key in names]
    return LineSpec(**dict(found))
