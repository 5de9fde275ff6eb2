"""What a check yields: two operands, how far apart they are, and a sentence; never an exception."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

PASS = "pass"
FAIL = "fail"
NOT_APPLICABLE = "not_applicable"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison: what it is, its value (money in yuan), and the line that prints it."""

    label: str
    value: Decimal | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How one comparison came out."""

    status: str
    message: str
    left: Operand | None = None
    right: Operand | None = None
    tolerance: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """Left minus right, or None where one of them has no value."""
        if self.left is None or self.right is None or self.left.value is None or self.right.value is None:
            return None
        return self.left.value - self.right.value

    def noted(self, note: str) -> Result:
        """Return the result with a note at the end of its sentence."""
        return replace(self, message=f"{self.message.rstrip('。')}；{note}。")


def compared(left: Operand, right: Operand, tolerance: Decimal, right_words: str, wrong_words: str) -> Result:
    """Compare two operands; ``right_words`` is the sentence where they agree, ``wrong_words`` where not."""
    assert left.value is not None and right.value is not None
    agrees = abs(left.value - right.value) <= tolerance
    return Result(PASS if agrees else FAIL, right_words if agrees else wrong_words, left, right, tolerance)


def not_applicable(reason: str) -> Result:
    """Say that a rule's condition is not met in this document."""
    return Result(NOT_APPLICABLE, reason)


def unreadable(reason: str) -> Result:
    """Say that a comparison could not be made."""
    return Result(UNREADABLE, reason)
