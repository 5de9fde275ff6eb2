"""Spending level by level: classes of functions, their 款 and 项 from one table, projects under each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.site.amounts import format_share, format_yuan
from yusuan.site.charts import ChartView
from yusuan.site.charts.figures import Figures, main_column
from yusuan.site.charts.spending import Spending, spending_by_code
from yusuan.site.packages import UnitPackage, number_anchor
from yusuan.spec.classes import CLASS_DIGITS, DEPTHS
from yusuan.spec.money import rounding_error

APART = "没有分列到下一级的"


@dataclass(frozen=True, slots=True)
class Node:
    """An amount, what it is for, its share of the whole, where it is printed, and what it is made up of.

    ``thousandths`` is its share as the length of a bar; ``note`` says what its parts leave open.
    """

    name: str
    code: str
    amount: str
    share: str
    thousandths: int
    anchor: str
    rows: int
    children: Sequence[Node]
    note: str = ""


def function_tree(unit: UnitPackage, charts: Sequence[ChartView]) -> list[Node]:
    """Divide the table behind the chart of functions; empty where it prints one level only."""
    figures = next((chart.figures for chart in charts if chart.kind.slug == "functions"), None)
    if figures is None or figures.total <= 0:
        return []
    lines = unit.amounts_by_table[figures.table.table_id]
    side = [line for line in lines if line.side == "expenditure" and line.measure == "total"]
    found = spending_by_code(main_column(side, unit.disclosure), "function_code")
    if len({len(one.code) for one in found}) < 2:
        return []
    projects = _projects(unit)
    top = [one for one in found if len(one.code) == CLASS_DIGITS]
    return [_node(one, found, figures, projects) for one in _ordered(top)]


def _ordered(found: Iterable[Spending]) -> list[Spending]:
    """Order spending by amount, the largest first; what is printed as 0 comes last and is there."""
    return sorted(found, key=lambda one: (-one.yuan, one.code))


def _node(
    one: Spending, found: Sequence[Spending], figures: Figures, projects: dict[str, list[BudgetLine]]
) -> Node:
    deeper = next((length for length in DEPTHS if length > len(one.code)), None)
    below = [other for other in found if len(other.code) == deeper and other.code.startswith(one.code)]
    children = [_node(other, found, figures, projects) for other in _ordered(below)]
    parts = [other.yuan for other in below]
    if not children:
        listed = projects.get(one.code, [])
        children = [_project(line, figures) for line in listed]
        parts = [line.amount_yuan for line in listed]
    return Node(
        one.name or "没有印名称",
        one.code,
        format_yuan(one.yuan),
        format_share(one.yuan, figures.total),
        _thousandths(one.yuan, figures),
        one.anchor,
        len(one.rows),
        children,
        _note(one, parts) if children else "",
    )


def _note(one: Spending, parts: Sequence[Decimal]) -> str:
    """Say how far what is listed below an amount is from it, beyond what rounding explains."""
    gap = one.yuan - sum(parts, Decimal(0))
    if abs(gap) <= rounding_error(one.rows[0].money_unit) * (len(parts) + 1):
        return ""
    return f"{APART} {format_yuan(gap)}" if gap > 0 else f"下面各项相加多出 {format_yuan(-gap)}，见原表"


def _projects(unit: UnitPackage) -> dict[str, list[BudgetLine]]:
    """Map items (项) to the projects that a project table prints under them, the largest first."""
    grouped: dict[str, list[BudgetLine]] = {}
    for table in unit.tables_of("project_expenditure")[:1]:
        column = main_column(unit.amounts_by_table[table.table_id], unit.disclosure)
        for line in sorted(column, key=lambda line: -line.amount_yuan):
            if line.project and line.function_code and line.is_leaf:
                grouped.setdefault(line.function_code, []).append(line)
    return grouped


def _project(line: BudgetLine, figures: Figures) -> Node:
    return Node(
        line.project or "",
        "",
        format_yuan(line.amount_yuan),
        format_share(line.amount_yuan, figures.total),
        _thousandths(line.amount_yuan, figures),
        number_anchor(line),
        1,
        (),
    )


def _thousandths(yuan: Decimal, figures: Figures) -> int:
    return max(0, min(1000, int(yuan / figures.total * 1000)))


def has_projects(nodes: Sequence[Node]) -> bool:
    """Tell whether any project stands under an item; a project has no code."""
    return any(not node.code or has_projects(node.children) for node in nodes)
