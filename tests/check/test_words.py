"""What a finding says: figures as printed, the slip that explains it, one finding a cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.check.builders import amount, checks_of, document, record, said, table, total
from tests.check.examples.example import MEASURES, WRONG_CELL, rows
from yusuan.check.document import Document
from yusuan.model import BudgetLine, Check, FormText, ParsedDisclosure, PerformanceIndicator, Project, Section
from yusuan.spec.rules import load_rules


def change(value: str, by: str, percent: str, **given: object) -> Check:
    """Return the check of one stated change."""
    usual = {"direction": "减少", "change": by, "change_percent": percent, **given}
    (check,) = checks_of(document(said("公务接待费", value, **usual)), "text-change-percent")
    return check


@pytest.mark.parametrize(
    ("value", "by", "percent", "words"),
    [
        ("0.14", "0.15", "107.14", "恰为增减额除以本年数"),
        ("52.68", "5.93", "5.9", "所印数字与增减额相同"),
        ("1.84", "0.01", "0.005", "恰为两数之比，没有乘以100"),
        ("4.10", "4.98", "54.0", "只取到整数、末尾补0"),
        ("13.31", "4.76", "26.30", "只取到前几位、末尾补0"),
    ],
)
def test_the_slip_that_explains_a_percentage_is_named(value: str, by: str, percent: str, words: str) -> None:
    assert words in (change(value, by, percent).message or "")


@pytest.mark.parametrize(
    ("value", "by", "percent", "nature"),
    [
        ("1959.99", "865.57", "79.05", "last_digit"),
        ("6032.55", "3401.59", "129.97", "text"),
        ("4.10", "4.98", "54.0", "last_digit"),
        ("1.84", "0.01", "0.005", "text"),
    ],
)
def test_hundredths_of_a_point_are_a_last_digit(value: str, by: str, percent: str, nature: str) -> None:
    direction = "增加" if Decimal(value) > 1000 else "减少"
    assert change(value, by, percent, direction=direction).nature == nature


def test_a_slip_that_the_text_repeats_is_one_finding() -> None:
    given = {"change": "25.31", "change_percent": "11.86", "direction": "增加"}
    other = said("培训费", "9.00", change="1.00", change_percent="50", direction="增加", source_line=70)
    parsed = document(
        said("基本支出", "241.64", **given), said("基本支出", "241.64", source_line=65, **given), other
    )
    first, again, third = checks_of(parsed, "text-change-percent")
    assert first.cause_id == again.cause_id == first.check_id
    assert third.cause_id == third.check_id


def test_a_headline_quotes_what_is_printed() -> None:
    printed = total("0.00", table_kind="three_public", measure="three_public", item="合计")
    (check,) = checks_of(document(printed, said("“三公“经费", "0.27")), "text-three-public")
    assert "0.27万元" in (check.headline or "")
    usual = {"operator": ">", "target": "100", "target_unit": "%", "printed_target": "100"}
    rate = record(PerformanceIndicator, indicator="覆盖率", project="甲", **usual)
    (check,) = checks_of(document(rate), "target-rate")
    assert check.headline == "指标值不可能达到：甲：覆盖率印为>100%"


def test_a_headline_says_which_level_of_projects_is_counted() -> None:
    names = (("甲", "一"), ("甲", "二"), ("乙", "三"), ("乙", "四"))
    projects = [record(Project, project=name, subproject=sub, total_yuan=1) for name, sub in names]
    counted = said("项目", "4", unit="个", text="均实行绩效目标管理，一级项目4个。")
    (check,) = checks_of(document(counted, *projects), "text-project-count")
    assert check.headline == "文字说有4个一级项目，表里只列2个（二级项目有4个）"


@pytest.mark.parametrize(("printed", "is_quoted"), [("2021年—2023年", True), ("2022年—2024年", False)])
def test_a_period_of_the_form_that_may_explain_a_target_is_quoted(printed: str, is_quoted: bool) -> None:
    runs = record(FormText, label="项目起止时间", text="2023年1月至2023年12月")
    goal = record(FormText, label=f"中期目标{{{printed}}}", text="建成", source_line=9)
    target = record(PerformanceIndicator, project="甲", indicator="服务时间", printed_target="2021-2023年")
    (check,) = checks_of(document(runs, goal, target), "target-period")
    quoted = f"“中期目标{{{printed}}}”"
    assert (quoted in (check.headline or "")) is (f"{quoted}（第9行）" in (check.message or "")) is is_quoted


def test_a_long_title_gives_way_to_the_row_and_column() -> None:
    title = "2022年部门综合预算一般公共预算支出明细表（按支出经济分类科目、不含上年结转）"
    parsed = document(table(title=title), *rows(MEASURES, *WRONG_CELL))
    failed = [check for check in checks_of(parsed, "column-total") if check.status == "fail"]
    assert failed and all("…》合计·" in (check.headline or "") for check in failed)


def test_a_share_of_more_than_the_named_whole_says_of_what() -> None:
    usual: dict[str, Any] = {"table_kind": "three_public", "fund": "general_budget"}
    cells = [
        total("20.00", column="合计", **usual),
        total("5.00", column="“三公”经费/小计", measure="three_public", source_column=2, **usual),
    ]
    part = said("公务接待费", "2.00", share_percent="10.00", share_of="“三公“经费的")
    (check,) = checks_of(document(*cells, part), "text-share")
    assert "2万元占" in check.message and "所印恰为占同一行的“合计”20万元的比例" in check.message


def test_a_stated_total_is_compared_with_the_total_not_with_that_of_the_year() -> None:
    kind: dict[str, Any] = {"table_kind": "grant_income_expenditure", "fund": "fiscal"}
    cells = [total("29.00", item="本年支出合计", **kind), total("30.00", 2, item="总计", **kind)]
    (check,) = checks_of(document(*cells, said("财政拨款收支总计", "0.40")), "text-totals")
    assert (check.status, check.right_value) == ("fail", Decimal(300_000))


def test_a_scope_that_is_printed_is_named() -> None:
    form: dict[str, Any] = {"table_kind": "department_performance", "table_id": "t02", "item": "金额合计"}
    fund: dict[str, Any] = {"column": "其中：专项资金", "source_column": 2, "fund": "general_budget"}
    parsed = document(total("10.00"), total("4.00", **fund), total("6.00", 9, **form))
    (check,) = checks_of(parsed, "performance-total")
    assert "差额等于专项资金4.00万元（第1行）" in check.message


def test_what_is_disclosed_gradually_is_said_to_be() -> None:
    prose = [
        "收入预算比上年增加，主要职责、机构设置、机关运行经费、三公经费、政府采购如下所述。" * 12,
        "名词解释",
    ]
    section = record(Section, first_line=1, last_line=2)
    parsed = of_level(document(section, lines=prose), "department")
    failed = [c for c in checks_of(parsed, "owed-statements") if c.status == "fail"]
    assert [c.left_label for c in failed] == ["国有资产占有使用", "预算绩效"]
    assert all("逐步公开" in (c.headline or "") and "不是必须公开" in (c.message or "") for c in failed)


def of_level(parsed: ParsedDisclosure, level: str | None) -> ParsedDisclosure:
    """Return a document whose title says that it is of a department, of a unit, or neither."""
    return replace(parsed, disclosure=replace(parsed.disclosure, entity_level=level))


def test_what_does_not_say_that_it_is_a_whole_budget_owes_no_whole() -> None:
    """`某局“三公”经费预算情况` stands beside the budget: what it lacks may be printed there."""
    section = record(Section, first_line=61, last_line=61)
    parsed = document(table(kind="three_public"), section, lines=[*[""] * 60, "三公" * 200])
    for rule in ("owed-tables", "owed-statements"):
        (check,) = checks_of(of_level(parsed, None), rule)
        assert (check.status, "整份预算" in check.message) == ("not_applicable", True)
        assert "fail" in {check.status for check in checks_of(of_level(parsed, "department"), rule)}


def test_a_list_that_has_the_office_itself_may_have_one_more() -> None:
    lines = ["预算单位共有2个，包括：", "1\t某局（机关）", "2\t甲中心", "3\t乙中心"]
    (check,) = checks_of(document(lines=lines), "text-units-listed")
    assert check.status == "fail" and "不计本级则相符" in check.message


def test_a_wrong_year_in_a_title_leads_to_the_title() -> None:
    lines = ["", "2021年绩效目标表", "", "项目名称\t甲", "2021年绩效目标表", "项目名称\t乙"]
    tables = [
        table(table_id=f"t{line}", title="绩效目标表", title_printed="2021年绩效目标表", first_line=line)
        for line in (4, 6)
    ]
    checks = checks_of(document(*tables, lines=lines), "heading-year")
    assert [check.left_line for check in checks] == [2, 5]
    assert len({check.cause_id for check in checks}) == 1


CODES = (None, "301", "302", "30101", "30102", "30201")


def _column(values: Sequence[str], column: str, at: int, measure: str) -> list[BudgetLine]:
    """Return a column of classes and their items: 301 of two, 302 of one."""
    parents = {"30101": 2, "30102": 2, "30201": 3}
    cells = [total(values[0], column=column, source_column=at, measure=measure)]
    for row, (value, code) in enumerate(zip(values[1:], CODES[1:], strict=True), 2):
        levels = {"level": 2, "parent_row": parents[code or ""]} if code in parents else {"is_leaf": False}
        given = {"economic_code": code, "column": column, "source_column": at, "measure": measure}
        cells.append(amount(value, row, **given, **levels))
    return cells


def test_a_proven_break_of_a_column_carries_its_further_rows() -> None:
    """The total is proven wrong by its table's other column; a class of one item is then wrong with it."""
    items = ("9.00", "6.00", "4.00", "5.00", "1.00", "3.00")
    sound = ("10.00", "6.00", "4.00", "5.00", "1.00", "4.00")
    parsed = document(*_column(items, "合计", 1, "total"), *_column(sound, "基本支出", 2, "basic"))
    failed = [c for rule in ("column-total", "column-parent") for c in checks_of(parsed, rule)]
    wrong = [c for c in failed if c.status == "fail"]
    assert [c.rule for c in wrong] == ["column-total", "column-parent"]
    assert len({c.cause_id for c in wrong}) == 1


def test_a_sentence_that_the_margin_breaks_is_read_whole() -> None:
    parsed = document(
        lines=["", "部分涉密事", "项在预算公开时予以剔除。", "本单位没有政府性基金预", "算。", "完。"]
    )
    found = Document(parsed, load_rules())
    assert found.secrecy_line == 2
    assert found.said[4] == "本单位没有政府性基金预算。"
    assert found.said[5] == "算。"


def test_what_is_said_is_cited_where_it_begins() -> None:
    lines = ["", "第三部分 部门概况", "二、其他说明", "涉密事项不予公开。"]
    assert Document(document(lines=lines), load_rules()).secrecy_line == 4
