"""Within a row: total = basic + project, basic = personnel + public, all funds = their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.check.amounts import half_digit, is_part_of_column, line_words, money, squeeze, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.grid import Grid, Row
from yusuan.check.partitions import Split, splits
from yusuan.check.result import Operand, Result, compared, not_applicable
from yusuan.model import BudgetLine
from yusuan.spec.rules import Rule


def check_row_sum(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare each row's total column with the columns that split it by the rule's axis."""
    axis = rule.text("axis")
    partition = document.spec.partitions[axis]
    found = False
    for grid in document.grids:
        for split in _widest(grid, axis, partition):
            for row in grid.rows.values():
                for result in _compare(grid, row, split):
                    found = True
                    yield result
    if not found:
        yield not_applicable(f"本文件没有一张表把合计分栏印出{rule.text('parts_word')}。")


def _widest(grid: Grid, axis: str, partition: tuple[tuple[str, tuple[str, ...]], ...]) -> list[Split]:
    """Return one split for each total column: the one with the most parts.

    A column that prints 0 in every row beside amounts is no total of theirs (用事业基金弥补收支差额).
    """
    best: dict[str, Split] = {}
    for split in splits(grid, axis, partition):
        if not _amounts(grid, (split.whole,)) and _amounts(grid, split.parts):
            continue
        if split.whole not in best or len(split.parts) > len(best[split.whole].parts):
            best[split.whole] = split
    return list(best.values())


def _amounts(grid: Grid, columns: Sequence[str]) -> bool:
    """Tell whether any row has an amount other than 0 in some columns."""
    cells = (row.cells.get(column) for row in grid.rows.values() for column in columns)
    return any(cell is not None and cell.amount_yuan for cell in cells)


def _compare(grid: Grid, row: Row, split: Split) -> Iterator[Result]:
    whole = row.cells.get(split.whole)
    parts = [row.cells[column] for column in split.parts if column in row.cells]
    if whole is None or not parts:
        return
    unit = whole.money_unit
    parts = [*parts, *_beside(row, split, whole, parts)]
    total = sum((part.amount_yuan for part in parts), Decimal(0))
    label = f"{grid.name}{squeeze(row.label)}·{whole.column}"
    left = Operand(label, whole.amount_yuan, whole.source_line, (whole,))
    right = Operand("＋".join(part.column for part in parts), total, parts[0].source_line, tuple(parts))
    formula = "＋".join(f"{part.column}{money(part.amount_yuan, unit)}" for part in parts)
    where = line_words(whole.source_line)
    said = f"{label}印为{money(whole.amount_yuan, unit)}"
    off = money(abs(whole.amount_yuan - total), unit)
    good = f"{said}，等于{formula}{where}。"
    bad = f"{said}，而{formula}共{money(total, unit)}，相差{off}{where}。"
    tolerance = half_digit(whole) + len(parts) * half_digit(whole, grid.decimals)
    yield compared(left, right, tolerance, good, bad)


def _beside(row: Row, split: Split, whole: BudgetLine, parts: Sequence[BudgetLine]) -> list[BudgetLine]:
    """Return the amounts that make up the difference, of columns by another axis or of an unknown word.

    Some tables print 财政专户管理的支出, a fund, beside 基本支出 and 项目支出, which are measures; others
    divide 上年结转, a period, by fund beside this year's funds.
    """
    missing = whole.amount_yuan - sum((part.amount_yuan for part in parts), Decimal(0))
    tolerance = sum_tolerance(whole.money_unit, len(parts))
    others = [cell for column, cell in row.cells.items() if column not in {split.whole, *split.parts}]
    alike = [cell for cell in others if cell.measure in {None, whole.measure}]
    carried = [cell for cell in alike if cell.period == "carried_over"]
    funds = [cell for cell in alike if cell.fund not in {None, whole.fund} and not is_part_of_column(cell)]
    for found in (*([cell] for cell in alike), carried, funds, *([cell] for cell in others)):
        total = sum((cell.amount_yuan for cell in found), Decimal(0))
        if missing > tolerance and abs(total - missing) <= tolerance:
            return found
    return []
