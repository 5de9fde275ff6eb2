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
_FORMULA = re.compile(r"[=+\-@＝＋－＠]|[\t\r]")
_HARMLESS = re.compile(r"[+\-－]?[0-9][0-9,]*(\.[0-9]+)?%?|[-－—]+|[=＝+＋]")
# Blanks, and what nobody sees: Excel looks behind them for the beginning of a formula.
_UNSEEN = re.compile(
    r"[\s\x00-\x08\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3000\u3164\ufeff]+"
)


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
    seen = _UNSEEN.sub("", cell)
    is_formula = _FORMULA.match(seen) or cell[:1] in {"\t", "\r"}
    return f"'{cell}" if is_formula and not _HARMLESS.fullmatch(seen) else cell


def write_published(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows as CSV with a byte-order mark, without which Excel garbles Chinese."""
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(csv_line(map(harmless, row), "\r\n") for row in rows))
