"""Which kind of table a grid is."""

from __future__ import annotations

import pytest

from tests.parse.conftest import Parse
from tests.tiny import SPEC, tables_of, typed
from yusuan.model import BudgetLine, Table
from yusuan.parse.tables.titles import title_head

HEADERS = {
    "general_budget_basic": """
        经济分类科目||本年一般公共预算基本支出||
        科目编码|科目名称|合计|人员经费|公用经费
        301|工资福利支出|3.00|3.00|
    """,
    "three_public": """
        单位名称|“三公”经费合计|因公出国(境)费用|公务接待费
        某局|3.00|1.00|2.00
    """,
    "gov_fund_expenditure": """
        科目编码|科目名称|本年政府性基金预算支出||
        ||合计|基本支出|项目支出
        212|城乡社区支出|3.00||3.00
    """,
    "expenditure": """
        科目编码|科目名称|总计|基本支出|上缴上级支出
        201|一般公共服务支出|3.00|3.00|
    """,
    "income": """
        单位名称|总计|本年收入||
        ||小计|财政拨款收入|事业收入
        某局|3.00|3.00|2.00|1.00
    """,
    "procurement": """
        单位名称|项目名称|采购品目名称|采购数量|采购金额
        某局|甲项目|[A0201]计算机|2|3.00
    """,
    "project_performance": """
        项目名称|一级指标|二级指标|三级指标|指标值
        甲项目|产出指标|数量指标|培训次数|≥3次
    """,
}


@pytest.mark.parametrize("kind", HEADERS)
def test_a_header_tells_the_kind_where_the_title_is_lost(kind: str) -> None:
    (table,) = tables_of(f"2023\n单位：万元\n{typed(HEADERS[kind])}")
    assert table.kind.name == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("收支预算总表", "income_expenditure"),
        ("财政拨款收支预算总表", "grant_income_expenditure"),
    ],
)
def test_the_title_decides_between_tables_of_one_shape(title: str, kind: str) -> None:
    (table,) = tables_of(f"""
        {title}
        单位：万元
        收入||支出|
        项目|预算数|项目|预算数
        一、一般公共预算|3.00|一、教育支出|3.00
    """)
    assert table.kind.name == kind


def test_the_contents_decide_where_titles_are_lost() -> None:
    tables = tables_of("""
        目录
        1.国有资本经营预算支出表
        2.政府性基金预算支出表

        主要职责是编制预算。

        2023
        科目编码|科目名称|合计
        223|国有资本经营预算支出|3.00
        以上为第一张表。
        2023
        科目编码|科目名称|合计
        212|城乡社区支出|3.00
    """)
    assert [table.kind.name for table in tables] == ["state_capital_expenditure", "gov_fund_expenditure"]


def test_a_note_tells_the_kind_of_an_empty_table() -> None:
    (table,) = tables_of("""
        科目编码|科目名称|合计
        |合计|
        注：本单位没有国有资本经营预算支出，故本表无数据
    """)
    assert table.kind.name == "state_capital_expenditure"


def test_final_accounts_are_a_kind_of_their_own() -> None:
    (table,) = tables_of("支出决算总表\n单位：万元\n科目编码|科目名称|合计\n205|教育支出|3.00")
    assert table.kind.name == "final_expenditure"


def test_a_list_without_money_is_no_table_of_a_known_kind() -> None:
    (table,) = tables_of("姓名|班级\n某某|三班")
    assert (table.kind.name, table.table.kind) == ("other", None)


def test_a_title_outweighs_a_column_that_other_kinds_have_too() -> None:
    (table,) = tables_of("""
        新增资产配置表
        单位：万元
        单位名称|资产名称|数量|金额
        某局|课桌椅|30|6.00
    """)
    assert table.kind.name == "new_assets"


@pytest.mark.parametrize(
    ("title", "kind", "measure", "fund"),
    [
        (
            "一般公共预算基本支出表-人员经费(工资福利支出)(按政府预算经济分类)",
            "general_budget_basic",
            "basic_wages",
            "general_budget",
        ),
        ("一般公共预算基本支出表（公用经费）", "general_budget_basic", "basic_public", "general_budget"),
        ("支出预算分类汇总表（按部门预算经济分类）", "expenditure", "total", "all"),
        ("政府性基金预算“三公”经费支出预算表", "three_public", "three_public", "gov_fund"),
        ("一般公共预算“三公”经费支出预算表", "three_public", "three_public", "general_budget"),
        ("财政专户管理资金预算支出表", "other", None, "special_account"),
        ("单位资金支出情况表", "other", None, "unit_funds"),
        ("事业收入明细表", "other", None, "business_income"),
        ("会议费支出明细表", "other", "meetings", None),
        ("上年结转支出总表", "other", None, None),
        ("某某非税收入管理局支出总表", "expenditure", "total", "all"),
    ],
)
def test_a_title_that_names_one_kind_of_money_is_none_of_all_money(
    parse: Parse, title: str, kind: str, measure: str | None, fund: str | None
) -> None:
    """What such a table adds up to is no total of the unit's."""
    rows = "科目编码|科目名称|总计\n|合计|3.00\n2010301|行政运行|3.00"
    summary = "收支总表\n单位：万元\n收入||支出|\n项目|金额|项目|金额\n一、财政拨款|9.00|一、教育支出|9.00"
    head = f"湖州市某某局2023年部门预算\n\n{summary}"
    lines = parse(f"{head}\n\n{title}\n单位：万元\n{rows}").records["budget_lines"]
    found = {
        (line.table_kind, line.measure, line.fund)
        for line in lines
        if isinstance(line, BudgetLine) and line.table_id == "t02"
    }
    assert found == {(kind, measure, fund)}


