"""Text against tables: a stated total, fund, measure or functional amount is the one that a table prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yusuan.check.amounts import line_words, money
from yusuan.check.document import Document
from yusuan.check.explain import explain, other_money
from yusuan.check.figures import Figure, select
from yusuan.check.functions import candidates
from yusuan.check.result import FAIL, PASS, Result, not_applicable
from yusuan.check.said import (
    current_money,
    is_narrow,
    is_narrow_text,
    is_of_other_fund,
    name,
    operand,
    rounding,
    said_amount,
    yuan,
)
from yusuan.model import Statement
from yusuan.spec.money import FACTORS
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import bare_label, normalise

_BASIC = ("general_budget_basic",)
_NARROW_FUNDS = frozenset({"general_budget", "fiscal"})
_WORDS_AROUND = re.compile(
    r"^(?:相应安排|本部门|本单位|本年度?|当年|全年|其中[:：]?|预计|安排|共|年)+|[“”\"]"
)


def check_stated(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the amounts of the text with the tables' figures of the same thing."""
    found = False
    for statement in current_money(document):
        figures = _figures(rule, document, statement)
        result = _judged(rule, document, statement, figures) if figures else None
        if result:
            found = True
            yield result
    if not found:
        yield not_applicable(rule.condition)


def _figures(rule: Rule, document: Document, statement: Statement) -> list[Figure]:
    if rule.params.get("functions"):
        return [item.figure for item in candidates(document, statement.subject)]
    if rule.params.get("economic"):
        return _economic(document, statement, int(rule.params["economic"]))
    if is_of_other_fund(statement, document):
        return []
    subject = _WORDS_AROUND.sub("", normalise(statement.subject))
    for concept in rule.tables("concepts"):
        if re.fullmatch(concept["subject"], subject) and concept.get("text", "") in statement.text:
            return list(_selected(document, concept))
    return []


def _economic(document: Document, statement: Statement, least: int) -> list[Figure]:
    """Return the basic table's figure of an economic item, where the sentence lists several of them."""
    named = {bare_label(e.economic_name or "") for e in document.budget_lines if e.table_kind in _BASIC}
    listed = [s for s in document.statements if s.text == statement.text and normalise(s.subject) in named]
    if len(listed) < least or statement not in listed:
        return []
    figures = select(document, {"kinds": _BASIC, "measures": ["basic"]}, "economic_item")
    return [f for (item, _), found in figures.items() if item == normalise(statement.subject) for f in found]


def _selected(document: Document, concept: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield a concept's figures for the document's own year."""
    for by in concept.get("by", ("total",)):
        wanted = concept.get("items")
        for (item, _), figures in select(document, concept, by).items():
            for figure in figures:
                if wanted is None or item in wanted:
                    yield figure


def _judged(rule: Rule, document: Document, statement: Statement, figures: Sequence[Figure]) -> Result | None:
    """Judge a statement by the figures of its own scope where the tables print such, else by any.

    Figures of all funds say nothing against one of the general budget alone where there is other money.
    """
    narrow = [figure for figure in figures if figure.fund in _NARROW_FUNDS]
    is_own = is_narrow(statement, document)
    scoped = narrow if narrow and is_own else list(figures)
    best = min(scoped, key=lambda figure: abs(figure.value - yuan(statement)))
    tolerance = rounding(statement) + FACTORS[best.unit] * Decimal("0.005")
    said = f"文字称{name(statement)}{said_amount(statement)}"
    printed = f"{best.operand.label}印为{money(best.value, best.unit)}"
    where = line_words(statement.source_line, best.operand.line)
    left, right = operand(statement), best.operand
    if abs(best.value - yuan(statement)) <= tolerance:
        return Result(PASS, f"{said}，与{printed}相符{where}。", left, right, tolerance)
    if _cut_off(statement, best):
        return Result(
            PASS, f"{said}，与{printed}相符，末位是截去而不是四舍五入{where}。", left, right, tolerance
        )
    if is_own and not narrow and best.value > yuan(statement) and other_money(document):
        return None
    if scope := _scope(rule, document, statement, best, tolerance):
        return Result(PASS, f"{said}，{printed}，口径不同，差额等于{scope}{where}。", left, right, tolerance)
    cause = _cause(document, statement, figures, best, tolerance)
    return Result(FAIL, f"{said}，而{printed}{cause}{where}。", left, right, tolerance)


def _scope(
    rule: Rule, document: Document, statement: Statement, figure: Figure, tolerance: Decimal
) -> str | None:
    """Name the 上年结转 that a figure of this year leaves out; the other money, that a total of grants does.

    How far a rule's figures may differ is its parameter ``scoped``: by ``carried`` or by ``any`` other money.
    """
    difference = figure.value - yuan(statement)
    scoped = rule.params.get("scoped")
    if scoped == "any" and (is_narrow(statement, document) or is_narrow_text(statement)):
        return explain(document, difference, tolerance)
    return explain(document, difference, tolerance, only_carried=True) if scoped and difference > 0 else None


def _cut_off(statement: Statement, figure: Figure) -> bool:
    """Tell whether a stated amount is the printed one with its further digits cut off."""
    return Decimal(0) <= figure.value - yuan(statement) < 2 * rounding(statement)


def _cause(
    document: Document, statement: Statement, figures: Sequence[Figure], best: Figure, tolerance: Decimal
) -> str:
    """Name the likely cause: the figure of all funds put under one, by an amount printed elsewhere."""
    wider = [figure for figure in figures if abs(figure.value - yuan(statement)) <= tolerance]
    reason = explain(document, best.value - yuan(statement), tolerance)
    if wider and reason:
        return f"；文字所用是{wider[0].operand.label}的数，差额等于{reason}，疑把其他资金一并算入"
    if wider:
        return f"；文字所用是{wider[0].operand.label}的数"
    return f"；差额等于{reason}" if reason else ""
