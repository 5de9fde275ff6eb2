"""Cells that span rows and columns → rows of fields, the same way for Word, Excel and web pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.convert.shape import ConvertError, Row, Table

MAX_SPAN = 1000  # columns or rows: a cell that spans more is made to do harm
MAX_FIELDS = 2_000_000
"""Fields of a table, those that merged cells cover too."""


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell in the order of its row: what it says, and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1


def spread(rows: Iterable[Sequence[Spanning]]) -> Table:
    """Return a table whose cells stand in their columns: a merged cell's text first, blanks after it.

    Empty columns at the right and empty rows at the end are left out. Raises ConvertError beyond MAX_FIELDS.
    """
    grid: list[list[str]] = []
    covered: dict[int, int] = {}  # column → rows that a cell from above still covers
    fields = 0
    for row in rows:
        line: list[str] = []
        later: dict[int, int] = {column: left - 1 for column, left in covered.items() if left > 1}
        for cell in row:
            while covered.get(len(line), 0) > 0:
                line.append("")
            columns = min(max(cell.columns, 1), MAX_SPAN)
            for column in range(len(line), len(line) + columns):
                if cell.rows > 1:
                    later[column] = min(cell.rows, MAX_SPAN) - 1
            line += [cell.text] + [""] * (columns - 1)
        fields += len(line)
        if fields > MAX_FIELDS:
            raise ConvertError(too_large(f"a table, by its row {len(grid) + 1:,}", fields))
        covered = later
        grid.append(line)
    return table_of(grid)


def too_large(what: str, fields: int) -> str:
    """Say that a table has more fields than any disclosure."""
    return f"{what}, has {fields:,} fields, more than {MAX_FIELDS:,}: that is no disclosure"


def table_of(grid: Sequence[Sequence[str]]) -> Table:
    """Return the table of a grid, its rows of one length, without what is empty at its right and its end."""
    width = max((column + 1 for line in grid for column, text in enumerate(line) if text.strip()), default=0)
    last = max(
        (number + 1 for number, line in enumerate(grid) if any(text.strip() for text in line)), default=0
    )
    return Table(tuple(Row(tuple([*line, *[""] * width][:width])) for line in grid[:last]) if width else ())
