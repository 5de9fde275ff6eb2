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


def test_a_comparison_after_the_parts_is_of_their_whole() -> None:
    assert _changes(
        "“三公”经费5.20万元，其中：公务接待费1.20万元，公务用车运行费4.00万元。与上年相比减少0.30万元。"
    )[0] == ("“三公”经费", "上年", "0.30", "万元", None)
    text = "支出总计100.00万元，其中：基本支出60.00万元；项目支出40.00万元。比上年增加10.00万元，增长11.11%。"
    assert [one.subject for one in statements_of(text) if one.change] == ["支出总计"]


def test_a_change_that_a_part_cannot_have_is_not_the_part_s() -> None:
    text = "收入总计100.00万元，其中：事业收入5.00万元，比上年增加10.00万元，增长11.11%。"
    assert [one.subject for one in statements_of(text) if one.change] == ["收入总计"]
    text = text.replace("增长11.11%", "增长40%")
    assert [(one.subject, one.value) for one in statements_of(text) if one.change] == [("文中数字", None)]


def test_a_part_that_only_a_comparison_names_is_one_of_its_own() -> None:
    text = "“三公”经费预算较上年增加1.68万元，其中公务接待费较上年减少0.58万元，下降4.68%。"
    assert _changes(text) == [
        ("“三公”经费", "上年", "1.68", "万元", None),
        ("公务接待费", "上年", "0.58", "万元", "4.68"),
    ]


def _stated(text: str) -> list[tuple[str, str | None, str | None]]:
    found = read_statements("330500-x-2023", passages(lines_of(text), []), [UNIT], load_narrative(), 2023)
    return [(one.subject, one.stated_as, _printed(one.value)) for one in found]


def test_an_earlier_figure_before_the_change_is_what_it_is_compared_with() -> None:
    assert _changes("部门预算总收入比2022年的100.00万元增加5.00万元，增长5%。") == [
        ("部门预算总收入", "2022年的", "5.00", "万元", "5"),
        ("部门预算总收入", None, None, "万元", None),
    ]


def test_the_later_of_two_years_is_no_earlier_figure() -> None:
    text = "“三公”经费2022年预算数10.00万元，2023年预算数8.00万元，减少2.00万元，下降20%。"
    assert _stated(text) == [("“三公”经费", "2022年预算数", "10.00"), ("“三公”经费", "预算数", "8.00")]
    assert [one.value for one in statements_of(text) if one.change] == [Decimal("8.00")]


def test_a_figure_of_another_year_says_so_and_so_do_its_parts() -> None:
    assert _stated(
        "2022年“三公”经费合计12.00万元，其中：公务接待费2.00万元。机关运行经费9.00万元，另有结转2022年资金3.00万元。"
    ) == [
        ("“三公”经费合计", "2022年", "12.00"),
        ("公务接待费", "2022年", "2.00"),
        ("机关运行经费", None, "9.00"),
        ("资金", "2022年", "3.00"),
    ]


def test_what_a_figure_is_at_the_year_s_beginning_stays_in_its_name() -> None:
    assert [
        subject for subject, _, _ in _stated("2023年年初结转和结余1.00万元，2023年年初预算收入9.00万元。")
    ] == [
        "年初结转和结余",
        "年初预算收入",
    ]


def test_a_part_s_plan_is_not_the_whole_s() -> None:
    text = "教育支出年初预算5.00万元，支出决算6.00万元，其中：\n小学教育年初预算4.00万元，支出决算4.20万元。"
    assert [subject for subject, _, _ in _stated(text)] == ["教育支出", "教育支出", "小学教育", "小学教育"]


@pytest.mark.parametrize(
    ("text", "change", "direction"),
    [
        ("会议费30.00万元，本年数小于上年预算数4.00万元。", "4.00", "减少"),
        ("会议费3.00万元，本年数大于上年预算数4.00万元。", "4.00", "增加"),
        ("会议费3.00万元，小于上年预算数4.00万元。", None, None),
        ("会议费5.00万元，大于上年预算数4.00万元。", None, None),
    ],
)
def test_what_is_less_than_last_year_s_by_so_much(
    text: str, change: str | None, direction: str | None
) -> None:
    """A figure that could be last year's own is nobody's change."""
    found = statements_of(text)[0]
    assert (found.value is not None, _printed(found.change), found.direction) == (True, change, direction)


def test_two_figures_for_two_subjects_are_nobody_s() -> None:
    text = "收、支总计各是41.49,43.91万元，各减少2.67,5.97万元，各下降6.51%、12.28%。"
    assert {one.subject for one in statements_of(text)} == {"文中数字"}
    assert {one.change_percent for one in statements_of(text)} == {None}


