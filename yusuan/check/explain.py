"""Why two figures differ: another printed figure that equals the difference."""

from __future__ import annotations

from decimal import Decimal

from yusuan.check.amounts import heading_of_column, line_words, money, squeeze
from yusuan.check.document import Document
from yusuan.model import BudgetLine
from yusuan.spec.labels import labels_of
from yusuan.spec.spelling import is_among, without_among

_CARRIED = frozenset({"carried_over", "carried_forward"})


def other_money(document: Document) -> tuple[BudgetLine, ...]:
    """Return the amounts of money other than this year's general budget, totals of a table first."""
    others = set(document.spec.other_funds)
    found = [
        line
        for line in document.budget_lines
        if line.amount_yuan and (line.fund in others or line.period in _CARRIED)
    ]
    return tuple(sorted(found, key=lambda line: (line.level, line.source_line)))


def explain(
    document: Document, difference: Decimal, tolerance: Decimal, only_carried: bool = False
) -> str | None:
    """Name the printed amounts of other money that equal a difference between two scopes, or None.

    One amount often stands in several tables under several names (其他收入, 单位资金): two are named.
    ``only_carried``: only 上年结转 and 结转下年 explain.
    """
    found: dict[str | None, str] = {}
    for line in other_money(document):
        if only_carried and line.period not in _CARRIED:
            continue
        if abs(abs(difference) - abs(line.amount_yuan)) <= tolerance:
            found.setdefault(line.fund, name_of(document, line))
    return "、".join(list(found.values())[:2]) or None


def named_part(document: Document, difference: Decimal, tolerance: Decimal) -> str | None:
    """Name the printed part (其中：专项资金列入部门预算的项目) that equals a difference of scope, or None."""
    for line in document.budget_lines:
        for name in (line.item or "", heading_of_column(line)):
            if is_among(name) and abs(abs(difference) - line.amount_yuan) <= tolerance:
                part = squeeze(without_among(name))
                return f"{part}{money(line.amount_yuan, line.money_unit)}{line_words(line.source_line)}"
    return None


def name_of(document: Document, line: BudgetLine) -> str:
    """Name an amount of other money as a sentence does: `单位资金3.00万元（第483行）`."""
    fund = document.spec.funds.get(line.fund or "", "")
    period = labels_of("budget_lines", "period")[line.period] if line.period in _CARRIED else ""
    name = period + (fund if line.fund != "all" else "")
    return f"{name or line.column}{money(line.amount_yuan, line.money_unit)}{line_words(line.source_line)}"
