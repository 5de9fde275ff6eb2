"""Whose figure a sentence gives: a part of an item is no figure of the unit, however the text is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny import typed
from yusuan.check import check_disclosure
from yusuan.model import Check
from yusuan.parse.disclosure import parse_disclosure

TABLE = """某某研究所2021年单位预算

一般公共预算支出表
单位：元
科目编码|科目名称|合计|基本支出|项目支出
|合计|1493924.60|1440224.60|53700.00
2060301|机构运行|1176000.60|1122300.60|53700.00
2080505|机关事业单位基本养老保险缴费支出|205136.00|205136.00|
2210201|住房公积金|112788.00|112788.00|

五、一般公共预算支出情况说明
"""

BROKEN = """住房公积金112788元,其中:
基本支出112788元,项目支出0元。主要用于事业单位人
员住房公积金支出。"""
NUMBERED = """1.住房公积金112788元。其中：
（1）基本支出112788元。
（2）项目支出0元。"""
APART = """住房公积金112788元，其中：

基本支出112788元；

项目支出0元。"""


def failed(text: str, folder: Path) -> list[str]:
    """Return what is said of the stated totals of a document with such a text."""
    path = folder / "a-2021.txt"
    path.write_text(typed(TABLE + text), "utf-8")
    found = check_disclosure(parse_disclosure(path)).records["checks"]
    checks = (check for check in found if isinstance(check, Check) and check.rule == "text-totals")
    return [check.message for check in checks if check.status == "fail"]


@pytest.mark.parametrize("text", [BROKEN, NUMBERED, APART])
def test_parts_of_an_item_are_not_compared_with_those_of_the_unit(text: str, tmp_path: Path) -> None:
    assert failed(text, tmp_path) == []


@pytest.mark.parametrize("text", [BROKEN, NUMBERED, APART])
def test_what_follows_is_the_unit_s_again(text: str, tmp_path: Path) -> None:
    (message,) = failed(f"{text}\n2.基本支出1440224.70元。", tmp_path)
    assert "1440224.70元" in message


@pytest.mark.parametrize("text", [BROKEN, NUMBERED, APART])
def test_parts_of_the_unit_s_own_total_are_compared(text: str, tmp_path: Path) -> None:
    own = text.replace("住房公积金112788元", "一般公共预算支出1493924.60元")
    (message, other) = failed(own.replace("项目支出0元", "项目支出53800元"), tmp_path)
    assert "基本支出112788元" in message
    assert "项目支出53800元" in other


def test_a_heading_ends_what_was_announced(tmp_path: Path) -> None:
    listed = "一、住房公积金112788元，其中：\n1.财政拨款112788元。\n2.其他0元。"
    (message,) = failed(f"{listed}\n二、支出情况\n1.基本支出1440224.70元。", tmp_path)
    assert "1440224.70元" in message
