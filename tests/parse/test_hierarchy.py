"""Which row belongs to which, and which rows add up to the total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tiny import places_of
from yusuan.parse.cells import parse_amount
from yusuan.parse.hierarchy import Place
from yusuan.parse.rows import Reading

Rows = list[tuple[Reading, Place]]


def tree(rows: Rows) -> list[str]:
    """Return each row as its level's indentation, its label, and a + where it is a leaf in some column."""
    return [
        "  " * place.level + (reading.item or "–") + "+" * bool(place.leaf_columns) for reading, place in rows
    ]


def parents(rows: Rows) -> list[str | None]:
    """Return the label of each row's parent."""
    return [rows[place.parent - 1][0].item if place.parent else None for _, place in rows]


def leaf_sums(rows: Rows) -> dict[str, Decimal]:
    """Return the sum of the leaves by column."""
    sums: dict[str, Decimal] = {}
    for reading, place in rows:
        for cell in reading.amounts:
            if cell.column.index in place.leaf_columns:
                name = cell.column.words[-1]
                sums[name] = sums.get(name, Decimal(0)) + (parse_amount(cell.text) or Decimal(0))
    return sums


def test_codes_nest_by_what_they_begin_with() -> None:
    rows = places_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计|基本支出|项目支出
        |合计|9.00|7.00|2.00
        201|一般公共服务支出|6.00|4.00|2.00
        20103|政府办公厅（室）及相关机构事务|6.00|4.00|2.00
        2010301|行政运行|4.00|4.00|
        2010302|一般行政管理事务|2.00||2.00
        205|教育支出|3.00|3.00|
        20508|进修及培训|3.00|3.00|
    """)
    assert tree(rows) == [
        "合计",
        "  一般公共服务支出",
        "    政府办公厅（室）及相关机构事务",
        "      行政运行+",
        "      一般行政管理事务+",
        "  教育支出",
        "    进修及培训+",
    ]
    assert parents(rows)[3] == "政府办公厅（室）及相关机构事务"
    assert leaf_sums(rows) == {"合计": 9, "基本支出": 7, "项目支出": 2}


def test_items_alone_are_leaves() -> None:
    rows = places_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计
        |合计|9.00
        2080505|机关事业单位基本养老保险缴费支出|2.00
        2010301|行政运行|7.00
    """)
    assert tree(rows) == ["合计", "      机关事业单位基本养老保险缴费支出+", "      行政运行+"]


