"""A page's contents apart: its tables as drawn, with what their cells say, and its lines of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.convert.pdf.fill import CellText, lines_in, runs_by_cell, text_of_cell
from yusuan.convert.pdf.lattice import Cell, Lattice, lattices_of
from yusuan.convert.pdf.loose import loose_tables
from yusuan.convert.pdf.page import Page
from yusuan.convert.pdf.prose import Line, line_of
from yusuan.convert.pdf.rowless import with_rows
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
    loose = [run for line in lines_of(page.glyphs) for run in runs_of(line)]
    tables: list[Drawn] = []
    for lattice in lattices_of(page.rules):
        inside = [run for run in loose if lattice.holds((run.x0 + run.x1) / 2, run.middle)]
        cells = runs_by_cell(lattice, inside)
        if len(cells) < 2 or _is_mere_frame(cells):
            continue
        taken = set(map(id, inside))
        loose = [run for run in loose if id(run) not in taken]
        cut, held = with_rows(lattice, cells, _texts(lattice, cells))
        tables.append(Drawn(page.number, cut, _texts(cut, held)))
    rows = _rows(loose)
    found = loose_tables(rows, page.number)
    tables = sorted([*tables, *(one for one, _ in found)], key=lambda one: one.lattice.ys[0])
    taken = {number for _, numbers in found for number in numbers}
    lines = [line_of(row, page.number) for number, row in enumerate(rows) if number not in taken]
    return Laid(page.number, page.width, page.height, tuple(lines), tuple(tables), page.slanted, page.outside)


def _texts(lattice: Lattice, cells: dict[Cell, list[Run]]) -> dict[Cell, CellText]:
    return {
        cell: text_of_cell(runs, lattice.xs[cell.left], lattice.xs[cell.right])
        for cell, runs in cells.items()
    }


def _is_mere_frame(cells: dict[Cell, list[Run]]) -> bool:
    """Tell whether lines only frame a table or part its rows, so that its columns are told by its words."""
    if len({(cell.left, cell.right) for cell in cells}) > 1:
        return False
    rows = [line for runs in cells.values() for line in lines_in(runs)]
    return bool(loose_tables(rows, 0))


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Return runs by line, from above; what stands side by side a little higher or lower is one line."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.baseline, one.x0)):
        near = rows[-1] if rows and run.baseline - rows[-1][0].baseline <= _BESIDE * run.size else []
        level = bool(near) and run.baseline - near[0].baseline <= _LEVEL * run.size
        if near and (level or all(run.x0 > one.x1 or run.x1 < one.x0 for one in near)):
            near.append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.x0) for row in rows]
