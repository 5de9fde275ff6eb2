"""The sums within tables by what they have in common: the row that is the whole, the columns they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.check.bearing import column_of, says_something
from yusuan.check.result import PASS, Outcome
from yusuan.check.witnesses import Witnesses
from yusuan.model import BudgetLine
from yusuan.spec.spelling import bare_label

Group = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """How the rows of a column went whose total other columns split, those of no amount left out.

    ``failed`` are the totals that were not met, ``held`` counts those that were, ``telling`` those of them
    that add up several amounts, in the columns ``seen``.
    """

    failed: frozenset[Decimal]
    held: int
    telling: int
    seen: frozenset[str]

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Split:
        """Count the outcomes of one column."""
        group = [outcome for outcome in outcomes if value_of(outcome)]
        held = [outcome for outcome in group if outcome.result.status == PASS]
        return cls(
            frozenset(value_of(outcome) for outcome in group if outcome.failed),
            len(held),
            sum(map(says_something, held)),
            frozenset(cell.column for outcome in held for cell in parts_of(outcome) if cell.amount_yuan),
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums within tables: by row and by column what rows add up to, by column what columns do."""

    by_row: Mapping[Group, Sequence[Outcome]]
    by_column: Mapping[Group, Sequence[Outcome]]
    by_split: Mapping[Group, Split]
    added_up: Sequence[tuple[str, frozenset[tuple[str, Decimal]]]]
    witnesses: Witnesses

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], witnesses: Witnesses) -> Sums:
        """Group the outcomes of sums within tables."""
        rows: dict[Group, list[Outcome]] = {}
        columns: dict[Group, list[Outcome]] = {}
        splits: dict[Group, list[Outcome]] = {}
        for outcome in outcomes:
            if outcome.result.left is None or not outcome.result.left.cells:
                continue
            if outcome.rule.kind == "column_sum":
                rows.setdefault(row_key(outcome), []).append(outcome)
                columns.setdefault(column_of(whole_of(outcome)), []).append(outcome)
            elif outcome.rule.kind == "row_sum":
                splits.setdefault(split_key(outcome), []).append(outcome)
        added_up = [
            (whole_of(outcome).table_id, named_parts(outcome))
            for group in rows.values()
            for outcome in group
            if outcome.result.status == PASS
        ]
        by_split = {key: Split.of(group) for key, group in splits.items()}
        return cls(rows, columns, by_split, added_up, witnesses)


def whole_of(outcome: Outcome) -> BudgetLine:
    """Return the amount that is printed as the whole."""
    assert outcome.result.left is not None
    return outcome.result.left.cells[0]


def value_of(outcome: Outcome) -> Decimal:
    """Return what is printed as the whole, in yuan; 0 where it has no value."""
    return (outcome.result.left.value if outcome.result.left else None) or Decimal(0)


def parts_of(outcome: Outcome) -> tuple[BudgetLine, ...]:
    """Return the amounts that were added up."""
    return outcome.result.right.cells if outcome.result.right else ()


def named_parts(outcome: Outcome) -> frozenset[tuple[str, Decimal]]:
    """Return the parts of a sum that are not 0, by name and amount."""
    cells = parts_of(outcome)
    return frozenset((bare_label(c.item or ""), c.amount_yuan) for c in cells if c.amount_yuan)


def row_key(outcome: Outcome) -> Group:
    """Return what the sums of one row's columns have in common."""
    whole = whole_of(outcome)
    return outcome.rule.id, whole.table_id, whole.side, whole.row


def split_key(outcome: Outcome) -> Group:
    """Return what the sums of one column's rows have in common."""
    return outcome.rule.id, *column_of(whole_of(outcome))