def test_a_class_row_printed_twice_counts_once() -> None:
    rows = places_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计
        |合计|5.00
        205|教育支出|2.00
        20508|进修及培训|2.00
        208|社会保障和就业支出|3.00
        20805|行政事业单位养老支出|3.00
        208|社会保障和就业支出|3.00
    """)
    assert tree(rows)[-1] == "  社会保障和就业支出"
    assert leaf_sums(rows) == {"合计": 5}


def test_identical_items_both_count() -> None:
    rows = places_of("""
        一般公共预算基本支出表
        单位：万元
        科目编码|科目名称|合计
        |合计|6.00
        301|工资福利支出|6.00
        30102|津贴补贴|2.00
        30102|津贴补贴|2.00
        30103|奖金|2.00
    """)
    assert [line.strip() for line in tree(rows)[2:]] == ["津贴补贴+", "津贴补贴+", "奖金+"]


def test_an_organisation_s_row_that_repeats_the_total_is_no_leaf() -> None:
    rows = places_of("""
        部门支出总表
        单位：万元
        科目编码|||单位代码|单位（科目名称）|总计|基本支出
        类|款|项||||
        ||||合计|9.00|9.00
        |||001|某局|9.00|9.00
        201|03|01||行政运行|6.00|6.00
        205|08|03||培训支出|3.00|3.00
    """)
    assert [line.strip() for line in tree(rows)] == ["合计", "某局", "行政运行+", "培训支出+"]


def test_organisations_nest_by_code_and_hold_their_projects() -> None:
    rows = places_of("""
        项目支出表
        单位：万元
        单位编码（项目编码）|项目单位（项目名称）|总计
        001|某局|9.00
        001001|某局本级|5.00
        330100220000000001234|甲项目|5.00
        001002|某中心|4.00
        330100220000000001235|乙项目|4.00
    """)
    assert tree(rows) == ["某局", "  某局本级", "    甲项目+", "  某中心", "    乙项目+"]
    assert parents(rows) == [None, "某局", "某局本级", "某局", "某中心"]


def test_numbering_nests_by_the_order_in_which_its_styles_appear() -> None:
    rows = places_of("""
        财政拨款收支总表
        单位：万元
        项目|预算数|项目|预算数
        一、本年收入|9.00|一、本年支出|9.00
        （一）一般公共预算|8.00|（一）一般公共服务支出|5.00
        （二）政府性基金|1.00|（二）教育支出|4.00
        二、上年结转|2.00|二、结转下年|2.00
        收入总计|11.00|支出总计|11.00
    """)
    assert tree(rows) == [
        "  一、本年收入",
        "    （一）一般公共预算+",
        "    （二）政府性基金+",
        "  二、上年结转+",
        "收入总计",
        "  一、本年支出",
        "    （一）一般公共服务支出+",
        "    （二）教育支出+",
        "  二、结转下年+",
        "支出总计",
    ]


def test_rows_of_which_that_exhaust_their_parent_are_leaves() -> None:
    rows = places_of("""
        一般公共预算“三公”经费支出表
        单位：万元
        项目|2023年“三公”经费预算数
        共计|9.00
        1、因公出国（境）费用|2.00
        2、公务用车费|7.00
        其中：（1）公务用车运行维护费|4.00
        （2）公务用车购置|3.00
    """)
    assert tree(rows) == [
        "共计",
        "  1、因公出国（境）费用+",
        "  2、公务用车费",
        "    其中：（1）公务用车运行维护费+",
        "    （2）公务用车购置+",
    ]


def test_rows_of_which_that_do_not_exhaust_their_parent_are_none() -> None:
    rows = places_of("""
        财政拨款收支总表
        单位：万元
        项目|预算数|项目|预算数
        一、一般公共预算|8.00|一、教育支出|9.00
        其中：专项收入|3.00||
        二、政府性基金|1.00||
        收入总计|9.00|支出总计|9.00
    """)
    assert tree(rows)[:4] == ["  一、一般公共预算+", "    其中：专项收入", "  二、政府性基金+", "收入总计"]


def test_without_codes_or_numbering_rows_nest_by_what_adds_up() -> None:
    rows = places_of("""
        收支总表
        单位：万元
        项目|预算数|项目|预算数
        财政拨款|9.00|一般公共服务支出|6.00
        ||政府办公厅（室）及相关机构事务|6.00
        ||行政运行|4.00
        ||一般行政管理事务|2.00
        ||教育支出|3.00
        收入总计|9.00|支出总计|9.00
    """)
    assert tree(rows)[2:] == [
        "  一般公共服务支出",
        "    政府办公厅（室）及相关机构事务",
        "      行政运行+",
        "      一般行政管理事务+",
        "  教育支出+",
        "支出总计",
    ]


def test_rows_that_add_up_side_by_side_are_not_nested() -> None:
    rows = places_of("""
        项目支出表
        单位：万元
        项目名称|总计
        合计|12.00
        甲项目|6.00
        乙项目|4.00
        丙项目|2.00
    """)
    assert tree(rows) == ["合计", "  甲项目+", "  乙项目+", "  丙项目+"]


def test_a_row_may_be_a_leaf_in_one_column_only() -> None:
    """其中 exhausts its parent under one column and not under the other."""
    rows = places_of("""
        财政拨款收支总表
        单位：万元
        项目|预算数|项目|合计|一般公共预算
        一、本年收入|9.00|一、教育支出|9.00|5.00
        ||其中：培训支出|4.00|5.00
        收入总计|9.00|支出总计|9.00|5.00
    """)
    by_item = {reading.item: sorted(place.leaf_columns) for reading, place in rows}
    assert (by_item["一、教育支出"], by_item["其中：培训支出"]) == ([3], [4])


def test_prices_never_add_up() -> None:
    rows = places_of("""
        政府采购预算表
        单位：元
        单位名称|项目名称|采购品目|采购数量|单价（元）|采购金额
        合计|||||5.00
        某局|甲项目|[A0201]计算机|2|1.00|2.00
        某局|甲项目|[A0202]复印机|1|3.00|3.00
    """)
    assert leaf_sums(rows) == {"采购金额": 5}


def test_a_table_that_does_not_add_up_is_nested_by_its_codes_all_the_same() -> None:
    rows = places_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计
        |合计|99.00
        205|教育支出|3.00
        20508|进修及培训|3.00
    """)
    assert tree(rows) == ["合计", "  教育支出", "    进修及培训+"]


