"""Chart: running costs and projects, people and offices (基本/项目, 人员/公用)."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.model import BudgetLine, Table
from yusuan.site.charts.drawing import draw_divided_bar
from yusuan.site.charts.figures import (
    Figures,
    Missing,
    Part,
    figures_of,
    main_column,
    of_this_year,
    part_of,
    printed_total,
)
from yusuan.site.charts.forms import Vega
from yusuan.site.packages import UnitPackage
from yusuan.spec.final import plain_kind

SLUG = "split"
TITLE = "人员、公用和项目"
SUBTITLE = "支出，按基本支出和项目支出"

ABSENT = "这份文件里没有找到分列基本支出和项目支出的表。"

PARTITIONS = (
    ("basic_personnel", "basic_public"),
    ("basic_wages", "basic_individuals", "basic_goods", "basic_capital"),
    ("basic",),
)
"""Ways that documents divide basic expenditure, those that name people and offices first."""

OUTSIDE_BASIC = ("project", "business_operating", "paid_to_superior", "subsidy_to_affiliates", "reserve")

LABELS = {
    "basic": ("基本支出", "1"),
    "basic_personnel": ("基本支出 · 人员", "1"),
    "basic_public": ("基本支出 · 公用", "2"),
    "basic_wages": ("基本支出 · 工资福利", "1"),
    "basic_individuals": ("基本支出 · 对个人和家庭的补助", "4"),
    "basic_goods": ("基本支出 · 商品和服务", "2"),
    "basic_capital": ("基本支出 · 资本性支出", "5"),
    "project": ("项目支出", "3"),
    "business_operating": ("事业单位经营支出", "5"),
    "paid_to_superior": ("上缴上级支出", "6"),
    "subsidy_to_affiliates": ("对附属单位补助支出", "6"),
    "reserve": ("单位预留机动经费", "4"),
}
"""Each measure's name and tone in the chart."""


def find_split(unit: UnitPackage) -> Figures | Missing:
    """Find basic and project expenditure in a total row, divided as finely as a table prints."""
    found = [figures for figures in _candidates(unit) if isinstance(figures, Figures)]
    if not found:
        return Missing(ABSENT)
    largest = max(figures.total for figures in found)
    whole = [figures for figures in found if figures.total == largest]
    return min(whole, key=lambda figures: (not figures.is_complete, _is_coarse(figures)))


def _candidates(unit: UnitPackage) -> Iterator[Figures | Missing]:
    for table in unit.tables_of("expenditure", "general_budget_expenditure"):
        row = _total_row(unit, table)
        for partition in PARTITIONS:
            measures = (*partition, *OUTSIDE_BASIC)
            parts = [_part(row[name]) for name in measures if name in row]
            if any(name in row for name in partition):
                yield figures_of(table, parts, row["total"], _notes(table, partition))


def _total_row(unit: UnitPackage, table: Table) -> dict[str, BudgetLine]:
    """Map measures to the amounts of the row that prints the table's total."""
    lines = of_this_year(unit.amounts_by_table[table.table_id], unit.disclosure)
    column = main_column([line for line in lines if line.measure == "total"], unit.disclosure)
    total = printed_total(column) or max(column, key=lambda line: line.amount_yuan, default=None)
    if total is None:
        return {}
    row: dict[str, BudgetLine] = {}
    for line in lines:
        if line.row == total.row and line.side == total.side and line.measure:
            row.setdefault(line.measure, line)
    return {**row, "total": total}


def _part(line: BudgetLine) -> Part:
    label, tone = LABELS[line.measure or ""]
    return part_of(line, tone, label)


def _is_coarse(figures: Figures) -> bool:
    """Tell whether figures name nothing that is spent on people."""
    named = {part.label for part in figures.parts}
    return not named & {LABELS["basic_personnel"][0], LABELS["basic_wages"][0]}


def _notes(table: Table, partition: tuple[str, ...]) -> tuple[str, ...]:
    notes = []
    if plain_kind(table.kind) == "general_budget_expenditure":
        notes.append("取自一般公共预算支出表。")
    if partition == ("basic",):
        notes.append("这张表没有把基本支出再分为人员和公用。")
    return tuple(notes)


def chart_split(figures: Figures) -> Vega:
    """Draw basic and project expenditure as one divided bar."""
    return draw_divided_bar(figures)
