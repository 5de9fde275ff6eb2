"""A page's contents apart: its tables as drawn, with what their cells say, and its lines of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.convert.pdf.fill import runs_by_cell, text_of_cell
from yusuan.convert.pdf.lattice import lattices_of
from yusuan.convert.pdf.page import Page
from yusuan.convert.pdf.prose import Line, line_of
from yusuan.convert.pdf.tables import Drawn
from yusuan.convert.pdf.words import Run, lines_of, runs_of

_LEVEL = 0.3  # of the font size: baselines no farther apart are one
_BESIDE = 0.6  # of the font size: so far apart, two texts beside one another are still one line


@dataclass(frozen=True, slots=True)
class Laid:
    """A page's contents apart: lines of running text, and tables as drawn."""

    page: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Drawn, ...]
    slanted: tuple[str, ...]
    outside: tuple[str, ...]


def lay(page: Page) -> Laid:
    """Return a page's running text and its tables."""
    runs = [run for line in lines_of(page.glyphs) for run in runs_of(line)]
    lattices = [one for one in lattices_of(page.rules)]
    tables: list[Drawn] = []
    loose = runs
    for lattice in lattices:
        inside = [run for run in loose if lattice.holds((run.x0 + run.x1) / 2, run.middle)]
        cells = runs_by_cell(lattice, inside)
        if len(cells) < 2:
            continue
        taken = set(map(id, inside))
        loose = [run for run in loose if id(run) not in taken]
        texts = {}
        for cell, held in cells.items():
            left, _, right, _ = lattice.box(cell)
            texts[cell] = text_of_cell(held, left, right)
        tables.append(Drawn(page.number, lattice, texts))
    lines = [line_of(row, page.number) for row in _rows(loose)]
    return Laid(page.number, page.width, page.height, tuple(lines), tuple(tables), page.slanted, page.outside)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Return runs by line, from above; what stands beside one another a little higher or lower is one line."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.baseline, one.x0)):
        near = rows[-1] if rows and run.baseline - rows[-1][0].baseline <= _BESIDE * run.size else []
        level = bool(near) and run.baseline - near[0].baseline <= _LEVEL * run.size
        if near and (level or all(run.x0 > one.x1 or run.x1 < one.x0 for one in near)):
            near.append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.x0) for row in rows]
