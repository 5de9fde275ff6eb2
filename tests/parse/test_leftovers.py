"""What is left over of a table, each cell with its reason, and what is none: labels, codes, masks."""

from __future__ import annotations

import pytest

from tests.parse.conftest import Parse
from yusuan.model import Leftover
from yusuan.parse.records import leftovers as reasons

TABLE = """
    湖州市某某局2023年单位预算
    主要职责是编制预算。

    支出总表
    {unit}
    科目编码|科目名称|合计|基本支出|项目支出
    |合计|30.00|20.00|10.00
    201|一般公共服务支出|28.00|18.00|10.00
    205|教育支出|2.00|2.00|{cell}
"""


def left(parse: Parse, text: str) -> list[tuple[str, str]]:
    """Return text and reason of what a document leaves over."""
    found = parse(text).records.get("leftovers", ())
    return [(one.text, one.reason) for one in found if isinstance(one, Leftover)]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("—", reasons.DASH), ("待定", reasons.TEXT_IN_AMOUNTS), ("3.00 4.00", reasons.TEXT_IN_AMOUNTS)],
)
def test_a_cell_under_amounts_that_is_none(parse: Parse, cell: str, reason: str) -> None:
    assert left(parse, TABLE.format(unit="单位：万元", cell=cell)) == [(cell, reason)]


def test_a_number_beside_the_last_heading(parse: Parse) -> None:
    assert left(parse, TABLE.format(unit="单位：万元", cell="|7.77")) == [("7.77", reasons.BESIDE_HEADER)]


def test_amounts_without_a_money_unit_are_left_over_each(parse: Parse) -> None:
    found = left(parse, TABLE.format(unit="", cell=""))
    assert {reason for _, reason in found} == {reasons.NO_UNIT}
    assert [text for text, _ in found] == [
        "30.00",
        "20.00",
        "10.00",
        "28.00",
        "18.00",
        "10.00",
        "2.00",
        "2.00",
    ]


def test_labels_codes_and_blanks_are_not_left_over(parse: Parse) -> None:
    assert left(parse, TABLE.format(unit="单位：万元", cell="")) == []


def test_what_is_masked_is_not_left_over(parse: Parse) -> None:
    found = left(
        parse, TABLE.format(unit="单位：万元", cell="") + "    填报人：|某某某|联系电话：|13800000000|\n"
    )
    assert not [text for text, _ in found if "某某某" in text or "隐去" in text or "138" in text]