def test_a_total_without_rows_is_the_leaf() -> None:
    rows = places_of("支出总表\n单位：万元\n科目编码|科目名称|合计\n|合计|3.00")
    assert tree(rows) == ["合计+"]


AMOUNTS = st.integers(min_value=0, max_value=99_999).map(lambda fen: Decimal(fen) / 100)
ITEMS = st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=3)
CLASSES = st.lists(st.lists(ITEMS, min_size=1, max_size=2), min_size=1, max_size=4)


def print_row(code: str, amounts: list[tuple[Decimal, Decimal]]) -> str:
    """Return a row with the sums of two columns and of both; zeros are left blank, as documents do."""
    basic, project = sum(a for a, _ in amounts), sum(b for _, b in amounts)
    cells = [f"{amount:,.2f}" if amount else "" for amount in (basic + project, basic, project)]
    return "|".join([code, f"科目{code}", *cells])


def print_table(classes: list[list[list[tuple[Decimal, Decimal]]]], total: bool) -> str:
    """Return an expenditure table with a row for each class, group and item."""
    rows = []
    for number, groups in enumerate(classes, start=201):
        rows.append(print_row(f"{number}", [item for group in groups for item in group]))
        for at, items in enumerate(groups, start=1):
            rows.append(print_row(f"{number}{at:02}", items))
            rows += [print_row(f"{number}{at:02}{i:02}", [item]) for i, item in enumerate(items, start=1)]
    everything = [item for groups in classes for group in groups for item in group]
    if total:
        rows.insert(0, print_row("", everything).replace("|科目|", "|合计|"))
    return "\n".join(["支出总表", "单位：万元", "科目编码|科目名称|合计|基本支出|项目支出", *rows])


@settings(max_examples=60)
@given(CLASSES, st.booleans())
def test_leaves_add_up_to_the_total(classes: list[list[list[tuple[Decimal, Decimal]]]], total: bool) -> None:
    everything = [item for groups in classes for group in groups for item in group]
    basic, project = sum(a for a, _ in everything), sum(b for _, b in everything)
    sums = leaf_sums(places_of(print_table(classes, total)))
    expected = {"合计": basic + project, "基本支出": basic, "项目支出": project}
    assert {name: sums.get(name, 0) for name in expected} == expected


@settings(max_examples=60)
@given(CLASSES)
def test_only_items_are_leaves_and_stand_on_the_third_level(
    classes: list[list[list[tuple[Decimal, Decimal]]]],
) -> None:
    for reading, place in places_of(print_table(classes, total=True)):
        code = reading.codes["function"][0] if not reading.is_total else None
        if code is not None:
            assert place.level == {3: 1, 5: 2, 7: 3}[len(code)]
            assert not place.leaf_columns or len(code) == 7


@pytest.mark.parametrize("numbering", ["一、{}", "（一）{}", "1、{}", "（1）{}", "{}"])
def test_every_style_of_numbering_stands_below_the_total(numbering: str) -> None:
    rows = places_of(f"""
        收支总表
        单位：万元
        项目|预算数|项目|预算数
        {numbering.format("财政拨款")}|9.00|{numbering.format("教育支出")}|9.00
        收入总计|9.00|支出总计|9.00
    """)
    assert [place.level for _, place in rows] == [1, 0, 1, 0]
    assert leaf_sums(rows) == {"预算数": 18}
