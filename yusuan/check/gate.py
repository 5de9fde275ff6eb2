"""Prove the reading before accusing the document: publish what fails where no misreading explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yusuan.check.amounts import line_words
from yusuan.check.bearing import Bearing, measure_bearing
from yusuan.check.document import Document
from yusuan.check.doubts_across import Comparisons, doubt_of_comparison
from yusuan.check.doubts_within import doubt_of_column, doubt_of_row
from yusuan.check.headline import nature_of
from yusuan.check.result import Outcome, unreadable
from yusuan.check.standing import standing
from yusuan.check.sums import Sums
from yusuan.check.witnesses import Witnesses

_ACROSS = frozenset({"equality", "stated", "operating", "at_most", "balance"})


def passed_gate(document: Document, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes; failures of one rule and table that may be a misreading are one ``unreadable``."""
    bearing = measure_bearing(outcomes)
    witnesses = Witnesses.of(document)
    sums, comparisons = Sums.of(outcomes, witnesses), Comparisons.of(document, outcomes)
    reasons: dict[int, str] = {}
    for number, outcome in enumerate(outcomes):
        reason = None
        if outcome.failed:
            reason = _secrecy(document, outcome) or _doubt(outcome, bearing, sums, comparisons)
        if reason:
            reasons[number] = reason
    for number in standing(outcomes, reasons):
        del reasons[number]
    doubtful: dict[tuple[object, ...], list[Outcome]] = {}
    for number in reasons:
        doubtful.setdefault(_group(outcomes[number]), []).append(outcomes[number])
    kept: list[Outcome] = []
    for number, outcome in enumerate(outcomes):
        if number not in reasons:
            kept.append(outcome)
        elif doubtful[_group(outcome)][0] is outcome:
            kept.append(_unread(outcome, reasons[number], len(doubtful[_group(outcome)])))
    return kept


def _doubt(outcome: Outcome, bearing: Bearing, sums: Sums, comparisons: Comparisons) -> str | None:
    """Say why a failure may be our misreading, or None where it is the document's.

    A difference in the last digit cannot come from a misreading: the sum is all but right.
    """
    if nature_of(outcome.rule, outcome.result) == "last_digit":
        return None
    if outcome.rule.kind == "column_sum":
        return doubt_of_column(outcome, bearing, sums)
    if outcome.rule.kind == "row_sum":
        return doubt_of_row(outcome, sums)
    if outcome.rule.kind in _ACROSS:
        return doubt_of_comparison(outcome, bearing, comparisons)
    return None


def _secrecy(document: Document, outcome: Outcome) -> str | None:
    """Say that secret projects, which the document says it leaves out, may be the difference."""
    line, difference = document.secrecy_line, outcome.result.difference
    falls_short = outcome.rule.kind != "column_sum" or (difference is not None and difference > 0)
    if outcome.rule.kind == "row_sum" or not falls_short:
        return None
    of_projects = any(cell.project or cell.measure == "project" for cell in outcome.result.cells)
    if line is None or not (of_projects or outcome.rule.kind == "column_sum"):
        return None
    return f"文件注明涉密事项在公开时剔除{line_words(line)}，所列各项可能因此不全"


def _group(outcome: Outcome) -> tuple[object, ...]:
    return (outcome.rule.id, *_in_order(cell.table_id for cell in outcome.result.cells))


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(set(names))


def _unread(outcome: Outcome, reason: str, count: int) -> Outcome:
    result = outcome.result
    many = f"共{count}处；" if count > 1 else ""
    words = f"{many}{reason}，不能断定是文件有误，未核对。{result.message}"
    return Outcome(outcome.rule, unreadable(words, result.left, result.right))