def test_a_title_is_not_joined_with_the_caption_below_it(parse: Parse) -> None:
    title = "财政拨款支出预算表（部门经济分类科目）"
    found = parse(
        f"湖州市某某局2023年部门预算\n\n{title}\n单位：万元\n科目编码|科目名称|合计\n30101|基本工资|3.00"
    )
    assert [table.title_printed for table in found.records["tables"] if isinstance(table, Table)] == [title]


def test_tables_of_a_place_are_none_of_a_unit(parse: Parse) -> None:
    """The income of a fund, the accounts of social insurance: of their own side, of no known kind."""
    rows = "单位：万元\n项目|预算数|决算数\n甲项|700|600\n乙项|1|2\n收入合计|701|602"
    found = parse(
        f"某某区2022年度一般公共预算收入表\n{rows}\n\n2022年度某某区政府性基金预算收入决算表\n{rows}\n\n"
        "一般公共预算支出表\n单位：万元\n科目编码|科目名称|合计\n205|教育支出|3\n\n"
        "2022年度某某区社会保险基金决算收支总表\n单位：万元\n项目|收入|支出\n养老保险基金|100|90\n合计|100|90",
        fiscal_year="2022",
        unit_name="某某区人民政府",
    )
    lines = [line for line in found.records["budget_lines"] if isinstance(line, BudgetLine)]
    assert {(line.table_kind, line.side, line.fund) for line in lines} == {
        ("general_budget_expenditure", "expenditure", "general_budget"),
        ("other", "income", "general_budget"),
        ("other", "income", "gov_fund"),
        ("other", "income", None),
        ("other", "expenditure", None),
    }


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("一般公共预算财政拨款收入支出决算表", "final_general_budget_expenditure"),
        ("一般公共预算财政拨款收入支出决算总表", "final_grant_income_expenditure"),
        ("财政拨款收入支出决算表", "final_grant_income_expenditure"),
        ("政府性基金预算财政拨款收入支出决算表", "final_gov_fund_expenditure"),
    ],
)
def test_income_and_expenditure_of_the_general_budget_is_its_own_table(title: str, kind: str) -> None:
    found = SPEC.kind_of_title(title)
    assert found is not None and found.name == kind


def test_a_title_of_no_known_kind_that_ends_as_that_of_a_part_is_a_title(parse: Parse) -> None:
    found = parse(
        "湖州市某某局2023年部门预算表\n"
        + typed("""
            收支总表
            单位：万元
            收入||支出|
            项目|预算数|项目|预算数
            一、财政拨款|910.00|一、教育支出|910.00
            收入总计|910.00|支出总计|910.00

            部门项目中期规划预算表
            单位：万元
            单位名称|项目类别|项目名称|金额||
            |||2023年|2024年|2025年
            某某局|专项业务类|甲项目|100.00|110.00|120.00
            合计|||100.00|110.00|120.00
        """)
    )
    tables = [table for table in found.records["tables"] if isinstance(table, Table)]
    kinds = [(table.kind, table.title) for table in tables if table.status == "data"]
    assert kinds == [("income_expenditure", "收支总表"), ("other", "部门项目中期规划预算表")]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("支出决算表", "final_expenditure"),
        ("2021年度收入决算表", "final_income"),
        ("表3：支出决算表", "final_expenditure"),
        ("预算01-2表部门收入预算表", "income"),
        ("某某县经济和信息化局2021年收支预算表", "income_expenditure"),
        ("县直单位支出表", "expenditure"),
        ("2019年扶贫支出表", None),
        ("委托业务费支出表", None),
        ("附表3：教育支出表", None),
        ("一般公共预算机关运行经费支出决算表", "final_operating_expense"),
        ("政府购买服务支出决算表", "final_purchased_services"),
    ],
)
def test_a_table_of_one_purpose_is_none_of_all_money(title: str, kind: str | None) -> None:
    found = SPEC.kind_of_title(title_head(title))
    assert (found.name if found else None) == kind
