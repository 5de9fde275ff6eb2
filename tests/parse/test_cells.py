"""What a single cell looks like."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.parse.cells import (
    is_axis_row,
    is_blank,
    is_code,
    is_dash,
    is_unit_code,
    label_text,
    looks_like_money,
    parse_amount,
    parse_money,
    split_bracketed,
    to_yuan,
)

AMOUNTS = st.decimals(min_value=-(10**11), max_value=10**11, places=2, allow_nan=False)


@given(AMOUNTS, st.sampled_from(["{:.2f}", "{:,.2f}", " {:,.2f} ", "{:.6f}"]))
def test_an_amount_is_read_as_it_was_printed(amount: Decimal, style: str) -> None:
    assert parse_amount(style.format(amount)) == amount


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from("-－−"))
def test_every_minus_makes_an_amount_negative(amount: Decimal, minus: str) -> None:
    assert parse_amount(f"{minus}{amount:,}") == -amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1，234.50", "1234.50"),
        ("1 234.5", "1234.5"),
        ("+3.20", "3.20"),
        ("40.", "40"),
        ("007", "7"),
        ("0.00", "0.00"),
    ],
)
def test_unusual_prints_of_amounts(text: str, number: str) -> None:
    assert parse_amount(text) == Decimal(number)


NO_NUMBERS = ["", " ", "-", "—", "--", "/", "≥3", "12%", "1,23.4", "1.2.3", "12,3456", ".5", "3万元", "合计"]
NO_NUMBERS += ["1-2", "2023年", "*", "9" * 41]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("text", "blank", "dash", "number"),
    [
        ("", True, False, None),
        ("　", True, False, None),
        ("-", False, True, None),
        ("0.00", False, False, Decimal(0)),
    ],
)
def test_blank_dash_and_zero_are_three_things(
    text: str, blank: bool, dash: bool, number: Decimal | None
) -> None:
    assert (is_blank(text), is_dash(text), parse_amount(text)) == (blank, dash, number)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("38 万元", (Decimal(38), "万元")),
        ("38.5万", (Decimal("38.5"), "万元")),
        ("1,200元", (Decimal(1200), "元")),
        ("38", None),
        ("≤38万元", None),
        ("3人", None),
    ],
)
def test_a_number_with_its_unit(text: str, money: tuple[Decimal, str] | None) -> None:
    assert parse_money(text) == money


@pytest.mark.parametrize(
    ("text", "is_money"),
    [("1.00", True), ("1,000", True), ("1000", False), ("2010301", False), ("3.5%", False)],
)
def test_money_is_printed_with_decimals_or_separators(text: str, is_money: bool) -> None:
    assert looks_like_money(text) is is_money


@pytest.mark.parametrize(
    ("number", "unit", "yuan"),
    [
        ("12.34", "万元", "123400.00"),
        ("0.123456", "万元", "1234.56"),
        ("12.3", "元", "12.30"),
        ("2", "亿元", "200000000.00"),
    ],
)
def test_amounts_in_yuan_have_two_places(number: str, unit: str, yuan: str) -> None:
    assert str(to_yuan(Decimal(number), unit)) == yuan


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6))
def test_no_fen_is_lost_between_units(amount: Decimal) -> None:
    assert to_yuan(amount, "万元") == amount * 10_000


@pytest.mark.parametrize("text", ["201", "20103", "2010301", " 301 ", "30101", "501", "50101"])
def test_codes_of_classifications(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize(
    "text", ["", "01", "2010", "201030", "20103011", "401", "2010301行政运行", "201.03", "20,103"]
)
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)


def test_an_organisation_s_code_is_shorter_than_a_project_s() -> None:
    assert all(is_unit_code(text) for text in ("001", "001001", "302001", "04"))
    assert not any(is_unit_code(text) for text in ("330100220000000001234", "1", "某局", ""))


@pytest.mark.parametrize(
    "row",
    ["**|**|1|2|3", "栏次|1|2", "|*|1|2|", "1|2|3|4", "**|**", "A|1|2|3=1+2", "**| 1 | 2"],
)
def test_a_row_that_numbers_the_columns(row: str) -> None:
    assert is_axis_row(tuple(row.split("|")))


@pytest.mark.parametrize(
    "row", ["", "||", "3", "|7|", "5|6", "1|3|5", "合计|1|2", "1|2.00", "1|1", "**|2010301|行政运行"]
)
def test_a_row_of_data_numbers_no_columns(row: str) -> None:
    assert not is_axis_row(tuple(row.split("|")))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[2010301]行政运行", ("2010301", "行政运行")),
        ("【C0401】 印刷服务", ("C0401", "印刷服务")),
        ("[30201]-办公费", ("30201", "办公费")),
        ("[2010301]", ("2010301", "")),
        ("行政运行", (None, "行政运行")),
        ("行政运行[2010301]", (None, "行政运行[2010301]")),
        ("[试行]办法", (None, "[试行]办法")),
    ],
)
def test_a_code_in_brackets_is_split_from_its_name(text: str, parts: tuple[str | None, str]) -> None:
    assert split_bracketed(text) == parts


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("工资福利支 出", "工资福利支出"),
        (" 收　　入 ", "收入"),
        ("机关 OA 系统", "机关OA系统"),
        ("Office 365 年费", "Office 365年费"),
        ("“三公” 经费（预 算）", "“三公”经费（预算）"),
    ],
)
def test_a_label_loses_the_spaces_of_line_breaks_only(text: str, label: str) -> None:
    assert label_text(text) == label


@pytest.mark.parametrize(
    "text", ["1826.16①", "²", "157.81 78", "1 2", "12 34.5", "6222021205001234567", "1234567890123.00"]
)
def test_what_is_no_single_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("text", "amount"), [("2 062.5", "2062.5"), ("- 1 234 567.00", "-1234567.00"), ("1, 826.16", "1826.16")]
)
def test_blanks_may_part_thousands(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)
