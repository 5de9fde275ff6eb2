"""How the checks of a document came out, as the page shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from yusuan.model import Check
from yusuan.spec.rules import Rule, load_rules

STATUS_ORDER = ("fail", "unreadable", "pass", "not_applicable")
STATUS_WORDS = {
    "pass": "相符",
    "fail": "不符",
    "not_applicable": "不适用",
    "unreadable": "没能读出，未核对",
}


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """How the checks of one rule came out in a document, and why some could not be made."""

    rule_id: str
    title: str
    counts: Counter[str]
    reasons: Sequence[Check]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The checks of one document: how many came out how, those that failed, and all by rule."""

    counts: Sequence[tuple[str, str, int]]
    fails: Sequence[Check]
    by_rule: Sequence[RuleVerdict]
    total: int


def verdicts(checks: Sequence[Check]) -> Verdicts:
    """Count checks by status and group them by rule, in the order in which they were made."""
    grouped: dict[str, list[Check]] = {}
    for check in checks:
        grouped.setdefault(check.rule, []).append(check)
    numbers = Counter(check.status for check in checks)
    counts = [(status, STATUS_WORDS[status], numbers[status]) for status in STATUS_ORDER]
    return Verdicts(
        counts=[entry for entry in counts if entry[2]],
        fails=[check for check in checks if check.status == "fail"],
        by_rule=[_of_rule(rule, found) for rule, found in grouped.items()],
        total=len(checks),
    )


def _of_rule(rule: str, checks: Sequence[Check]) -> RuleVerdict:
    return RuleVerdict(
        rule_id=rule,
        title=rule_title(rule, checks),
        counts=Counter(check.status for check in checks),
        reasons=[check for check in checks if check.status in {"not_applicable", "unreadable"}],
    )


@cache
def known_rules() -> dict[str, Rule]:
    """Return the rules that this version knows, by id."""
    return {rule.id: rule for rule in load_rules().rules}


def rule_title(rule_id: str, checks: Sequence[Check]) -> str:
    """Name a rule; one of an older package, which is known no more, by its checks' own title."""
    rule = known_rules().get(rule_id)
    return rule.title if rule else checks[0].title
