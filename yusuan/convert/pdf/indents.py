"""Indents that show the level of a row, where nothing else does: kept as full-width spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import pstdev

from yusuan.convert.pdf.fill import CellText

_CODE = re.compile(r"\s*\[?\d{3,7}(?![\d年.,])")
_NUMBER = re.compile(r"[-−+]?[\d,.]+%?|-|—")
_MOST = 0.5
_DEEP = 8  # levels: more is not an indent
_FEW = 3  # labels of a level, so that it is one


def with_indents(rows: Sequence[Sequence[CellText]]) -> list[list[CellText]]:
    """Return the rows of a table with the indents of its label columns, unless it prints codes."""
    lines = [list(row) for row in rows]
    head = next(
        (number for number, row in enumerate(lines) if any(_NUMBER.fullmatch(cell.text) for cell in row)), 0
    )
    columns = list(zip(*lines[head:], strict=True)) if lines else []
    if any(_has_codes(column) for column in columns):
        return lines
    for at, column in enumerate(columns):
        for row, level in _levels(column).items():
            cell = lines[head + row][at]
            lines[head + row][at] = replace(cell, text="\u3000" * level + cell.text)
    return lines


def _has_codes(column: Sequence[CellText]) -> bool:
    filled = [cell.text for cell in column if cell.text]
    return sum(bool(_CODE.match(text)) for text in filled) > _MOST * len(filled)


def _levels(column: Sequence[CellText]) -> dict[int, int]:
    """Return the level of the labels of a column that are set in, by row; none where it is centred."""
    labels = {row: cell for row, cell in enumerate(column) if _is_label(cell)}
    if len(labels) < 2 * _FEW:
        return {}
    lefts = [cell.indent / cell.size for cell in labels.values()]
    middles = [(cell.indent + cell.widest / 2) / cell.size for cell in labels.values()]
    if pstdev(middles) < pstdev(lefts):
        return {}
    base = min(lefts)
    levels = {row: round(left - base) for row, left in zip(labels, lefts, strict=True)}
    often = {level for level, count in Counter(levels.values()).items() if count >= _FEW}
    if len(often) < 2 or max(levels.values()) > _DEEP:
        return {}
    return {row: level for row, level in levels.items() if level > 0}


def _is_label(cell: CellText) -> bool:
    return bool(cell.text and cell.size) and not _NUMBER.fullmatch(cell.text) and not _is_centred(cell)


def _is_centred(cell: CellText) -> bool:
    """Tell whether a cell is set in the very middle: a header, a total."""
    return abs((cell.right - cell.left - cell.widest) / 2 - cell.indent) < 0.05 * cell.size
