"""The tables a document prints, and those it names and does not print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.parse.conftest import Parse
from yusuan.model import BudgetLine, Leftover, ParsedDisclosure, Table
from yusuan.parse.records.leftovers import NO_UNIT


def tables(parsed: ParsedDisclosure) -> list[Table]:
    """Return the rows of the inventory."""
    return [table for table in parsed.records["tables"] if isinstance(table, Table)]


DOCUMENT = """
    湖州市某某局2023年单位预算
    目录
    1.支出总表
    2.政府性基金预算支出表
    3.国有资本经营预算支出表
    4.项目支出表
    5.政府采购预算表

    主要职责是编制预算。

    表1：2023年支出总表
    单位：万元
    科目编码|科目名称|合计
    |合计|3.00
    205|教育支出|3.00

    政府性基金预算支出表
    单位：万元
    科目编码|科目名称|合计|基本支出
    |合计||
    注：本单位没有政府性基金预算支出，故本表无数据

    国有资本经营预算支出表
    单位：万元
    科目编码|科目名称|合计
    |合计|

    项目支出绩效目标表
    项目名称|一级指标|二级指标|三级指标|指标值
    ||数量指标|指标1|指标值1
    ||质量指标|指标2|指标值2
    ||时效指标|指标3|指标值3
"""


def test_each_table_printed_or_declared_has_its_status(parse: Parse) -> None:
    assert [(table.table_id, table.kind, table.status) for table in tables(parse(DOCUMENT))] == [
        ("t01", "expenditure", "data"),
        ("t02", "gov_fund_expenditure", "declared_empty"),
        ("t03", "state_capital_expenditure", "empty"),
        ("t04", "project_performance", "blank_form"),
        ("t05", "project_expenditure", "absent"),
        ("t06", "procurement", "absent"),
    ]


def test_a_printed_table_says_where_it_stands(parse: Parse) -> None:
    table = tables(parse(DOCUMENT))[0]
    assert (table.title_printed, table.title) == ("表1：2023年支出总表", "2023年支出总表")
    assert (table.first_line, table.last_line, table.row_count, table.cell_count) == (13, 15, 2, 2)
    assert (table.money_unit, table.money_unit_line) == ("万元", 12)


def test_an_empty_table_keeps_its_note(parse: Parse) -> None:
    declared_empty, empty = tables(parse(DOCUMENT))[1:3]
    assert declared_empty.note == "注：本单位没有政府性基金预算支出，故本表无数据"
    assert (empty.note, empty.cell_count) == (None, 0)


def test_an_absent_table_says_where_it_is_named(parse: Parse) -> None:
    parsed = parse(DOCUMENT)
    table = tables(parsed)[-1]
    assert parsed.declared == {"t05": 6, "t06": 7}
    assert (table.title, table.title_printed, table.first_line) == ("政府采购预算表", None, None)
    assert table.note is not None and "第7行" in table.note


def test_a_lost_title_is_taken_from_the_contents(parse: Parse) -> None:
    (table,) = tables(
        parse("""
            湖州市某某局2023年单位预算
            目录
            1.2023年三公经费预算表

            主要职责是编制预算。

            2023
            单位：万元
            单位名称|“三公”经费合计|公务接待费
            某局|3.00|3.00
        """)
    )
    assert (table.title_printed, table.title) == (None, "2023年三公经费预算表")


def test_declared_tables_are_matched_by_kind_not_by_wording(parse: Parse) -> None:
    text = DOCUMENT.replace("1.支出总表", "1.部门支出预算总表")
    assert [table.status for table in tables(parse(text))].count("absent") == 2


def test_a_table_of_zeros_has_data(parse: Parse) -> None:
    table = tables(parse(DOCUMENT.replace("|合计||\n", "|合计|0.00|\n")))[1]
    assert (table.status, table.cell_count) == ("data", 1)


UNITS = """
    湖州市某某局2023年单位预算
    主要职责是编制预算。

    收入总表
    单位：{first}
    科目编码|科目名称|合计
    |合计|3.00
    205|教育支出|3.00

    支出总表
    {second}
    科目编码|科目名称|合计
    |合计|3.00
    205|教育支出|3.00
"""


def amounts(parsed: ParsedDisclosure) -> set[tuple[str, Decimal]]:
    """Return table and yuan of the amounts read."""
    lines = (line for line in parsed.records.get("budget_lines", []) if isinstance(line, BudgetLine))
    return {(line.table_id, line.amount_yuan) for line in lines}


@pytest.mark.parametrize(
    ("unit", "yuan"),
    [("元", 3), ("千元", 3_000), ("人民币万元", 30_000), ("百万元", 3_000_000), ("亿元", 300_000_000)],
)
def test_every_unit_of_money_is_known(parse: Parse, unit: str, yuan: int) -> None:
    parsed = parse(UNITS.format(first="万元", second=f"单位：{unit}"))
    assert amounts(parsed) == {("t01", Decimal(30_000)), ("t02", Decimal(yuan))}
    assert tables(parsed)[1].money_unit == unit.removeprefix("人民币")


def test_a_table_without_unit_takes_the_others_and_says_so(parse: Parse) -> None:
    parsed = parse(UNITS.format(first="千元", second=""))
    assert amounts(parsed) == {("t01", Decimal(3_000)), ("t02", Decimal(3_000))}
    stated, assumed = tables(parsed)
    assert (stated.money_unit, stated.money_unit_line is None, stated.note) == ("千元", False, None)
    assert (assumed.money_unit, assumed.money_unit_line) == ("千元", None)
    assert assumed.note == "本表没有印金额单位，按其他各表所印的千元计"


def test_a_unit_of_money_that_is_not_known_is_never_taken_for_another(parse: Parse) -> None:
    parsed = parse(UNITS.format(first="万元", second="单位：万美元"))
    assert amounts(parsed) == {("t01", Decimal(30_000))}
    table = tables(parsed)[1]
    assert (table.status, table.money_unit) == ("unreadable", None)
    assert table.note == "所印金额单位“万美元”不在本站词表中"
    left = [one for one in parsed.records["leftovers"] if isinstance(one, Leftover)]
    assert [(one.text, one.reason) for one in left] == [("3.00", NO_UNIT)] * 2


def test_numbers_that_are_not_read_make_no_empty_table(parse: Parse) -> None:
    parsed = parse(UNITS.format(first="", second=""))
    assert [(table.status, table.note) for table in tables(parsed)] == [
        ("unreadable", "表中有2个数字未能读出")
    ] * 2
