"""In which unit a number is: what its table, its column and its row say, and what is no money at all."""

from __future__ import annotations

import pytest

from tests.cases import records_of
from tests.parse.conftest import Parse
from yusuan.model import BudgetLine, Leftover, ParsedDisclosure, Statement

HEAD = """
某市某局2023年部门预算
收支总表
单位：万元
收入||支出|
项目|预算数|项目|预算数
一、财政拨款收入|9.00|一、教育支出|9.00
收入总计|9.00|支出总计|9.00

"""


def _amounts(parsed: ParsedDisclosure) -> list[tuple[str | None, str, str, int]]:
    """Return item, column, printed value and yuan of the amounts of the second table."""
    return [
        (one.item, one.column, one.printed_value, int(one.amount_yuan))
        for one in records_of(parsed, BudgetLine)
        if one.table_id == "t02"
    ]


def _figures(parsed: ParsedDisclosure) -> list[tuple[str, str | None, str, str | None]]:
    return [(one.subject, one.stated_as, one.text, one.unit) for one in records_of(parsed, Statement)]


def _left(parsed: ParsedDisclosure) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in records_of(parsed, Leftover)]


def test_a_word_that_nobody_knows_may_name_its_own_money_unit(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        科目编码|科目名称|合计|账面价值（元）|净值/元
        205|教育支出|9.00|90,000.00|80,000.00
    """)
    assert [amount[2:] for amount in _amounts(parsed)] == [
        ("9.00", 90_000),
        ("90,000.00", 90_000),
        ("80,000.00", 80_000),
    ]


@pytest.mark.parametrize("unit", ["平方米", "万平方米", "亩", "万美元", "元/人", "人次"])
def test_a_column_in_another_unit_is_no_money(parse: Parse, unit: str) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        科目编码|科目名称|合计|某种规模（{unit}）
        205|教育支出|9.00|1,200.50
        206|科学技术支出|8.00|300.25
    """)
    assert [amount[2] for amount in _amounts(parsed)] == ["9.00", "8.00"]
    assert _figures(parsed) == [
        ("教育支出", f"某种规模（{unit}）", "1,200.50", unit),
        ("科学技术支出", f"某种规模（{unit}）", "300.25", unit),
    ]


def test_a_total_of_what_is_counted_is_counted(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        科目编码|科目名称|合计|某种车（辆）||
        |||合计|某种|另一种
        205|教育支出|9.00|3.00|1.00|2.00
    """)
    assert [amount[2] for amount in _amounts(parsed)] == ["9.00"]
    assert [figure[2:] for figure in _figures(parsed)] == [("3.00", "辆"), ("1.00", "辆"), ("2.00", "辆")]


def test_whole_numbers_below_a_word_that_nobody_knows_are_not_guessed_to_be_money(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        科目编码|科目名称|2023年预算||
        ||合计|基本支出|床位
        205|教育支出|9.00|9.00|12
        206|科学技术支出|8.00|8.00|0
    """)
    assert [amount[2] for amount in _amounts(parsed)] == ["9.00", "9.00", "8.00", "8.00"]
    assert _left(parsed) == [("12", "未能归类的数字"), ("0", "未能归类的数字")]


def test_whole_numbers_in_a_table_of_whole_amounts_are_money(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：元
        科目编码|科目名称|2023年预算||
        ||合计|基本支出|某种支出
        205|教育支出|90|80|10
        206|科学技术支出|70|70|0
    """)
    assert [amount[2] for amount in _amounts(parsed)] == ["90", "80", "10", "70", "70", "0"]


def test_a_row_may_name_its_own_unit(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        项目|2023年预算数
        某种费用（元）|50,000.00
        另一种费用|4.00
        用水量（吨）|3,500.00
    """)
    assert [(item, yuan) for item, *_, yuan in _amounts(parsed)] == [
        ("某种费用（元）", 50_000),
        ("另一种费用", 40_000),
    ]
    assert _figures(parsed) == [("用水量（吨）", "2023年预算数", "3,500.00", "吨")]


