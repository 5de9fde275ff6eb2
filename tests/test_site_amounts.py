"""Amounts, shares and sizes as readers see them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.site.amounts import format_share, format_size, format_wan, format_yuan


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("28627500", "2,862.75 万元"),
        ("1400", "0.14 万元"),
        ("0", "0 元"),
        ("0.5", "0.50 元"),
        ("123456789012", "1,234.57 亿元"),
        ("99999999", "10,000.00 万元"),
        ("-58200", "-5.82 万元"),
    ],
)
def test_amounts_are_written_in_the_unit_of_their_size(amount: str, written: str) -> None:
    assert format_yuan(Decimal(amount)).replace("\u00a0", " ") == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [("28627500", "2,862.75"), ("1588099", "158.8099"), ("0", "0.00"), ("10000000", "1,000.00")],
)
def test_bare_amounts_lose_no_digit(amount: str, written: str) -> None:
    assert format_wan(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("part", "written"), [(746, "74.6%"), (0, "0.0%"), (1000, "100.0%"), (Decimal("0.4"), "<0.1%")]
)
def test_shares(part: Decimal, written: str) -> None:
    assert format_share(Decimal(part), Decimal(1000)) == written


def test_a_share_of_nothing_is_not_written() -> None:
    assert format_share(Decimal(1), Decimal(0)) == ""


def test_sizes() -> None:
    assert [format_size(size).replace("\u00a0", " ") for size in (10, 2048, 3 * 1024**2)] == [
        "1 KB",
        "2 KB",
        "3.0 MB",
    ]
