"""What a spreadsheet takes for a formula when it opens a CSV file: one guard for all files that readers open.

The packages' plain CSV files hold every cell as it is, equal to Parquet cell by cell: an apostrophe before
``=100%`` would be wrong in any program that reads them. So they are not changed, and no page links one: they
are in the archive, and readers of spreadsheets take the workbook or the tables as published.
"""

from __future__ import annotations

import re

_UNSEEN = (
    r"[\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3000\u3164\ufeff]*"
)
_NUMBER = r"[+\-－]?[0-9][0-9,]*(?:\.[0-9]+)?%?"
_FORMULA = re.compile(rf"{_UNSEEN}[=＝@＠+＋\-－]|[\t\r]")
_HARMLESS = re.compile(rf"{_UNSEEN}(?:{_NUMBER}|[\-－—]+|[=＝+＋]){_UNSEEN}")


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet could take a cell for a formula; numbers and lone signs are none."""
    return bool(_FORMULA.match(cell)) and not _HARMLESS.fullmatch(cell)


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe keeps suspicious text as text."""
    return f"'{cell}" if is_formula(cell) else cell
