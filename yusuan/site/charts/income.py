"""Chart: where the money comes from."""

from __future__ import annotations

from yusuan.model import BudgetLine, Table
from yusuan.site.charts.drawing import draw_bars
from yusuan.site.charts.figures import (
    Figures,
    Missing,
    clean_label,
    figures_of,
    largest_first,
    main_column,
    of_this_year,
    part_of,
    printed_total,
)
from yusuan.site.charts.forms import Vega
from yusuan.site.packages import UnitPackage
from yusuan.spec.load import load_tables

SLUG = "income"
TITLE = "钱从哪里来"
SUBTITLE = "收入，按来源"

ABSENT = "这份文件里没有找到收支总表的收入一侧，也没有找到收入总表，全部收入的来源无从得知。"


def find_income(unit: UnitPackage) -> Figures | Missing:
    """Find income by source: the rows of 收支总表, else the columns of 收入总表."""
    for table in unit.tables_of("income_expenditure"):
        lines = [line for line in unit.amounts_by_table[table.table_id] if line.side == "income"]
        column = main_column(lines, unit.disclosure)
        leaves = [line for line in column if line.is_leaf]
        if leaves:
            parts = largest_first(part_of(line, "1") for line in leaves)
            return figures_of(table, parts, printed_total(column))
    for table in unit.tables_of("income"):
        return _from_columns(unit, table)
    return Missing(ABSENT)


def _from_columns(unit: UnitPackage, table: Table) -> Figures | Missing:
    lines = of_this_year(unit.amounts_by_table[table.table_id], unit.disclosure)
    column = main_column([line for line in lines if line.measure == "total"], unit.disclosure)
    total = printed_total(column) or max(column, key=lambda line: line.amount_yuan, default=None)
    if total is None:
        return Missing(ABSENT)
    row = [line for line in lines if line.row == total.row and line is not total]
    sources = [line for line in row if line.fund != "all" and not _is_subtotal(line)]
    parts = largest_first(part_of(line, "1", _source_name(line)) for line in sources)
    return figures_of(table, parts, total)


def _is_subtotal(line: BudgetLine) -> bool:
    return load_tables().is_total_label(line.column.rpartition("/")[2])


def _source_name(line: BudgetLine) -> str:
    """Name a source by its column; money carried over says so."""
    group, _, name = line.column.rpartition("/")
    return f"{group} · {name}" if line.period == "carried_over" and group else clean_label(name)


def chart_income(figures: Figures) -> Vega:
    """Draw income by source as shares of all income."""
    return draw_bars(figures)
