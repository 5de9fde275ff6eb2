"""Tables whose rows are not all parted by lines: cells with several amounts are several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from yusuan.convert.pdf.fill import CellText, lines_in
from yusuan.convert.pdf.lattice import Cell, Lattice
from yusuan.convert.pdf.words import Run

_AMOUNT = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?%?|-|—")
_SAME = 2.0  # points: baselines no farther apart are one


def with_rows(
    lattice: Lattice, runs: dict[Cell, list[Run]], texts: dict[Cell, CellText]
) -> tuple[Lattice, dict[Cell, list[Run]]]:
    """Return the table with a row a line wherever two columns hold several amounts on the same lines.

    A number broken over two lines is none of them: it had no room.
    """
    cuts: dict[int, list[float]] = {}
    for row in range(len(lattice.ys) - 1):
        stacks = [
            [line[0].baseline for line in lines_in(runs[cell])]
            for cell, text in texts.items()
            if (cell.upper, cell.lower) == (row, row + 1) and _is_stack(text)
        ]
        if len(stacks) > 1 and all(_same(stack, stacks[0]) for stack in stacks):
            size = max(run.size for cell in texts if cell.upper == row for run in runs[cell])
            cuts[row] = [(a + b) / 2 - 0.35 * size for a, b in pairwise(stacks[0])]
    return _cut(lattice, runs, cuts) if cuts else (lattice, runs)


def _is_stack(text: CellText) -> bool:
    parts = text.text.split(" ")
    return text.lines > 1 and len(parts) == text.lines and all(_AMOUNT.fullmatch(part) for part in parts)


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _cut(
    lattice: Lattice, runs: dict[Cell, list[Run]], cuts: dict[int, list[float]]
) -> tuple[Lattice, dict[Cell, list[Run]]]:
    """Return the table with more row lines, and the runs of its cells by the new rows."""
    starts: list[int] = []  # row → the first of the rows that it becomes
    ys: list[float] = []
    for row, y in enumerate(lattice.ys):
        starts.append(len(ys))
        ys += [y, *cuts.get(row, ())]
    cells: list[Cell] = []
    found: dict[Cell, list[Run]] = {}
    for cell in lattice.cells:
        upper, lower = starts[cell.upper], starts[cell.lower]
        whole = cell.lower - cell.upper > 1 or cell.upper not in cuts
        edges = [upper, lower] if whole else list(range(upper, lower + 1))
        for first, last in pairwise(edges):
            part = Cell(cell.left, cell.right, first, last)
            cells.append(part)
            top = ys[first] if first != upper else float("-inf")
            foot = ys[last] if last != lower else float("inf")
            held = [run for run in runs.get(cell, ()) if whole or top <= run.middle < foot]
            if held:
                found[part] = held
    return Lattice(lattice.xs, tuple(ys), tuple(cells)), found
