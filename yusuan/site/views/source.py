"""The document's text by numbered line, with the places where its tables stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.model import Check
from yusuan.site.packages import UnitPackage
from yusuan.site.views.published import PublishedTable


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the document: its number and text, the table that starts there, failed checks.

    ``pages`` are the pages that begin there, each with whether it has no text of its own.
    """

    number: int
    text: str
    starts: PublishedTable | None
    has_amounts: bool
    fails: Sequence[Check]
    pages: Sequence[tuple[int, bool]] = ()


def source_lines(unit: UnitPackage, tables: Sequence[PublishedTable]) -> Iterator[SourceLine]:
    """Number the lines of the document from 1, and mark where tables and pages start."""
    starts = {table.table.first_line: table for table in reversed(tables) if table.table.first_line}
    shown = {row.line for table in tables for row in table.rows if row.cells}
    for number, text in enumerate(unit.source, start=1):
        fails = unit.fails_by_line.get(number, [])
        yield SourceLine(
            number,
            text.rstrip(),
            starts.get(number),
            number in shown,
            fails,
            _pages(unit, number, len(unit.source)),
        )


def _pages(unit: UnitPackage, line: int, last: int) -> list[tuple[int, bool]]:
    """List the pages that begin at a line; of several, only the last can have text."""
    begins = unit.original.starts
    if not begins:
        return []
    first = [(1, begins[0] == 1)] if line == 1 else []
    numbered = [(page, start) for page, start in enumerate(begins, start=2) if start == line]
    empty = not any(unit.source[line - 1 : last])
    return [*first, *((page, page != numbered[-1][0] or empty) for page, _ in numbered)]
