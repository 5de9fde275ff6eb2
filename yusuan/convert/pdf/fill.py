"""Runs → the cells of a table that they are printed in, and the text of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.convert.pdf.lattice import Cell, Lattice
from yusuan.convert.pdf.words import Run, text_of_runs
from yusuan.spec.indicators import load_indicators
from yusuan.spec.patterns import alternatives

_LEVEL = 0.35  # of the font size: runs no farther apart are on one line
_PADDING = 4.0  # points between a wall and text that is set against it
_DIGIT = re.compile(r"[\d,.]")
_LATIN = re.compile(r"[A-Za-z]")
_TOKEN = re.compile(r"[\d,.%]+|[A-Za-z]+|[（(《“‘\[]*.[。，、；：！？）)》”’\]]*", re.DOTALL)
LIST_NUMBER = r"[（(]?[一二三四五六七八九十百]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、．]|\d{1,2}\.(?!\d)|[①-⑳]"
OPENS = re.compile(rf"{LIST_NUMBER}|{alternatives(load_indicators().numbered)}\d")
"""How an item of a list begins."""

_EARLY = 2.5  # of the font size: a line of Chinese that leaves so much room was ended by its author


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says; ``left`` and ``right`` are its walls, ``widest`` the width of its longest line."""

    text: str = ""
    left: float = 0.0
    right: float = 0.0
    indent: float = 0.0
    widest: float = 0.0
    last: float = 0.0
    size: float = 0.0
    lines: int = 0


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
    crossings = [index for index in range(1, len(cells)) if cells[index] != cells[index - 1]]
    cuts = sorted({cut for index in crossings if (cut := _cut(run, index, lattice.xs[cells[index].left]))})
    for start, end in pairwise([0, *cuts, len(cells)]):
        piece = Run(run.glyphs[start:end], run.spaced if start == 0 else False)
        most = max(set(cells[start:end]), key=cells[start:end].count)
        yield (most if cuts else _home(lattice, cells, piece)), piece


def _cut(run: Run, index: int, wall: float) -> int | None:
    """Return where the run is cut at a wall that its glyph number ``index`` is the first to stand behind.

    The end of a text may reach a little over its wall.
    """
    nearest = (index + step for step in (0, 1, -1, 2, -2))
    return next((cut for cut in nearest if 0 < cut < len(run.glyphs) and _parts(run, cut, wall)), None)


def _parts(run: Run, index: int, wall: float) -> bool:
    """Tell whether a wall parts two texts: it stands in a gap, or they were printed by themselves."""
    before, after = run.glyphs[index - 1], run.glyphs[index]
    gap = after.x0 - before.x1
    if gap > 0.1 * after.size and before.x1 - 0.5 <= wall <= after.x0 + 0.5:
        return True
    if before.source == after.source:
        return False
    number = _DIGIT.match(before.text) or _DIGIT.match(after.text)
    sides = run.glyphs[max(index - 2, 0) : index + 2]
    by_word = len({glyph.source for glyph in sides}) < len(sides)  # the file prints words, not letters
    return by_word or abs(gap) > 0.08 * after.size or bool(number)


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
    lines = lines_in(runs)
    if not lines:
        return CellText()
    stacked = len(lines) > 2 and all(sum(len(run.glyphs) for run in line) <= 2 for line in lines)
    widths = [line[-1].x1 - line[0].x0 for line in lines]
    size = max(run.size for run in lines[-1])
    parts = [text_of_runs(lines[0])]
    for before, line, width in zip(lines, lines[1:], widths, strict=False):
        text = text_of_runs(line)
        room = right - left - width - 2
        ended = not stacked and _is_ended(before, text, room, is_widest=width >= max(widths) - 0.5 * size)
        parts.append(_joint(parts[-1], text, ended) + text)
    return CellText(
        "".join(parts), left, right, lines[0][0].x0 - left, max(widths), widths[-1], size, len(lines)
    )


def lines_in(runs: Sequence[Run]) -> list[list[Run]]:
    """Return runs by line, from above, from the left."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.middle, one.x0)):
        if lines and run.middle - lines[-1][0].middle <= _LEVEL * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda one: one.x0) for line in lines]


def _is_ended(line: Sequence[Run], following: str, room: float, is_widest: bool) -> bool:
    """Tell whether a line was ended by its author: what follows it would have had room, and does not go on.

    What a spreadsheet leaves free at a wall is not known to a character, so that the widest line of a cell is
    taken to be full; a number that would have had room is one by itself.
    """
    token = (_TOKEN.match(following) or re.match("", following)).group()  # type: ignore[union-attr]
    size = max(run.size for run in line)
    needed = sum(0.5 if character.isascii() else 1.0 for character in token) * size
    if OPENS.match(following):
        return True
    if _DIGIT.match(following) and _DIGIT.match(line[-1].text[-1]):
        return room > needed + 0.6 * size
    return not is_widest and room > needed + _EARLY * size


def _joint(before: str, after: str, ended: bool) -> str:
    """Return what stands between two lines of a cell once they are one."""
    if not before or not after:
        return ""
    if _LATIN.match(before[-1]) and _LATIN.match(after[0]):
        return " "
    return " " if ended else ""
