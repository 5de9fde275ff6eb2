"""Why two figures of two places may differ by our misreading: a column not borne out, a unit, a scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.check.bearing import Bearing
from yusuan.check.document import Document
from yusuan.check.result import NOT_APPLICABLE, PASS, Outcome
from yusuan.model import BudgetLine

_UNBORNE = "{table}自己的加总没有证实这一栏"
_UNIT = "两数恰差{times}倍，多半是金额单位读错"
_MANY = "这两张表的同一栏多处不同，多半是栏的含义读错"
_BESIDE = "另一数恰印在同一行的另一栏，多半是栏的含义读错"
_LONE = "只比了这一个数，没有别的数证实两边说的是同一笔钱"
_POWERS = tuple(Decimal(10) ** power for power in range(1, 9))


@dataclass(frozen=True)
class Comparisons:
    """The comparisons between tables by rule and columns; the document's amounts by row and by value."""

    by_columns: Mapping[tuple[object, ...], Sequence[Outcome]]
    by_row: Mapping[tuple[str, str, int], Sequence[BudgetLine]]
    places: Mapping[Decimal, frozenset[str]]
    titles: Mapping[str, str]
    sums: Mapping[tuple[int, int], Sequence[Decimal]]

    @classmethod
    def of(cls, document: Document, outcomes: Sequence[Outcome]) -> Comparisons:
        """Group what comparisons are judged by."""
        columns: dict[tuple[object, ...], list[Outcome]] = {}
        for outcome in outcomes:
            if outcome.result.status != NOT_APPLICABLE and outcome.result.cells:
                columns.setdefault(_columns_key(outcome), []).append(outcome)
        rows: dict[tuple[str, str, int], list[BudgetLine]] = {}
        places: dict[Decimal, set[str]] = {}
        for cell in document.budget_lines:
            rows.setdefault((cell.table_id, cell.side, cell.row), []).append(cell)
            places.setdefault(cell.amount_yuan, set()).add(cell.table_id)
        titles = {table.table_id: f"《{table.title}》" for table in document.tables}
        sums: dict[tuple[int, int], list[Decimal]] = {}
        for outcome in (o for o in outcomes if o.rule.kind in {"column_sum", "row_sum"} and o.result.left):
            for cell in outcome.result.left.cells if outcome.result.left else ():
                if outcome.result.right and outcome.result.right.value is not None:
                    sums.setdefault((cell.source_line, cell.source_column), []).append(
                        outcome.result.right.value
                    )
        return cls(columns, rows, {v: frozenset(t) for v, t in places.items()}, titles, sums)


def _columns_key(outcome: Outcome) -> tuple[object, ...]:
    cells = outcome.result.cells
    return (outcome.rule.id, *sorted({(cell.table_id, cell.side, cell.column) for cell in cells}))


def doubt_of_comparison(outcome: Outcome, bearing: Bearing, comparisons: Comparisons) -> str | None:
    """Say which misreading may explain that two figures differ, or None."""
    result = outcome.result
    if result.left is None or result.right is None or not result.left.value or not result.right.value:
        left_value = right_value = Decimal(0)
    else:
        left_value, right_value = abs(result.left.value), abs(result.right.value)
    for cell in result.cells:
        if not bearing.is_borne_out(cell) and not _is_sum_of(outcome, cell, comparisons):
            return _UNBORNE.format(table=comparisons.titles.get(cell.table_id, "表"))
    tolerance = result.tolerance or Decimal(0)
    for power in _POWERS:
        if left_value and min(
            abs(left_value * power - right_value), abs(left_value - right_value * power)
        ) <= (tolerance * power / 100):
            return _UNIT.format(times=f"{power:f}")
    if outcome.rule.kind != "equality":
        return None
    return _doubt_of_tables(outcome, bearing, comparisons)


def _is_sum_of(outcome: Outcome, cell: BudgetLine, comparisons: Comparisons) -> bool:
    """Tell whether the other figure is what the parts of this one add up to: two witnesses against one."""
    left, right = outcome.result.left, outcome.result.right
    other = right if left and cell in left.cells else left
    tolerance = outcome.result.tolerance or Decimal(0)
    sums = comparisons.sums.get((cell.source_line, cell.source_column), ())
    return other is not None and any(abs(total - (other.value or 0)) <= tolerance for total in sums)


def _doubt_of_tables(outcome: Outcome, bearing: Bearing, comparisons: Comparisons) -> str | None:
    group = comparisons.by_columns[_columns_key(outcome)]
    failed = sum(other.failed for other in group)
    held = sum(other.result.status == PASS and bool(_value(other)) for other in group)
    if failed > 1 and failed > held:
        return _MANY
    if _is_printed_beside(outcome, comparisons):
        return _BESIDE
    if not held and not all(_is_known(cell, bearing, comparisons) for cell in outcome.result.cells):
        return _LONE
    return None


def _value(outcome: Outcome) -> Decimal:
    return (outcome.result.left.value if outcome.result.left else None) or Decimal(0)


def _is_printed_beside(outcome: Outcome, comparisons: Comparisons) -> bool:
    """Tell whether one figure is printed in the other's row, in another column."""
    result = outcome.result
    for side, other in ((result.left, result.right), (result.right, result.left)):
        if side is None or other is None or len(side.cells) != 1 or not other.value:
            continue
        cell = side.cells[0]
        row = comparisons.by_row[cell.table_id, cell.side, cell.row]
        if any(beside is not cell and beside.amount_yuan == other.value for beside in row):
            return True
    return False


def _is_known(cell: BudgetLine, bearing: Bearing, comparisons: Comparisons) -> bool:
    """Tell whether an amount is borne out by sums that hold, or printed in another table too."""
    return bearing.held[cell.table_id] > 0 or len(comparisons.places[cell.amount_yuan]) > 1
