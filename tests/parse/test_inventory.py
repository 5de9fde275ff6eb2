"""The tables a document prints, and those it names and does not print."""

from __future__ import annotations

from tests.parse.conftest import Parse
from yusuan.model import ParsedDisclosure, Table


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
    table = tables(parse(DOCUMENT))[-1]
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
