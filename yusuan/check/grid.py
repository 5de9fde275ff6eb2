"""One side of one table as rows and columns of amounts, its totals and its hierarchy at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from yusuan.check.amounts import decimals_of, squeeze, sum_tolerance
from yusuan.model import BudgetLine, Table
from yusuan.spec.load import load_tables
from yusuan.spec.rules import load_rules
from yusuan.spec.spelling import bare, bare_label

_NO_SUMS = frozenset({"unit_price", "change"})
_FINAL = "final_"
_BLOCK = 3  # amounts under one heading in a second place that make it a second block


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
    """The amounts of one table and side; ``kind`` is the table's kind, the same for final accounts."""

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
        return self.table.kind.removeprefix(_FINAL)

    @property
    def name(self) -> str:
        """The table's title for a sentence."""
        return f"《{squeeze(self.table.title).lstrip('#')}》"

    @property
    def unit(self) -> str:
        """The money unit in which the table prints most of its amounts."""
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
        return tuple(row for row in self.rows.values() if row.level == 0 and is_total(row))

    @cached_property
    def repeats(self) -> tuple[Row, ...]:
        """Rows that repeat the total under the organisation's name."""
        return tuple(row for row in self.rows.values() if row.level == 0 and not is_total(row))

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
        if cell is None or cell.measure in _NO_SUMS:
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
        return _plain(row) in load_rules().year_totals


def is_total(row: Row) -> bool:
    """Tell whether a row's label is a word for a total or ends as one (人员经费合计), or none is printed."""
    return row.first.item is None or _plain(row) in load_tables().totals or _plain(row).endswith("合计")


def _plain(row: Row) -> str:
    return bare(row.first.item or "").rstrip(":：")


def build_grids(lines: Sequence[BudgetLine], tables: Mapping[str, Table]) -> tuple[Grid, ...]:
    """Arrange amounts into grids, in the order of the document.

    Blocks printed side by side under one heading (two halves of a long list; the same total by function and
    by economic class) are a grid each.
    """
    groups: dict[tuple[str, str], list[BudgetLine]] = {}
    for line in lines:
        if line.table_id in tables:
            groups.setdefault((line.table_id, line.side), []).append(line)
    grids: list[Grid] = []
    for (table_id, side), group in groups.items():
        blocks = [_build_grid(tables[table_id], side, block) for block in _joined(_blocks(group))]
        sums = {tuple(_grand_totals(block)) for block in blocks}
        grids += [replace(block, is_partial=len(sums) > 1) for block in blocks]
    return tuple(grids)


def _blocks(lines: Sequence[BudgetLine]) -> list[list[BudgetLine]]:
    """Split the amounts of a table and side into the blocks printed side by side."""
    columns: dict[str, Counter[int]] = {}
    for line in lines:
        columns.setdefault(line.column, Counter())[line.source_column] += line.repaired is None
    twice = {
        path for path, places in columns.items() if sum(count >= _BLOCK for count in places.values()) > 1
    }
    if len(columns) != 1 or not twice:
        return [list(lines)]
    blocks: dict[int, list[BudgetLine]] = {}
    for line in lines:
        blocks.setdefault(line.source_column, []).append(line)
    return list(blocks.values())


def _joined(blocks: Sequence[list[BudgetLine]]) -> list[list[BudgetLine]]:
    """Join blocks without total to the next one that has a total, which is below the last of them.

    Where one of them is all of that total, each breaks it down by itself: by function, by use.
    """
    joined: list[list[BudgetLine]] = []
    waiting: list[list[BudgetLine]] = []
    for block in blocks:
        waiting.append(block)
        totals = [line for line in block if line.level == 0]
        if totals:
            apart = _breaks_down_again(waiting, totals[0].amount_yuan)
            own = [[*one, *totals] for one in waiting[:-1]] if apart else []
            joined += [*own, block] if apart else [[line for one in waiting for line in one]]
            waiting = []
    return [*joined, [line for one in waiting for line in one]] if waiting else joined


def _breaks_down_again(blocks: Sequence[list[BudgetLine]], total: Decimal) -> bool:
    """Tell whether one of several blocks adds up to their total by itself, and all together do not."""
    sums = [sum((line.amount_yuan for line in block if line.is_leaf), Decimal(0)) for block in blocks]
    near = sum_tolerance(blocks[0][0].money_unit, sum(map(len, blocks)))
    alone = any(abs(own - total) <= near for own in sums)
    return len(blocks) > 1 and alone and abs(sum(sums, Decimal(0)) - total) > near


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
