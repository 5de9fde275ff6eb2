"""Within a column: 合计 = Σ 类, 类 = Σ 款, 款 = Σ 项; a row that repeats the total equals it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.check.amounts import half_digit, line_words, money, squeeze, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.grid import Grid, Row
from yusuan.check.result import Operand, Result, compared, not_applicable
from yusuan.model import BudgetLine
from yusuan.spec.rules import Rule
from yusuan.spec.vocabulary import BESIDE_THREE_PUBLIC, NEVER_ADDED


def check_column_sum(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the rows that have rows below them, or the totals, with the sum of what is below."""
    level = rule.text("level")
    found = False
    for grid in document.grids:
        for column in grid.columns:
            for result in _totals(grid, column) if level == "total" else _parents(grid, column):
                found = True
                yield result
    if not found:
        yield not_applicable("本文件没有一张表既印上级行又印其下的行。")


def _parents(grid: Grid, column: str) -> Iterator[Result]:
    for number, children in grid.children.items():
        parent = grid.rows.get(number)
        whole = parent.cells.get(column) if parent else None
        kept_back = whole is not None and whole.is_leaf and parent is not None and not parent.code
        if parent is None or whole is None or kept_back or whole.measure in NEVER_ADDED:
            continue
        below = [child for child in children if column in child.cells]
        parts = [child.cells[column] for child in below if whole.is_leaf or grid.counts(child, column)]
        if parts:
            yield compare_sum(grid, parent, whole, parts, "下级各行")


def _totals(grid: Grid, column: str) -> Iterator[Result]:
    grand: Row | None = None
    units = _units(grid, column)
    for total in (*grid.totals, *grid.repeats):
        whole = total.cells.get(column)
        if whole is None or whole.measure in NEVER_ADDED:
            continue
        if total in units and grand is not None and column in grand.cells:
            if total is units[0]:
                parts = [row.cells[column] for row in units]
                yield compare_sum(grid, grand, grand.cells[column], parts, "各单位")
            continue
        if total in grid.repeats and grand is not None and column in grand.cells:
            yield _compare_repeat(grid, total, whole, grand.cells[column])
            continue
        grand = grand or total
        parts = [row.cells[column] for row in _below(grid, total) if grid.counts(row, column)]
        if whole.measure == "three_public":
            parts = [part for part in parts if part.measure not in BESIDE_THREE_PUBLIC]
        if parts:
            yield compare_sum(grid, total, whole, parts, "各行")


def _units(grid: Grid, column: str) -> Sequence[Row]:
    """Return the rows of organisations that each print a part of the total; none where each repeats it."""
    grand = next((row.cells[column] for row in grid.totals if column in row.cells), None)
    own = [row for row in grid.repeats if column in row.cells]
    parts = [row for row in own if grand and row.cells[column].amount_yuan != grand.amount_yuan]
    total = sum((row.cells[column].amount_yuan for row in parts), Decimal(0))
    fits = grand and abs(total - grand.amount_yuan) <= sum_tolerance(grid.unit, len(parts))
    return parts if fits and len(parts) > 1 else []


def _below(grid: Grid, total: Row) -> Sequence[Row]:
    """Return the rows that a total adds up: those above it where it is a total of the year."""
    if not grid.is_year_total(total):
        return grid.roots
    return tuple(row for row in grid.roots if row.number < total.number)


def compare_sum(grid: Grid, row: Row, whole: BudgetLine, parts: Sequence[BudgetLine], what: str) -> Result:
    """Compare a printed total with the sum of printed parts; the tolerance grows with their number."""
    total = sum((part.amount_yuan for part in parts), Decimal(0))
    unit = grid.unit
    label = f"{grid.name}{squeeze(row.label)}·{whole.column}"
    left = Operand(label, whole.amount_yuan, whole.source_line, (whole,))
    names = "、".join(dict.fromkeys(squeeze(part.project or part.item or part.column) for part in parts))
    right = Operand(
        f"{what}之和（{squeeze(names)}）·{whole.column}", total, parts[0].source_line, tuple(parts)
    )
    where = line_words(whole.source_line)
    lines = [part.source_line for part in parts]
    places = (
        f"（第{whole.source_line}行；各行印在第{min(lines)}至{max(lines)}行）" if len(lines) > 1 else where
    )
    sum_words = f"{what}之和{'为' if total != whole.amount_yuan else '也是'}{money(total, unit)}"
    sentence = f"{label}印为{money(whole.amount_yuan, unit)}，{sum_words}"
    apart = f"，相差{money(abs(whole.amount_yuan - total), unit)}"
    tolerance = half_digit(whole) + len(parts) * half_digit(parts[0], grid.decimals)
    rounding = f"{apart}，在四舍五入之内" if total != whole.amount_yuan else ""
    return compared(left, right, tolerance, f"{sentence}{rounding}{where}。", f"{sentence}{apart}{places}。")


def _compare_repeat(grid: Grid, row: Row, cell: BudgetLine, total: BudgetLine) -> Result:
    left = Operand(
        f"{grid.name}{squeeze(row.label)}·{cell.column}", cell.amount_yuan, cell.source_line, (cell,)
    )
    right = Operand(f"{grid.name}合计·{cell.column}", total.amount_yuan, total.source_line, (total,))
    where = line_words(cell.source_line, total.source_line)
    unit = grid.unit
    sentence = f"{left.label}为{money(cell.amount_yuan, unit)}，合计为{money(total.amount_yuan, unit)}"
    return compared(
        left,
        right,
        half_digit(cell) + half_digit(total),
        f"{sentence}，一致{where}。",
        f"{sentence}，应当一致{where}。",
    )
