"""Which doubtful sums stand all the same: those of a column in which another failure is proven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yusuan.check.bearing import column_of, says_something
from yusuan.check.doubts_within import UNPROVEN, are_coded
from yusuan.check.headline import nature_of
from yusuan.check.result import PASS, Outcome
from yusuan.model import BudgetLine


def standing(outcomes: Sequence[Outcome], reasons: Mapping[int, str]) -> frozenset[int]:
    """Return the numbers of the doubtful sums that share the cause of a proven one.

    A column that slid against its rows breaks every sum that it is in. Where one of them is proven to be the
    document's, the others are further rows of the same finding: sums of rows that codes print to be the
    parts, and sums of a row where another row shows that these columns do add up.
    """
    broken = {
        column_of(whole)
        for number, outcome in enumerate(outcomes)
        if number not in reasons and _is_proven(outcome) and (whole := _whole(outcome))
    }
    splitting = {_split(outcome) for outcome in outcomes if _shows_columns(outcome)}
    return frozenset(
        number
        for number, reason in reasons.items()
        if reason in UNPROVEN
        and (whole := _whole(outcomes[number]))
        and column_of(whole) in broken
        and (_has_coded_parts(outcomes[number], whole) or _split(outcomes[number]) in splitting)
    )


def _whole(outcome: Outcome) -> BudgetLine | None:
    left = outcome.result.left
    return left.cells[0] if left and left.cells else None


def _is_proven(outcome: Outcome) -> bool:
    is_sum = outcome.failed and outcome.rule.kind == "column_sum"
    return is_sum and nature_of(outcome.rule, outcome.result) != "last_digit"


def _has_coded_parts(outcome: Outcome, whole: BudgetLine) -> bool:
    right = outcome.result.right
    return outcome.rule.kind == "column_sum" and right is not None and are_coded(whole, right.cells)


def _shows_columns(outcome: Outcome) -> bool:
    held = outcome.rule.kind == "row_sum" and outcome.result.status == PASS
    return held and says_something(outcome)


def _split(outcome: Outcome) -> tuple[object, ...]:
    """Return what two sums of a row have in common: their rule, and the column that is split."""
    whole = _whole(outcome)
    return (outcome.rule.id, *column_of(whole)) if whole and outcome.rule.kind == "row_sum" else ()
