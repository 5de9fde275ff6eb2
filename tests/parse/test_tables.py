"""Grids joined into tables: pages, titles, money units."""

from __future__ import annotations

import pytest

from tests.tiny import SPEC, items, lines_of, table_of, tables_of
from yusuan.parse.tables.assemble import assemble_tables
from yusuan.parse.tables.grids import find_grids, unit_name_of


def test_a_table_goes_on_where_its_title_and_header_come_again() -> None:
    table = table_of("""
        一般公共预算基本支出表
        单位：万元
        科目编码|科目名称|合计
        **|**|1
        |合计|5.00
        301|工资福利支出|3.00

        一般公共预算基本支出表
        单位：万元
        科目编码|科目 名称|合计
        **|**|1
        302|商品和服务支出|2.00
    """)
    assert items(table.readings) == ["合计", "工资福利支出", "商品和服务支出"]
    assert (table.table.first_line, table.table.last_line) == (3, 12)
    assert table.table.page_starts == {12}
    assert table.table.header_lines == {3, 4, 10, 11}


def test_a_table_goes_on_without_a_header_where_only_blank_lines_part_the_pages() -> None:
    table = table_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计
        205|教育支出|3.00

        208|社会保障和就业支出|2.00
    """)
    assert items(table.readings) == ["教育支出", "社会保障和就业支出"]


def test_another_title_begins_another_table_even_under_the_same_header() -> None:
    tables = tables_of("""
        政府性基金预算支出表
        单位：万元
        科目编码|科目名称|合计
        |合计|

        国有资本经营预算支出表
        单位：元
        科目编码|科目名称|合计
        |合计|
    """)
    assert [(table.kind.name, table.table.money_unit) for table in tables] == [
        ("gov_fund_expenditure", ("万元", 2)),
        ("state_capital_expenditure", ("元", 7)),
    ]


def test_a_sentence_between_them_parts_two_tables() -> None:
    tables = tables_of("""
        支出总表
        科目编码|科目名称|合计
        205|教育支出|3.00
        以下是另一张表。
        科目编码|科目名称|合计
        208|社会保障和就业支出|2.00
    """)
    assert len(tables) == 2


@pytest.mark.parametrize(
    "text",
    ["支出总表\n单位：元\n单位：万元\n", "支出总表  单位：万元\n", "支出总表\n部门：某局    单位：万元\n"],
)
def test_the_money_unit_nearest_to_the_table_holds(text: str) -> None:
    table = table_of(f"{text}科目编码|科目名称|合计\n205|教育支出|3.00").table
    assert table.money_unit is not None and table.money_unit[0] == "万元"


def test_a_money_unit_within_the_grid() -> None:
    table = table_of("""
        支出总表
        部门名称：某局||单位：万元
        科目编码|科目名称|合计
        205|教育支出|3.00
    """).table
    assert (table.money_unit, table.unit) == (("万元", 2), (None, "某局"))


def test_labels_and_values_side_by_side_are_a_form() -> None:
    form, table = tables_of("""
        部门整体绩效目标表
        部门名称|某局
        年度履职目标|做好工作

        支出总表
        科目编码|科目名称|合计
        205|教育支出|3.00
    """)
    assert (form.table.is_form, table.table.is_form) == (True, False)


CONTENTS = """
    某局2023年单位预算
    目录
    一、收支总表......3
    （2）支出总表
    三、“三公”经费情况
    四、机构设置表
    支出总表

    主要职责是编制预算。

    支出总表
    单位：万元
    科目编码|科目名称|合计
    205|教育支出|3.00
"""


def test_the_contents_declare_tables_once_each() -> None:
    lines = lines_of(CONTENTS)
    _, declared = assemble_tables(find_grids(lines), lines, SPEC)
    assert [(entry.line, entry.title, entry.kind.name) for entry in declared] == [
        (3, "收支总表", "income_expenditure"),
        (4, "支出总表", "expenditure"),
    ]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("编制单位：某某局 2023年 金额单位：元", (None, "某某局")),
        ("填报单位：[305012]某某中学", ("305012", "某某中学")),
        ("预算单位：301005-某某小学", ("301005", "某某小学")),
        ("部门（单位）：某某局", (None, "某某局")),
        ("部门(单位)名称:某某局   单位:万元", (None, "某某局")),
        ("部门名称（公章）：某某局", (None, "某某局")),
        ("单位：某某中学（公章）", (None, "某某中学")),
        ("主管部门：某某县教育局", None),
        ("金额单位：人民币万元", None),
        ("单位：（万元）", None),
        ("[205]教育支出", None),
    ],
)
def test_a_caption_names_the_organisation_itself(caption: str, unit: tuple[str | None, str] | None) -> None:
    assert unit_name_of(caption) == unit
