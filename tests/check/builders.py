"""Tiny documents for the checks: records with everything that a test does not care about filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from yusuan.check import check_disclosure
from yusuan.model import BudgetLine, Check, Disclosure, ParsedDisclosure, Record, Statement, Table

_KNOWN: dict[str, Any] = {
    "disclosure_id": "000000-unit-2023",
    "table_id": "t01",
    "unit_id": "000000-unit",
    "document_title": "某单位2023年部门预算",
    "entity_level": "department",
    "document_type": "budget",
    "fiscal_year": 2023,
    "source_file": "000000-unit-2023.txt",
    "source_sha256": "0" * 64,
    "kind": "expenditure",
    "table_kind": "expenditure",
    "title": "支出总表",
    "title_printed": "支出总表",
    "money_unit": "万元",
    "status": "data",
    "first_line": 1,
    "last_line": 50,
    "row": 1,
    "block": 1,
    "side": "expenditure",
    "level": 1,
    "is_leaf": True,
    "code_resolved": False,
    "column": "合计",
    "measure": "total",
    "fund": "all",
    "period": "all",
    "phase": "approved",
    "source_line": 1,
    "source_column": 1,
    "scope": "project",
    "horizon": "annual",
    "position": 1,
    "unit": "万元",
    "text": "",
    "heading_level": 1,
    "path": "说明",
    "heading": "说明",
    "section_id": "s01",
    "item": "某项",
    "subject": "某项",
}
_COUNTS = {"tables", "cells", "leftovers", "row_count", "cell_count"}
_DECIMALS = {"value", "change", "change_percent", "share_percent", "quantity"}


def record(record_type: Any, /, **given: Any) -> Any:
    """Return a record of a type: what is given, else what is usual, else null."""
    values: dict[str, Any] = {}
    for field in fields(record_type):
        value = given.get(field.name, _KNOWN.get(field.name, 0 if field.name in _COUNTS else None))
        if field.name in _DECIMALS or field.name.endswith("_yuan"):
            value = Decimal(str(value)) if value is not None else None
        values[field.name] = value
    return record_type(**values)


def amount(printed: str, row: int = 1, **given: Any) -> BudgetLine:
    """Return an amount of money in 万元, printed in a row of a table, on a line of the same number."""
    yuan = Decimal(printed) * (10_000 if given.get("money_unit", "万元") == "万元" else 1)
    given = {"source_line": row, **given}
    line: BudgetLine = record(BudgetLine, row=row, printed_value=printed, amount_yuan=yuan, **given)
    return line


def total(printed: str, row: int = 1, **given: Any) -> BudgetLine:
    """Return a table's total."""
    return amount(printed, row, **{"item": "合计", "is_total": True, "level": 0, "is_leaf": False, **given})


def said(subject: str, value: str | None = None, **given: Any) -> Statement:
    """Return a figure stated in the text."""
    statement: Statement = record(
        Statement, subject=subject, value=value, **{"source_line": 60, "source_column": None, **given}
    )
    return statement


def table(**given: Any) -> Table:
    """Return a table's own record."""
    made: Table = record(Table, **given)
    return made


def document(
    *records: Record, lines: Sequence[str] = (), declared: Mapping[str, int] | None = None
) -> ParsedDisclosure:
    """Return a document of some records; a table is added for every amount that has none."""
    by_resource: dict[str, list[Record]] = {}
    for entry in records:
        by_resource.setdefault(entry.RESOURCE, []).append(entry)
    known = {t.table_id for t in by_resource.get("tables", []) if isinstance(t, Table)}
    for line in by_resource.get("budget_lines", []):
        if isinstance(line, BudgetLine) and line.table_id not in known:
            known.add(line.table_id)
            by_resource.setdefault("tables", []).append(
                table(table_id=line.table_id, kind=line.table_kind, title=line.table_kind)
            )
    disclosure = record(Disclosure)
    kept = {"disclosures": (disclosure,), **by_resource}
    return ParsedDisclosure(disclosure, kept, lines, (), declared=declared or {})


def checks_of(parsed: ParsedDisclosure, rule: str) -> list[Check]:
    """Return a rule's checks of a document."""
    found = check_disclosure(parsed).records["checks"]
    return [check for check in found if isinstance(check, Check) and check.rule == rule]
