"""One table read: what blocks it has, and organisations that stand on rows of their own."""

from __future__ import annotations

from tests.tiny import items, printed, readings_of, table_of, tables_of


def test_tables_are_numbered_in_the_order_given() -> None:
    table = table_of("支出总表\n单位：万元\n科目编码|科目名称|合计\n205|教育支出|3.00")
    assert (table.table_id, table.kind.name) == ("t01", "expenditure")


def test_a_form_has_no_blocks() -> None:
    table = table_of("""
        部门整体绩效目标表
        部门名称|某局||
        年度履职目标|做好某项工作||
        预算情况|部门预算总额（万元）|9.00|
    """)
    assert (table.table.is_form, table.blocks) == (True, [])


def test_a_table_of_no_known_kind_is_read_all_the_same() -> None:
    _, table = tables_of("""
        目录
        支出总表

        本单位只有一张表。

        支出总表
        单位：万元
        科目编码|科目名称|合计
        205|教育支出|3.00

        没有听说过的明细
        单位：万元
        项目|金额
        某事|3.00
    """)
    assert table.kind.name == "other"
    assert items(table.readings) == ["某事"]
    assert printed(table.readings[0]) == ["金额 3.00"]


def test_projects_under_an_organisation_s_own_row_take_its_name() -> None:
    readings = readings_of("""
        项目支出表
        单位：万元
        单位编码（项目编码）|项目单位（项目名称）|总计
        001|某局|7.00
        330100220000000001234|甲项目|3.00
        330100220000000001235|乙项目|4.00
        002|另局|2.00
        330100220000000001236|丙项目|2.00
    """)
    assert [(reading.unit_name, reading.project) for reading in readings] == [
        ("某局", None),
        ("某局", "甲项目"),
        ("某局", "乙项目"),
        ("另局", None),
        ("另局", "丙项目"),
    ]
