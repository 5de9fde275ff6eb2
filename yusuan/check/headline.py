"""What a failure says in one line: the rule's own words for what does not hold, with the figures in them."""

from __future__ import annotations

import re
from decimal import Decimal

from yusuan.check.amounts import money, plain, squeeze, step_of
from yusuan.check.result import Operand, Result
from yusuan.spec.money import HUNDREDTH, round_to
from yusuan.spec.rules import Rule

_TEXT = "文字："
_TARGET = "指标值："
_TEN_THOUSAND = Decimal(10_000)
_PERCENT = Decimal(100)
_YUAN = "元"
_LABEL, _TITLE = 40, 16  # characters of a label in a headline, and those that a title keeps of them
_POINTS = Decimal("0.05")  # percentage points that a printed percentage of two decimals may be off by a slip


def headline_of(rule: Rule, result: Result) -> str:
    """Return the sentence that heads a failure; a reader cannot take it for its opposite."""
    unit = rule.unit if result.unit is None else result.unit
    left, right = result.left or Operand(""), result.right or Operand("")
    return (result.headline or rule.headline).format(
        left_label=_named(left.label),
        right_label=_named(right.label),
        left=left.printed or written(left.value, unit),
        right=right.printed or written(right.value, unit),
        gap=_gap(result, unit),
    )


def nature_of(rule: Rule, result: Result) -> str:
    """Return the rule's nature, or ``last_digit`` where rounding once more would explain the difference.

    Twice the tolerance is a whole last digit for each figure instead of half of one. Percentages have no
    tolerance of their own: theirs is one step of the printed one's last digit that is not 0 (95.0 % is
    95.79 % cut off), or a few hundredths of a point. What is counted is never rounded.
    """
    unit = rule.unit if result.unit is None else result.unit
    difference = result.difference
    if difference is None or rule.nature not in {"arithmetic", "text"}:
        return rule.nature
    if unit == _YUAN and result.tolerance and abs(difference) <= 2 * result.tolerance:
        return "last_digit"
    if unit == "%" and result.left and result.left.value is not None:
        step = step_of(result.left.value.normalize())
        return "last_digit" if abs(difference) <= max(step, _POINTS) else rule.nature
    return rule.nature


def written(value: Decimal | None, unit: str) -> str:
    """Write a value with its unit: yuan from ten thousand on in 万元.

    >>> written(Decimal("12843624.02"), "元"), written(Decimal("0.4"), "元"), written(Decimal(2), "个")
    ('1284.36万元', '0.4元', '2个')
    """
    if value is None:
        return ""
    if unit == "%":
        return f"{value:f}%"
    if unit != _YUAN:
        return f"{plain(value)}{unit}"
    if abs(value) < _TEN_THOUSAND:
        return f"{plain(round_to(value))}元"
    return money(value)


def _gap(result: Result, unit: str) -> str:
    """Write how far apart two values are, and what part of the right-hand one that is, if it is a part."""
    difference = result.difference
    if difference is None:
        return "两者不同"
    base = abs(result.right.value) if result.right and result.right.value else Decimal(0)
    words = f"相差{written(abs(difference), unit)}"
    if not base:
        return words
    percent = abs(difference) / base * _PERCENT
    if percent > _PERCENT:
        return words
    shown = plain(round_to(percent, Decimal("0.1") if percent >= 1 else HUNDREDTH))
    return f"{words}（{shown if shown != '0' else '不到0.01'}%）"


def _named(label: str) -> str:
    """Return an operand's label for a headline: without the word that it is of the text, not too long.

    A table's title is cut before the row and column behind it, which say what the figure is.
    """
    bare = "".join(label.removeprefix(_TEXT).removeprefix(_TARGET).split())
    title = re.match("《([^》]+)》(?=.)", bare)
    if title is None or len(bare) <= _LABEL:
        return squeeze(bare)
    behind = squeeze(bare[title.end() :])
    room = max(_LABEL - len(behind), _TITLE)
    shown = title[1] if len(title[1]) <= room else f"{title[1][: room - 1]}…"
    return f"《{shown}》{behind}"
