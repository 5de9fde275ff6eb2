"""Text against tables: a stated total, fund, measure or functional amount is the one that a table prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from yusuan.check.amounts import half_digit, line_words, money
from yusuan.check.document import BASIC, Document
from yusuan.check.explain import explain, other_money
from yusuan.check.figures import Figure, select
from yusuan.check.functions import candidates, spoken
from yusuan.check.result import FAIL, PASS, Result, unmet
from yusuan.check.said import (
    current_money,
    is_general,
    is_narrow,
    is_narrow_text,
    is_of_other_fund,
    name,
    operand,
    rounding,
    said_amount,
    yuan,
)
from yusuan.check.scope import whole_of
from yusuan.model import Statement
from yusuan.spec.narrative import load_narrative
from yusuan.spec.patterns import alternatives
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import bare_label, normalise

_OTHER_GRANTS = frozenset({"gov_fund", "state_capital"})
_GRAND = re.compile(alternatives(load_narrative().grand_totals))
_NARROW_FUNDS = frozenset({"general_budget", "fiscal"})


def check_stated(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the amounts of the text with the tables' figures of the same thing."""
    results: list[tuple[Statement, Result]] = []
    for statement in current_money(document):
        figures = _figures(rule, document, statement)
        result = _judged(rule, document, statement, figures) if figures else None
        if result:
            results.append((statement, result))
    yield from _proven(document, results) if rule.params.get("functions") else [r for _, r in results]
    if not results:
        yield unmet(rule)


def _proven(document: Document, results: Sequence[tuple[Statement, Result]]) -> Iterator[Result]:
    """Yield the results; of items named by a bare name only where their passage does list such items.

    A bare name (`3.国有资产监管`) may be a project's: that others of the passage agree shows that it is not.
    """
    passed: Counter[str] = Counter()
    for statement, result in results:
        passed[document.heading_of(statement.source_line)] += 1 if result.status == PASS else -1
    for statement, result in results:
        said = spoken(statement.subject)
        marked = said.code or said.level
        if result.status == PASS or marked or passed[document.heading_of(statement.source_line)] > 0:
            yield result


def _figures(rule: Rule, document: Document, statement: Statement) -> list[Figure]:
    whole = whole_of(document, statement)
    if rule.params.get("functions"):
        said = spoken(statement.subject)
        if whole and not said.code and not said.level:
            return []
        return [item.figure for item in candidates(document, statement.subject)]
    if rule.params.get("economic"):
        return _economic(document, statement, int(rule.params["economic"]))
    if is_of_other_fund(statement, document):
        return []
    if whole and not _is_of_unit(document, whole):
        return []
    subject = re.sub(document.spec.around, "", normalise(statement.subject))
    for concept in rule.tables("concepts"):
        if re.fullmatch(concept["subject"], subject) and concept.get("text", "") in statement.text:
            return list(_selected(document, concept))
    return []


def _is_of_unit(document: Document, whole: Statement) -> bool:
    """Tell whether a figure with parts is one of the unit's totals, so that its parts are the unit's too."""
    subject = re.sub(document.spec.around, "", normalise(whole.subject))
    rules = document.spec.by_kind("stated")
    return any(re.fullmatch(c["subject"], subject) for rule in rules for c in rule.tables("concepts"))


def _economic(document: Document, statement: Statement, least: int) -> list[Figure]:
    """Return the basic table's figure of an economic item, where the sentence lists several of them."""
    named = document.basic_items
    listed = [said for said in document.said_with(statement) if normalise(said.subject) in named]
    if len(listed) < least or statement not in listed:
        return []
    figures = select(document, {"kinds": (BASIC,), "measures": ["basic"]}, "economic_item")
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

    Figures of all funds say nothing against one of the general budget alone where there is other money, nor
    those of the general budget alone against a larger one of all money.
    """
    narrow = [figure for figure in figures if figure.fund in _NARROW_FUNDS]
    is_own = is_narrow(statement, document)
    scoped = narrow if narrow and is_own else list(figures)
    best = _nearest(statement, scoped)
    wide = [figure for figure in scoped if figure.fund == "all"]
    if wide and not is_own and not yuan(statement):
        best = min(wide, key=lambda figure: abs(figure.value))
    tolerance = rounding(statement) + half_digit(best.cell, best.grid.decimals)
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
    if best.fund == "fiscal" and is_general(statement, document) and _has_other_grants(document):
        return None
    if is_own and not narrow and best.value > yuan(statement) and other_money(document):
        return None
    is_wider = not is_own and len(narrow) == len(figures) and best.value < yuan(statement)
    if is_wider and not is_narrow_text(statement) and other_money(document):
        return None
    if scope := _scope(rule, document, statement, best, tolerance):
        return Result(PASS, f"{said}，{printed}，口径不同，差额等于{scope}{where}。", left, right, tolerance)
    cause = _cause(document, statement, figures, best, tolerance)
    return Result(FAIL, f"{said}，而{printed}{cause}{where}。", left, right, tolerance)


def _nearest(statement: Statement, figures: Sequence[Figure]) -> Figure:
    """Return the nearest figure; where none is what is said, 总计 is compared with no total of the year."""
    best = min(figures, key=lambda figure: abs(figure.value - yuan(statement)))
    if best.value == yuan(statement) or not _GRAND.search(normalise(statement.subject)):
        return best
    tolerance = rounding(statement) + half_digit(best.cell, best.grid.decimals)
    grand = [f for f in figures if _GRAND.search(bare_label(f.cell.item or ""))]
    if abs(best.value - yuan(statement)) <= tolerance or not grand:
        return best
    return min(grand, key=lambda figure: abs(figure.value - yuan(statement)))


def _has_other_grants(document: Document) -> bool:
    """Tell whether 财政拨款 holds more than the general budget."""
    return any(line.amount_yuan and line.fund in _OTHER_GRANTS for line in document.budget_lines)


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
