"""Place rows by arithmetic: a row is the parent of the rows right after it that add up to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.parse.hierarchy.ascent import ascend
from yusuan.parse.hierarchy.nodes import Node, adds_up
from yusuan.spec.money import sum_error

_ZERO = Decimal(0)
_MAX_STEPS = 6000
_MAX_NESTED = 600


def place_by_sums(rows: Sequence[Node], total: Mapping[int, Decimal]) -> bool:
    """Nest rows so that those left side by side add up to the total; tell whether that was possible.

    Rows that add up to it as they are stay side by side.
    """
    if adds_up(total, rows):
        return True
    column = _main_column(rows, total)
    if column is None or len(rows) > _MAX_NESTED:
        return False
    amounts = [node.amounts.get(column, _ZERO) for node in rows]
    parents = ascend(rows, total)
    if parents is None:
        parents = ascend(rows, total, strict=True)
    if parents is None:
        parents = _Descent(amounts, total[column]).parents()
    if parents is None:
        return False
    base = min(node.level for node in rows)
    for node, parent in zip(rows, parents, strict=True):
        above = rows[parent] if parent is not None else None
        if above is not None:
            node.parent = above.number
        node.level = above.level + 1 if above else base
    return True


def _main_column(rows: Sequence[Node], total: Mapping[int, Decimal]) -> int | None:
    """Return the column that most rows print, of those of which there is a total."""
    filled = Counter(column for node in rows for column, amount in node.amounts.items() if amount)
    return max((column for column in total if total[column]), key=lambda at: (filled[at], -at), default=None)


@dataclass(slots=True)
class _Open:
    """A row, or the total, whose parts are being met: what is still to come, and how many were met."""

    row: int | None
    rest: Decimal
    terms: int = 0

    @property
    def is_met(self) -> bool:
        return abs(self.rest) <= sum_error(self.terms)

    def takes(self, amount: Decimal) -> bool:
        return amount <= self.rest + sum_error(self.terms + 1) or amount < 0


@dataclass(slots=True)
class _Descent:
    """Rows read in order, each a leaf unless that leads nowhere: then the last one that can be is a parent.

    Amounts that follow tell: what is more than the rest of all that is open belongs to a row before it.
    """

    amounts: list[Decimal]
    total: Decimal
    steps: int = field(default=_MAX_STEPS)

    def parents(self) -> list[int | None] | None:
        """Return the index of each row's parent, None at the top; or None where no nesting fits."""
        choices: list[tuple[int, tuple[_Open, ...]]] = []
        stack: tuple[_Open, ...] = (_Open(None, self.total),)
        found: list[int | None] = []
        at = 0
        while True:
            self.steps -= 1
            if self.steps < 0:
                return None
            if at == len(self.amounts):
                if all(one.is_met for one in stack):
                    return found
                fits = None
            else:
                fits = self._enter(stack, self.amounts[at])
            if fits is None:
                if not choices:
                    return None
                at, stack = choices.pop()
                found = found[:at]
                found.append(stack[-1].row)
                stack = (*stack, _Open(at, self.amounts[at]))
                at += 1
                continue
            if self.amounts[at] > 0:
                choices.append((at, fits))
            found.append(fits[-1].row)
            stack = fits
            at += 1

    def _enter(self, stack: tuple[_Open, ...], amount: Decimal) -> tuple[_Open, ...] | None:
        """Return what is open once the innermost open row takes one, met ones closed; None if it cannot."""
        while stack[-1].is_met and amount and len(stack) > 1:
            stack = stack[:-1]
        top = stack[-1]
        if not top.takes(amount):
            return None
        return (*stack[:-1], _Open(top.row, top.rest - amount, top.terms + bool(amount)))
