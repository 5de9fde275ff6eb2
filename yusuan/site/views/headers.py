"""Merge the blank cells of a printed header back into the cells that span them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.model.printed import numbers_columns


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header cell, the columns and rows that it spans, and its first column."""

    text: str
    column: int
    colspan: int = 1
    rowspan: int = 1


def merge_header(
    header: Sequence[tuple[int, Sequence[str]]], width: int
) -> list[tuple[int, list[HeaderCell]]]:
    """Give each printed header row the cells it shows.

    A blank to the right belongs to the cell before it where a lower row divides that cell; a blank below
    belongs to the cell above it.
    """
    grid = [[*cells, *[""] * (width - len(cells))] for _, cells in header]
    labels = len(grid)
    while labels > 1 and numbers_columns(grid[labels - 1]):
        labels -= 1
    owners = _owners(grid[:labels], width)
    if not _tiles(owners):
        owners = {place: place for place in owners}
    return [
        (line, _row_cells(grid[row], owners, row) if row < labels else _plain(grid[row]))
        for row, (line, _) in enumerate(header)
    ]


def _plain(texts: Sequence[str]) -> list[HeaderCell]:
    return [HeaderCell(text, column) for column, text in enumerate(texts)]


Place = tuple[int, int]


def _owners(grid: Sequence[Sequence[str]], width: int) -> dict[Place, Place]:
    """Map each place of the header to the place of the cell that covers it."""
    owners: dict[Place, Place] = {}
    for row, texts in enumerate(grid):
        for column in range(width):
            place = (row, column)
            left, above = (row, column - 1), (row - 1, column)
            if texts[column]:
                owners[place] = place
            elif row and not _divides(grid, owners, above):
                owners[place] = owners[above]
            elif column and owners[left][0] == row and _continues(grid, owners, row, column):
                owners[place] = owners[left]
            else:
                owners[place] = place
    return owners


def _divides(grid: Sequence[Sequence[str]], owners: dict[Place, Place], above: Place) -> bool:
    """Tell whether the cell above spans columns that this row divides."""
    row = above[0]
    owner = owners[above]
    spanned = [c for c in range(len(grid[0])) if owners.get((row, c)) == owner]
    divided = len(spanned) > 1 and any(grid[row + 1][c] for c in spanned)
    return divided or not grid[owner[0]][owner[1]]


def _continues(grid: Sequence[Sequence[str]], owners: dict[Place, Place], row: int, column: int) -> bool:
    """Tell whether a blank continues the cell to its left: a label stands below, one cell above both."""
    if row and owners[(row - 1, column)] != owners[(row - 1, column - 1)]:
        return False
    return any(lower[column] for lower in grid[row + 1 :])


def _tiles(owners: dict[Place, Place]) -> bool:
    """Tell whether every cell covers a rectangle, so that rows keep their columns."""
    for owner in set(owners.values()):
        covered = [place for place, cell in owners.items() if cell == owner]
        if len(covered) != len({r for r, _ in covered}) * len({c for _, c in covered}):
            return False
    return True


def _row_cells(texts: Sequence[str], owners: dict[Place, Place], row: int) -> list[HeaderCell]:
    cells = []
    for column, text in enumerate(texts):
        covered = [place for place, owner in owners.items() if owner == (row, column)]
        if covered:
            columns, rows = {c for _, c in covered}, {r for r, _ in covered}
            cells.append(HeaderCell(text, column, len(columns), len(rows)))
    return cells
