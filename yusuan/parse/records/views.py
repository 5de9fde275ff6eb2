"""Typed views of project and procurement rows: the same cells as their budget lines, a field each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.model import BudgetLine, ProcurementItem, Project
from yusuan.parse.cells import parse_amount, split_catalogue
from yusuan.parse.rows import Reading
from yusuan.parse.rows.table import ReadTable
from yusuan.spec.lines import load_lines

_PRICED = frozenset({"unit_price", "sme", "micro"})


def projects_of(disclosure_id: str, read: ReadTable, lines: Sequence[BudgetLine]) -> list[Project]:
    """Return a record for each project row of a table, with its amounts by fund."""
    by_line: dict[int, list[BudgetLine]] = {}
    for line in lines:
        by_line.setdefault(line.source_line, []).append(line)
    return [
        _project(disclosure_id, read, reading, by_line[reading.line])
        for reading in read.readings
        if reading.project is not None and reading.line in by_line
    ]


def _project(disclosure_id: str, read: ReadTable, reading: Reading, lines: Sequence[BudgetLine]) -> Project:
    total = next((line for line in lines if line.fund in {"all", None} and line.measure != "change"), None)
    subproject = reading.words.get("subproject")
    return Project(
        disclosure_id=disclosure_id,
        table_id=read.table_id,
        unit_name=reading.unit_name,
        project=reading.words.get("project") or reading.project or "",
        subproject=subproject,
        project_code=reading.project_code,
        category=reading.words.get("category"),
        level=lines[0].level,
        is_leaf=any(line.is_leaf for line in lines),
        total_yuan=total.amount_yuan if total else None,
        source_line=reading.line,
        general_budget_yuan=_amount_from(lines, "general_budget"),
        gov_fund_yuan=_amount_from(lines, "gov_fund"),
        state_capital_yuan=_amount_from(lines, "state_capital"),
        special_account_yuan=_amount_from(lines, "special_account"),
        unit_funds_yuan=_amount_from(lines, "unit_funds"),
    )


def procurement_of(disclosure_id: str, read: ReadTable, lines: Sequence[BudgetLine]) -> list[ProcurementItem]:
    """Return a record for each row of a procurement table that buys something; totals are left out."""
    by_line: dict[int, list[BudgetLine]] = {}
    for line in lines:
        by_line.setdefault(line.source_line, []).append(line)
    return [
        _item(disclosure_id, reading, by_line.get(reading.line, []))
        for reading in read.readings
        if "catalogue" in reading.words and not reading.is_total
    ]


def _item(disclosure_id: str, reading: Reading, lines: Sequence[BudgetLine]) -> ProcurementItem:
    bracketed, catalogue_name = split_catalogue(reading.words["catalogue"])
    function_code, function_name = reading.codes.get("function", (None, None))
    economic_code, economic_name = reading.codes.get("economic", (None, None))
    return ProcurementItem(
        disclosure_id=disclosure_id,
        unit_name=reading.unit_name,
        project=reading.project,
        catalogue_code=reading.words.get("catalogue_code") or bracketed,
        catalogue_name=catalogue_name or None,
        function_code=function_code,
        function_name=function_name,
        economic_code=economic_code,
        economic_name=economic_name,
        fund_source=reading.words.get("fund_source"),
        fund_nature=reading.words.get("fund_nature"),
        quantity=parse_amount(reading.words.get("quantity", "")),
        quantity_unit=reading.words.get("quantity_unit"),
        unit_price_yuan=_amount(lines, "unit_price"),
        amount_yuan=_bought_for(lines),
        amount_sme_yuan=_amount(lines, "sme"),
        amount_micro_yuan=_amount(lines, "micro"),
        source_line=reading.line,
    )


def _bought_for(lines: Sequence[BudgetLine]) -> Decimal | None:
    """Return what is paid: the first amount headed 采购金额 where the project's budget stands before it."""
    paid = [line for line in lines if line.measure not in _PRICED]
    named = [line for line in paid if any(word in line.column for word in load_lines().bought)]
    return next((line.amount_yuan for line in (*named, *paid)), None)


def _amount(lines: Sequence[BudgetLine], measure: str) -> Decimal | None:
    return next((line.amount_yuan for line in lines if line.measure == measure), None)


def _amount_from(lines: Sequence[BudgetLine], fund: str) -> Decimal | None:
    return next((line.amount_yuan for line in lines if line.fund == fund), None)
