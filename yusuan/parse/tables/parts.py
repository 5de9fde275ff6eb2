"""Grids to one a table or form: captions and headers that a blank line cuts off joined, several cut apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from yusuan.parse.tables.captions import is_caption, is_caption_row
from yusuan.parse.tables.grids import Grid, Row
from yusuan.parse.tables.headers import LABEL_ROLES, split_header
from yusuan.parse.tables.recognise import starts_as_form
from yusuan.parse.tables.titles import is_title
from yusuan.spec.load import TableSpec
from yusuan.spec.spelling import normalise

_MOST_HEADER_ROWS = 6


def parts_of(grids: Sequence[Grid], spec: TableSpec) -> list[Grid]:
    """Return the grids of the tables and forms that are printed, in order; no row is lost or doubled."""
    joined = _with_captions(grids, spec)
    return [
        part for grid in joined for titled in _split_titled(grid, spec) for part in _split_forms(titled, spec)
    ]


def _split_forms(grid: Grid, spec: TableSpec) -> list[Grid]:
    """Cut a grid of several forms, one below the other, where the label that begins it is printed again."""
    if not starts_as_form(grid.rows, spec):
        return [grid]
    first = next(normalise(row[row.printed[0]]) for row in grid.rows if row.printed)
    starts = [
        at for at, row in enumerate(grid.rows) if row.printed and normalise(row[row.printed[0]]) == first
    ]
    starts = [at for at in starts if starts_as_form(grid.rows[at:], spec)]
    return _cut(grid, [0, *starts[1:], len(grid.rows)])


def _split_titled(grid: Grid, spec: TableSpec) -> list[Grid]:
    """Cut a grid where a title stands alone in a row, and a header with amounts below it: another table."""
    starts = [
        at
        for at, row in enumerate(grid.rows)
        if at and len(row.printed) == 1 and is_title(row[row.printed[0]], spec)
        if any(column.role == "amount" for column in split_header(grid.rows[at:], spec)[0].columns)
    ]
    starts = [at for at in starts if not all(is_caption_row(row, spec) for row in grid.rows[:at])]
    return _cut(grid, [0, *starts, len(grid.rows)])


def _cut(grid: Grid, cuts: Sequence[int]) -> list[Grid]:
    parts = [grid.rows[start:end] for start, end in pairwise(cuts)]
    return [
        replace(
            grid,
            rows=rows,
            captions=grid.captions if at == 0 else (),
            adjoins=grid.adjoins if at == 0 else True,
            follows_captions_only=grid.follows_captions_only if at == 0 else True,
            notes=grid.notes if at == len(parts) - 1 else (),
        )
        for at, rows in enumerate(parts)
    ]


def _with_captions(grids: Sequence[Grid], spec: TableSpec) -> list[Grid]:
    """Join rows that only carry captions, or a header, to the grid that they stand over."""
    joined: list[Grid] = []
    for grid in grids:
        above = joined[-1] if joined else None
        if above and grid.follows_captions_only and is_caption(above.rows, spec):
            rows, captions = (*above.rows, *grid.rows), (*above.captions, *grid.captions)
            joined[-1] = replace(above, rows=rows, captions=captions, notes=grid.notes)
        elif above and grid.adjoins and _is_cut_header(above.rows, grid.rows, spec):
            joined[-1] = replace(above, rows=(*above.rows, *grid.rows), notes=grid.notes)
        else:
            joined.append(grid)
    return joined


def _is_cut_header(rows: Sequence[Row], following: Sequence[Row], spec: TableSpec) -> bool:
    """Tell whether rows are a header, or the first rows of one, that a page's end cuts off from the rest.

    What follows heads no table by itself, without labels or without amounts, or its words stand below each of
    these and between them.
    """
    if len(rows) > _MOST_HEADER_ROWS or starts_as_form(rows, spec):
        return False
    header, body = split_header(rows, spec)
    rest = split_header(following, spec)[0].columns
    is_whole = any(c.role in LABEL_ROLES for c in rest) and any(c.role == "amount" for c in rest)
    is_over = set(rows[-1].printed) < set(following[0].printed)
    is_header = bool(header.rows) and not body and sum(len(row.printed) for row in rows) > 1
    return is_header and (is_over or not is_whole)
