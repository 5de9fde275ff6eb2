"""Codes that a row does not print and that follow from its name within the document."""

from __future__ import annotations

import pytest

from tests.tiny import readings_of, tables_of
from yusuan.parse.rows import Reading
from yusuan.spec.spelling import bare_name

CODED = """
    一般公共预算支出表
    单位：万元
    科目编码|科目名称|合计
    201|一般公共服务支出|5.00
    20103|政府办公厅（室）及相关机构事务|5.00
    2010301|行政运行|3.00
    2010302|一般行政管理事务|2.00
    208|社会保障和就业支出|2.00
    20801|人力资源和社会保障管理事务|2.00
    2080101|行政运行|2.00

    收支总表
    单位：万元
    收入||支出|
    项目|预算数|项目|预算数
"""


def resolved(*items: str) -> list[Reading]:
    """Return the expenditure rows of an uncoded table that prints the given names beside a coded table."""
    rows = [f"    一、财政拨款|1.00|{item}|1.00" for item in items]
    return tables_of("\n".join([CODED.rstrip(), *rows]))[1].blocks[1][1]


def codes(*items: str) -> list[str | None]:
    """Return the function codes of those rows."""
    return [reading.codes.get("function", (None, None))[0] for reading in resolved(*items)]


def test_a_name_that_stands_for_one_code_takes_it() -> None:
    (reading,) = resolved("一般行政管理事务")
    assert (reading.codes, reading.code_resolved) == ({"function": ("2010302", "一般行政管理事务")}, True)


def test_a_name_is_known_by_its_words_not_its_numbering() -> None:
    (reading,) = resolved("（二）社会保障和就业支出")
    assert reading.codes == {"function": ("208", "社会保障和就业支出")}
    assert reading.item == "（二）社会保障和就业支出"


def test_a_name_of_several_codes_takes_the_one_below_the_row_before() -> None:
    assert codes("一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行") == [
        "201",
        "20103",
        "2010301",
    ]
    assert codes("社会保障和就业支出", "人力资源和社会保障管理事务", "行政运行") == [
        "208",
        "20801",
        "2080101",
    ]


def test_a_name_of_several_codes_that_nothing_decides_has_none() -> None:
    assert codes("行政运行") == [None]


def test_a_name_that_the_document_does_not_code_has_none() -> None:
    assert codes("一般公共服务支出", "教育支出") == ["201", None]


def test_codes_that_are_printed_are_not_resolved() -> None:
    readings = readings_of(CODED.split("收支总表", maxsplit=1)[0])
    assert not any(reading.code_resolved for reading in readings)


def test_income_and_totals_take_no_code() -> None:
    table = tables_of(
        f"{CODED.rstrip()}\n    行政运行|1.00|一般公共服务支出|1.00\n    收入总计|1.00|支出总计|1.00"
    )[1]
    income, expenditure = (readings for _, readings in table.blocks)
    assert [reading.codes for reading in (*income, expenditure[1])] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("（一）教育支出", "教育支出"),
        ("二、其他支出", "其他支出"),
        ("教育支出", "教育支出"),
        ("（十二）其他支出", "其他支出"),
    ],
)
def test_a_name_without_its_numbering(label: str, name: str) -> None:
    assert bare_name(label) == name
