"""The narrative as an outline, its broken lines healed."""

from __future__ import annotations

import pytest

from tests.tiny import lines_of
from yusuan.model import Section
from yusuan.parse.narrative.sections import after_contents, is_heading, passages, read_sections


def sections_of(text: str) -> list[Section]:
    """Return the sections of a document typed in a test."""
    found = passages(lines_of(text), [])
    return read_sections("a", found[after_contents(found) :])


def outline(text: str) -> list[str]:
    """Return the headings of a document typed in a test, indented by level."""
    return ["  " * (section.heading_level - 1) + section.heading for section in sections_of(text)]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("第一部分 某局概况", "一、主要职责"),
        ("一、某局概况", "（一）主要职责"),
        ("（一）主要职责", "1.编制预算"),
        ("1、编制预算", "（1）收集资料"),
        ("第二部分 预算情况", "（一）收入情况"),
        ("# 第一部分 概况", "## 一、主要职责"),
    ],
)
def test_every_style_of_numbering_has_its_rank(outer: str, inner: str) -> None:
    text = f"{outer}\n{inner}\n编制预算。\n\n{outer.replace('一', '二')}\n编制决算。"
    assert [section.heading_level for section in sections_of(text)] == [1, 2, 1]


def test_the_outline_of_a_document() -> None:
    assert outline("""
        第一部分 某局概况
        一、主要职责
        编制预算。
        二、机构设置
        （一）局机关
        内设两个科室。
        （二）下属单位
        没有下属单位。
        第二部分 预算情况
        一、收入情况
        收入增加。
    """) == [
        "第一部分某局概况",
        "  一、主要职责",
        "  二、机构设置",
        "    （一）局机关",
        "    （二）下属单位",
        "第二部分预算情况",
        "  一、收入情况",
    ]


def test_a_section_has_its_text_its_path_and_its_lines() -> None:
    _, section, _ = sections_of("""
        第一部分 概况

        一、主要职责
        编制预算。

        编制决算。

        二、机构设置
    """)
    assert (section.section_id, section.path) == ("s002", "第一部分概况 / 一、主要职责")
    assert section.text == "编制预算。\n编制决算。"
    assert (section.first_line, section.last_line) == (3, 6)


def test_a_heading_without_text_has_none() -> None:
    first, _ = sections_of("一、主要职责\n二、机构设置\n两个科室。")
    assert (first.text, first.first_line, first.last_line) == (None, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "一、主要职责",
        "第三部分 名词解释",
        "（一）收入预算情况",
        "### 说明",
        "二、收支情况说明。",
        "3.机关运行经费",
    ],
)
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "主要职责",
        "一、财政拨款收入：指财政部门当年拨付的资金。",
        "（一）贯彻执行财政法规，",
        "1.本年收入12.30万元",
        "一、负责编制本市预算草案和决算草案，组织预算执行，监督下级财政部门的预算执行情况和绩效管理工作的开展",
        "2023 年预算",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert not is_heading(text)


def test_a_sentence_broken_by_the_margin_is_healed_and_each_part_keeps_its_line() -> None:
    (passage,) = passages(lines_of("本单位2023年收入\n预算12.30万元，比上年\n\n增加1.00万元。"), [])
    assert passage.text == "本单位2023年收入预算12.30万元，比上年增加1.00万元。"
    assert passage.lines == (1, 2, 4)
    assert [passage.line_at(passage.text.index(figure)) for figure in ("2023", "12.30", "1.00")] == [1, 2, 4]


def test_words_of_latin_letters_keep_the_space_between_lines() -> None:
    (passage,) = passages(["系统采用 Open", "Office 格式。"], [])
    assert passage.text == "系统采用Open Office格式。"


def test_a_sentence_that_ends_is_not_joined_with_the_next() -> None:
    assert [passage.text for passage in passages(["编制预算。", "编制决算。"], [])] == [
        "编制预算。",
        "编制决算。",
    ]


def test_lines_of_tables_are_no_narrative_and_part_what_stands_around_them() -> None:
    found = passages(["收支总表", "项目\t金额", "以下为说明", "单位：万元", "如上"], {1, 4})
    assert [passage.text for passage in found] == ["以下为说明", "如上"]


def test_the_contents_are_left_out() -> None:
    assert outline("""
        某局2023年单位预算
        目 录
        第一部分 概况 ......... 1
        一、主要职责 ......... 1
        第二部分 预算情况 ......... 2

        第一部分 概况
        一、主要职责
        编制预算。
        第二部分 预算情况
        收入增加。
    """) == ["第一部分概况", "  一、主要职责", "第二部分预算情况"]


def test_a_document_without_contents_begins_with_its_first_heading() -> None:
    assert outline("某局2023年单位预算\n一、主要职责\n编制预算。") == ["一、主要职责"]
