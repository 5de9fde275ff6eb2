"""The one normal form in which the vocabulary and the documents meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.spec.spelling import bare, bare_label, money_unit_in, nearest, normalise

# What documents are made of: Chinese, letters and digits of both widths, punctuation, blanks.
PRINTED = st.text(
    st.sampled_from("一般公共预算财政拨款三公经费（）()“”\"'「」：:，,．.、 　\t－-—％%１２３12年度ＡＢab㎡①")
)


@given(PRINTED)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("工资福利支 出", "工资福利支出"),
        ("　收　入\t", "收入"),
        ("因公出国（境）费", "因公出国(境)费"),
        ("科目编码１２３：", "科目编码123:"),
        ('"三公"经费', "“三公“经费"),
        ("“三公”经费", "“三公“经费"),
        ("「三公」经费", "“三公“经费"),
    ],
)
def test_spaces_widths_and_quotation_marks_do_not_tell_words_apart(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("其中：财政拨款", "财政拨款"),
        ("2023 年预算数", "预算数"),
        ("2023年度“三公”经费", "“三公“经费"),
        ("单价（元）", "单价"),
        ("项目金额（单位：万元）", "项目金额"),
        ("部门名称：", "部门名称"),
        ("2023年", "2023年"),
        ("其中：", "其中"),
    ],
)
def test_bare_leaves_out_what_varies_around_a_header_word(text: str, word: str) -> None:
    assert bare(text) == word


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("一、财政拨款", "财政拨款"),
        ("（二）外交支出", "外交支出"),
        ("1、因公出国（境）费用", "因公出国(境)费用"),
        ("其中：（1）公务用车运行维护费", "公务用车运行维护费"),
        ("十二.其他支出", "其他支出"),
        ("三、（一）1. 培训费", "培训费"),
        ("行政运行", "行政运行"),
        ("12.4宪法日宣传", "12.4宪法日宣传"),
    ],
)
def test_bare_label_leaves_out_the_numbering_of_a_row(text: str, label: str) -> None:
    assert bare_label(text) == label


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单价（元）", "元"),
        ("金额(万元)", "万元"),
        ("资金（单位：万元）", "万元"),
        ("数量（个）", None),
        ("万元", None),
    ],
)
def test_money_unit_in_brackets(text: str, unit: str | None) -> None:
    assert money_unit_in(text) == unit


def test_nearest_spelling_comes_first_and_unlike_ones_are_left_out() -> None:
    assert nearest("基本支岀", ["项目支出", "基本支出", "单位名称"])[0] == "基本支出"
    assert nearest("基本支岀", ["单位名称"]) == ()
