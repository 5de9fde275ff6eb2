"""Across tables: a part is no more than the whole, such as 公务接待费 of basic expenditure and of “三公”."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import line_words, money, squeeze, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.model import BudgetLine
from yusuan.spec.rules import Rule


def check_at_most(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare economic items of the basic expenditure with the “三公” figure that includes them."""
    found = False
    for code, measures in rule.params["items"].items():
        parts = _parts(rule, document, code)
        whole = _whole(rule, document, measures)
        if parts and whole:
            found = True
            yield _compare(parts, whole)
    if not found:
        yield unmet(rule)


def _parts(rule: Rule, document: Document, code: str) -> list[BudgetLine]:
    for grid in document.grids_of(rule.words("part_kinds")):
        lines = [row.first for row in grid.rows.values() if row.first.economic_code == code]
        if lines:
            return [line for line in lines if line.amount_yuan]
    return []


def _whole(rule: Rule, document: Document, measures: list[str]) -> BudgetLine | None:
    year = document.disclosure.fiscal_year
    for measure in measures:
        for grid in document.grids_of(rule.words("whole_kinds")):
            for row in grid.rows.values():
                for cell in row.cells.values():
                    if (
                        cell.measure == measure
                        and cell.fiscal_year == year
                        and cell.period == "all"
                        and not any(word in cell.column for word in rule.words("other_years"))
                    ):
                        return cell
    return None


def _compare(parts: list[BudgetLine], whole: BudgetLine) -> Result:
    total = sum((part.amount_yuan for part in parts), Decimal(0))
    name = squeeze(parts[0].economic_name or parts[0].item or "")
    left = Operand(f"基本支出中的{name}", total, parts[0].source_line, tuple(parts))
    right = Operand(
        f"“三公”经费中的{squeeze(whole.item or '')}·{whole.column}",
        whole.amount_yuan,
        whole.source_line,
        (whole,),
    )
    tolerance = sum_tolerance(whole.money_unit, len(parts))
    unit = whole.money_unit
    figures = f"{left.label}{money(total, unit)}，{right.label}{money(whole.amount_yuan, unit)}"
    where = line_words(left.line, right.line)
    if total > whole.amount_yuan + tolerance:
        return Result(FAIL, f"{figures}：部分大于全部{where}。", left, right, tolerance)
    rest = "，其余不在基本支出" if whole.amount_yuan - total > tolerance else "，一致"
    return Result(PASS, f"{figures}{rest}{where}。", left, right, tolerance)
