"""Chart: the three public expenses (因公出国、公务用车、公务接待)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from yusuan.model import BudgetLine, Table
from yusuan.site.charts.drawing import draw_bars
from yusuan.site.charts.figures import Figures, Missing, figures_of, of_this_year, part_of
from yusuan.site.charts.forms import Vega
from yusuan.site.packages import UnitPackage

SLUG = "three-public"
TITLE = "“三公”经费"
SUBTITLE = "因公出国（境）、公务用车、公务接待"

ABSENT = "这份文件里没有找到“三公”经费表。"
PLANNED_ONLY = "“三公”经费表只印了预算数，没有找到决算数。"
ZERO = "“三公”经费表印出的数字都是 0。"

LABELS = {
    "abroad": "因公出国（境）费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_running": "公务用车运行维护费",
    "vehicles": "公务用车购置及运行费",
    "reception": "公务接待费",
}

EXPENSES = (
    ("abroad",),
    ("vehicles", "vehicle_purchase", "vehicle_running"),
    ("reception",),
)
"""The three, each by the measures that it may be printed as."""


def find_three_public(unit: UnitPackage) -> Figures | Missing:
    """Find the three public expenses of the table's total, printed across or downwards."""
    for table in unit.tables_of("three_public"):
        lines = _own_phase(unit, table)
        if not lines:
            return Missing(PLANNED_ONLY)
        row = _largest_by_measure(lines)
        if not any(line.amount_yuan for line in row.values()):
            return Missing(ZERO)
        both = [row.get(name) for name in ("vehicle_purchase", "vehicle_running")]
        vehicles = [line for line in both if line is not None]
        if not vehicles and "vehicles" in row:
            vehicles = [row["vehicles"]]
        if not LABELS.keys() & row.keys():
            return _from_rows(table, lines, row)
        shown = [*(row[name] for name in ("abroad", "reception") if name in row), *vehicles]
        parts = [part_of(line, "2", LABELS[line.measure or ""]) for line in shown]
        return figures_of(table, parts, row.get("three_public"), _blank(row.keys()))
    return Missing(ABSENT)


def _blank(printed: Collection[str]) -> tuple[str, ...]:
    """Name the expenses that the table prints no number for: who looks for one is told."""
    blank = "、".join(LABELS[ways[0]] for ways in EXPENSES if not set(ways) & set(printed))
    return (f"这张表里没有找到{blank}的数；没有印数不等于 0。",) if blank else ()


def _from_rows(table: Table, lines: Sequence[BudgetLine], row: dict[str, BudgetLine]) -> Figures | Missing:
    """Take the table's own rows where no column or row is known by its measure."""
    return figures_of(table, [part_of(line, "2") for line in lines if line.is_leaf], row.get("three_public"))


def _own_phase(unit: UnitPackage, table: Table) -> list[BudgetLine]:
    """Keep this year's amounts; what was planned stands for no outcome in a final account."""
    lines = of_this_year(unit.amounts_by_table[table.table_id], unit.disclosure)
    is_final = unit.disclosure.is_final
    return [line for line in lines if not (is_final and line.phase == "approved")]


def three_public_amounts(unit: UnitPackage) -> dict[str, BudgetLine]:
    """Map the three public expenses, their sum and parts, to the amounts of the table's total."""
    for table in unit.tables_of("three_public"):
        row = _largest_by_measure(_own_phase(unit, table))
        return {name: line for name, line in row.items() if name in LABELS or name == "three_public"}
    return {}


def _largest_by_measure(lines: Sequence[BudgetLine]) -> dict[str, BudgetLine]:
    """Map each measure to its largest amount: the total's, which unit rows repeat or divide."""
    row: dict[str, BudgetLine] = {}
    for line in lines:
        name = line.measure or ""
        if name not in row or line.amount_yuan > row[name].amount_yuan:
            row[name] = line
    return row


def chart_three_public(figures: Figures) -> Vega:
    """Draw the three public expenses as shares of their total."""
    return draw_bars(figures)
