"""Indents that show the level of a row, where nothing else does: kept as full-width spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from yusuan.convert.pdf.fill import CellText

_CODE = re.compile(r"\s*\[?\d{3,7}\]?")
_NUMBER = re.compile(r"[-−+]?[\d,.]+%?|-|—")
_MOST = 0.5
_DEEP = 8  # levels: more is not an indent
_FEW = 3  # labels of a level, so that it is one


def with_indents(rows: Sequence[Sequence[CellText]]) -> list[list[CellText]]:
    """Return the rows of a table with the indents of its label columns, unless it prints codes."""
    lines = [list(row) for row in rows]
    columns = list(zip(*lines, strict=True)) if lines else []
    if any(_has_codes(column) for column in columns):
        return lines
    for at, column in enumerate(columns):
        for row, level in _levels(column).items():
            cell = lines[row][at]
            lines[row][at] = replace(cell, text="\u3000" * level + cell.text)
    return lines


def _has_codes(column: Sequence[CellText]) -> bool:
    filled = [cell.text for cell in column if cell.text]
    return sum(bool(_CODE.match(text)) and not re.match(r"20\d\d年", text) for text in filled) > _MOST * len(
        filled
    )


def _levels(column: Sequence[CellText]) -> dict[int, int]:
    """Return the level of the labels of a column that are set in, by row; none where it is set in the middle."""
    labels = {
        row: cell
        for row, cell in enumerate(column)
        if cell.text and not _NUMBER.fullmatch(cell.text) and cell.size
    }
    left = {row: cell for row, cell in labels.items() if not _is_centred(cell)}
    if len(left) < 2 * _FEW or len(left) < _MOST * len(labels):
        return {}
    base = min(cell.indent for cell in left.values())
    levels = {row: round((cell.indent - base) / cell.size) for row, cell in left.items()}
    often = {level for level, count in Counter(levels.values()).items() if count >= _FEW}
    if len(often) < 2 or max(levels.values()) > _DEEP:
        return {}
    return {row: level for row, level in levels.items() if level > 0}


def _is_centred(cell: CellText) -> bool:
    return abs((cell.right - cell.left - cell.widest) / 2 - cell.indent) < 0.4 * cell.size
