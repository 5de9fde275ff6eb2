"""Which figures of the text are of this year and no plan, and what an outcome is measured against."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.builders import checks_of
from tests.tiny import typed
from yusuan.parse.disclosure import parse_disclosure

FINAL = """
    湖州市某某局2023年度部门决算
    收入支出决算总表
    单位：万元
    收入||支出|
    项目|决算数|项目|决算数
    一、一般公共预算财政拨款收入|90.00|一、教育支出|90.00
    二、政府性基金预算财政拨款收入|10.00|二、其他支出|10.00
    本年收入合计|100.00|本年支出合计|100.00
    总计|100.00|总计|100.00

    一、收入支出决算总体情况说明
    """


def _statuses(tmp_path: Path, sentence: str, rule: str) -> list[str]:
    """Return what a rule says of a final account with a sentence below its table."""
    path = tmp_path / "a-2023.txt"
    path.write_text(typed(FINAL) + sentence, encoding="utf-8")
    return [check.status for check in checks_of(parse_disclosure(path), rule)]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年年初预算收入80.00万元，决算收入100.00万元。",
        "2022年决算收入80.00万元，2023年决算收入100.00万元。",
        "2022年度收入合计80.00万元，其中：一般公共预算财政拨款收入70.00万元。",
    ],
)
def test_a_plan_or_another_year_is_no_outcome_of_this_one(tmp_path: Path, sentence: str) -> None:
    assert "fail" not in _statuses(tmp_path, sentence, "text-totals")


def test_this_year_s_outcome_is_compared(tmp_path: Path) -> None:
    sentence = "2023年度收入合计80.00万元。"
    assert _statuses(tmp_path, sentence, "text-totals") == ["fail"]


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("“三公”经费支出预算为1.80万元，支出决算为1.65万元，完成预算的91.67%。", ["pass"]),
        ("“三公”经费支出预算为1.80万元，支出决算为1.65万元，完成预算的81.67%。", ["fail"]),
        ("“三公”经费支出决算为1.65万元，完成预算的91.67%。", ["not_applicable"]),
        ("“三公”经费支出预算为0万元，支出决算为1.65万元，完成预算的91.67%。", ["not_applicable"]),
    ],
)
def test_an_outcome_is_measured_against_its_own_plan(
    tmp_path: Path, sentence: str, statuses: list[str]
) -> None:
    """Not against a figure whose name holds 预算, such as 政府性基金预算财政拨款收入."""
    sentence = f"政府性基金预算财政拨款收入10.00万元。\n{sentence}"
    assert _statuses(tmp_path, sentence, "text-share") == statuses


OF_ALL_MONEY = """
    湖州市某某院2023年单位预算
    收支总表
    单位：万元
    收入||支出|
    项目|预算数|项目|预算数
    一、一般公共预算拨款收入|90.00|一、卫生健康支出|190.00
    二、事业收入|100.00||
    收入总计|190.00|支出总计|190.00

    一般公共预算基本支出表
    单位：万元
    科目编码|科目名称|合计|人员经费|公用经费
    301|工资福利支出|60.00|60.00|
    |合计|60.00|60.00|

    一、支出预算情况说明
    """


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("支出预算190.00万元，其中：基本支出160.00万元。", ["pass"]),
        ("支出预算190.00万元，其中：基本支出50.00万元。", ["fail", "pass"]),
        ("一般公共预算基本支出61.00万元。", ["fail"]),
    ],
)
def test_one_fund_s_table_says_nothing_against_a_figure_of_all_money(
    tmp_path: Path, sentence: str, statuses: list[str]
) -> None:
    path = tmp_path / "a-2023.txt"
    path.write_text(typed(OF_ALL_MONEY) + sentence, encoding="utf-8")
    found = checks_of(parse_disclosure(path), "text-totals")
    assert sorted(check.status for check in found) == statuses
