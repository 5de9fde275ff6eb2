"""Each table as published: the document's own cells, in a CSV file that Excel opens correctly and safely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from yusuan.model import BudgetLine, ProcurementItem, Table
from yusuan.model.printed import PrintedCell, lay_out
from yusuan.package.errors import PackageError
from yusuan.package.tabular import csv_line

# What Excel would take for the beginning of a formula, full-width forms included, and what is harmless
# though it begins so: a number, or the dashes that stand for nothing.
_FORMULA = re.compile(r"[=+\-@＝＋－＠]|[\t\r]")
_HARMLESS = re.compile(r"[+\-－]?[0-9][0-9,]*(\.[0-9]+)?%?|[-－—]+|[=＝+＋]")
# Blanks, and what nobody sees: Excel looks behind them for the beginning of a formula.
_UNSEEN = re.compile(
    r"[\s\x00-\x08\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3000\u3164\ufeff]+"
)


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


def harmless(cell: str) -> str:
    """Return a cell that Excel cannot take for a formula: an apostrophe keeps suspicious text as text."""
    seen = _UNSEEN.sub("", cell)
    is_formula = _FORMULA.match(seen) or cell[:1] in {"\t", "\r"}
    return f"'{cell}" if is_formula and not _HARMLESS.fullmatch(seen) else cell


def write_published(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows as CSV with a byte-order mark, without which Excel garbles Chinese."""
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(csv_line(map(harmless, row), "\r\n") for row in rows))
