"""A statement while it is read, and whether a share that it says is borne out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import Statement

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


def is_share(part: Draft, whole: Draft) -> bool:
    """Tell whether a percentage is borne out by the part and the whole, to half a point and rounding."""
    if not whole.value or part.value is None or part.share_percent is None:
        return False
    return abs(part.value / whole.value * 100 - part.share_percent) <= _NEAR_ENOUGH
