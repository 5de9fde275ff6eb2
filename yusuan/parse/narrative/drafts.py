"""A statement while it is read, and whether a share that it says is borne out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.model import Statement
from yusuan.model.narrative import INCREASED
from yusuan.parse.narrative.wording import UNNAMED

_NEAR = 12
_NEAR_ENOUGH = Decimal("0.6")
"""Percentage points: shares are rounded to whole ones at the most."""


@dataclass(slots=True)
class Draft:
    """A statement as it grows while its sentence is read: value and change in ``unit``, as printed."""

    subject: str
    stated_as: str | None
    value: Decimal | None
    unit: str | None
    line: int
    text: str
    compared_with: str | None = None
    change: Decimal | None = None
    change_percent: Decimal | None = None
    direction: str | None = None
    share_percent: Decimal | None = None
    share_of: str | None = None
    reason: str | None = None

    def record(self, disclosure_id: str) -> Statement:
        """Return the finished record."""
        values = {name: getattr(self, name) for name in Draft.__slots__ if name != "line"}
        return Statement(disclosure_id=disclosure_id, source_line=self.line, source_column=None, **values)


def share_of(part: Draft, fresh: Sequence[Draft], wholes: Sequence[Draft]) -> str | None:
    """Return what a share is a share of: the nearest total before that the percentage bears out."""
    before = [draft for draft in fresh[:1] if draft.subject != part.subject and draft.share_percent is None]
    candidates = [*before, *(one for one in reversed(wholes[-_NEAR:]) if one.subject != part.subject)]
    larger = [one for one in candidates if one.value and part.value is not None and one.value >= part.value]
    fits = [one for one in larger if _is_share(part, one)]
    chosen = next(iter(fits or before or larger), None)
    return chosen.subject if chosen else None


def _is_share(part: Draft, whole: Draft) -> bool:
    """Tell whether a percentage is borne out by the part and the whole, to half a point and rounding."""
    if not whole.value or part.value is None or part.share_percent is None:
        return False
    return abs(part.value / whole.value * 100 - part.share_percent) <= _NEAR_ENOUGH


def settle(said: Draft, wholes: Sequence[Draft], drafts: list[Draft]) -> Draft:
    """Take a change from a part that cannot have it: it is a whole's if that bears it out, or nobody's.

    `收入100万元，其中上年结转5万元，比上年增加10万元，增长11.11%` says nothing of what was carried over.
    """
    if said.change is None or said.value is None or _could_be(said, said):
        return said
    if whole := next((one for one in reversed(wholes) if one is not said and _could_be(said, one)), None):
        return _move(said, whole, drafts)
    is_part = said is not wholes[0]
    if is_part and said.direction == INCREASED and said.change > said.value:
        return _move(said, replace(said, subject=UNNAMED, stated_as=None), drafts)
    return said


def settle_listed(said: Draft, listed: Sequence[Draft], drafts: list[Draft]) -> Draft:
    """Take a change from the last of some figures in a row where it is that of their sum, which none names.

    `出国费5万元，接待费3万元，用车费10万元，比上年减少2万元，下降10%`: 2 is a tenth of 20, not of 12.
    """
    if said.change_percent is None or len(listed) < 2 or said is not listed[-1] or _could_be(said, said):
        return said
    if any(one.unit != said.unit or one.value is None for one in listed):
        return said
    whole = sum((one.value or Decimal(0) for one in listed), Decimal(0))
    if not _could_be(said, replace(said, value=whole)):
        return said
    return _move(said, replace(said, subject=UNNAMED, stated_as=None, value=None), drafts)


def _could_be(said: Draft, of: Draft) -> bool:
    """Tell whether a change could be of a figure: it leaves an earlier one, of which it is the percentage."""
    if said.change is None or of.value is None or said.unit != of.unit:
        return False
    earlier = of.value + said.change * (-1 if said.direction == INCREASED else 1)
    if said.change_percent is None or earlier <= 0:
        return earlier >= 0
    return abs(said.change / earlier * 100 - said.change_percent) <= _NEAR_ENOUGH


def _move(said: Draft, to: Draft, drafts: list[Draft]) -> Draft:
    """Move a change to another statement, and return it; one that says a change already is said once more."""
    if to not in drafts or to.change is not None or to.change_percent is not None:
        to = Draft(to.subject, to.stated_as, None, said.unit, said.line, said.text)
        drafts.append(to)
    for name in ("compared_with", "change", "change_percent", "direction", "reason"):
        setattr(to, name, getattr(said, name))
        setattr(said, name, None)
    return to


def cannot_be_earlier(said: Draft, figure: Draft, direction: str) -> bool:
    """Tell whether a figure cannot be the earlier one of a statement that rose or fell: it is beyond it."""
    if said.value is None or figure.value is None or said.unit != figure.unit:
        return False
    return figure.value >= said.value if direction == INCREASED else figure.value <= said.value
