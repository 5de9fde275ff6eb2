"""Within a table of two sides: total income = total expenditure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import line_words, money, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.explain import explain
from yusuan.check.grid import Grid
from yusuan.check.result import PASS, Operand, Result, compared, not_applicable, unreadable
from yusuan.spec.labels import labels_of
from yusuan.spec.rules import Rule


def check_balance(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the two sides of each table that has an income and an expenditure side."""
    found = False
    for income in document.grids_of(rule.words("kinds"), "income"):
        for expenditure in document.grids_of(rule.words("kinds"), "expenditure"):
            if income.table.table_id == expenditure.table.table_id:
                found = True
                yield from _compare(document, income, expenditure)
    if not found:
        yield not_applicable("本文件没有收支两边都有数的表。")


def _compare(document: Document, income: Grid, expenditure: Grid) -> Iterator[Result]:
    left, right = _side(income), _side(expenditure)
    if left is None or right is None:
        yield unreadable(f"{income.name}有一边找不到合计，也没有可加的行。")
        return
    assert left.value is not None and right.value is not None
    tolerance = sum_tolerance(income.unit, max(len(income.roots), len(expenditure.roots)))
    figures = f"{left.label}{money(left.value)}，{right.label}{money(right.value)}"
    where = line_words(left.line, right.line)
    off = money(abs(left.value - right.value))
    good = f"{income.name}{figures}，收支平衡{where}。"
    result = compared(left, right, tolerance, good, f"{income.name}{figures}，相差{off}{where}。")
    reason = explain(document, left.value - right.value, tolerance) if result.status != PASS else None
    if reason and (not income.totals or not expenditure.totals):
        words = f"{income.name}没有印收支总计；{figures}，差额等于{reason}。"
        result = Result(PASS, words, left, right, tolerance)
    elif result.status != PASS and not (income.totals and expenditure.totals):
        result = unreadable(f"{income.name}有一边没有读出总计；{figures}，未核对。", left, right)
    yield result


def _side(grid: Grid) -> Operand | None:
    """Return a side's last total, or the sum of its rows where it prints none."""
    word = labels_of("budget_lines", "side")[grid.side]
    column = _main_column(grid)
    totals = [row for row in grid.totals if column in row.cells]
    if totals:
        cell = totals[-1].cells[column]
        return Operand(f"{word}总计", cell.amount_yuan, cell.source_line, (cell,))
    parts = [row.cells[column] for row in grid.roots if grid.counts(row, column)]
    if not parts:
        return None
    total = sum((part.amount_yuan for part in parts), Decimal(0))
    return Operand(f"{word}各行之和", total, parts[0].source_line, tuple(parts))


def _main_column(grid: Grid) -> str:
    """Return the column with the most amounts: a table's own total column fills every row."""
    return max(grid.columns, key=lambda column: sum(column in row.cells for row in grid.rows.values()))