def test_where_row_and_column_name_different_units_nobody_knows(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        项目|预算数（万元）
        某种费用（元）|50,000.00
        另一种费用|4.00
    """)
    assert [amount[0] for amount in _amounts(parsed)] == ["另一种费用"]
    assert _left(parsed) == [("50,000.00", "行与列所标的金额单位不同")]


def test_figures_side_by_side_are_each_of_the_row_of_their_block(parse: Parse) -> None:
    parsed = parse("""
        某市某局2023年部门预算
        收支总表
        单位：万元
        收入|||支出||
        项目|预算数|增减%|项目|预算数|增减%
        财政拨款收入|6.00|5.00%|教育支出|9.00|7.00%
        事业收入|3.00|6.00%||||
        收入总计|9.00|5.50%|支出总计|9.00|7.00%
    """)
    assert [(subject, text) for subject, _, text, _ in _figures(parsed)] == [
        ("财政拨款收入", "5.00%"),
        ("教育支出", "7.00%"),
        ("事业收入", "6.00%"),
        ("收入总计", "5.50%"),
        ("支出总计", "7.00%"),
    ]


@pytest.mark.parametrize(
    "caption",
    ["单位：元", "金额单位：人民币元", "单位（元）", "（元）", "金额：元", "单位：人、元", "单位：元、人"],
)
def test_a_caption_states_the_money_unit_in_many_ways(parse: Parse, caption: str) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        {caption}
        科目编码|科目名称|合计
        205|教育支出|9.00
    """)
    assert [yuan for *_, yuan in _amounts(parsed)] == [9]


@pytest.mark.parametrize("caption", ["单位：万元/元", "单位：元、万元", "单位：万元（元）", "单位：万美元"])
def test_of_two_money_units_none_is_guessed(parse: Parse, caption: str) -> None:
    parsed = parse(f"""{HEAD}
        单位：万元
        支出总表
        {caption}
        科目编码|科目名称|合计
        205|教育支出|9.00
    """)
    assert not _amounts(parsed)
    assert _left(parsed) == [("9.00", "金额单位未标明")]


def test_an_amount_beyond_all_money_is_left_over_for_that_reason(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        科目编码|科目名称|合计
        205|教育支出|123456789.00
        206|科学技术支出|8.00
    """)
    assert [amount[2] for amount in _amounts(parsed)] == ["8.00"]
    assert _left(parsed) == [("123456789.00", "按所印单位逾万亿元，不当作金额")]


@pytest.mark.parametrize(
    ("heading", "kept", "reason"),
    [
        ("预算数（万元）", [], "行与列所标的金额单位不同"),
        ("预算数", [("某种费用（元）", 300_000_000)], None),
    ],
)
def test_what_is_beyond_all_money_is_told_by_the_unit_that_holds_for_the_row(
    parse: Parse, heading: str, kept: list[tuple[str, int]], reason: str | None
) -> None:
    """300,000,000 is too much in 万元, and is left over for that reason only where 万元 holds."""
    parsed = parse(f"""{HEAD}
        支出总表
        单位：万元
        项目|{heading}
        某种费用（元）|300,000,000.00
        另一种费用|300,000,000.00
        第三种费用|4.00
    """)
    assert [(item, yuan) for item, *_, yuan in _amounts(parsed)] == [*kept, ("第三种费用", 40_000)]
    reasons = [reason, "按所印单位逾万亿元，不当作金额"]
    assert _left(parsed) == [("300,000,000.00", reason) for reason in reasons if reason]


def test_a_unit_taken_from_other_tables_tells_what_is_beyond_all_money(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        收入总表
        单位：万元
        项目|预算数
        某种收入|4.00

        支出总表
        科目编码|科目名称|合计
        205|教育支出|123456789.00
        206|科学技术支出|8.00
    """)
    assert _left(parsed) == [("123456789.00", "按所印单位逾万亿元，不当作金额")]


def test_a_table_that_names_another_unit_in_a_column_takes_none_from_other_tables(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        支出总表
        科目编码|科目名称|合计（元）|基本支出
        205|教育支出|90,000.00|80,000.00
    """)
    assert [(column, yuan) for _, column, _, yuan in _amounts(parsed)] == [("合计（元）", 90_000)]
    assert _left(parsed) == [("80,000.00", "金额单位未标明")]


def test_a_row_of_a_bare_year_is_of_that_year(parse: Parse) -> None:
    parsed = parse(f"""{HEAD}
        一般公共预算“三公”经费支出表
        单位：万元
        年度|合计|因公出国（境）费|公务接待费
        2022|5.00|2.00|3.00
        2023年预算|4.00|2.00|2.00
    """)
    years = {one.fiscal_year for one in records_of(parsed, BudgetLine) if one.item == "2022"}
    assert years == {2022}
    assert parsed.disclosure.three_public_yuan == 40_000


@pytest.mark.parametrize("place", ["庆元县", "广元市"])
def test_the_name_of_a_place_is_no_unit_of_money(parse: Parse, place: str) -> None:
    title = (
        "一般公共预算支出表\n单位：万元\n编制单位："
        + place
        + "财政局\n科目编码|科目名称|合计\n205|教育支出|9.00"
    )
    assert [yuan for *_, yuan in _amounts(parse(HEAD + title))] == [90_000]
