"""Each table as published: the document's own cells, in a CSV file that Excel opens correctly and safely."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yusuan.model import BudgetLine, ProcurementItem, Table
from yusuan.model.formulas import harmless
from yusuan.model.printed import PrintedCell, lay_out
from yusuan.package.errors import PackageError
from yusuan.package.tabular import csv_line

PUT_RIGHT = "归位说明"
"""Heading of the last column, where amounts stand that the page could not set under their heading."""


def published_rows(
    lines: Sequence[str],
    table: Table,
    amounts: Sequence[BudgetLine] = (),
    items: Sequence[ProcurementItem] = (),
) -> list[list[str]]:
    """Return a table's cells line by line as the page shows them, each row as wide as the widest.

    Raises PackageError where the table's lines are not lines of the document.
    """
    if table.first_line is None or table.last_line is None:
        return []
    if not 1 <= table.first_line <= table.last_line <= len(lines):
        raise PackageError(
            f"{table.disclosure_id}: {table.table_id} is said to take lines {table.first_line} to "
            f"{table.last_line} of {len(lines)}"
        )
    laid = lay_out(lines, table, amounts, items)
    rows = [[cell.text for cell in cells] for _, cells in laid.rows]
    notes = [_note(cells) for _, cells in laid.rows]
    above, header = ([cells for _, cells in part] for part in (laid.above, laid.header))
    if any(notes):
        width = laid.width + 1
        rows = [[*row, *[""] * (width - 1 - len(row)), note] for row, note in zip(rows, notes, strict=True)]
        header = [[*cells, PUT_RIGHT if not index else ""] for index, cells in enumerate(header)]
    width = max(map(len, [*above, *header, *rows]), default=0)
    return [[*row, *[""] * (width - len(row))] for row in (*above, *header, *rows)]


def _note(cells: Sequence[PrintedCell]) -> str:
    """Say which amounts of a row belong under another heading than the one that they stand under."""
    return "；".join(f"{cell.text} 属于“{cell.belongs}”" for cell in cells if cell.belongs)


def write_published(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows as CSV with a byte-order mark, without which Excel garbles Chinese."""
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(csv_line(map(harmless, row), "\r\n") for row in rows))
