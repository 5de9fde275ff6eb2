"""How the checks of a document came out, as the page shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from yusuan.model import Check
from yusuan.spec.labels import labels_of
from yusuan.spec.rules import Rule, load_rules

STATUS_ORDER = ("fail", "unreadable", "pass", "not_applicable")
STATUS_WORDS = labels_of("checks", "status")

TRIFLES = frozenset({"missing", "last_digit"})
"""Natures that are no contradiction between figures that a reader would be struck by."""

_RANKS = {"missing": 1, "target": 2, "last_digit": 3}
_SLIGHT = Decimal("0.01")
_POINT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Cause:
    """What fails for one cause: the first of its checks, and the further rows that fail with it."""

    check: Check
    rows: Sequence[Check]


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """How the checks of one rule came out in a document, and why some could not be made."""

    rule_id: str
    title: str
    counts: Counter[str]
    reasons: Sequence[Check]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The checks of one document: how many came out how, those that failed, and all by rule.

    The site counts by two words: a check that could be made is 一项, what fails for one cause is 一处.
    """

    counts: Sequence[tuple[str, str, int]]
    causes: Sequence[Cause]
    by_rule: Sequence[RuleVerdict]
    made: int
    failed: int


def verdicts(checks: Sequence[Check]) -> Verdicts:
    """Count checks by status and group them by rule, in the order in which they were made."""
    grouped: dict[str, list[Check]] = {}
    for check in checks:
        grouped.setdefault(check.rule, []).append(check)
    numbers = Counter(check.status for check in checks)
    counts = [(status, STATUS_WORDS[status], numbers[status]) for status in STATUS_ORDER]
    return Verdicts(
        counts=[entry for entry in counts if entry[2]],
        causes=causes_of(checks),
        by_rule=[_of_rule(rule, found) for rule, found in grouped.items()],
        made=numbers["pass"] + numbers["fail"],
        failed=numbers["fail"],
    )


def causes_of(checks: Iterable[Check]) -> list[Cause]:
    """Return what failed, one entry a cause, headed by the gravest of its checks, the gravest cause first."""
    grouped: dict[str, list[Check]] = {}
    for check in checks:
        if check.status == "fail":
            grouped.setdefault(check.cause_id or check.check_id, []).append(check)
    ordered = [sorted(rows, key=gravity) for rows in grouped.values()]
    causes = [Cause(rows[0], rows[1:]) for rows in ordered]
    return sorted(causes, key=lambda cause: gravity(cause.check))


def gravity(check: Check) -> tuple[int, bool, Decimal, Decimal]:
    """Return what failures are sorted by: what a newspaper would print first comes first.

    Figures that contradict each other, missing tables, targets, last digits; among each, differences of less
    than a hundredth, or of a percentage point, behind the others; then more money, then a larger part.
    """
    rule = known_rules().get(check.rule)
    unit = rule.unit if rule else ""
    apart = abs(check.difference or Decimal(0))
    largest = max(abs(value or Decimal(0)) for value in (check.left_value, check.right_value))
    part = apart / largest if largest else Decimal(0)
    slight = apart < _POINT if unit == "%" else part < _SLIGHT
    amount = apart if unit == "元" else Decimal(0)
    return _RANKS.get(check.nature or "", 0), slight, -amount, -part


def _of_rule(rule: str, checks: Sequence[Check]) -> RuleVerdict:
    return RuleVerdict(
        rule_id=rule,
        title=rule_title(rule, checks[0].title),
        counts=Counter(check.status for check in checks),
        reasons=[check for check in checks if check.status in {"not_applicable", "unreadable"}],
    )


@cache
def known_rules() -> dict[str, Rule]:
    """Return the rules that this version knows, by id."""
    return {rule.id: rule for rule in load_rules().rules}


def rule_title(rule_id: str, own: str) -> str:
    """Name a rule; one of an older package, which is known no more, by its checks' own title."""
    rule = known_rules().get(rule_id)
    return rule.title if rule else own
