"""Packages for the tests of the site, written by the package stage from made-up documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.package_records import budget_line, disclosure, plain, project, table
from yusuan.model import BudgetLine, ParsedDisclosure, Record, Section
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
            table(kind="expenditure", title=f"支出总表{MARKUP}", first_line=7, last_line=15),
            table("t02", kind="three_public", first_line=None, last_line=None, status="absent"),
        ],
        "budget_lines": amounts(),
        "projects": [project(project=f"项目甲{MARKUP}", source_line=16, total_yuan=amounts()[3].amount_yuan)],
        "sections": [Section(NAME, "s001", "一、单位职责", 1, "一、单位职责", LINES[3], 3, 4)],
    }
    parsed = replace(plain(), disclosure=replace(own, **changes), records=records, lines=LINES)
    return parsed


def write_packages(folder: Path, *parsed: ParsedDisclosure) -> Path:
    """Write packages and their collection; return the folder."""
    folders = []
    for one in parsed or (office(),):
        folders.append(folder / one.disclosure.disclosure_id)
        write_package(one, folders[-1])
    write_collection(folders, folder / "all")
    return folder
