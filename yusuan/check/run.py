"""Run the rules over a disclosure and add what they found to its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

from yusuan.check.at_most import check_at_most
from yusuan.check.balance import check_balance
from yusuan.check.change import check_change
from yusuan.check.citation import check_citation
from yusuan.check.column_sum import check_column_sum
from yusuan.check.completeness import check_contents, check_empty, check_owed_table, check_owed_text
from yusuan.check.document import Document
from yusuan.check.equality import check_equality
from yusuan.check.formula import check_formula
from yusuan.check.implied import check_implied
from yusuan.check.indicator import check_indicator
from yusuan.check.operating import check_operating
from yusuan.check.parts import check_parts
from yusuan.check.period import check_period
from yusuan.check.printing import check_heading_year, check_repeated_row, check_title
from yusuan.check.product import check_product
from yusuan.check.projects import check_named_project, check_project_amount, check_project_count
from yusuan.check.restated import check_restated
from yusuan.check.result import FAIL, PASS, Operand, Result, unreadable
from yusuan.check.reversal import check_reversal
from yusuan.check.row_sum import check_row_sum
from yusuan.check.share import check_share
from yusuan.check.stated import check_stated
from yusuan.model import Check, ParsedDisclosure
from yusuan.spec.rules import Rule, RuleSpec, load_rules

_DECIMALS = Decimal("0.000001")

CHECKERS: Mapping[str, Callable[[Rule, Document], Iterator[Result]]] = {
    "column_sum": check_column_sum,
    "row_sum": check_row_sum,
    "balance": check_balance,
    "equality": check_equality,
    "at_most": check_at_most,
    "formula": check_formula,
    "stated": check_stated,
    "operating": check_operating,
    "change": check_change,
    "reversal": check_reversal,
    "implied": check_implied,
    "share": check_share,
    "restated": check_restated,
    "parts": check_parts,
    "product": check_product,
    "project_count": check_project_count,
    "named_project": check_named_project,
    "project_amount": check_project_amount,
    "indicator": check_indicator,
    "period": check_period,
    "citation": check_citation,
    "heading_year": check_heading_year,
    "repeated_row": check_repeated_row,
    "title": check_title,
    "contents": check_contents,
    "empty": check_empty,
    "owed_table": check_owed_table,
    "owed_text": check_owed_text,
}


def check_disclosure(parsed: ParsedDisclosure, spec: RuleSpec | None = None) -> ParsedDisclosure:
    """Return the disclosure with its checks, and how many passed and failed in its own row."""
    document = Document(parsed, spec or load_rules())
    checks = _numbered(document)
    status = Counter(check.status for check in checks)
    disclosure = replace(parsed.disclosure, checks_passed=status[PASS], checks_failed=status[FAIL])
    records = {**parsed.records, "disclosures": (disclosure,), "checks": checks}
    return replace(parsed, disclosure=disclosure, records=records)


def run_rule(rule: Rule, document: Document) -> list[Result]:
    """Return a rule's results; where it raises, one result that says so and never passes."""
    try:
        return list(CHECKERS[rule.kind](rule, document))
    except Exception as error:  # a rule must never stop a document from being published
        reason = f"{type(error).__name__}：{error}" if str(error) else type(error).__name__
        return [unreadable(f"本规则未能运行（{reason}），不计为相符。")]


def _numbered(document: Document) -> tuple[Check, ...]:
    """Return the results of all rules as records; an id is rule and line, and a number where it repeats."""
    seen: Counter[str] = Counter()
    checks = []
    for rule in document.spec.rules:
        for result in run_rule(rule, document):
            line = next((o.line for o in (result.left, result.right) if o and o.line), 0)
            base = f"{rule.id}-l{line}"
            seen[base] += 1
            number = f"-{seen[base]}" if seen[base] > 1 else ""
            checks.append(_record(document, rule, result, base + number))
    return tuple(checks)


def _record(document: Document, rule: Rule, result: Result, check_id: str) -> Check:
    left, right = (operand or Operand("") for operand in (result.left, result.right))
    return Check(
        disclosure_id=document.disclosure.disclosure_id,
        check_id=check_id,
        rule=rule.id,
        title=rule.title,
        headline=None,
        nature=None,
        cause_id=None,
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


def _published(value: Decimal | None, rounding: str = ROUND_HALF_EVEN) -> Decimal | None:
    """Round a figure to the decimals that checks are published with; products and halves can have more."""
    return (
        value if value is None or value == value.quantize(_DECIMALS) else value.quantize(_DECIMALS, rounding)
    )
