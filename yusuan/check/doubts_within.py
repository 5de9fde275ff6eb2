"""Why a sum in a table may fail by our misreading: rows nested or missing, a column of another meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from yusuan.check.bearing import Bearing, column_of, says_something
from yusuan.check.result import PASS, Outcome
from yusuan.check.sums import Sums, named_parts, parts_of, row_key, split_key, value_of, whole_of
from yusuan.model import BudgetLine

_NESTED = "各行之和恰为所印的{times}倍，多半是几层的行被当作了一层"
_EMPTY = "所印为0而各行有数，这一行多半不是它们的合计"
_EMPTY_COLUMN = "所印为0而各栏有数，这一栏多半不是它们的合计"
_TORN = "差额恰印在这些行之间或之下，多半是有一行没有读出"
_ROWS = "这一行各栏都与各行之和不符，多半是行没有读全或层次读错"
_SUBSET = "所印恰为其中一部分行之和，多半是行的层次读错"
_UNPROVEN = "这张表自己的加总没有证实各行的层次"
_COLUMNS = "这张表的各行都不这样相加，多半是栏的含义读错"
_LONE = "只有这一行，没有别的行证实各栏的含义"
UNPROVEN = frozenset({_ROWS, _UNPROVEN, _COLUMNS, _LONE})
"""Doubts for want of proof, which a proven failure of the same column gives."""

_MAX_TIMES = 4
_TWIN = 3  # rows of which all but one are the same in another table
_SUMS = 2  # sums of a column that are too few to tell the document's error from ours
_TOTALS = 3  # columns that one wrong cell breaks: its own, a subtotal, the total


def doubt_of_column(outcome: Outcome, bearing: Bearing, sums: Sums) -> str | None:
    """Say which misreading may explain that rows do not add up to a printed total, or None.

    The structure is proven where the same rows add up in another column, where codes print it, or where
    most of the column's other sums hold.
    """
    whole, parts = whole_of(outcome), parts_of(outcome)
    if misread := _misread(outcome, whole, parts):
        return misread
    beside = [
        other for other in sums.by_row[row_key(outcome)] if other is not outcome and says_something(other)
    ]
    if _is_proven(outcome, beside) or _has_twin(outcome, sums):
        return None
    if is_shifted(sums.by_column[column_of(whole)], sums):
        return None
    broken = {whole_of(other).amount_yuan for other in (outcome, *beside) if other.failed}
    if beside and (all(other.failed for other in beside) or len(broken) > _TOTALS):
        return _ROWS
    return _doubt_of_rows(outcome, bearing, sums)


def _doubt_of_rows(outcome: Outcome, bearing: Bearing, sums: Sums) -> str | None:
    """Say why the rows may not be all the parts of a total, or not each once, or None where that is shown."""
    whole, parts = whole_of(outcome), parts_of(outcome)
    apart = outcome.result.difference or Decimal(0)
    if sums.witnesses.is_left_over(apart, (whole, *parts)):
        return _TORN
    if _is_partial_sum(outcome, parts):
        return _SUBSET
    coded = are_coded(whole, parts) or bearing.tested[column_of(whole)] > _SUMS
    if coded and bearing.is_borne_out(whole):
        return None
    if sums.witnesses.confirm(abs(apart), ""):
        return _TORN
    shown = _is_complete(outcome, bearing, sums) or _is_witnessed(outcome, sums)
    return None if shown or _is_whole_witnessed(outcome, sums) else _UNPROVEN


def _is_complete(outcome: Outcome, bearing: Bearing, sums: Sums) -> bool:
    """Tell whether codes show that these rows are the parts, each once, and none is missing.

    More than the total cannot come from missing rows; less does not where the table goes on below them.
    Many such sums in one column are no slip of the document.
    """
    whole, parts = whole_of(outcome), parts_of(outcome)
    place = column_of(whole)
    if len(parts) < _TWIN or bearing.tested[place] - bearing.held[place] > _SUMS:
        return False
    codes = [code_of(part) for part in parts]
    if not are_coded(whole, parts) or len(set(codes)) < len(codes):
        return False
    last = max(part.row for part in parts)
    difference = outcome.result.difference or Decimal(0)
    return difference < 0 or sums.witnesses.goes_on_below(whole.table_id, whole.side, last)


def _is_witnessed(outcome: Outcome, sums: Sums) -> bool:
    """Tell whether what the parts add up to is printed elsewhere, and this total is not: it alone is wrong.

    A total that is printed elsewhere as it stands here has parts that were not read.
    """
    table, right = whole_of(outcome).table_id, outcome.result.right
    if right is None or not any(part.amount_yuan for part in right.cells):
        return False
    confirm = sums.witnesses.confirm
    return confirm(right.value, table) and not confirm(value_of(outcome), table)


def _is_proven(outcome: Outcome, beside: Sequence[Outcome]) -> bool:
    """Tell whether other columns show that these rows are the parts of this total.

    Without codes, rows may be missing: that shows in most columns at once, an error in a cell's own column
    and in the totals that it is part of.
    """
    proving = {whole_of(other).amount_yuan for other in beside if _proves(other, outcome)}
    failing = {whole_of(other).amount_yuan for other in (outcome, *beside) if other.failed}
    if are_coded(whole_of(outcome), parts_of(outcome)):
        return bool(proving)
    return len(failing) <= _TOTALS and len(proving) >= len(failing)


def _has_twin(outcome: Outcome, sums: Sums) -> bool:
    """Tell whether another table adds up the same rows, all of them but for one that differs."""
    whole = whole_of(outcome)
    own = named_parts(outcome)
    if len(own) < _TWIN:
        return False
    return any(
        len(own & twin) >= len(own) - 1 and len(twin) == len(own)
        for table, twin in sums.added_up
        if table != whole.table_id
    )


def _misread(outcome: Outcome, whole: BudgetLine, parts: Sequence[BudgetLine]) -> str | None:
    """Say which plain slip of reading gives the printed total: a multiple, or a row that is no total."""
    total, tolerance = _sum(parts), outcome.result.tolerance or Decimal(0)
    if not whole.amount_yuan:
        return _EMPTY
    for times in range(2, _MAX_TIMES + 1):
        for larger, smaller in ((total, whole.amount_yuan), (whole.amount_yuan, total)):
            if abs(larger - times * smaller) <= times * tolerance:
                return _NESTED.format(times=times)
    return None


def _sum(cells: Sequence[BudgetLine]) -> Decimal:
    return sum((cell.amount_yuan for cell in cells), Decimal(0))


def _proves(other: Outcome, outcome: Outcome) -> bool:
    """Tell whether another column's sum of the same rows holds, and is not the same sum printed again."""
    if other.result.status != PASS or not says_something(other):
        return False
    rows = {cell.row for cell in parts_of(other) if cell.amount_yuan}
    own = {cell.row for cell in parts_of(outcome) if cell.amount_yuan}
    return len(rows & own) > 1 and len(rows & own) * 2 >= len(own)


