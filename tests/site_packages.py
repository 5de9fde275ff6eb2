"""Packages for the tests of the site, written by the package stage from made-up documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.package_records import budget_line, disclosure, plain, project, table
from yusuan.model import (
    BudgetLine,
    Check,
    FormText,
    ParsedDisclosure,
    PerformanceIndicator,
    Record,
    Section,
    Statement,
    Term,
)
from yusuan.package import write_collection, write_package

NAME = "330500-some-office-2023"
MARKUP = "<script>alert('x')</script> {{ page.title }} **粗** <b>"
ADDRESS = {"province": "甲省", "city": "乙市", "adcode": "330500"}
LINES = [
    "某某市某某局2023年单位预算",
    "",
    "一、单位职责",
    f"负责 {MARKUP}",
    "",
    "单位：万元",
    "科目编码\t科目名称\t合计\t基本支出\t\t项目支出",
    "\t\t\t人员支出\t公用经费\t",
    "**\t**\t1\t2\t3\t4",
    "\t合计\t1000.00\t600.00\t150.00\t250.00",
    "201\t一般公共服务支出\t900.00\t500.00\t150.00\t250.00",
    f"2010301\t行政运行{MARKUP}\t900.00\t500.00\t150.00\t250.00",
    "208\t社会保障和就业支出\t100.00\t100.00\t\t",
    "2080505\t养老保险\t100.00\t100.00\t\t",
    "科目编码\t科目名称\t合计\t基本支出\t\t项目支出",
    f"项目甲{MARKUP}\t250.00",
]
COLUMNS = {
    2: ("合计", "total"),
    3: ("基本支出/人员支出", "basic_personnel"),
    4: ("基本支出/公用经费", "basic_public"),
    5: ("项目支出", "project"),
}


def amounts() -> list[BudgetLine]:
    """Return the amounts that LINES prints in its table of expenditure."""
    found = []
    for number in range(10, 15):
        cells = LINES[number - 1].split("\t")
        for column, (path, measure) in COLUMNS.items():
            if cells[column]:
                code = cells[0] or None
                kept: dict[str, Any] = {"table_kind": "expenditure", "side": "expenditure", "column": path}
                kept |= {"measure": measure, "function_code": code, "level": len(cells[0]) // 2}
                kept |= {"is_leaf": len(cells[0]) == 7, "fiscal_year": 2023, "phase": "approved"}
                kept |= {"row": number - 9, "function_name": cells[1] if code else None}
                found.append(budget_line(number, column, cells[1], cells[column], **kept))
    return found


def office(**changes: Any) -> ParsedDisclosure:
    """Return a document with a table of expenditure, a project, prose, and markup wherever text can be."""
    values: dict[str, Any] = {
        "expenditure_total_yuan": amounts()[0].amount_yuan,
        "expenditure_total_line": 10,
    }
    own = disclosure(unit_name=f"某某局{MARKUP}", document_title=f"预算{MARKUP}", **ADDRESS, **values)
    records: dict[str, Sequence[Record]] = {
        "tables": [
            table(
                kind="expenditure", title=f"支出总表{MARKUP}", first_line=7, last_line=15, header_last_line=9
            ),
            table("t02", kind="three_public", first_line=None, last_line=None, status="absent"),
        ],
        "budget_lines": amounts(),
        "projects": [project(project=f"项目甲{MARKUP}", source_line=16, total_yuan=amounts()[3].amount_yuan)],
        "sections": [Section(NAME, "s001", "一、单位职责", 1, "一、单位职责", LINES[3], 3, 4)],
        **told(),
    }
    parsed = replace(plain(), disclosure=replace(own, **changes), records=records, lines=LINES)
    return parsed


def told() -> dict[str, Sequence[Record]]:
    """Return what a document says besides its tables, and how two checks of it came out."""
    grown = {"compared_with": "上年预算数", "direction": "增加", "reason": f"人员增加{MARKUP}"}
    goal = {"scope": "project", "project": f"项目甲{MARKUP}", "horizon": "annual", "level1": "产出指标"}
    compared = {
        "rule": "column-total",
        "title": f"合计等于各类之和{MARKUP}",
        "left_line": 10,
        "right_line": 11,
    }
    values = {"left_value": Decimal(10_000_000), "right_value": Decimal(9_000_000)}
    return {
        "statements": [
            statement(value=Decimal(1000), change=Decimal(200), change_percent=Decimal(25), **grown),
            statement(subject="“三公”经费", value=Decimal(3)),
        ],
        "performance_indicators": [
            indicator(1, indicator=f"满意率{MARKUP}", operator="≥", target="98", target_unit="%", **goal),
            indicator(2, scope="department", horizon="annual", printed_target="有所提高"),
        ],
        "form_texts": [FormText(NAME, "t01", f"项目甲{MARKUP}", "年度目标", f"办好{MARKUP}", 16, 0)],
        "terms": [Term(NAME, f"基本支出{MARKUP}", f"保障运转的支出{MARKUP}。", 4)],
        "checks": [
            check("column-total-1", status="pass", message="一致。", **compared),
            check("column-total-2", status="fail", message=f"相差 100 万元{MARKUP}。", **compared, **values),
        ],
    }


def statement(**changes: Any) -> Statement:
    """Return a statement that says little, with some values changed."""
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields(Statement))
    given = {"disclosure_id": NAME, "subject": "支出预算", "unit": "万元", "text": "支出", "source_line": 4}
    return Statement(**values | given | changes)


def indicator(position: int, **changes: Any) -> PerformanceIndicator:
    """Return a performance target with some values changed."""
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields(PerformanceIndicator))
    given = {"disclosure_id": NAME, "table_id": "t01", "source_line": 16, "source_column": 0}
    return PerformanceIndicator(**values | given | {"position": position} | changes)


def check(check_id: str, **changes: Any) -> Check:
    """Return a check with some values changed."""
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields(Check))
    return Check(**values | {"disclosure_id": NAME, "check_id": check_id} | changes)


def write_packages(folder: Path, *parsed: ParsedDisclosure) -> Path:
    """Write packages and their collection; return the folder."""
    folders = []
    for one in parsed or (office(),):
        folders.append(folder / one.disclosure.disclosure_id)
        write_package(one, folders[-1])
    write_collection(folders, folder / "all")
    return folder
