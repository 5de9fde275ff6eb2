"""How far the sums of a table bear out what was read of it: the sums that are checked, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from yusuan.check.result import FAIL, PASS, Outcome
from yusuan.model import BudgetLine

Column = tuple[str, str, str]
_WITHIN = frozenset({"column_sum", "row_sum"})
_ENOUGH = Fraction(2, 3)


def column_of(cell: BudgetLine) -> Column:
    """Return the column of a table and side that an amount stands in."""
    return cell.table_id, cell.side, cell.column


@dataclass(frozen=True, slots=True)
class Bearing:
    """How many sums of each column and of each table were tested, and how many hold.

    Sums of nothing but zeros, and of a single amount, bear nothing out and are not counted.
    """

    tested: Counter[object] = field(default_factory=Counter)
    held: Counter[object] = field(default_factory=Counter)

    def is_borne_out(self, cell: BudgetLine) -> bool:
        """Tell whether most sums of an amount's column hold; of its table, where the column has too few.

        A table that has no sums at all says nothing against what was read of it. One sum that fails, beside
        none that holds, may be the document's error or ours: that does not bear it out.
        """
        column = column_of(cell)
        if self.tested[column] and self.tested[column] == self.held[column]:
            return True
        for place in (column_of(cell), cell.table_id):
            if self.tested[place] > 1:
                return Fraction(self.held[place], self.tested[place]) >= _ENOUGH
        return self.tested[cell.table_id] == self.held[cell.table_id]


def measure_bearing(outcomes: Iterable[Outcome]) -> Bearing:
    """Count the sums within tables by the columns and the tables that they are of."""
    bearing = Bearing()
    for outcome in outcomes:
        result = outcome.result
        if (
            outcome.rule.kind not in _WITHIN
            or result.status not in {PASS, FAIL}
            or not says_something(outcome)
        ):
            continue
        for place in {column_of(cell) for cell in result.cells} | {cell.table_id for cell in result.cells}:
            bearing.tested[place] += 1
            bearing.held[place] += result.status == PASS
    return bearing


def says_something(outcome: Outcome) -> bool:
    """Tell whether a sum could have failed for a misreading: a whole of several amounts that are not 0."""
    left, right = outcome.result.left, outcome.result.right
    if left is None or right is None:
        return False
    return outcome.failed or (bool(left.value) and sum(bool(cell.amount_yuan) for cell in right.cells) > 1)
