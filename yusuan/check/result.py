"""What a check yields: two operands, how far apart they are, and a sentence; never an exception."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.spec.rules import Rule

PASS = "pass"
FAIL = "fail"
NOT_APPLICABLE = "not_applicable"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison: what it is, its value (money in yuan), and the line that prints it.

    ``cells`` are the amounts of tables that the value is, or is the sum of; none where the text states it.
    ``printed`` is how the document writes it, where a headline quotes that: 0.27万元, >100%.
    """

    label: str
    value: Decimal | None = None
    line: int | None = None
    cells: tuple[BudgetLine, ...] = ()
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How one comparison came out.

    ``headline`` and ``unit`` stand for the rule's own where this comparison is worded or measured otherwise.
    ``missing`` is the title of the one table that it says is not printed.
    """

    status: str
    message: str
    left: Operand | None = None
    right: Operand | None = None
    tolerance: Decimal | None = None
    headline: str | None = None
    unit: str | None = None
    missing: str | None = None

    @property
    def difference(self) -> Decimal | None:
        """Left minus right, or None where one of them has no value."""
        if self.left is None or self.right is None or self.left.value is None or self.right.value is None:
            return None
        return self.left.value - self.right.value

    @property
    def cells(self) -> tuple[BudgetLine, ...]:
        """The amounts of tables on either side."""
        return (*(self.left.cells if self.left else ()), *(self.right.cells if self.right else ()))

    def noted(self, note: str) -> Result:
        """Return the result with a note at the end of its sentence."""
        return replace(self, message=f"{self.message.rstrip('。')}；{note}。")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result and the rule that it is of."""

    rule: Rule
    result: Result

    @property
    def failed(self) -> bool:
        """Tell whether the comparison failed."""
        return self.result.status == FAIL


def compared(left: Operand, right: Operand, tolerance: Decimal, right_words: str, wrong_words: str) -> Result:
    """Compare two operands; ``right_words`` is the sentence where they agree, ``wrong_words`` where not."""
    assert left.value is not None and right.value is not None
    agrees = abs(left.value - right.value) <= tolerance
    return Result(PASS if agrees else FAIL, right_words if agrees else wrong_words, left, right, tolerance)


def not_applicable(reason: str) -> Result:
    """Say that a rule's condition is not met in this document."""
    return Result(NOT_APPLICABLE, reason)


def unmet(rule: Rule) -> Result:
    """Say that a document has nothing that a rule is about; the condition is what it lacks."""
    return not_applicable(f"没有遇到可以这样核对的地方。条件是：{rule.condition}")


def unreadable(reason: str, left: Operand | None = None, right: Operand | None = None) -> Result:
    """Say that a comparison could not be made; with the figures that it was to be made of, where known."""
    return Result(UNREADABLE, reason, left, right)
