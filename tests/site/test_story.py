"""What the first screen says: the largest projects and the gravest finding; findings quote their lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.package_records import project
from tests.site_packages import MARKUP, NAME, check, write_packages
from yusuan.model import Project
from yusuan.site.packages import load_unit
from yusuan.site.views.projects import by_amount
from yusuan.site.views.quotes import LONGEST, one_digit, quote_lines, quoted, sides_of
from yusuan.site.views.story import gravest, largest_projects
from yusuan.site.views.verdicts import causes_of, gravity


def row(name: str, wan: int | None, level: int = 1, **changes: object) -> Project:
    yuan = None if wan is None else Decimal(wan * 10_000)
    return replace(project(project=name, level=level, total_yuan=yuan), **changes)  # type: ignore[arg-type]


def test_the_largest_projects_are_those_of_project_tables_first(tmp_path: Path) -> None:
    unit = load_unit(write_packages(tmp_path) / NAME)
    form = replace(unit.tables[0], table_id="t09", kind="project_performance")
    rows = [
        row("小", 1),
        row("大", 9),
        row("合计", 10, is_leaf=False),
        row("无", None),
        row("表", 99, table_id="t09"),
    ]
    unit = replace(unit, tables=[*unit.tables, form], projects=rows)
    assert [p.project for p in largest_projects(unit)] == ["大", "小"]
    only_forms = replace(unit, projects=[rows[-1], rows[-1]])
    assert [p.project for p in largest_projects(only_forms)] == ["表"], "one that two forms print is one"


def test_projects_are_ordered_by_amount_and_keep_what_is_below_them() -> None:
    rows = [
        row("甲", 1),
        row("甲一", 1, 2),
        row("乙", 5),
        row("乙一", 2, 2),
        row("乙二", 3, 2),
        row("丙", None),
    ]
    assert [p.project for p in by_amount(rows)] == ["乙", "乙二", "乙一", "甲", "甲一", "丙"]


def test_the_gravest_finding_is_no_last_digit() -> None:
    two = {"left_value": Decimal(100), "left_line": 1, "right_line": 2, "status": "fail"}
    found = [
        check("digit", nature="last_digit", right_value=Decimal(1), **two),
        check("small", nature="arithmetic", right_value=Decimal(99), difference=Decimal(1), **two),
        check(
            "large",
            nature="arithmetic",
            right_value=Decimal(50),
            difference=Decimal(50),
            cause_id="small",
            **two,
        ),
        check("held", nature="arithmetic", status="pass"),
    ]
    chosen = gravest(found)
    assert chosen and chosen.check_id == "large"
    assert [cause.check.check_id for cause in causes_of(found)] == ["large", "digit"]
    assert gravest(found[3:]) is None


def test_findings_come_in_the_order_in_which_they_would_be_printed() -> None:
    """Figures, then missing tables, targets, last digits; slight differences behind the others of each."""
    apart: list[tuple[str, str, str, int | str | None, int | str | None]] = [
        ("money", "text-totals", "arithmetic", 9_000_000, 2_000_000),
        ("less", "text-totals", "arithmetic", 300_000, 100_000),
        ("percent", "text-change-percent", "text", 99, 49),
        ("count", "text-project-count", "text", 4, 3),
        ("hundredth", "text-totals", "arithmetic", 90_000_000, 89_900_000),
        ("point", "text-share", "text", "71.73", "71.65"),
        ("words", "text-reasons", "text", None, None),
        ("table", "contents", "missing", None, None),
        ("target", "target-cost-unit", "target", 261, 2_610_000),
        ("digit", "text-totals", "last_digit", "123.46", "123.48"),
    ]
    found = [
        check(
            name,
            rule=rule,
            nature=nature,
            status="fail",
            left_value=None if left is None else Decimal(left),
            right_value=None if right is None else Decimal(right),
            difference=None if left is None or right is None else Decimal(left) - Decimal(right),
        )
        for name, rule, nature, left, right in reversed(apart)
    ]
    assert [one.check_id for one in sorted(found, key=gravity)] == [name for name, *_ in apart]


def test_a_last_digit_does_not_head_a_finding_of_substance() -> None:
    rows = [
        check("a", status="fail", nature="last_digit", cause_id="a"),
        check("b", status="fail", nature="text", cause_id="a"),
        check("c", status="fail", nature="text", cause_id="a"),
    ]
    (cause,) = causes_of(rows)
    assert [cause.check.check_id, *(row.check_id for row in cause.rows)] == ["b", "c", "a"]


def test_lines_are_quoted_with_their_number_marked_and_markup_as_text() -> None:
    source = ["甲\t\t1,623.35 ", f"共 16233500 元{MARKUP}" + "长" * LONGEST]
    quotes = quote_lines(
        source, [check("a", status="fail", left_line=1, right_line=2), check("b", left_line=9)]
    )
    assert set(quotes) == {1, 2}
    assert quoted(quotes[1], {Decimal("1623.35")}) == ["甲", "<mark>1,623.35</mark>"]
    assert quoted(["5 和 1"], {Decimal(7)}) == ["5 和 1"]
    (shown,) = quoted(quotes[2], {Decimal(16_233_500)})
    assert shown.startswith("共 <mark>16233500</mark> 元") and shown.endswith("……")
    assert "<script>" not in shown
    (shown,) = quoted(quotes[2], ())
    assert len(shown.unescape()) == LONGEST + 2


def test_a_long_line_is_quoted_wherever_it_prints_the_number() -> None:
    line = f"项目支出 202.76 万元{'，其他' * 50}减少 202.76 万元。"
    (shown,) = quoted([line], {Decimal("202.76")})
    assert shown.count("<mark>202.76</mark>") == 2
    assert "减少 <mark>202.76</mark> 万元。" in shown
    assert shown.count("……") == 1 and len(shown) < LONGEST + 2 * len("<mark></mark>")
    (shown,) = quoted(
        [f"{'甲' * 150}1234.56，{'乙' * 39}7.00 万元，{'丙' * 39}89.01{'丁' * 50}"], {Decimal(7)}
    )
    assert shown == f"……1234.56，{'乙' * 39}<mark>7.00</mark> 万元，{'丙' * 36}……"
    long_cells = ["说明" * LONGEST, "甲", "202.76"]
    assert [one.endswith("……") for one in quoted(long_cells, {Decimal("202.76")})] == [True, False]
    assert quoted(long_cells, {Decimal("202.76")})[-1] == "<mark>202.76</mark>"


def test_what_is_marked_is_what_the_finding_is_about() -> None:
    assert quoted(["指标 1：1 个", "1", "占1%"], {Decimal(1)}) == [
        "指标 1：<mark>1</mark> 个",
        "<mark>1</mark>",
        "占<mark>1</mark>%",
    ]
    (shown,) = quoted([f"{'通知' * LONGEST}（鄂政办发〔2017〕 88号）"], (), "鄂政办发(2017)88号")
    assert shown.endswith("（<mark>鄂政办发〔2017〕 88号</mark>）") and shown.startswith("……")


def test_money_is_marked_in_whatever_unit_the_line_prints_it() -> None:
    given = {"left_line": 1, "left_value": Decimal(16_233_500)}
    (side,) = sides_of(check("a", status="fail", **given), {1: ["甲", "1,623.35"]})
    assert (side.cells, side.printed) == (["甲", "<mark>1,623.35</mark>"], "1,623.35")


def test_a_figure_worked_out_from_a_line_does_not_quote_it_again() -> None:
    given = {"left_line": 1, "left_value": Decimal("32.07"), "right_line": 1, "right_value": Decimal("47.2")}
    printed, made = sides_of(check("a", status="fail", **given), {1: ["增长32.07%，增加6.2万元"]})
    assert (printed.printed, printed.repeats) == ("32.07", False)
    assert (made.printed, made.repeats, made.cells) == (None, True, ())
    given["right_value"] = Decimal(500)
    said = "文字说增长32.07%，应为500.00%。"
    failed = check("a", status="fail", message=said, **given)
    (_, made) = sides_of(failed, {1: ["增长32.07%，即5.00万元"]})
    assert made.printed is None, "500 % is not 5.00 in hundreds of yuan"
    given["right_value"] = Decimal("47.2")
    both = sides_of(check("a", status="fail", **given), {1: ["增长32.07%，又说47.2%"]})
    assert [(side.repeats, len(side.cells)) for side in both] == [(False, 1), (False, 1)]


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [
        ("149.72", "149.62", ("7", "6")),
        ("2021", "2023", None),
        ("6", "1", None),
        ("1,149.72", "1149.73", ("2", "3")),
        ("149.72", "149.61", None),
        ("149.72", "1497.2", None),
        ("149.72", "149.72", None),
    ],
)
def test_numbers_that_differ_in_one_digit_may_be_a_slip(
    one: str, other: str, digits: tuple[str, str] | None
) -> None:
    values = [Decimal(text.replace(",", "")) for text in (one, other)]
    given = {"left_line": 1, "left_value": values[0], "right_line": 2, "right_value": values[1]}
    sides = sides_of(check("a", status="fail", **given), {1: [one], 2: [other]})
    assert one_digit(sides) == digits
    assert one_digit(sides_of(check("a", status="fail", **given), {1: [one], 2: ["各行之和"]})) is None
