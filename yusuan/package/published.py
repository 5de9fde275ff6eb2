"""Each table as published: the document's own cells, in a CSV file that Excel opens correctly and safely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from yusuan.model import Table
from yusuan.package.errors import PackageError
from yusuan.package.tabular import csv_line

# What Excel would take for the beginning of a formula, full-width forms included, and what is harmless
# though it begins so: a number, or the dashes that stand for nothing.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_HARMLESS = re.compile(r"[+\-－]?[0-9][0-9,]*(\.[0-9]+)?%?|[-－]+")


def published_rows(lines: Sequence[str], table: Table) -> list[list[str]]:
    """Return a table's cells line by line, blank lines left out, each row as wide as the widest.

    Raises PackageError where the table's lines are not lines of the document.
    """
    if table.first_line is None or table.last_line is None:
        return []
    if not 1 <= table.first_line <= table.last_line <= len(lines):
        raise PackageError(
            f"{table.disclosure_id}: {table.table_id} is said to take lines {table.first_line} to "
            f"{table.last_line} of {len(lines)}"
        )
    rows = [line.split("\t") for line in lines[table.first_line - 1 : table.last_line] if line.strip()]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def harmless(cell: str) -> str:
    """Return a cell that Excel cannot take for a formula: an apostrophe keeps suspicious text as text."""
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell.strip()) else cell


def write_published(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows as CSV with a byte-order mark, without which Excel garbles Chinese."""
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(csv_line(map(harmless, row), "\r\n") for row in rows))
