"""Lines to grids, with what stands over and under them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiny import grids_of
from yusuan.parse.tables.grids import find_grids, money_unit_of, unit_name_of

LINES = st.lists(
    st.sampled_from(["", " ", "收支总表", "一\t二", "\t", "注：无数据", "说明。", "a\tb\tc", "单位：万元"])
)


@given(LINES)
def test_every_line_with_a_tab_is_in_exactly_one_grid(lines: list[str]) -> None:
    rows = [row for grid in find_grids(lines) for row in grid.rows]
    assert [row.line for row in rows] == [
        number for number, line in enumerate(lines, start=1) if "\t" in line
    ]
    assert ["\t".join(row.cells) for row in rows] == [line for line in lines if "\t" in line]


@given(LINES)
def test_captions_stand_over_their_grid_and_under_the_one_before(lines: list[str]) -> None:
    end = 0
    for grid in find_grids(lines):
        assert all(end < caption.line < grid.rows[0].line for caption in grid.captions)
        assert all(lines[caption.line - 1].strip() == caption.text for caption in grid.captions)
        end = grid.rows[-1].line


def test_the_short_lines_over_a_grid_are_its_captions_up_to_the_nearest_sentence() -> None:
    (grid,) = grids_of("""
        上年结转
        本单位没有事业收入。
        表一

        收支总表
        单位：万元
        项目|金额
        合计|3.00
    """)
    assert [(caption.line, caption.text) for caption in grid.captions] == [
        (3, "表一"),
        (5, "收支总表"),
        (6, "单位：万元"),
    ]


def test_a_paragraph_is_no_caption() -> None:
    (grid,) = grids_of(f"{'我单位主要职责是组织编制预算' * 6}\n收支总表\n项目|金额")
    assert [caption.text for caption in grid.captions] == ["收支总表"]


def test_a_note_of_the_table_before_is_no_caption_of_the_next() -> None:
    first, second = grids_of("""
        项目|金额
        合计|
        注：本单位没有此项支出，
        故本表无数据

        支出总表
        项目|金额
    """)
    assert [(note.line, note.text) for note in first.notes] == [(3, "注：本单位没有此项支出，故本表无数据")]
    assert second.notes == ()
    assert second.captions[-1].text == "支出总表"


@pytest.mark.parametrize("start", ["注：", "备注:", "附注1：", "说明："])
def test_a_note_follows_its_grid_after_blank_lines(start: str) -> None:
    (grid,) = grids_of(f"项目|金额\n\n\n{start}本表无数据\n\n下一段。")
    assert [note.text for note in grid.notes] == [f"{start}本表无数据"]


def test_a_paragraph_under_a_grid_is_no_note() -> None:
    (grid,) = grids_of("项目|金额\n\n一、情况说明")
    assert grid.notes == ()


def test_grids_adjoin_where_only_blank_lines_part_them() -> None:
    grids = grids_of("""
        项目|金额

        甲|1.00
        支出总表
        乙|2.00
        以上为预算。
        丙|3.00
    """)
    assert [(grid.adjoins, grid.follows_captions_only) for grid in grids] == [
        (False, False),
        (True, True),
        (False, True),
        (False, False),
    ]


def test_blank_cells_keep_their_place_and_cells_beyond_the_row_are_blank() -> None:
    (grid,) = grids_of("|甲||1.00|\n乙|")
    first, second = grid.rows
    assert (first.cells, first.printed, grid.width) == (("", "甲", "", "1.00", ""), (1, 3), 5)
    assert (second[0], second[1], second[4], second[-1]) == ("乙", "", "", "")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位: 元", "元"),
        ("部门：某局    单位：人民币万元", "万元"),
        ("（单位：万 元）", "万元"),
        ("单位：某局", None),
        ("万元", None),
    ],
)
def test_money_unit_of_a_caption(text: str, unit: str | None) -> None:
    assert money_unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("单位名称：某市某局", (None, "某市某局")),
        ("部门：某市某局    单位：万元", (None, "某市某局")),
        ("编制单位：某市某局（本级）", (None, "某市某局（本级）")),
        ("302001-某市人民政府办公室", ("302001", "某市人民政府办公室")),
        ("单位：万元", None),
        ("收支总表", None),
    ],
)
def test_organisation_that_a_caption_names(text: str, named: tuple[str | None, str] | None) -> None:
    assert unit_name_of(text) == named


def test_blanks_between_the_parts_of_a_caption_make_it_no_longer() -> None:
    (grid,) = grids_of("部门名称：某县水务局" + " " * 80 + "单位：万元\n项目|合计\n教育|3.00")
    assert [money_unit_of(caption.text) for caption in grid.captions] == ["万元"]
