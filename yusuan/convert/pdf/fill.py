"""Runs → the cells of a table that they are printed in, and the text of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.convert.pdf.lattice import Cell, Lattice
from yusuan.convert.pdf.words import Run, text_of_runs

_LEVEL = 0.35  # of the font size: runs no farther apart are on one line
_PADDING = 4.0  # points between a wall and text that is set against it
_SLACK = 0.6  # of the font size: a line that ends no nearer to the wall could not take one more character
_DIGIT = re.compile(r"[\d,.]")
_LATIN = re.compile(r"[A-Za-z]")
_TOKEN = re.compile(r"[\d,.%]+|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says; ``full`` where its last line could not take more, so that it may go on elsewhere."""

    text: str = ""
    full: bool = False
    indent: float = 0.0
    lines: tuple[tuple[Run, ...], ...] = ()


def runs_by_cell(lattice: Lattice, runs: Iterable[Run]) -> dict[Cell, list[Run]]:
    """Return the runs of each cell that has any."""
    at = {
        (row, column): cell
        for cell in lattice.cells
        for row in range(cell.upper, cell.lower)
        for column in range(cell.left, cell.right)
    }
    found: dict[Cell, list[Run]] = {}
    for run in runs:
        row = _stretch(lattice.ys, run.middle)
        for cell, piece in _pieces(lattice, at, row, run):
            found.setdefault(cell, []).append(piece)
    return found


def _stretch(places: Sequence[float], value: float) -> int:
    """Return the stretch between two lines that a value lies in, the nearest where it lies outside."""
    inner = sum(place <= value for place in places) - 1
    return min(max(inner, 0), len(places) - 2)


def _pieces(
    lattice: Lattice, at: dict[tuple[int, int], Cell], row: int, run: Run
) -> Iterable[tuple[Cell, Run]]:
    """Yield a run, or its pieces where it is the text of two cells printed wall to wall."""
    cells = [at[row, _stretch(lattice.xs, (glyph.x0 + glyph.x1) / 2)] for glyph in run.glyphs]
    cuts = [
        index
        for index in range(1, len(cells))
        if cells[index] != cells[index - 1] and _parts(run, index, lattice.xs[cells[index].left])
    ]
    for start, end in zip([0, *cuts], [*cuts, len(cells)], strict=True):
        piece = Run(run.glyphs[start:end], run.spaced if start == 0 else False)
        yield _home(lattice, cells[start:end], piece), piece


def _parts(run: Run, index: int, wall: float) -> bool:
    """Tell whether the wall parts two texts: printed by themselves, with a gap or with a number at the wall."""
    before, after = run.glyphs[index - 1], run.glyphs[index]
    if before.source == after.source:
        return False
    gap = after.x0 - before.x1 > 0.08 * after.size
    return gap or bool(_DIGIT.match(before.text) or _DIGIT.match(after.text)) or abs(after.x0 - wall) < 0.5


def _home(lattice: Lattice, cells: Sequence[Cell], piece: Run) -> Cell:
    """Return the cell that a run belongs to that may be wider than its cell."""
    first, last = cells[0], cells[-1]
    if first == last:
        return first
    if piece.x0 - lattice.xs[first.left] <= _PADDING:
        return first
    if lattice.xs[last.right] - piece.x1 <= _PADDING:
        return last
    return cells[len(cells) // 2]


def text_of_cell(runs: Sequence[Run], left: float, right: float) -> CellText:
    """Return the text of a cell whose walls are at ``left`` and ``right``, its lines joined.

    A line that had no room for what follows it was broken by the setting and is joined without a space; a
    line that ends early was broken by its author and is joined with one.
    """
    lines = _lines(runs)
    if not lines:
        return CellText()
    stacked = len(lines) > 2 and all(sum(len(run.glyphs) for run in line) <= 2 for line in lines)
    parts = [text_of_runs(lines[0])]
    for before, line in zip(lines, lines[1:], strict=False):
        text = text_of_runs(line)
        broken = stacked or not _has_room(before, text, left, right)
        parts.append(_joint(parts[-1], text, broken) + text)
    indent = lines[0][0].x0 - left
    return CellText(
        "".join(parts), not _has_room(lines[-1], "字", left, right), indent, tuple(map(tuple, lines))
    )


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.middle, one.x0)):
        if lines and run.middle - lines[-1][0].middle <= _LEVEL * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda one: one.x0) for line in lines]


def _has_room(line: Sequence[Run], following: str, left: float, right: float) -> bool:
    """Tell whether a line could have taken the first word of what follows it."""
    token = _TOKEN.match(following)
    word = token.group() if token else "字"
    size = max(run.size for run in line)
    width = size * (0.5 * len(word) if word.isascii() else 1.0)
    used = line[-1].x1 - line[0].x0
    return used + width + _SLACK * size + 2 < right - left


def _joint(before: str, after: str, broken: bool) -> str:
    """Return what stands between two lines of a cell once they are one."""
    if not before or not after:
        return ""
    if _LATIN.match(before[-1]) and _LATIN.match(after[0]):
        return " "
    return "" if broken else " "
