"""What each amount means: measure, fund, period, year, from the column or from the row."""

from __future__ import annotations

import pytest

from tests.parse.conftest import Parse
from tests.tiny import typed
from yusuan.model import BudgetLine


def amounts(parse: Parse, table: str) -> list[BudgetLine]:
    """Return the amounts of a document that prints one table."""
    text = f"湖州市某某局2023年单位预算\n主要职责是编制预算。\n\n{typed(table)}"
    return [line for line in parse(text).records["budget_lines"] if isinstance(line, BudgetLine)]


def test_levels_that_span_a_whole_side_are_left_out_of_the_path(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        财政拨款收支总表
        单位：万元
        收 入||支 出|||
        项目|预算数|项目|合计|一般公共 预算|政府性基金
        一、本年收入|3.00|一、教育支出|3.00|2.00|1.00
        """,
    )
    assert [line.column for line in lines] == ["预算数", "合计", "一般公共预算", "政府性基金"]


def test_a_level_that_spans_several_amounts_is_kept(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        支出总表
        单位：万元
        科目编码|科目名称|合计|基本支出||项目支出
        |||人员经费|公用经费|
        205|教育支出|6.00|3.00|2.00|1.00
        """,
    )
    assert [line.column for line in lines] == ["合计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"]


@pytest.mark.parametrize(
    ("title", "measure", "fund"),
    [
        ("支出总表", "total", "all"),
        ("一般公共预算支出表", "total", "general_budget"),
        ("一般公共预算基本支出表", "basic", "general_budget"),
        ("政府性基金预算支出表", "total", "gov_fund"),
        ("财政拨款支出表", "total", "fiscal"),
    ],
)
def test_a_total_column_takes_what_its_table_is_about(
    parse: Parse, title: str, measure: str, fund: str
) -> None:
    (line,) = amounts(parse, f"{title}\n单位：万元\n科目编码|科目名称|合计\n205|教育支出|3.00")
    assert (line.measure, line.fund, line.period) == (measure, fund, "all")


def test_a_column_says_more_than_its_table(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        收入总表
        单位：万元
        单位名称|总计|本年收入||上年结转结余|
        ||小计|事业收入|小计|一般公共预算
        某局|6.00|3.00|3.00|3.00|3.00
        """,
    )
    assert [(line.fund, line.period) for line in lines] == [
        ("all", "all"),
        ("all", "current_year"),
        ("business_income", "current_year"),
        ("all", "carried_over"),
        ("general_budget", "carried_over"),
    ]


def test_rows_say_what_is_measured_where_the_rows_are_the_items(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        一般公共预算“三公”经费支出表
        单位：万元
        项目|2022年预算数|2023年预算数|增减变化
        共计|5.00|6.00|1.00
        1、因公出国（境）费用|2.00|2.00|
        2、公务用车费|3.00|4.00|1.00
        其中：（1）公务用车运行费|3.00|4.00|1.00
        """,
    )
    assert [(line.measure, line.fiscal_year) for line in lines if line.column == "2022年预算数"] == [
        ("three_public", 2022),
        ("abroad", 2022),
        ("vehicles", 2022),
        ("vehicle_running", 2022),
    ]
    assert not any(line.is_leaf for line in lines if line.column == "增减变化"), "changes never add up"


def test_rows_below_a_period_are_of_that_period(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        财政拨款收支总表
        单位：万元
        项目|预算数|项目|预算数
        一、本年收入|3.00|一、本年支出|4.00
        （一）一般公共预算|3.00|（一）教育支出|4.00
        二、上年结转|2.00|二、结转下年|1.00
        （一）政府性基金|2.00||
        收入总计|5.00|支出总计|5.00
        """,
    )
    assert {line.item: line.period for line in lines} == {
        "一、本年收入": "current_year",
        "（一）一般公共预算": "current_year",
        "二、上年结转": "carried_over",
        "（一）政府性基金": "carried_over",
        "收入总计": "all",
        "一、本年支出": "current_year",
        "（一）教育支出": "current_year",
        "二、结转下年": "carried_forward",
        "支出总计": "all",
    }


def test_rows_are_numbered_within_table_and_side(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        收支总表
        单位：万元
        收入||支出|||
        项目|金额|支出功能分类科目|金额|部门预算支出经济分类科目|金额
        一、财政拨款|3.00|一、教育支出|3.00|一、工资福利支出|3.00
        收入总计|3.00|支出总计|3.00|支出总计|3.00
        """,
    )
    assert [line.row for line in lines if line.side == "income"] == [1, 2]
    assert [line.row for line in lines if line.side == "expenditure"] == [1, 2, 3, 4]


def test_a_breakdown_printed_beside_another_adds_up_in_its_own_block(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        收支总表
        单位：万元
        收入||支出|||
        项目|金额|支出功能分类科目|金额|部门预算支出经济分类科目|金额
        一、财政拨款|3.00|一、教育支出|3.00|一、工资福利支出|2.00
        ||||二、商品和服务支出|1.00
        收入总计|3.00|支出总计|3.00|支出总计|3.00
        """,
    )
    assert [(line.block, line.item) for line in lines if line.is_leaf] == [
        (1, "一、财政拨款"),
        (2, "一、教育支出"),
        (3, "一、工资福利支出"),
        (3, "二、商品和服务支出"),
    ]


def test_a_parent_row_is_a_row_of_its_table_and_side(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        支出总表
        单位：万元
        科目编码|科目名称|合计
        |合计|3.00
        205|教育支出|3.00
        20508|进修及培训|3.00
        """,
    )
    assert [(line.row, line.level, line.parent_row) for line in lines] == [
        (1, 0, None),
        (2, 1, None),
        (3, 2, 2),
    ]


def test_tables_of_final_accounts_are_executed(parse: Parse) -> None:
    (line,) = amounts(parse, "支出决算总表\n单位：万元\n科目编码|科目名称|合计\n205|教育支出|3.00")
    assert (line.table_kind, line.phase) == ("final_expenditure", "executed")


def test_what_a_table_of_projects_spends_on_is_no_basic_expenditure(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        一般公共预算项目支出情况表
        单位：万元
        科目编码|科目名称|项目名称|项目支出合计|商品和服务支出|对个人和家庭的补助
        2100302|乡镇卫生院|甲项目|20.00||20.00
        2100302|乡镇卫生院|乙项目|10.00|10.00|
        """,
    )
    assert {line.measure for line in lines} == {"project"}
