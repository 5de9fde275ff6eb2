"""Spending level by level, zeros that are named, and changes with the document's own reasons."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.package_records import budget_line, table
from tests.site_packages import NAME, amounts, office, statement, write_packages
from yusuan.model import BudgetLine, ParsedDisclosure, Statement
from yusuan.site.charts import unit_charts
from yusuan.site.packages import UnitPackage, load_unit
from yusuan.site.pages.units import render_unit
from yusuan.site.views.changes import reasoned_changes
from yusuan.site.views.drill import Node, function_tree, has_projects


def load(folder: Path, parsed: ParsedDisclosure) -> UnitPackage:
    """Write a document's package and read it back."""
    return load_unit(write_packages(folder, parsed) / NAME)


def tree(folder: Path, *lines: BudgetLine, **more: Any) -> list[Node]:
    """Divide the expenditure of an office with other lines."""
    parsed = office()
    records = {**parsed.records, "budget_lines": list(lines) or amounts(), **more}
    unit = load(folder, replace(parsed, records=records))
    return function_tree(unit, unit_charts(unit))


def total(code: str | None, wan: str, number: int) -> BudgetLine:
    """Return an amount of expenditure under a code, or the total."""
    kept: dict[str, Any] = {"table_kind": "expenditure", "side": "expenditure", "column": "合计"}
    kept |= {"measure": "total", "function_code": code, "level": len(code or "") // 2, "row": number}
    kept |= {"is_leaf": len(code or "") == 7, "fiscal_year": 2023, "phase": "approved"}
    kept |= {"function_name": f"科目{code}" if code else None}
    return budget_line(number, 2, f"科目{code}", wan, **kept)


def test_classes_open_into_what_they_are_made_of(tmp_path: Path) -> None:
    [services, security] = tree(tmp_path)
    assert (services.code, services.amount, services.share) == ("201", "900.00\u00a0万元", "90.0%")
    assert services.thousandths == 900
    [office_affairs] = services.children
    assert office_affairs.code == "20103"
    assert [node.code for node in office_affairs.children] == ["2010301"]
    assert office_affairs.children[0].anchor == "L12C2"
    assert security.children[0].children[0].code == "2080505"
    assert not has_projects([services, security])


def test_what_is_printed_as_zero_comes_last_and_is_there(tmp_path: Path) -> None:
    lines = [total(None, "9.00", 10), total("201", "0.00", 11), total("2010301", "0.00", 12)]
    lines += [total("208", "9.00", 13), total("2080505", "9.00", 14)]
    found = tree(tmp_path, *lines)
    assert [node.code for node in found] == ["208", "201"]
    assert found[1].amount == "0\u00a0元"
    assert found[1].thousandths == 0


@pytest.mark.parametrize(
    ("item", "said"), [("7.00", "没有分列到下一级的 2.00\u00a0万元"), ("9.00", ""), ("9.01", "")]
)
def test_what_a_level_leaves_open_is_said(tmp_path: Path, item: str, said: str) -> None:
    lines = [
        total(None, "9.00", 10),
        total("201", "9.00", 11),
        replace(total("20103", item, 12), is_leaf=True),
    ]
    [services] = tree(tmp_path, *lines)
    assert services.note == said


def test_a_table_of_one_level_is_not_divided(tmp_path: Path) -> None:
    one = replace(total("201", "9.00", 11), is_leaf=True)
    assert tree(tmp_path, total(None, "9.00", 10), one) == []


def test_projects_stand_under_the_item_that_they_are_printed_with(tmp_path: Path) -> None:
    project = budget_line(
        16,
        1,
        "项目甲",
        "250.00",
        table_id="t03",
        table_kind="project_expenditure",
        side="expenditure",
        column="合计",
        measure="project",
        function_code="2010301",
        project="项目甲",
        is_leaf=True,
        fiscal_year=2023,
    )
    tables = [
        *office().records["tables"],
        table("t03", kind="project_expenditure", first_line=15, last_line=16, header_last_line=15),
    ]
    found = tree(tmp_path, *amounts(), project, tables=tables)
    [item] = found[0].children[0].children
    assert [(node.name, node.amount) for node in item.children] == [("项目甲", "250.00\u00a0万元")]
    assert item.note == "没有分列到下一级的 650.00\u00a0万元"
    assert has_projects(found)


def said(**changes: Any) -> Statement:
    """Return a statement of a change with its reason."""
    values: dict[str, Any] = {"value": Decimal(120), "change": Decimal(20), "direction": "增加"}
    values |= {"reason": "人员增加", "compared_with": "上年预算"}
    return statement(**values | changes)


def changes(folder: Path, *statements: Statement) -> list[tuple[str, str, str, str]]:
    """Return the changes of an office that states these: subject, this year, last year, reason."""
    parsed = office()
    unit = load(folder, replace(parsed, records={**parsed.records, "statements": list(statements)}))
    found = reasoned_changes(unit)
    return [(one.subject, one.now, one.previous, one.reason) for one in found]


def test_a_change_is_shown_with_last_year_and_the_reason(tmp_path: Path) -> None:
    [one] = changes(tmp_path, said())
    assert one == ("支出预算", "120.00\u00a0万元", "100.00\u00a0万元", "人员增加")


def test_last_year_is_not_guessed_from_a_percentage(tmp_path: Path) -> None:
    [one] = changes(tmp_path, said(change=None, change_percent=Decimal(20)))
    assert one[2] == ""


def test_changes_without_a_reason_or_of_no_money_are_left_out(tmp_path: Path) -> None:
    others = [said(reason=None), said(unit="人"), said(direction="持平"), said(value=None)]
    assert changes(tmp_path, *others) == []


def test_the_largest_changes_come_first_each_once(tmp_path: Path) -> None:
    small = said(subject="公务接待费", value=Decimal(3), change=Decimal(1), direction="减少")
    found = changes(tmp_path, small, said(), said(source_line=5))
    assert [one[0] for one in found] == ["支出预算", "公务接待费"]
    assert found[1][2] == "4.00\u00a0万元"


def test_the_page_names_the_zeros_of_a_chart(tmp_path: Path) -> None:
    lines = [total(None, "9.00", 10), total("201", "9.00", 11), total("2010301", "9.00", 12)]
    lines += [total("208", "0.00", 13), total("2080505", "0.00", 14)]
    parsed = office()
    unit = load(tmp_path, replace(parsed, records={**parsed.records, "budget_lines": lines}))
    page = render_unit(unit, unit_charts(unit), [])
    assert '印为 0 的：<a href="#L13C2">科目208</a>。' in page
    assert "项目另列在" in page
