"""What the document itself says of a headline amount: the change on last year, and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import Check, Statement
from yusuan.site.amounts import format_plain, format_yuan
from yusuan.site.packages import UnitPackage
from yusuan.spec.money import FACTORS, rounding_error

LAST_YEAR = ("上年", "去年", "上一年")

EXPENDITURE = ("支出",)
INCOME = ("收入",)
THREE_PUBLIC = ("“三公”", "三公", '"三公"')
TAILS = ("", "预算", "总预算", "总计", "合计", "决算", "经费", "总额")
"""What may follow a headline's name in the text: 支出预算, 支出总计 …"""


@dataclass(frozen=True, slots=True)
class Change:
    """How an amount differs from an earlier one, as the document says, and the line that says so.

    ``doubt`` is a check that failed with one of these figures.
    """

    words: str
    against: str
    previous: str
    reason: str
    line: int
    doubt: Check | None = None


def stated_change(unit: UnitPackage, names: Sequence[str], amount: Decimal | None) -> Change | None:
    """Find what the text says of a headline amount; only where it states this very amount."""
    subjects = {name + tail for name in names for tail in TAILS}
    for statement in unit.statements:
        if amount is None or statement.subject not in subjects or not _states(statement, amount):
            continue
        words = change_words(statement)
        if words:
            previous = _previous(unit.statements, statement)
            against = statement.compared_with or "上年"
            doubt = find_doubt(unit.fails_by_line.get(statement.source_line, []), statement)
            return Change(words, against, previous, statement.reason or "", statement.source_line, doubt)
    return None


def find_doubt(fails: Sequence[Check], statement: Statement) -> Check | None:
    """Find a check that failed with a figure of the statement."""
    factor = FACTORS.get(statement.unit or "", Decimal(1))
    figures = {statement.change_percent, statement.change, statement.value}
    figures |= {figure * factor for figure in figures if figure is not None}
    line = statement.source_line
    for check in fails:
        sides = ((check.left_line, check.left_value), (check.right_line, check.right_value))
        if any(at == line and value is not None and value in figures for at, value in sides):
            return check
    return None


def _states(statement: Statement, amount: Decimal) -> bool:
    """Tell whether a statement's figure is an amount, within the rounding of its unit."""
    factor = FACTORS.get(statement.unit or "")
    if factor is None or statement.value is None:
        return False
    return abs(statement.value * factor - amount) <= rounding_error(statement.unit or "")


def change_words(statement: Statement) -> str:
    """Say how a figure differs from an earlier one, as the document does; nothing where it does not say."""
    against = statement.compared_with or "上年"
    if statement.direction == "持平":
        return f"与{against}持平"
    if not statement.direction or (statement.change is None and statement.change_percent is None):
        return ""
    factor = FACTORS[statement.unit or ""]
    by = "" if statement.change is None else f" {format_yuan(statement.change * factor)}"
    percent = "" if statement.change_percent is None else f"{format_plain(statement.change_percent)}%"
    if by and percent:
        return f"比{against}{statement.direction}{by}（{percent}）"
    return f"比{against}{statement.direction}{by or ' ' + percent}"


def previous_amount(statements: Sequence[Statement], said: Statement) -> tuple[Decimal, bool] | None:
    """Return last year's amount in yuan and whether it is computed.

    It is the one that the same line prints, else this year's less the change.
    """
    factor = FACTORS[said.unit or ""]
    for other in statements:
        is_last = (other.stated_as or "").startswith(LAST_YEAR)
        same = other.source_line == said.source_line and other.subject == said.subject
        earlier = _yuan(other) if same and is_last else None
        if earlier is not None:
            return earlier, False
    if said.change is None or said.value is None or said.direction not in {"增加", "减少"}:
        return None
    sign = -1 if said.direction == "增加" else 1
    computed = (said.value + sign * said.change) * factor
    beside = [_yuan(other) for other in statements if other.source_line == said.source_line]
    return computed, computed not in beside


def _yuan(statement: Statement) -> Decimal | None:
    """Return a statement's amount; None where its figure is no money."""
    factor = FACTORS.get(statement.unit or "")
    return statement.value * factor if factor is not None and statement.value is not None else None


def _previous(statements: Sequence[Statement], said: Statement) -> str:
    found = previous_amount(statements, said)
    return f"{format_yuan(found[0])}{'（推算）' if found[1] else ''}" if found else ""
