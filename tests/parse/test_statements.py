"""What sentences state: figures with what they are about, what they compare, and what they are a share of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.tiny import lines_of
from yusuan.model import Statement
from yusuan.parse.narrative.sections import passages
from yusuan.parse.narrative.statements import read_statements
from yusuan.spec.narrative import load_narrative

UNIT = "某某局"


def statements_of(text: str) -> list[Statement]:
    """Return the statements of a text typed in a test."""
    return read_statements("330500-x-2023", passages(lines_of(text), []), [UNIT], load_narrative())


def test_a_figure_stands_with_its_subject_its_unit_and_its_line() -> None:
    (found,) = statements_of("2023年，某某局收入预算合计12.50万元。")
    assert (found.subject, str(found.value), found.unit, found.source_line) == (
        "收入预算合计",
        "12.50",
        "万元",
        1,
    )


@pytest.mark.parametrize(
    ("sentence", "change", "percent", "direction"),
    [
        ("基本支出20.00万元，比上年增加2.00万元，增长11.11%。", "2.00", "11.11", "增加"),
        ("基本支出20.00万元，较上年预算数减少2.00万元，下降9.09%。", "2.00", "9.09", "减少"),
        ("基本支出20.00万元，与上年持平。", None, None, "持平"),
    ],
)
def test_what_a_sentence_compares_belongs_to_one_statement(
    sentence: str, change: str | None, percent: str | None, direction: str
) -> None:
    (found,) = statements_of(sentence)
    assert found.subject == "基本支出"
    assert (found.change and str(found.change)) == change
    assert (found.change_percent and str(found.change_percent)) == percent
    assert found.direction == direction


def test_the_reason_stands_with_what_it_explains() -> None:
    (found,) = statements_of("项目支出8.00万元，比上年增加1.00万元，主要原因是新增信息化项目。")
    assert found.reason == "新增信息化项目"


def test_a_heading_names_what_the_sentence_below_it_does_not() -> None:
    (found,) = statements_of("（一）公务接待费\n2026年预算安排1.30万元，与上年持平。")
    assert (found.subject, found.stated_as, found.source_line) == ("公务接待费", "预算安排", 2)


def test_a_share_is_of_the_nearest_total_that_the_percentage_bears_out() -> None:
    found = statements_of("""
        支出合计100.00万元。

        某某局2023年收入预算合计100.00万元，包括本年收入90.00万元，上年结转10.00万元。

        一般公共预算收入80.00万元，占80%；

        事业收入0万元，占0%。
    """)
    assert [one.share_of for one in found if one.share_percent is not None] == ["收入预算合计"] * 2


def test_a_change_is_of_what_its_clause_names_again() -> None:
    text = "本部门预算收入87.00万元，其中拨款收入53.00万元、上年资金余额34.00万元，"
    found = statements_of(f"{text}2023年本部门预算收入较上年减少4.00万元。")
    assert [(one.subject, str(one.value)) for one in found] == [
        ("本部门预算收入", "87.00"),
        ("拨款收入", "53.00"),
        ("上年资金余额", "34.00"),
    ]
    assert [one.subject for one in found if one.change] == ["本部门预算收入"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("单价100万元（含）以上的设备138台（套）。", "单价100万元（含）以上的设备"),
        ("单价50万元以上通用设备2台（套）。", "单价50万元以上通用设备"),
    ],
)
def test_a_threshold_is_part_of_what_is_counted(text: str, subject: str) -> None:
    (found,) = statements_of(text)
    assert found.subject == subject


def test_the_name_of_a_place_is_no_denial() -> None:
    assert statements_of("本部门下属单位包括：某某局，无锡市某某中心。") == []
    assert [one.stated_as for one in statements_of("本部门无政府性基金预算收支。")] == ["无"]


def _changes(text: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    return [
        (one.subject, one.compared_with, _printed(one.change), one.unit, _printed(one.change_percent))
        for one in statements_of(text)
    ]


def _printed(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def test_a_figure_compared_twice_is_said_twice() -> None:
    assert _changes(
        "基本支出20.00万元，比上年预算增加2.00万元，增长11.11%，比上年决算减少1.00万元，下降4.76%。"
    ) == [
        ("基本支出", "上年预算", "2.00", "万元", "11.11"),
        ("基本支出", "上年决算", "1.00", "万元", "4.76"),
    ]
    assert _changes("公务接待费10.00万元，比上年预算增长10%，比上年决算下降6%。") == [
        ("公务接待费", "上年预算", None, "万元", "10"),
        ("公务接待费", "上年决算", None, None, "6"),
    ]


def test_a_comparison_without_subject_is_of_its_own_sentence() -> None:
    found = statements_of("其中，12辆。\n公务接待费10.00万元，比上年增加1.00万元。")
    assert [(one.subject, _printed(one.change)) for one in found][-1] == ("公务接待费", "1.00")
    assert all(one.change is None for one in found[:-1])


def test_a_change_in_another_unit_than_the_figure_keeps_its_own() -> None:
    assert _changes("收入预算1.20亿元，比上年增加500.00万元，增长4.35%。") == [
        ("收入预算", "上年", None, "亿元", None),
        ("收入预算", "上年", "500.00", "万元", "4.35"),
    ]
    assert _changes("基本支出20.00万元，比上年增加2万。") == [("基本支出", "上年", "2", "万元", None)]


def test_a_part_that_changed_by_so_many_per_cent_is_not_the_whole() -> None:
    assert _changes("支出合计100.00万元，比上年增长10%，其中人员经费增长5%，公用经费下降3%。") == [
        ("支出合计", "上年", None, "万元", "10"),
        ("人员经费", "上年", None, None, "5"),
        ("公用经费", "上年", None, None, "3"),
    ]


def test_a_figure_may_be_a_share_of_two_wholes() -> None:
    found = statements_of("财政拨款收入60.00万元，占本年收入的95%，占总收入的90%。")
    assert [(one.subject, _printed(one.share_percent), one.share_of) for one in found] == [
        ("财政拨款收入", "95", "本年收入"),
        ("财政拨款收入", "90", "总收入"),
    ]
