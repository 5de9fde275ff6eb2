"""A block of one side of a table as rows and columns of amounts, its totals and its hierarchy at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from yusuan.check.amounts import decimals_of, squeeze, sum_tolerance
from yusuan.model import BudgetLine, Table
from yusuan.spec.final import plain_kind
from yusuan.spec.load import load_tables
from yusuan.spec.rules import load_rules
from yusuan.spec.spelling import bare, bare_label
from yusuan.spec.vocabulary import NEVER_ADDED


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, place in the hierarchy, and amounts by column."""

    number: int
    first: BudgetLine
    cells: Mapping[str, BudgetLine]

    @property
    def level(self) -> int:
        """0 for totals, 1 for classes and so on."""
        return self.first.level

    @property
    def parent(self) -> int | None:
        """The number of the row above it in the hierarchy."""
        return self.first.parent_row

    @property
    def line(self) -> int:
        """The line that prints the row's first amount."""
        return self.first.source_line

    @property
    def label(self) -> str:
        """The row's label, or what stands for it where none is printed."""
        first = self.first
        return first.project or first.item or first.unit_name or "合计"

    @property
    def code(self) -> str | None:
        """The row's functional or economic code."""
        return self.first.function_code or self.first.economic_code or self.first.gov_economic_code


@dataclass(frozen=True)
class Grid:
    """The amounts of one block of a table's side; ``kind`` is the table's, the same for final accounts."""

    table: Table
    side: str
    rows: Mapping[int, Row]
    columns: Sequence[str]
    children: Mapping[int, tuple[Row, ...]] = field(default_factory=dict)
    is_partial: bool = False
    """True for one of several blocks side by side whose totals differ: none is the table's total."""

    @property
    def kind(self) -> str:
        """The table's kind without the mark of final accounts."""
        return plain_kind(self.table.kind)

    @property
    def name(self) -> str:
        """The table's title for a sentence."""
        return f"《{squeeze(self.table.title).lstrip('#')}》"

    @property
    def unit(self) -> str:
        """The money unit of the first amount, which nearly always is that of all."""
        return next(iter(self.rows.values())).first.money_unit

    @cached_property
    def decimals(self) -> int:
        """The decimals with which the table prints its amounts: those of its finest one.

        A cell that drops its last zeros (`12.5` beside `3.25`) is as fine as the others.
        """
        cells = (cell for row in self.rows.values() for cell in row.cells.values())
        return max(decimals_of(cell.printed_value) for cell in cells)

    @cached_property
    def totals(self) -> tuple[Row, ...]:
        """Rows that print a total of the table: 合计, 总计, 本年支出合计."""
        return tuple(row for row in self.rows.values() if row.level == 0 and row.first.is_total)

    @cached_property
    def repeats(self) -> tuple[Row, ...]:
        """Rows that repeat the total under the organisation's name."""
        return tuple(row for row in self.rows.values() if row.level == 0 and not row.first.is_total)

    @cached_property
    def roots(self) -> tuple[Row, ...]:
        """Rows that add up to the total."""
        return tuple(row for row in self.rows.values() if row.level > 0 and not self._has_row_above(row))

    def _has_row_above(self, row: Row) -> bool:
        """Tell whether a row is part of another that is no total and does not stand for one."""
        above = self.rows.get(row.parent or 0)
        return above is not None and above.level > 0

    def counts(self, row: Row, column: str) -> bool:
        """Tell whether a row's amount in a column adds to what stands above it.

        A class row printed twice is neither leaf nor parent the second time, and does not count. A block
        that breaks the same total down once more has no leaves at all: all its rows count.
        """
        cell = row.cells.get(column)
        if cell is None or cell.measure in NEVER_ADDED:
            return False
        return cell.is_leaf or row.number in self.children or column not in self._with_leaves

    @cached_property
    def _with_leaves(self) -> frozenset[str]:
        return frozenset(at for row in self.rows.values() for at, cell in row.cells.items() if cell.is_leaf)

    def is_year(self, row: Row) -> bool:
        """Tell whether a row heads all of the year: 一、本年支出."""
        return bare_label(row.first.item or "") in load_rules().years

    def is_year_total(self, row: Row) -> bool:
        """Tell whether a total is of the year only, without what was carried over."""
        return bare(row.first.item or "") in load_tables().year_totals


def build_grids(lines: Sequence[BudgetLine], tables: Mapping[str, Table]) -> tuple[Grid, ...]:
    """Arrange amounts into grids, in the order of the document: one for each block of a table's side."""
    sides: dict[tuple[str, str], dict[int, list[BudgetLine]]] = {}
    for line in lines:
        if line.table_id in tables:
            blocks = sides.setdefault((line.table_id, line.side), {})
            blocks.setdefault(line.block, []).append(line)
    grids: list[Grid] = []
    for (table_id, side), numbered in sides.items():
        printed = _share_totals([numbered[number] for number in sorted(numbered)])
        own = [_build_grid(tables[table_id], side, block) for block in printed]
        sums = {tuple(_grand_totals(block)) for block in own}
        grids += [replace(block, is_partial=len(sums) > 1) for block in own]
    return tuple(grids)


def _share_totals(blocks: Sequence[list[BudgetLine]]) -> list[list[BudgetLine]]:
    """Give the blocks of one side that print no total that of the next one, where its own rows are all of it.

    They break the same total down once more, as 功能分类 beside 支出用途 does.
    """
    found: list[list[BudgetLine]] = []
    shared: list[BudgetLine] = []
    for block in reversed(blocks):
        totals = [line for line in block if line.level == 0]
        found.append(block if totals else [*block, *shared])
        if totals:
            shared = totals if _is_all_of(block, totals[0]) else []
    return found[::-1]


def _is_all_of(block: Sequence[BudgetLine], total: BudgetLine) -> bool:
    """Tell whether the rows of a block add up to a total in its column."""
    leaves = [line.amount_yuan for line in block if line.is_leaf and line.column == total.column]
    near = sum_tolerance(total.money_unit, len(leaves))
    return abs(sum(leaves, Decimal(0)) - total.amount_yuan) <= near


def _grand_totals(grid: Grid) -> list[Decimal]:
    return [cell.amount_yuan for row in grid.totals[-1:] for cell in row.cells.values()]


def _build_grid(table: Table, side: str, lines: Sequence[BudgetLine]) -> Grid:
    cells: dict[int, dict[str, BudgetLine]] = {}
    for line in lines:
        taken = cells.setdefault(line.row, {})
        taken[_column_key(line, taken)] = line
    rows = {number: Row(number, next(iter(own.values())), own) for number, own in sorted(cells.items())}
    children: dict[int, list[Row]] = {}
    for row in rows.values():
        above = rows.get(row.parent or 0)
        if above is not None and not above.first.is_total:
            children.setdefault(above.number, []).append(row)
    columns = dict.fromkeys(column for row in rows.values() for column in row.cells)
    return Grid(table, side, rows, tuple(columns), {key: tuple(value) for key, value in children.items()})


def _column_key(line: BudgetLine, taken: Mapping[str, BudgetLine]) -> str:
    """Return a column's path; a second column of the same path in one row gets a number behind it."""
    key, count = line.column, 1
    while key in taken:
        count += 1
        key = f"{line.column}#{count}"
    return key
