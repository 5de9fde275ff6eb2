"""Amounts by code of one column: each as its row prints it, or added up from the items below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.site.charts.figures import clean_label
from yusuan.site.packages import number_anchor
from yusuan.spec.classes import DEPTHS, class_name

CODE = re.compile(r"\d{3}(?:\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Spending:
    """What a column spends under a code: the rows that print it, more than one where they are added up.

    ``is_sum_of_items`` where no row prints the code itself and its items are added up.
    """

    code: str
    name: str
    yuan: Decimal
    rows: Sequence[BudgetLine]
    is_sum_of_items: bool = False

    @property
    def anchor(self) -> str:
        """Name the first of its numbers on the unit page."""
        return number_anchor(self.rows[0])


def spending_by_code(column: Sequence[BudgetLine], field: str) -> list[Spending]:
    """List the amounts of a column by the codes in ``field`` (``function_code``, ``economic_code``).

    Codes that no row prints, and that stand above one that does, are there as sums of leaf rows: documents
    that print items (项) only are compared with those that print classes (类).
    """
    below: dict[str, list[BudgetLine]] = {}
    for line in column:
        code = getattr(line, field) or ""
        for length in DEPTHS if CODE.fullmatch(code) else ():
            if length <= len(code):
                below.setdefault(code[:length], []).append(line)
    found = (_spending(code, below[code], field) for code in sorted(below))
    return [one for one in found if one]


def _spending(code: str, below: Sequence[BudgetLine], field: str) -> Spending | None:
    """Take the row that agrees with the leaf rows below the code, rows that do together, or the leaf rows."""
    printed = [line for line in below if getattr(line, field) == code]
    leaves = [line for line in below if line.is_leaf]
    added = _sum(leaves)
    agreeing = next((line for line in printed if line.amount_yuan == added), None)
    if agreeing:
        rows = [agreeing]
    elif not printed:
        rows = leaves
    elif leaves and _sum(printed) == added:
        rows = printed
    else:
        rows = [line for line in printed if line.is_leaf] or [max(printed, key=lambda line: line.amount_yuan)]
    if not rows:
        return None
    return Spending(code, _name(code, printed, field), _sum(rows), rows, not printed)


def _name(code: str, printed: Sequence[BudgetLine], field: str) -> str:
    """Name a code as the document does, a class that it does not print as the national list does."""
    names = (getattr(line, field.replace("_code", "_name")) or line.item for line in printed)
    return next((clean_label(name) for name in names if name), None) or class_name(field, code) or ""


def _sum(lines: Sequence[BudgetLine]) -> Decimal:
    return sum((line.amount_yuan for line in lines), Decimal(0))
