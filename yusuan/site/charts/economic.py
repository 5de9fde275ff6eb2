"""Chart: basic expenditure by economic item (支出经济分类)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.site.charts.drawing import draw_bars
from yusuan.site.charts.figures import (
    Figures,
    Missing,
    Part,
    clean_label,
    figures_of,
    fold_small,
    main_column,
    printed_total,
)
from yusuan.site.charts.forms import Vega
from yusuan.site.packages import UnitPackage

SLUG = "economic"
TITLE = "基本支出买了什么"
SUBTITLE = "一般公共预算基本支出，按经济分类"

ABSENT = "这份文件里没有找到一般公共预算基本支出表。"
ADDED_UP = "同一科目分印在几行的，图中已经相加。"
SHOWN = 11

TONES = {"301": "1", "302": "2", "303": "4", "310": "5"}
"""Tone of an item by the class of its national code."""

LEGEND = (("1", "工资福利"), ("2", "商品和服务"), ("4", "对个人和家庭"), ("5", "资本性支出"))


def find_economic(unit: UnitPackage) -> Figures | Missing:
    """Find basic expenditure by economic item; an item printed in several rows is added up."""
    for table in unit.tables_of("general_budget_basic"):
        column = main_column(unit.amounts_by_table[table.table_id], unit.disclosure)
        leaves = [line for line in column if line.is_leaf]
        items = _items(leaves)
        notes = (ADDED_UP,) if len(items) < len(leaves) else ()
        return figures_of(table, fold_small(items, SHOWN, "项"), printed_total(column), notes)
    return Missing(ABSENT)


def _items(leaves: Sequence[BudgetLine]) -> list[Part]:
    grouped: dict[str, list[BudgetLine]] = {}
    for line in leaves:
        grouped.setdefault(line.economic_code or line.item or "", []).append(line)
    return [_item(code, rows) for code, rows in grouped.items()]


def _item(code: str, rows: Sequence[BudgetLine]) -> Part:
    first = rows[0]
    label = first.economic_name or clean_label(first.item)
    amount = sum((line.amount_yuan for line in rows), Decimal(0))
    tone = TONES.get(code[:3], "6")
    if len(rows) > 1:
        return Part(label, amount, tone)
    return Part(label, amount, tone, first.source_line, first.source_column)


def chart_economic(figures: Figures) -> Vega:
    """Draw the largest items of basic expenditure, coloured by class."""
    return draw_bars(figures, of_total=False)
