"""The blocks that a table's columns fall into, and the side that each is on."""

from __future__ import annotations

from tests.tiny import items, table_of


def test_a_two_sided_table_is_read_side_by_side() -> None:
    table = table_of("""
        收支总表
        单位：万元
        收 入||支 出|
        项 目|预算数|项 目|预算数
        一、财政拨款|8.00|一般公共服务支出|5.00
        二、事业收入|1.00|行政运行|5.00
        ||教育支出|4.00
        收入总计|9.00|支出总计|9.00
    """)
    income, expenditure = table.blocks
    assert (income[0].side, expenditure[0].side) == ("income", "expenditure")
    assert items(income[1]) == ["一、财政拨款", "二、事业收入", "收入总计"]
    assert items(expenditure[1]) == ["一般公共服务支出", "行政运行", "教育支出", "支出总计"]
    assert [reading.is_total for reading in expenditure[1]] == [False, False, False, True]


def test_a_side_may_have_several_blocks() -> None:
    table = table_of("""
        收支总表
        单位：万元
        收入||支出|||
        项目|金额|支出功能分类科目|金额|部门预算支出经济分类科目|金额
        一、财政拨款|9.00|一、一般公共服务支出|5.00|一、工资福利支出|6.00
        ||二、教育支出|4.00|二、商品和服务支出|3.00
        收入总计|9.00|支出总计|9.00|支出总计|9.00
    """)
    assert [(block.side, items(readings)) for block, readings in table.blocks] == [
        ("income", ["一、财政拨款", "收入总计"]),
        ("expenditure", ["一、一般公共服务支出", "二、教育支出", "支出总计"]),
        ("expenditure", ["一、工资福利支出", "二、商品和服务支出", "支出总计"]),
    ]


def test_one_block_is_on_the_side_of_its_kind() -> None:
    income = table_of("收入总表\n单位：万元\n单位名称|总计|财政拨款收入|事业收入\n某局|3.00|2.00|1.00")
    expenditure = table_of("支出总表\n单位：万元\n科目编码|科目名称|合计\n205|教育支出|3.00")
    assert [block.side for block, _ in (*income.blocks, *expenditure.blocks)] == ["income", "expenditure"]


def test_labels_and_amounts_of_a_block() -> None:
    ((block, _),) = table_of("""
        一般公共预算基本支出表
        单位：万元
        部门预算支出经济分类科目||政府预算支出经济分类科目||合计|人员经费
        科目编码|科目名称|科目编码|科目名称||
        30101|基本工资|50101|工资奖金津补贴|3.00|3.00
    """).blocks
    assert [column.index for column in block.labels] == [0, 1, 2, 3]
    assert [column.index for column in block.amounts] == [4, 5]


def test_labels_that_follow_amounts_begin_a_block_only_if_amounts_follow_them() -> None:
    table = table_of("""
        政府采购预算表
        单位：万元
        单位名称|项目名称|采购品目|单价（元）|计量单位|采购金额
        某局|甲项目|[A0201]计算机|100.00|台|0.01
    """)
    assert len(table.blocks) == 1


def test_an_unknown_word_over_words_is_a_label_and_begins_a_side() -> None:
    table = table_of("""
        收支总表
        单位：万元
        收 入||支 出|
        项 目|预算数|某某分类法|预算数
        一、财政拨款|8.00|一、教育支出|5.00
        二、事业收入|1.00|二、卫生健康支出|4.00
        收入总计|9.00|支出总计|9.00
    """)
    assert [block.side for block, _ in table.blocks] == ["income", "expenditure"]
    assert items(table.blocks[1][1]) == ["一、教育支出", "二、卫生健康支出", "支出总计"]
    assert [level.text for column in table.table.columns for level in column.unknown] == ["某某分类法"]


def test_an_unknown_word_over_figures_is_an_amount() -> None:
    table = table_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计|某某支出|某某说明
        205|教育支出|3.00|3.00|见上
        合计||3.00|3.00|
    """)
    ((block, _),) = table.blocks
    assert [column.words[-1] for column in block.amounts] == ["合计", "某某支出"]
