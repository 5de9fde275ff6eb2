"""Amounts of money in forms, where label and value stand side by side."""

from __future__ import annotations

from decimal import Decimal

from tests.parse.conftest import Parse
from tests.tiny import typed
from yusuan.model import BudgetLine


def amounts(parse: Parse, form: str) -> list[BudgetLine]:
    """Return the amounts of a document that prints one form."""
    text = f"湖州市某某局2023年单位预算\n主要职责是编制预算。\n\n{typed(form)}"
    records = parse(text).records.get("budget_lines", ())
    return [line for line in records if isinstance(line, BudgetLine)]


def labelled(lines: list[BudgetLine]) -> list[tuple[str, str | None, str]]:
    """Return column, label and printed value of each amount."""
    return [(line.column, line.item, line.printed_value) for line in lines]


DEPARTMENT = """
    部门整体绩效目标表
    部门名称|某局||
    预算情况|部门预算总额（万元）|90.00|
    |1、资金来源：|（1）政府预算资金|80.00
    ||（2）财政专户管理资金|10.00
    |2、资金结构：|（1）基本支出|60.00
    （2）项目支出||30.00|
    一级指标|二级指标|三级指标|指标值
    产出指标|数量指标|培训费用|≤20.00
    成本指标|经济成本指标|总成本|30.00
"""


def test_an_amount_takes_the_labels_beside_and_over_it(parse: Parse) -> None:
    assert labelled(amounts(parse, DEPARTMENT))[:4] == [
        ("预算情况", "部门预算总额（万元）", "90.00"),
        ("预算情况/1、资金来源：", "（1）政府预算资金", "80.00"),
        ("预算情况/1、资金来源：", "（2）财政专户管理资金", "10.00"),
        ("预算情况/2、资金结构：", "（1）基本支出", "60.00"),
    ]


def test_a_row_that_lost_the_cells_merged_down_goes_on_by_its_number(parse: Parse) -> None:
    line = amounts(parse, DEPARTMENT)[4]
    assert (line.column, line.item) == ("预算情况/2、资金结构：", "（2）项目支出")
    assert line.repaired is not None and "编号" in line.repaired


def test_a_label_says_what_the_amount_is(parse: Parse) -> None:
    lines = amounts(parse, DEPARTMENT)
    assert [(line.measure, line.fund) for line in lines[2:]] == [
        ("total", "special_account"),
        ("basic", "all"),
        ("project", "all"),
    ]


def test_targets_of_indicators_are_no_amounts_of_the_budget(parse: Parse) -> None:
    assert [line.printed_value for line in amounts(parse, DEPARTMENT)] == [
        "90.00",
        "80.00",
        "10.00",
        "60.00",
        "30.00",
    ]


def test_amounts_of_forms_are_never_added_up(parse: Parse) -> None:
    assert not any(line.is_leaf for line in amounts(parse, DEPARTMENT))


PROJECT = """
    项目支出绩效目标表
    项目名称|某项目|||
    项目资金（万元）|中期资金总额：|60 万|年度资金总额：|20.50
    |其中：财政拨款|6,000元|||
    项目概况：|做好某项工作|||
"""


def test_the_money_unit_is_the_cell_s_own_or_the_one_in_force(parse: Parse) -> None:
    assert [(line.printed_value, line.money_unit, line.amount_yuan) for line in amounts(parse, PROJECT)] == [
        ("60 万", "万元", Decimal("600000.00")),
        ("20.50", "万元", Decimal("205000.00")),
        ("6,000元", "元", Decimal("6000.00")),
    ]


def test_an_amount_for_several_years_is_of_no_year(parse: Parse) -> None:
    years = {line.item: line.fiscal_year for line in amounts(parse, PROJECT)}
    assert (years["中期资金总额："], years["年度资金总额："]) == (None, 2023)


def test_amounts_of_a_project_s_form_are_the_project_s(parse: Parse) -> None:
    assert {line.project for line in amounts(parse, PROJECT)} == {"某项目"}


def test_income_and_expenditure_are_told_by_their_headings(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        部门整体绩效目标表
        部门名称|某局||
        资金情况（万元）|||
        收入构成|财政拨款|90.00|
        |其他资金|10.00|
        支出构成|基本支出|60.00|
        |项目支出|40.00|
        """,
    )
    assert [(line.side, line.item) for line in lines] == [
        ("income", "财政拨款"),
        ("income", "其他资金"),
        ("expenditure", "基本支出"),
        ("expenditure", "项目支出"),
    ]


def test_counts_are_no_money_where_a_heading_ends_the_money_unit(parse: Parse) -> None:
    lines = amounts(
        parse,
        """
        部门整体绩效目标表
        部门名称|某局||
        资金情况（万元）|||
        支出构成|基本支出|60.00|
        人员情况|||
        编制人数|20||
        """,
    )
    assert [line.item for line in lines] == ["基本支出"]


def test_a_number_under_no_money_unit_is_no_amount(parse: Parse) -> None:
    lines = amounts(parse, "部门整体绩效目标表\n部门名称|某局\n在职人数|20.00\n年度履职目标|做好工作")
    assert lines == []
