"""Column lines of a table → its columns: lines that crack one column into two are taken out.

A document set by hand draws the walls of its rows at slightly different places. Whether two of them are one
is told by the words: a stretch between two lines in which no row prints a cell of its own is no column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NARROW = 9.0  # points: a column no wider holds nothing
_OWN = 0.5  # of the rows: an empty column that so many rows draw is a column all the same


@dataclass(frozen=True, slots=True)
class Span:
    """A cell by the column lines at its sides, whether it is filled, and how many rows it is high."""

    left: int
    right: int
    filled: bool
    rows: int


def healed(xs: Sequence[float], spans: Sequence[Span], rows: int) -> list[int]:
    """Return for each column line the number of the line that it is once the cracks are taken out.

    Two lines with the same number are one; numbers run from 0 without gaps.
    """
    names = list(range(len(xs)))
    while True:
        cracks = [
            (xs[line + 1] - xs[line], line)
            for line in range(len(xs) - 1)
            if names[line] != names[line + 1] and _is_crack(names, xs, spans, rows, names[line])
        ]
        if not cracks:
            return names
        _, line = min(cracks)
        names = [name - (name > names[line]) for name in names]


def _is_crack(
    names: Sequence[int], xs: Sequence[float], spans: Sequence[Span], rows: int, column: int
) -> bool:
    own = [span for span in spans if names[span.left] == column and names[span.right] == column + 1]
    if any(span.filled for span in own):
        return False
    left = max(x for x, name in zip(xs, names, strict=True) if name == column)
    right = min(x for x, name in zip(xs, names, strict=True) if name == column + 1)
    return right - left <= _NARROW or sum(span.rows for span in own) < _OWN * rows
