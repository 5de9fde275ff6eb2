"""Amounts, shares and sizes as readers see them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yusuan.site.amounts import format_as_said, format_share, format_size, format_wan, format_yuan


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


@pytest.mark.parametrize(
    ("number", "said", "written"),
    [
        ("2600000", "费用260.00万元，比12.00万元还大", "260.00\xa0万元"),
        ("25180591.33", "印为25180591.33元", "25,180,591.33\xa0元"),
        ("49.75", "按所印的增减额应是49.75%", "49.75%"),
        ("2023", "标题是2023年", "2023年"),
        ("2020.000000", "标题是2020年", "2020年"),
        ("4", "表里列了4个，相差14元", "4"),
        ("2023", "文字说12023年", "2,023"),
    ],
)
def test_a_finding_s_figure_has_the_unit_of_its_words(number: str, said: str, written: str) -> None:
    assert format_as_said(Decimal(number), said) == written