def test_an_item_of_a_list_is_named_before_its_colon() -> None:
    text = "三、拨款具体使用情况\n1.教育支出（类）普通教育（款）小学教育（项）：2023年预算数为40.25万元。"
    assert _stated(text) == [("教育支出（类）普通教育（款）小学教育（项）", "预算数", "40.25")]
    assert _stated("（一）收入预算：2023年年初预算数9.00万元。") == [("收入预算", "预算数", "9.00")]
    assert _stated("2.行政运行（项）：支出决算数为9.00万元。") == [("行政运行（项）", "决算数", "9.00")]
    assert _stated("（二）支出情况说明：支出9.00万元。") == [("支出", None, "9.00")]


def test_a_plan_of_the_whole_year_is_no_part_of_the_name() -> None:
    text = "公务接待费全年预算为2.00万元，支出决算为0.50万元，完成全年预算的25%，占2.22%。"
    assert _stated(text)[:2] == [("公务接待费", "全年预算", "2.00"), ("公务接待费", "支出决算", "0.50")]
    assert [one.share_of for one in statements_of(text)] == [None, "全年预算", None]


def test_a_change_without_direction_has_that_of_its_sign() -> None:
    found = statements_of("公务接待费2.00万元，比上年增（减）-0.50万元。")
    assert [(one.subject, _printed(one.change), one.direction) for one in found] == [
        ("公务接待费", "0.50", "减少")
    ]
    (none,) = statements_of("因公出国（境）费0万元，比上年增（减）0万元。")
    assert (none.change, none.direction) == (Decimal(0), None)


def test_a_sum_is_not_what_it_is_the_sum_of() -> None:
    assert [one.subject for one in statements_of("共计支出7.80万元。")] == ["共计支出"]


def test_the_year_s_end_and_beginning_stay_in_the_name() -> None:
    found = _stated("2023年初结转和结余10.00万元，2023年末结转和结余5.00万元。")
    assert [subject for subject, _, _ in found] == ["年初结转和结余", "年末结转和结余"]
    assert _stated("本年度项目支出10.00万元。") == [("项目支出", None, "10.00")]


def test_of_several_wholes_the_percentage_says_which_was_compared() -> None:
    text = "基本支出906.25万元，其中：人员经费806.25万元；公用经费100.00万元，其中：办公费20.00万元。"
    found = statements_of(f"{text}比上年减少10.00万元，下降1.09%。")
    assert [one.subject for one in found if one.change] == ["基本支出"]
    found = statements_of(f"{text}比上年减少10.00万元。")
    assert [one.subject for one in found if one.change] == ["文中数字"]


def test_words_for_rates_and_for_either_direction() -> None:
    (one, _) = statements_of("收入预算20.00万元，比2022年收入预算19.00万元增加1.00万元，增长率5.26%。")
    assert (one.direction, _printed(one.change_percent)) == ("增加", "5.26")
    (one,) = statements_of("公务接待费5.00万元，比上年增加（减少）-1.00万元，增长（下降）16.67%。")
    assert (one.subject, one.direction, _printed(one.change)) == ("公务接待费", "减少", "1.00")
    for level in ("与2022年度决算数持平", "同比持平", "较上年无变化", "与上年相比持平"):
        (one,) = statements_of(f"因公出国（境）费0万元，占总额的0%，{level}。")
        assert one.direction == "持平"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2022年收入80万元，支出75万元。", [("收入", "2022年", None), ("支出", "2022年", None)]),
        (
            "2022年收入80万元，本年收入90万元，支出85万元。",
            [("收入", "2022年", None), ("收入", None, None), ("支出", None, None)],
        ),
        (
            "上年支出80万元，其中：基本支出50万元，项目支出30万元。",
            [("上年支出", None, None), ("基本支出", "2022年", None), ("项目支出", "2022年", None)],
        ),
        (
            "上年结转支出80万元，其中：基本支出50万元，项目支出30万元。",
            [("上年结转支出", None, None), ("基本支出", None, None), ("项目支出", None, None)],
        ),
        (
            "支出决算100万元，完成年初预算90万元的111.11%，比上年增加10万元。",
            [("支出决算", "支出决算", "10"), ("支出决算", "年初预算", None)],
        ),
        (
            "出国费5万元，接待费3万元，用车费10万元，比上年减少2万元，下降10%。",
            [("出国费", None, None), ("接待费", None, None), ("用车费", None, None), ("文中数字", None, "2")],
        ),
        (
            "出国费5万元，接待费3万元，用车费10万元，比上年减少2万元，下降16.67%。",
            [("出国费", None, None), ("接待费", None, None), ("用车费", None, "2")],
        ),
    ],
)
def test_of_which_year_and_which_figure_is_what_a_sentence_says(
    sentence: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    told = read_statements("x", passages(lines_of(sentence), []), [UNIT], load_narrative(), 2023)
    assert [(one.subject, one.stated_as, one.change and str(one.change)) for one in told] == found
