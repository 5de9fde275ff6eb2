"""What an example is, and the tables that several of them print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.check.builders import amount, total
from yusuan.model import BudgetLine, ParsedDisclosure


@dataclass(frozen=True)
class Example:
    """A rule, a document that it passes, one that it fails, and one that looks wrong and is not.

    ``why`` says what the rule must not take for a contradiction in the last.
    """

    rule: str
    good: ParsedDisclosure
    bad: ParsedDisclosure
    silent: ParsedDisclosure
    why: str


Column = tuple[str, dict[str, Any]]


def rows(columns: Sequence[Column], *printed: Sequence[str], **given: Any) -> list[BudgetLine]:
    """Return a table: its first printed row is the total, the others are its parts."""
    cells = []
    for number, values in enumerate(printed, 1):
        make = total if number == 1 else amount
        for at, ((path, words), value) in enumerate(zip(columns, values, strict=True), 1):
            item = {} if number == 1 else {"item": f"甲{number}"}
            cells.append(make(value, number, column=path, source_column=at, **item, **words, **given))
    return cells


MEASURES: tuple[Column, ...] = (
    ("合计", {}),
    ("基本支出", {"measure": "basic"}),
    ("项目支出", {"measure": "project"}),
)
FUNDS: tuple[Column, ...] = (
    ("合计", {}),
    ("财政拨款", {"fund": "fiscal"}),
    ("单位资金", {"fund": "unit_funds"}),
)
PERIODS: tuple[Column, ...] = (
    ("总计", {}),
    ("本年", {"period": "current_year"}),
    ("上年结转", {"period": "carried_over"}),
)
SOUND = (("10.00", "7.00", "3.00"), ("6.00", "4.00", "2.00"), ("4.00", "3.00", "1.00"))
WRONG_CELL = (("10.00", "7.00", "3.00"), ("6.00", "4.00", "2.00"), ("4.00", "3.00", "1.50"))
OTHER_MEANING = (("10.00", "7.00", "9.00"), ("6.00", "4.00", "5.00"), ("4.00", "3.00", "4.00"))
