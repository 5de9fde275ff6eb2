"""Percentages by intervals: what follows from true figures is never called wrong."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from yusuan.check.intervals import change_percent, matches, quotient, rounded, truncated

CENTS = Decimal("0.01")
AMOUNTS = st.decimals(min_value=1, max_value=100_000, places=6)
DIGITS = st.sampled_from([Decimal(1), Decimal("0.1"), CENTS])


@given(last=AMOUNTS, this=AMOUNTS, money=DIGITS, percent=DIGITS)
def test_a_rounded_percentage_of_rounded_figures_matches(
    last: Decimal, this: Decimal, money: Decimal, percent: Decimal
) -> None:
    change = abs(this - last)
    printed = (change / last * 100).quantize(percent, ROUND_HALF_UP)
    value, moved = this.quantize(money, ROUND_HALF_UP), change.quantize(money, ROUND_HALF_UP)
    possible = change_percent(rounded(value), rounded(moved), this > last)
    assert possible is None or matches(printed, possible) is not None


@given(part=AMOUNTS, whole=AMOUNTS, percent=DIGITS)
def test_a_truncated_share_matches(part: Decimal, whole: Decimal, percent: Decimal) -> None:
    printed = (part / whole * 100).quantize(percent, ROUND_DOWN)
    possible = quotient(
        rounded(part.quantize(CENTS, ROUND_HALF_UP)), rounded(whole.quantize(CENTS, ROUND_HALF_UP))
    )
    assert possible is not None
    assert matches(printed, possible) is not None


@given(last=st.decimals(min_value=100, max_value=100_000, places=2), factor=st.integers(1, 90))
def test_a_percentage_far_off_does_not_match(last: Decimal, factor: int) -> None:
    change = (last * factor / 100).quantize(CENTS)
    possible = change_percent(rounded(last + change), rounded(change), True)
    assert possible is not None
    assert matches(Decimal(factor + 2), possible) is None


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_a_printed_number_lies_in_its_own_intervals(value: Decimal) -> None:
    for interval in (rounded(value), truncated(value)):
        assert interval.low <= value <= interval.high


def test_a_change_from_nothing_has_no_percentage() -> None:
    assert change_percent(rounded(Decimal("3.00")), rounded(Decimal("3.00")), True) is None
