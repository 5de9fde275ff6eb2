"""The document's text by numbered line, with the places where its tables stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.model import Check
from yusuan.site.packages import UnitPackage
from yusuan.site.published import PublishedTable


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the document: its number and text, the table that starts there, failed checks."""

    number: int
    text: str
    starts: PublishedTable | None
    has_amounts: bool
    fails: Sequence[Check]


def source_lines(unit: UnitPackage, tables: Sequence[PublishedTable]) -> Iterator[SourceLine]:
    """Number the lines of the document from 1, and mark where a table starts."""
    starts = {table.table.first_line: table for table in reversed(tables) if table.table.first_line}
    shown = {row.line for table in tables for row in table.rows if row.cells}
    for number, text in enumerate(unit.source, start=1):
        fails = unit.fails_by_line.get(number, [])
        yield SourceLine(number, text.rstrip(), starts.get(number), number in shown, fails)
