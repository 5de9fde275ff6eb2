"""Chart: what the money is spent on, by function (支出功能分类)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.model import BudgetLine, Table
from yusuan.site.charts.drawing import draw_bars
from yusuan.site.charts.figures import (
    Figures,
    Missing,
    Part,
    figures_of,
    fold_small,
    largest_first,
    main_column,
    part_of,
    printed_total,
)
from yusuan.site.charts.forms import Vega
from yusuan.site.charts.spending import spending_by_code
from yusuan.site.packages import UnitPackage
from yusuan.spec.classes import CLASS_DIGITS
from yusuan.spec.final import plain_kind

SLUG = "functions"
TITLE = "钱花在哪里"
SUBTITLE = "支出，按功能分类"

ABSENT = "这份文件里没有找到按功能分类的支出表。"
SHOWN = 12


def find_functions(unit: UnitPackage) -> Figures | Missing:
    """Find expenditure by function: the first table whose parts make up its total, else the first.

    All money before the general budget's alone; classes (类) before single items (项).
    """
    found: list[Figures] = []
    reason = ABSENT
    for table, parts, total in _candidates(unit):
        figures = figures_of(table, parts, total, _notes(table))
        if isinstance(figures, Missing):
            reason = figures.reason if reason == ABSENT else reason
        elif figures.is_complete:
            return figures
        else:
            found.append(figures)
    return found[0] if found else Missing(reason)


Candidate = tuple[Table, Sequence[Part], BudgetLine | None]


def _candidates(unit: UnitPackage) -> Iterator[Candidate]:
    for kind in ("expenditure", "income_expenditure", "general_budget_expenditure"):
        for table in unit.tables_of(kind):
            lines = unit.amounts_by_table[table.table_id]
            side = [line for line in lines if line.side == "expenditure"]
            column = main_column([line for line in side if line.measure == "total"], unit.disclosure)
            total = printed_total(column)
            classes = _classes(column)
            if classes:
                yield table, largest_first(classes), total
            elif kind == "income_expenditure":
                leaves = [part_of(line, "1") for line in column if line.is_leaf]
                yield table, fold_small(leaves, SHOWN, "项"), total
    for table in unit.tables_of("expenditure", "general_budget_expenditure"):
        column = main_column(
            [line for line in unit.amounts_by_table[table.table_id] if line.measure == "total"],
            unit.disclosure,
        )
        leaves = [part_of(line, "1") for line in column if line.is_leaf]
        yield table, fold_small(leaves, SHOWN, "项"), printed_total(column)


def _classes(column: Sequence[BudgetLine]) -> list[Part]:
    """List the classes (three digits), each as printed or as the sum of its items."""
    return [
        Part(
            one.name or one.code,
            one.yuan,
            "1",
            one.rows[0].source_line,
            one.rows[0].source_column,
            len(one.rows),
        )
        for one in spending_by_code(column, "function_code")
        if len(one.code) == CLASS_DIGITS
    ]


def _notes(table: Table) -> tuple[str, ...]:
    if plain_kind(table.kind) != "general_budget_expenditure":
        return ()
    return ("这份文件里没有找到全部支出按功能分类的表，这里只是一般公共预算支出。",)


def chart_functions(figures: Figures) -> Vega:
    """Draw expenditure by function as shares of all expenditure."""
    return draw_bars(figures)
