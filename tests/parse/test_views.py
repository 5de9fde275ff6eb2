"""Projects and things bought: the typed views of their rows' amounts."""

from __future__ import annotations

from decimal import Decimal

from tests.cases import records_of
from tests.parse.conftest import Parse
from yusuan.model import ProcurementItem, Project

HEAD = "湖州市某某局2023年单位预算\n主要职责是编制预算。\n\n"

PROJECTS = """
    项目支出表
    单位：万元
    单位名称|项目名称|合计|一般公共预算|政府性基金
    |合计|9.00|7.00|2.00
    某某局|甲项目|5.00|3.00|2.00
    某某局|乙项目|4.00|4.00|
"""

BOUGHT = """
    政府采购预算表
    单位：万元
    项目名称|采购目录|数量|计量单位|单价|采购金额
    合计|||||6.50
    甲项目|[A05]纸|10|箱|0.05|0.50
    甲项目|[A02]设备|2|台|3.00|6.00
"""


def test_a_project_has_its_total_and_its_amounts_by_fund(parse: Parse) -> None:
    found = records_of(parse(HEAD + PROJECTS.replace("    ", "")), Project)
    assert [(one.project, one.unit_name, one.is_leaf) for one in found] == [
        ("甲项目", "某某局", True),
        ("乙项目", "某某局", True),
    ]
    assert [(one.total_yuan, one.general_budget_yuan, one.gov_fund_yuan) for one in found] == [
        (Decimal("50000.00"), Decimal("30000.00"), Decimal("20000.00")),
        (Decimal("40000.00"), Decimal("40000.00"), None),
    ]
    assert {one.state_capital_yuan for one in found} == {None}, "what is not printed is null, never 0"


def test_a_thing_bought_has_its_catalogue_quantity_price_and_amount(parse: Parse) -> None:
    found = records_of(parse(HEAD + BOUGHT.replace("    ", "")), ProcurementItem)
    assert [(one.catalogue_code, one.catalogue_name, one.project) for one in found] == [
        ("A05", "纸", "甲项目"),
        ("A02", "设备", "甲项目"),
    ], "a total buys nothing"
    assert [(one.quantity, one.quantity_unit, one.unit_price_yuan, one.amount_yuan) for one in found] == [
        (Decimal(10), "箱", Decimal("500.00"), Decimal("5000.00")),
        (Decimal(2), "台", Decimal("30000.00"), Decimal("60000.00")),
    ]


def test_what_is_paid_is_told_from_the_project_s_budget_before_it(parse: Parse) -> None:
    text = """
        政府采购预算表
        单位：万元
        项目名称|项目预算|采购目录|采购金额
        甲项目|90.00|[A05]纸|1.50
    """
    (item,) = records_of(parse(HEAD + text.replace("    ", "")), ProcurementItem)
    assert item.amount_yuan == Decimal("15000.00")