def are_coded(whole: BudgetLine, parts: Sequence[BudgetLine]) -> bool:
    """Tell whether printed codes make these rows the parts of this total: 301 of 合计, 30101 of 301."""
    codes = [code_of(part) for part in parts]
    above = code_of(whole) or ""
    lengths = {len(code) for code in codes if code}
    return all(codes) and len(lengths) == 1 and all(code.startswith(above) for code in codes if code)


def code_of(cell: BudgetLine) -> str | None:
    """Return the code printed in an amount's row."""
    return cell.function_code or cell.economic_code or cell.gov_economic_code


def _is_partial_sum(outcome: Outcome, parts: Sequence[BudgetLine]) -> bool:
    """Tell whether the total is the sum of the rows without one, or of the rows from or up to one."""
    whole, tolerance = whole_of(outcome).amount_yuan, outcome.result.tolerance or Decimal(0)
    total = _sum(parts)
    if any(cell.amount_yuan and abs(total - cell.amount_yuan - whole) <= tolerance for cell in parts):
        return True
    upto = list(accumulate(cell.amount_yuan for cell in parts))[:-1]
    return any(abs(part - whole) <= tolerance or abs(total - part - whole) <= tolerance for part in upto)


def is_shifted(column: Sequence[Outcome], sums: Sums) -> bool:
    """Tell whether a column printed one row lower or higher makes all its sums hold: the document slid it."""
    failed = [outcome for outcome in column if outcome.failed]
    if len(failed) < 2:
        return False
    amounts = {cell.row: cell.amount_yuan for outcome in column for cell in outcome.result.cells}
    return any(_all_hold(column, amounts, step, sums) for step in (-1, 1))


def _all_hold(column: Sequence[Outcome], amounts: Mapping[int, Decimal], step: int, sums: Sums) -> bool:
    proven = 0
    for outcome in column:
        rows = sorted({cell.row for other in sums.by_row[row_key(outcome)] for cell in parts_of(other)})
        values = [amounts.get(row + step, Decimal(0)) for row in rows]
        whole = whole_of(outcome)
        shifted = amounts.get(whole.row + step, Decimal(0)) if whole.level else whole.amount_yuan
        if abs(sum(values, Decimal(0)) - shifted) > (outcome.result.tolerance or Decimal(0)):
            return False
        proven += sum(map(bool, values)) > 1
    return proven > 0


def doubt_of_row(outcome: Outcome, sums: Sums) -> str | None:
    """Say why the columns of a row may not be the parts of its total, or None.

    That they are is proven by the rows in which they do add up, more than those in which they don't; or
    where the total's own column slid against the others.
    """
    if not value_of(outcome):
        return _EMPTY_COLUMN
    split = sums.by_split[split_key(outcome)]
    needed = {cell.column for cell in parts_of(outcome) if cell.amount_yuan}
    if split.telling and split.telling >= len(split.failed):
        return None
    if split.held > len(split.failed) and len(split.seen) > 1 and needed <= split.seen:
        return None
    if _is_witnessed(outcome, sums) or _is_whole_witnessed(outcome, sums):
        return None
    columns = {column_of(cell) for cell in outcome.result.cells}
    if any(is_shifted(sums.by_column.get(column, ()), sums) for column in columns):
        return None
    return _COLUMNS if len(split.failed) > 1 else _LONE


def _is_whole_witnessed(outcome: Outcome, sums: Sums) -> bool:
    """Tell whether a total is printed elsewhere too, and so is what one of its parts should be for it."""
    table, total = whole_of(outcome).table_id, value_of(outcome)
    parts = [part.amount_yuan for part in parts_of(outcome) if part.amount_yuan]
    if len(parts) < 2 or not sums.witnesses.confirm(total, table):
        return False
    apart = total - sum(parts, Decimal(0))
    return any(sums.witnesses.confirm(part + apart, table) for part in parts)
