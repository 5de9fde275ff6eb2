"""The headline amounts of a disclosure, each with the line it is printed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.spec.final import plain_kind

_ALL_FUNDS = ("income_expenditure", "income", "expenditure")
_FISCAL = ("grant_income_expenditure", "grant_expenditure", "general_budget_expenditure")
_PROJECT = ("project_expenditure",)
_BASIC = ("basic_expenditure", "grant_basic", "general_budget_basic")


@dataclass(frozen=True, slots=True)
class Headline:
    """An amount in yuan and its line, or neither where no table prints it."""

    amount: Decimal | None = None
    line: int | None = None


def headlines(lines: Sequence[BudgetLine], fiscal_year: int, phase: str) -> dict[str, Headline]:
    """Return income_total, expenditure_total, basic, project and three_public.

    Each is taken from the widest table that prints it: tables of all funds before those of fiscal money.
    """
    current = [line for line in lines if line.fiscal_year == fiscal_year]
    current = [line for line in current if line.phase == phase] or current
    totals = [line for line in current if line.level == 0 or plain_kind(line.table_kind) == "three_public"]
    wide = (*_ALL_FUNDS, *_FISCAL)
    return {
        "income_total": _first(totals, wide, lambda line: line.side == "income" and _is_total(line)),
        "expenditure_total": _first(
            totals, wide, lambda line: line.side == "expenditure" and _is_total(line)
        ),
        "basic": _row_of(current, "basic") or _first(totals, (*wide, *_BASIC), _measures("basic")),
        "project": _row_of(current, "project") or _first(totals, (*wide, *_PROJECT), _measures("project")),
        "three_public": _first(totals, ("three_public",), _measures("three_public")),
    }


def _measures(measure: str) -> Callable[[BudgetLine], bool]:
    return lambda line: line.measure == measure


def _row_of(lines: Sequence[BudgetLine], measure: str) -> Headline | None:
    """Return the row of an all-funds table that is the whole of a measure (一、基本支出), where no total is.

    It is the only one of the least level; where a column prints a total of it, that comes first.
    """
    for kind in _ALL_FUNDS:
        found = [line for line in lines if plain_kind(line.table_kind) == kind]
        found = [line for line in found if line.measure == measure and line.fund in {"all", None}]
        if any(line.level == 0 for line in found):
            return None
        top = [line for line in found if line.level == min(one.level for one in found)]
        if len(top) == 1:
            return Headline(top[0].amount_yuan, top[0].source_line)
    return None


def _is_total(line: BudgetLine) -> bool:
    return line.measure == "total" and line.period == "all"


def _first(
    lines: Sequence[BudgetLine], kinds: Sequence[str], wanted: Callable[[BudgetLine], bool]
) -> Headline:
    """Return the largest wanted total of the first kind of table that prints one."""
    for kind in kinds:
        found = [line for line in lines if plain_kind(line.table_kind) == kind and wanted(line)]
        if found:
            best = max(found, key=lambda line: (line.amount_yuan, line.source_line))
            return Headline(best.amount_yuan, best.source_line)
    return Headline()
