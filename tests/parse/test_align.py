"""Cells that stand beside their header, put right and said so; without proof they stay as printed."""

from __future__ import annotations

import pytest

from tests.tiny import items, printed, readings_of, table_of
from yusuan.parse.rows import Reading
from yusuan.parse.tables.frames import Frame

# Three rows that bear out 合计 = 基本支出 + 项目支出 + 上缴上级支出, and one to look at.
EXPENDITURE = """
    支出总表
    单位：万元
    科目编码|科目名称|合计|基本支出|项目支出|上缴上级支出
    |合计|15.00|6.00|7.00|2.00
    205|教育支出|5.00|2.00|2.00|1.00
    208|社会保障支出|4.00|2.00|2.00|
"""


def last_row(row: str) -> Reading:
    """Return the last row of the expenditure table with that row added."""
    return readings_of(f"{EXPENDITURE}    {row}")[-1]


def reasons(reading: Reading) -> list[str | None]:
    """Return for each amount of a row why it was moved."""
    return [cell.repaired for cell in reading.amounts]


def test_a_row_that_fits_its_header_is_left_alone() -> None:
    table = table_of(f"{EXPENDITURE}    210|卫生健康支出|6.00|2.00|3.00|1.00")
    assert table.frames.rows == {}
    assert reasons(table.readings[-1]) == [None, None, None, None]


def test_a_row_one_field_off_is_put_right_by_what_its_cells_look_like() -> None:
    row = last_row("210|卫生健康支出||6.00|2.00|3.00|1.00")
    assert printed(row) == ["合计 6.00", "基本支出 2.00", "项目支出 3.00", "上缴上级支出 1.00"]
    assert [cell.field for cell in row.amounts] == [3, 4, 5, 6], "the source column is the printed one"
    assert all(reason and "单元格内容" in reason for reason in reasons(row))


def test_only_the_cells_that_were_moved_are_marked() -> None:
    row = last_row("210|卫生健康支出|6.00|2.00||3.00|1.00")
    assert printed(row) == ["合计 6.00", "基本支出 2.00", "项目支出 3.00", "上缴上级支出 1.00"]
    assert [bool(reason) for reason in reasons(row)] == [False, False, True, True]


def test_a_row_one_field_off_is_put_right_by_arithmetic() -> None:
    """Each cell looks right where it stands; only 小计 = 人员经费 + 公用经费 tells that three are one off."""
    row = readings_of("""
        一般公共预算支出表
        单位：万元
        科目编码|科目名称|合计|基本支出|||项目支出
        |||小计|人员经费|公用经费|
        |合计|13.00|11.00|8.00|3.00|2.00
        201|一般公共服务支出|5.00|4.00|3.00|1.00|1.00
        205|教育支出|4.00|3.00|2.00|1.00|1.00
        208|社会保障和就业支出|4.00||4.00|3.00|1.00
    """)[-1]
    assert printed(row) == [
        "合计 4.00",
        "基本支出/小计 4.00",
        "基本支出/人员经费 3.00",
        "基本支出/公用经费 1.00",
    ]
    assert [bool(reason and "勾稽关系" in reason) for reason in reasons(row)] == [False, True, True, True]


def test_a_row_that_no_move_makes_add_up_stays_as_printed() -> None:
    row = last_row("210|卫生健康支出|6.00|2.00|3.00|")
    assert printed(row) == ["合计 6.00", "基本支出 2.00", "项目支出 3.00"]
    assert reasons(row) == [None, None, None]


def test_arithmetic_that_most_rows_break_moves_nothing() -> None:
    readings = readings_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计|基本支出|项目支出
        205|教育支出|9.00|2.00|2.00
        208|社会保障支出|9.00|2.00|
        210|卫生健康支出||6.00|6.00
    """)
    assert printed(readings[2]) == ["基本支出 6.00", "项目支出 6.00"]
    assert reasons(readings[2]) == [None, None]


def test_where_two_columns_are_as_likely_the_cell_stays_where_it_is_printed() -> None:
    """6.00 behind the last column may belong to 项目支出 or to 上缴上级支出."""
    row = last_row("210|卫生健康支出|6.00||||6.00")
    assert printed(row) == ["合计 6.00"]
    assert reasons(row) == [None]


CATALOGUE = """
    政府采购预算表
    单位：万元
    单位名称|项目名称|采购品目|功能科目|采购数量|计量单位|采购金额
    合计||||||6.00
    某局|甲项目|[A0201]计算机|[2010301]行政运行|2|台|4.00
"""


def test_codes_in_brackets_tell_the_columns_apart() -> None:
    row = readings_of(f"{CATALOGUE}    某局|[C0401]印刷服务|[2010301]行政运行||2|批|2.00")[-1]
    assert row.words["catalogue"] == "[C0401]印刷服务"
    assert row.codes == {"function": ("2010301", "行政运行")}
    assert row.project is None
    assert printed(row) == ["采购金额 2.00"]


DOUBLED = """
    财政拨款收支总表
    单位：万元
    收入||支出||||||
    项目|金额|项目|合计|上年结转资金||一般公共预算||政府性基金
    ||||小计|其中：一般公共预算|小计|其中：财政拨款|
    一般公共预算|小计|9.00|一、一般公共服务支出|5.00||5.00|5.00|
    |财政拨款|7.00|二、教育支出|4.00||4.00|4.00|
    |专项收入|2.00|||||||
    收入总计||9.00|支出总计|9.00||9.00|9.00|
"""


def test_a_label_column_that_takes_two_fields_is_seen_by_the_rows_below() -> None:
    table = table_of(DOUBLED)
    income, expenditure = table.blocks
    assert items(income[1]) == ["小计", "财政拨款", "专项收入", "收入总计"]
    assert items(expenditure[1]) == ["一、一般公共服务支出", "二、教育支出", "支出总计"]
    assert income[1][0].words["group_label"] == "一般公共预算"


def test_a_cell_lost_further_right_is_found_by_arithmetic() -> None:
    first = table_of(DOUBLED).blocks[1][1][0]
    assert printed(first) == [
        f"支出/{path} 5.00" for path in ("合计", "一般公共预算/小计", "一般公共预算/其中：财政拨款")
    ]
    assert reasons(first) == [None, None, None], "what holds for the whole table is no repair of a row"


def test_one_odd_row_does_not_bend_the_whole_table() -> None:
    table = table_of(f"{EXPENDITURE}    |210|卫生健康支出|6.00|2.00|3.00|1.00")
    assert table.frames.table.moved == ()
    assert printed(table.readings[1])[0] == "合计 5.00"


def test_of_a_header_wider_than_any_known_no_readings_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place of a doubled label would be one: hundreds of columns have thousands."""
    tried: list[Frame] = []

    def note(frame: Frame, *_: object) -> int:
        tried.append(frame)
        return len(tried)

    monkeypatch.setattr("yusuan.parse.tables.align._badness", note)
    for pairs, most in ((4, 20), (200, 0)):
        header = "|".join(["科目名称", "合计"] * pairs)
        table_of("\n".join(["支出总表", "单位：万元", header, *3 * ["|" + "|".join(["1.00", "甲"] * pairs)]]))
        assert bool(tried) == bool(most)
        assert len(tried) <= most
        tried.clear()
