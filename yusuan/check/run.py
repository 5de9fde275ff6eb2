"""Run the rules over a disclosure and add what they found to its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from yusuan.check.causes import causes_of
from yusuan.check.document import Document
from yusuan.check.gate import passed_gate
from yusuan.check.headline import headline_of, nature_of
from yusuan.check.result import FAIL, PASS, Operand, Outcome, Result, unreadable
from yusuan.check.rules import CHECKERS
from yusuan.model import Check, ParsedDisclosure
from yusuan.spec.rules import Rule, RuleSpec, load_rules

_DECIMALS = Decimal("0.000001")


def check_disclosure(parsed: ParsedDisclosure, spec: RuleSpec | None = None) -> ParsedDisclosure:
    """Return the disclosure with its checks, and how many passed and failed in its own row.

    A rule that breaks is named in ``faults``, which the run's report prints.
    """
    document = Document(parsed, spec or load_rules())
    faults: list[str] = []
    outcomes = [
        Outcome(rule, result) for rule in document.spec.rules for result in run_rule(rule, document, faults)
    ]
    checks = _numbered(document, passed_gate(document, outcomes))
    status = Counter(check.status for check in checks)
    disclosure = replace(parsed.disclosure, checks_passed=status[PASS], checks_failed=status[FAIL])
    records = {**parsed.records, "disclosures": (disclosure,), "checks": checks}
    return replace(parsed, disclosure=disclosure, records=records, faults=(*parsed.faults, *faults))


def run_rule(rule: Rule, document: Document, faults: list[str]) -> list[Result]:
    """Return a rule's results; where it raises, one result that says so and never passes, and a fault."""
    try:
        return list(CHECKERS[rule.kind](rule, document))
    except Exception as error:  # a rule must never stop a document from being published
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        faults.append(f"rule {rule.id} did not run: {reason}")
        return [unreadable(f"本规则未能运行（{reason}），不计为相符。")]


def _numbered(document: Document, outcomes: Sequence[Outcome]) -> tuple[Check, ...]:
    """Return the results of all rules as records; an id is rule and line, and a number where it repeats."""
    seen: Counter[str] = Counter()
    ids = []
    for outcome in outcomes:
        operands = (outcome.result.left, outcome.result.right)
        line = next((o.line for o in operands if o and o.line), 0)
        base = f"{outcome.rule.id}-l{line}"
        seen[base] += 1
        ids.append(base + (f"-{seen[base]}" if seen[base] > 1 else ""))
    causes = causes_of(outcomes, ids)
    return tuple(
        _record(document, outcome, check_id, cause)
        for outcome, check_id, cause in zip(outcomes, ids, causes, strict=True)
    )


def _record(document: Document, outcome: Outcome, check_id: str, cause: str | None) -> Check:
    rule, result = outcome.rule, outcome.result
    left, right = (operand or Operand("") for operand in (result.left, result.right))
    return Check(
        disclosure_id=document.disclosure.disclosure_id,
        check_id=check_id,
        rule=rule.id,
        title=rule.title,
        headline=headline_of(rule, result) if outcome.failed else None,
        nature=nature_of(rule, result) if outcome.failed else None,
        cause_id=cause,
        status=result.status,
        left_label=left.label or None,
        left_value=_published(left.value),
        left_line=left.line,
        right_label=right.label or None,
        right_value=_published(right.value),
        right_line=right.line,
        difference=_published(result.difference),
        tolerance=_published(result.tolerance, ROUND_CEILING),
        message=result.message,
    )


def _published(value: Decimal | None, rounding: str = ROUND_HALF_UP) -> Decimal | None:
    """Round a figure to the decimals that checks are published with; products and halves can have more.

    A tolerance is rounded up, so that what passed is within what is published.
    """
    is_exact = value is None or value == value.quantize(_DECIMALS)
    return value if is_exact or value is None else value.quantize(_DECIMALS, rounding)
