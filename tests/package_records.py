"""Made-up parsed disclosures for the tests of the package stage: a plain one, and any that may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from yusuan.model import (
    RECORD_TYPES,
    BudgetLine,
    Disclosure,
    Leftover,
    ParsedDisclosure,
    Project,
    Record,
    Redaction,
    Table,
)
from yusuan.spec.fields import Field, Resource, load_fields

SPEC = load_fields()
LINES = [
    "某某市某某局2023年单位预算",
    "",
    "2023年收支预算总表",
    "单位：万元",
    "收入\t\t支出\t",
    "项目\t预算数\t项目\t预算数",
    "一、财政拨款\t1,623.35\t201 =1+1\t1623.35",
    "=HYPERLINK(A1)\t-5.82\t@某\t-",
    "",
    "总计\t1617.53\t总计\t1623.35",
]


def disclosure(name: str = "330500-some-office-2023", **changes: Any) -> Disclosure:
    """Return a disclosure of 2023 with some values changed."""
    values: dict[str, Any] = dict.fromkeys(field.attribute for field in SPEC.resources["disclosures"].fields)
    values |= {
        "disclosure_id": name,
        "unit_id": "330500-some-office",
        "unit_name": "某某市某某局",
        "document_title": "某某市某某局2023年单位预算",
        "document_type": "budget",
        "entity_level": "unit",
        "fiscal_year": 2023,
        "source_file": f"{name}.txt",
        "source_sha256": "0" * 64,
        "tables": 1,
        "cells": 6,
        "leftovers": 1,
    }
    return Disclosure(**values | changes)


def table(name: str = "t01", **changes: Any) -> Table:
    """Return the table that LINES prints, with some values changed."""
    values: dict[str, Any] = {
        "disclosure_id": "330500-some-office-2023",
        "table_id": name,
        "kind": "income_expenditure",
        "title_printed": "2023年收支预算总表",
        "title": "2023年收支预算总表",
        "money_unit": "万元",
        "money_unit_line": 4,
        "first_line": 3,
        "last_line": 10,
        "row_count": 3,
        "header_last_line": 6,
        "cell_count": 6,
        "sums_tested": 1,
        "sums_held": 1,
        "status": "data",
        "note": None,
    }
    return Table(**values | changes)


def budget_line(line: int, cell: int, item: str | None, printed: str, **changes: Any) -> BudgetLine:
    """Return the amount that stands at a line and column of LINES, its left half income."""
    values: dict[str, Any] = dict.fromkeys(field.attribute for field in SPEC.resources["budget_lines"].fields)
    values |= {
        "disclosure_id": "330500-some-office-2023",
        "table_id": "t01",
        "table_kind": "income_expenditure",
        "row": line - 6,
        "side": "income" if cell < 2 else "expenditure",
        "item": item,
        "code_resolved": False,
        "is_total": item in {"合计", "总计"},
        "block": 1 if cell < 2 else 2,
        "level": 1,
        "is_leaf": True,
        "column": "预算数",
        "measure": "total",
        "amount_yuan": Decimal(printed.replace(",", "")) * 10_000,
        "printed_value": printed,
        "money_unit": "万元",
        "source_line": line,
        "source_column": cell,
    }
    return BudgetLine(**values | changes)


def plain(**records: Sequence[Record]) -> ParsedDisclosure:
    """Return what LINES says, with some resources replaced."""
    given: dict[str, Sequence[Record]] = {
        "tables": [table(), table("t02", first_line=None, last_line=None, status="absent")],
        "budget_lines": [
            budget_line(7, 1, "一、财政拨款", "1,623.35"),
            budget_line(7, 3, "201 =1+1", "1623.35", function_code="201"),
            budget_line(8, 1, "=HYPERLINK(A1)", "-5.82"),
            budget_line(10, 1, "总计", "1617.53", is_leaf=False),
            budget_line(10, 3, "总计", "1623.35", is_leaf=False),
        ],
        "leftovers": [Leftover("330500-some-office-2023", 8, 3, "-", "不是金额")],
        "redactions": [Redaction("330500-some-office-2023", "手机号", 2)],
    }
    kept = {name: rows for name, rows in (given | records).items() if rows}
    return ParsedDisclosure(disclosure(), kept, LINES, ())


def project(**changes: Any) -> Project:
    """Return a project of LINES, with some values changed."""
    values: dict[str, Any] = dict.fromkeys(field.attribute for field in SPEC.resources["projects"].fields)
    values |= {
        "disclosure_id": "330500-some-office-2023",
        "table_id": "t01",
        "project": "某项目",
        "level": 1,
        "is_leaf": True,
        "source_line": 7,
    }
    return Project(**values | changes)


# ---------------------------------------------------------------- anything that may be

_NASTY = [
    "=1+1",
    '@SUM(A1),"x"',
    "一,二",
    '"',
    '""',
    "甲\n乙",
    "甲\r\n乙",
    "\r",
    " ",
    "\t=1",
    "null",
    "NA",
    "0012",
    "true",
]
_NASTY += [
    "'",
    "-",
    "😀",
    "\x01\x0b",
    "\ufffe",
    "\ufeff甲",
    "\u2028",
    "\x85",
    "_x0041_",
    "<b>&amp;",
    "#N/A",
    "1e5",
    "２",
]
TEXT = st.sampled_from(_NASTY) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
)
_NAME = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)


def _value(field: Field) -> st.SearchStrategy[Any]:
    if field.enum:
        return st.sampled_from(field.enum)
    if field.name in {"adcode", "source_sha256", "source_document_sha256"}:
        return st.text("0123456789", min_size=6, max_size=6) if field.name == "adcode" else st.just("a" * 64)
    if field.pattern:
        return _NAME.filter(lambda name: name[0] != "-")
    if field.type == "number":
        return st.decimals(Decimal("-1e11"), Decimal("1e11"), places=field.decimals)
    return {
        "string": TEXT,
        "integer": st.integers(field.minimum if field.minimum is not None else -9, 2**40),
        "boolean": st.booleans(),
        "date": st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    }[field.type]


def _record(record: type[Record], resource: Resource, fixed: dict[str, Any]) -> st.SearchStrategy[Record]:
    values = {
        field.attribute: _value(field) if field.required else st.none() | _value(field)
        for field in resource.fields
    }
    return st.builds(record, **values | {name: st.just(value) for name, value in fixed.items()})


@st.composite
def parsed_disclosures(draw: st.DrawFn, name: str = "a-1") -> ParsedDisclosure:
    """Draw a parsed disclosure with up to three rows of every resource, all that the contract allows."""
    records: dict[str, list[Record]] = {}
    for record in RECORD_TYPES:
        resource = SPEC.resources[record.RESOURCE]
        count = 1 if record.RESOURCE in {"disclosures", "tables"} else draw(st.integers(0, 3))
        rows = []
        for number in range(1, count + 1):
            # Keys that differ, and lines that LINES has.
            numbered = {
                "source_line": number,
                "section_id": f"s-{number}",
                "class_": f"类{number}",
                "check_id": f"c-{number}",
            }
            numbered |= {"table_id": "t01", "first_line": 1, "last_line": len(LINES)}
            fixed = {"disclosure_id": name} | {
                field.attribute: numbered[field.attribute]
                for field in resource.fields
                if field.attribute in numbered
            }
            rows.append(draw(_record(record, resource, fixed)))
        if rows:
            records[record.RESOURCE] = rows
    (own,) = records.pop("disclosures")
    assert isinstance(own, Disclosure)
    lines = draw(st.lists(TEXT.filter(lambda text: "\n" not in text), min_size=10, max_size=12))
    return ParsedDisclosure(own, records, lines, ())
