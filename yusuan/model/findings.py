"""What was checked, what was left over, and what was masked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Check:
    """One 勾稽 check: what was compared, both operands with their lines, and how it came out."""

    RESOURCE: ClassVar[str] = "checks"

    disclosure_id: str
    check_id: str
    rule: str
    title: str
    headline: str | None
    nature: str | None
    cause_id: str | None
    status: str
    left_label: str | None
    left_value: Decimal | None
    left_line: int | None
    right_label: str | None
    right_value: Decimal | None
    right_line: int | None
    difference: Decimal | None
    tolerance: Decimal | None
    message: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """One data cell that became no record, and why."""

    RESOURCE: ClassVar[str] = "leftovers"

    disclosure_id: str
    source_line: int
    source_column: int
    text: str
    reason: str
    source_page: int | None = None


@dataclass(frozen=True, slots=True)
class Redaction:
    """How much private data of one class was masked; never the data itself."""

    RESOURCE: ClassVar[str] = "redactions"

    disclosure_id: str
    class_: str
    count: int
