"""Figures of tables by what they are about: totals, functions, economic classes, funds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yusuan.check.amounts import is_part_of_column, squeeze
from yusuan.check.document import Document
from yusuan.check.grid import Grid, Row
from yusuan.check.result import Operand
from yusuan.model import BudgetLine
from yusuan.spec.load import load_tables
from yusuan.spec.spelling import bare_label

Key = tuple[str, str]
TOTAL = "合计"
_CLASS = 3  # digits of a class: 201


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount of a table and what it is.

    ``key`` is the item (合计, a code, a fund) and the measure; ``cell`` is the amount, or the first of those
    that were added up.
    """

    key: Key
    operand: Operand
    grid: Grid
    cell: BudgetLine

    @property
    def value(self) -> Decimal:
        """The amount in yuan."""
        assert self.operand.value is not None
        return self.operand.value

    @property
    def unit(self) -> str:
        """The money unit in which it is printed."""
        return self.cell.money_unit

    @property
    def fund(self) -> str | None:
        """The fund it is paid from."""
        return self.cell.fund


def select(document: Document, chosen: Mapping[str, Any], by: str) -> dict[Key, list[Figure]]:
    """Return the figures of a selection ({kinds, side, funds, measures}) by key.

    An item that a table prints several times (once for each unit) names no single figure and is left out;
    a total may have several candidates, such as 本年支出合计 beside 支出总计.
    """
    found: dict[Key, list[Figure]] = {}
    for grid in document.grids_of(chosen["kinds"], chosen.get("side")):
        own: dict[Key, list[Figure]] = {}
        for figure in _READERS[by](grid):
            if _chosen(figure, chosen) and _is_of_year(figure, document, by):
                own.setdefault(figure.key, []).append(figure)
        for key, figures in own.items():
            if (
                by in {"total", "labelled", "own_year", "part"}
                or len({figure.cell.row for figure in figures}) == 1
            ):
                found.setdefault(key, []).extend(figures)
    return found


def _is_of_year(figure: Figure, document: Document, by: str) -> bool:
    """Tell whether a figure is of the document's year and phase; a form's headings are not relied upon."""
    if by == "labelled":
        return True
    own = document.disclosure
    is_planned = own.is_final and figure.cell.phase == "approved"
    return figure.cell.fiscal_year in {None, own.fiscal_year} and not is_planned


def _chosen(figure: Figure, chosen: Mapping[str, Any]) -> bool:
    funds, measures, periods = chosen.get("funds"), chosen.get("measures"), chosen.get("periods")
    return (
        (not funds or figure.fund in funds)
        and (not measures or figure.key[1] in measures)
        and (not periods or figure.cell.period in periods)
    )


def figure_of(grid: Grid, row: Row, cell: BudgetLine, item: str) -> Figure:
    """Return one cell of a table as a figure."""
    label = f"{grid.name}{squeeze(row.label)}·{cell.column}"
    operand = Operand(label, cell.amount_yuan, cell.source_line, (cell,))
    key = (item, cell.measure or "")
    return Figure(key, operand, grid, cell)


def _totals(grid: Grid) -> Iterator[Figure]:
    if grid.is_partial:
        return
    is_form = grid.kind.endswith("_performance")
    for row in grid.totals or (() if is_form else grid.repeats):
        for cell in row.cells.values():
            if not is_part_of_column(cell):
                yield figure_of(grid, row, cell, TOTAL)


def _functions(grid: Grid) -> Iterator[Figure]:
    """Yield amounts by function: by code; a class also by its name, by which other tables print it alone."""
    for row in grid.rows.values():
        code, name = row.first.function_code, row.first.function_name
        items = [code] if code else []
        if name and (not code or len(code) == _CLASS):
            items.append(bare_label(name))
        for item in items:
            for cell in row.cells.values():
                if not is_part_of_column(cell):
                    yield figure_of(grid, row, cell, item)


def _funds(grid: Grid) -> Iterator[Figure]:
    """Yield amounts of income by fund: the rows of one table, the total row of another."""
    by_rows = {row.first.fund for row in grid.rows.values()} != {grid.rows[min(grid.rows)].first.fund}
    rows = grid.rows.values() if by_rows and not _has_fund_columns(grid) else grid.totals or grid.repeats
    for row in rows:
        for cell in row.cells.values():
            if cell.fund not in {None, "all"} and cell.period != "carried_over":
                yield figure_of(grid, row, cell, str(cell.fund))


def _has_fund_columns(grid: Grid) -> bool:
    return any(len({cell.fund for cell in row.cells.values()}) > 1 for row in grid.rows.values())


def _classes(grid: Grid) -> Iterator[Figure]:
    """Yield 301, 302 …: the class row, or the sum of its items where a table prints only items."""
    columns = [column for column in grid.columns if not _is_partial(grid, column)][:1]
    for column in columns:
        sums: dict[str, list[BudgetLine]] = {}
        for row in grid.rows.values():
            cell = row.cells.get(column)
            if cell and row.first.economic_code and row.number not in grid.children and cell.is_leaf:
                sums.setdefault(row.first.economic_code[:3], []).append(cell)
        for code, cells in sums.items():
            total = sum((cell.amount_yuan for cell in cells), Decimal(0))
            operand = Operand(
                f"{grid.name}{code}各项之和·{column}", total, cells[0].source_line, tuple(cells)
            )
            yield Figure((TOTAL, code), operand, grid, cells[0])


def _economic_items(grid: Grid) -> Iterator[Figure]:
    """Yield the items of the basic table by name; those printed several times name no single figure."""
    for row in grid.rows.values():
        if row.first.economic_name:
            for cell in row.cells.values():
                if cell.measure == "basic":
                    yield figure_of(grid, row, cell, bare_label(row.first.economic_name))


def _is_partial(grid: Grid, column: str) -> bool:
    cells = [row.cells[column] for row in grid.rows.values() if column in row.cells]
    return not any(cell.measure in {"basic", "total"} for cell in cells)


def _labelled(grid: Grid) -> Iterator[Figure]:
    """Yield a form's amounts whose label says that they are the whole: 总额, 合计, 基本支出, 项目支出."""
    for figure, row in ((f, r) for r in grid.rows.values() for f in _of_row(grid, r)):
        if any(word in row.label for word in load_tables().whole_labels):
            yield figure


def _of_row(grid: Grid, row: Row) -> Iterator[Figure]:
    for cell in row.cells.values():
        yield figure_of(grid, row, cell, TOTAL)


def _every(grid: Grid) -> Iterator[Figure]:
    for row in grid.rows.values():
        for cell in row.cells.values():
            yield figure_of(grid, row, cell, TOTAL)


def _parts_of_totals(grid: Grid) -> Iterator[Figure]:
    for row in grid.totals or grid.repeats:
        for cell in row.cells.values():
            yield figure_of(grid, row, cell, TOTAL)


_READERS: Mapping[str, Callable[[Grid], Iterator[Figure]]] = {
    "total": _totals,
    "part": _parts_of_totals,
    "function": _functions,
    "fund": _funds,
    "economic": _classes,
    "economic_item": _economic_items,
    "labelled": _labelled,
    "own_year": _every,
}
