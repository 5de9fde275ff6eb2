"""This year against last year, as the document says it and with its own reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import Check, Statement
from yusuan.site.amounts import format_yuan
from yusuan.site.packages import UnitPackage
from yusuan.site.views.stated import change_words, find_doubt, previous_amount
from yusuan.spec.money import FACTORS

SHOWN = 8
DIRECTIONS = ("增加", "减少")


@dataclass(frozen=True, slots=True)
class ReasonedChange:
    """A change with its reason, both as the document says; the bars' lengths, and the line that says it.

    ``previous`` is empty where the document lets no amount of last year be known; ``doubt`` is a check that
    failed with one of these figures.
    """

    subject: str
    now: str
    previous: str
    is_computed: bool
    words: str
    reason: str
    line: int
    lengths: tuple[int, int]
    doubt: Check | None


def reasoned_changes(unit: UnitPackage) -> list[ReasonedChange]:
    """List the changes that the text gives a reason for, the largest first."""
    seen: dict[tuple[str, Decimal | None], ReasonedChange] = {}
    weights: dict[tuple[str, Decimal | None], Decimal] = {}
    for said in unit.statements:
        if not _is_reasoned(said):
            continue
        key = (said.subject, said.value)
        if key not in seen:
            seen[key] = _change(unit, said)
            weights[key] = _weight(said)
    ordered = sorted(seen, key=lambda key: (-weights[key], seen[key].line))
    return [seen[key] for key in ordered[:SHOWN]]


def _is_reasoned(said: Statement) -> bool:
    is_figure = said.change is not None or said.change_percent is not None
    is_money = said.value is not None and said.unit in FACTORS
    is_other_year = re.match(r"20\d\d年", said.stated_as or "") is not None
    return bool(said.reason) and is_figure and is_money and said.direction in DIRECTIONS and not is_other_year


def _weight(said: Statement) -> Decimal:
    """Estimate how much money a change is about, by what the document says of it."""
    factor = FACTORS[said.unit or ""]
    if said.change is not None:
        return abs(said.change) * factor
    return abs((said.value or Decimal(0)) * (said.change_percent or Decimal(0))) * factor / 100


def _change(unit: UnitPackage, said: Statement) -> ReasonedChange:
    now = (said.value or Decimal(0)) * FACTORS[said.unit or ""]
    before = previous_amount(unit.statements, said)
    fails = unit.fails_by_line.get(said.source_line, [])
    return ReasonedChange(
        said.subject,
        format_yuan(now),
        format_yuan(before[0]) if before else "",
        bool(before and before[1]),
        change_words(said),
        said.reason or "",
        said.source_line,
        _lengths([now, before[0]] if before else [now]),
        find_doubt(fails, said),
    )


def _lengths(amounts: Sequence[Decimal]) -> tuple[int, int]:
    """Return the bars of this and last year in thousandths of the longer."""
    longest = max(amounts)
    if longest <= 0:
        return 0, 0
    now, *before = [max(0, int(amount / longest * 1000)) for amount in amounts]
    return now, before[0] if before else 0
