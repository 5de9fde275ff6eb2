"""Percentages judged by intervals: a printed figure stands for every number that rounds to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.check.amounts import half_step, step_of
from yusuan.spec.money import HUNDREDTH, round_to

_HUNDRED = Decimal(100)
_ROUND = Decimal("0.00000001")  # far below what is shown, so that nothing is rounded twice


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Tell whether any number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval) -> Interval:
        """Return the sums of a number of each."""
        return Interval(self.low + other.low, self.high + other.high)


def rounded(value: Decimal, step: Decimal | None = None) -> Interval:
    """Return the numbers that round to a printed one."""
    half = half_step(value) if step is None else step / 2
    return Interval(value - half, value + half)


def truncated(value: Decimal) -> Interval:
    """Return the numbers whose last digit is cut off, instead of rounded, to a printed one."""
    step = step_of(value)
    return Interval(value, value + step) if value >= 0 else Interval(value - step, value)


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """Return the percentages that ``part`` may be of ``whole``; None where the whole may be zero."""
    if whole.low <= 0:
        return None
    corners = [a / b * _HUNDRED for a in (part.low, part.high) for b in (whole.low, whole.high)]
    return Interval(min(corners), max(corners))


def change_percent(value: Interval, change: Interval, rises: bool) -> Interval | None:
    """Return the percentages by which a figure may have changed, from this year's value and the change.

    The change over last year's figure grows with the change and falls with the value, so the extremes lie
    at the corners. None where last year's figure may be zero.
    """
    sign = -1 if rises else 1
    bases = (value.high + sign * change.low, value.low + sign * change.high)
    if min(bases) <= 0:
        return None
    return Interval(change.low / bases[0] * _HUNDRED, change.high / bases[1] * _HUNDRED)


def matches(printed: Decimal, possible: Interval) -> str | None:
    """Say how a printed percentage agrees with the possible ones: ``rounded``, ``truncated``, or None."""
    if rounded(printed).meets(possible):
        return "rounded"
    if truncated(printed).meets(possible):
        return "truncated"
    return None


def ratio_percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return ``part`` as a percentage of ``whole``; None where the whole is zero."""
    return round_to(part / whole * _HUNDRED, _ROUND) if whole else None


def shown(percent: Decimal, like: Decimal) -> Decimal:
    """Return a percentage rounded for a sentence: to two places, or more where ``like`` has more."""
    return round_to(percent, min(step_of(like), HUNDREDTH))
