"""Lists of indicators over pages whose columns change, and targets in words."""

from __future__ import annotations

import pytest

from tests.cases import records_of
from tests.parse.conftest import Parse
from yusuan.model import Leftover, PerformanceIndicator
from yusuan.parse.forms.targets import Target, read_target
from yusuan.spec.indicators import load_indicators

Found = tuple[str | None, str | None, str | None, str | None, str | None]

HEAD = """
    湖州市某某局2023年单位预算
    主要职责是编制预算。

    收支总表
    单位：万元
    项目|金额|项目|金额
    财政拨款|60.00|某支出|60.00
    收入总计|60.00|支出总计|60.00

    项目支出绩效目标表

    项目名称|||某项目|||
    资金金额（万元）|||实施期资金总额：|60.00||
    年度绩效指标|一级指标|二级指标|三级指标||指标值|备注
    |产出指标|数量指标|指标1：修缮次数||≥36次|
    |||指标2：检查||4次|
"""
REST = (
    ("时效指标", "完成时限", "2023年6月前"),
    ("经济效益指标", "投资额", "≥10亿元"),
    ("服务对象满意度指标", "群众满意度", "≥90%"),
)


def indicators(parse: Parse, text: str) -> list[Found]:
    """Return levels, name, operator and value of each indicator of a document."""
    found = records_of(parse(text), PerformanceIndicator)
    assert {one.project for one in found} == {"某项目"}
    return [(one.level1, one.level2, one.indicator, one.operator, one.target) for one in found]


FIRST: list[Found] = [
    ("产出指标", "数量指标", "修缮次数", "≥", "36"),
    ("产出指标", "数量指标", "检查", None, "4"),
]


@pytest.mark.parametrize("before", ["", "|", "||"])
@pytest.mark.parametrize("between", ["", "|"])
def test_a_page_may_print_the_list_in_other_columns(parse: Parse, before: str, between: str) -> None:
    rows = [
        f"{before}产出指标|{REST[0][0]}|指标1：{REST[0][1]}|{between}{REST[0][2]}|",
        f"{before}效益指标|{REST[1][0]}|指标1：{REST[1][1]}|{between}{REST[1][2]}|",
        f"{before}满意度指标|{REST[2][0]}|指标1：{REST[2][1]}|{between}{REST[2][2]}|",
    ]
    found = indicators(parse, HEAD + "\n" + "\n".join(f"    {row}" for row in rows))
    assert found == [
        *FIRST,
        ("产出指标", "时效指标", "完成时限", None, "2023年6月前"),
        ("效益指标", "经济效益指标", "投资额", "≥", "10"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90"),
    ]


def test_a_level_printed_alone_between_pages_holds_for_the_rows_below(parse: Parse) -> None:
    text = HEAD + "\n    质量指标\n\n    ||合格率|100%|\n    效益指标|社会效益指标|知晓率|≥85%|\n"
    assert indicators(parse, text)[2:] == [
        ("产出指标", "质量指标", "合格率", None, "100"),
        ("效益指标", "社会效益指标", "知晓率", "≥", "85"),
    ]


def test_a_second_level_below_another_first_level_has_its_own(parse: Parse) -> None:
    text = HEAD.replace("|产出指标|数量指标|指标1", "|成本指标|经济成本|指标1").replace(
        "|||指标2", "||数量指标|指标2"
    )
    assert [one[:2] for one in indicators(parse, text)] == [
        ("成本指标", "经济成本"),
        ("产出指标", "数量指标"),
    ]


def test_a_row_beside_its_page_s_columns_is_read_by_itself(parse: Parse) -> None:
    text = HEAD + "    ||质量指标|指标1：合格率|||≥99%\n"
    assert indicators(parse, text)[2] == ("产出指标", "质量指标", "合格率", "≥", "99")


def test_a_form_left_as_issued_has_no_indicator(parse: Parse) -> None:
    rows = ("|产出指标|数量指标|……|||", "||质量指标|......|||")
    text = HEAD[: HEAD.index("    |产出指标")] + "\n".join(f"    {row}" for row in rows)
    parsed = parse(text)
    assert not records_of(parsed, PerformanceIndicator)
    assert {left.reason for left in records_of(parsed, Leftover)} == {"空白表单中的示例文字"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥95%", ("≥", "95", "%")),
        ("（=100%）", ("=", "100", "%")),
        ("95%以上", ("≥", "95", "%")),
        ("3年以内", ("≤", "3", "年")),
        ("不少于12次", ("≥", "12", "次")),
        ("大于3年", (">", "3", "年")),
        ("故障恢复时间小于60分钟", ("<", "60", "分钟")),
        ("颗粒物≤5mg/m3", ("≤", "5", "mg/m3")),
        ("颗粒物≤5mg/m3；二氧化硫≤25mg/m3", (None, "颗粒物≤5mg/m3；二氧化硫≤25mg/m3", None)),
        ("7×24小时", (None, "7×24小时", None)),
        ("27套设备，1套平台", (None, "27套设备,1套平台", None)),
        ("1、引导公众树立意识", ("定性", "1、引导公众树立意识", None)),
        ("15个区县各类民政保障机构", ("定性", "15个区县各类民政保障机构", None)),
        ("2022年6月前", (None, "2022年6月前", None)),
        ("持续提升", ("定性", "持续提升", None)),
    ],
)
def test_a_target_is_taken_apart_only_where_it_is_one_number(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    found = read_target(text, load_indicators())
    assert found == Target(*expected, printed=text)


def test_several_targets_of_one_name_that_name_themselves_stay_one(parse: Parse) -> None:
    text = HEAD + "    ||质量指标|颗粒物、二氧化硫排放限值||颗粒物≤5mg/m3；二氧化硫≤25mg/m3|\n"
    assert indicators(parse, text)[2:] == [
        ("产出指标", "质量指标", "颗粒物、二氧化硫排放限值", None, "颗粒物≤5mg/m3；二氧化硫≤25mg/m3")
    ]


def test_a_unit_may_stand_in_the_indicator_s_name(parse: Parse) -> None:
    parsed = parse(HEAD + "    ||质量指标|采购合格率（%）||100|\n    ||时效指标|响应（试行）||3|\n")
    units = [one.target_unit for one in records_of(parsed, PerformanceIndicator)]
    assert units[2:] == ["%", None]
