"""Text against tables: 机关运行经费 is its own table's total, or 公用经费 of a unit without institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.check.amounts import half_digit, line_words, money
from yusuan.check.document import Document
from yusuan.check.figures import Figure, select
from yusuan.check.result import FAIL, PASS, Result, unmet
from yusuan.check.said import current_money, name, operand, rounding, said_amount, yuan
from yusuan.model import Statement
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise


def check_operating(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare stated 机关运行经费 with the table's, else with 公用经费 where that must be the same."""
    own = _figures(document, rule.words("own_kinds"), "operating_expense")
    public = _figures(document, rule.words("public_kinds"), "basic_public")
    found = False
    for statement in current_money(document):
        if not re.fullmatch(rule.text("subject"), normalise(statement.subject)):
            continue
        figures = own or public
        if figures and (own or _agrees(statement, public) or not _has_institutions(rule, document)):
            found = True
            yield _judged(statement, figures)
    if not found:
        yield unmet(rule)


def _figures(document: Document, kinds: tuple[str, ...], measure: str) -> list[Figure]:
    chosen = {"kinds": kinds, "measures": [measure], "funds": ["general_budget", "all"]}
    return [figure for figures in select(document, chosen, "total").values() for figure in figures]


def _has_institutions(rule: Rule, document: Document) -> bool:
    """Tell whether a unit pays for institutions (事业单位), whose public funds are no 机关运行经费."""
    names = {line.function_name or line.item or "" for line in document.budget_lines}
    return any(rule.pattern("institutions").search(name) for name in names)


def _agrees(statement: Statement, figures: list[Figure]) -> bool:
    return any(abs(figure.value - yuan(statement)) <= rounding(statement) for figure in figures)


def _judged(statement: Statement, figures: list[Figure]) -> Result:
    best = min(figures, key=lambda figure: abs(figure.value - yuan(statement)))
    tolerance = rounding(statement) + half_digit(best.cell, best.grid.decimals)
    agree = abs(best.value - yuan(statement)) <= tolerance
    printed = f"{best.operand.label}印为{money(best.value, best.unit)}"
    said = f"文字称{name(statement)}{said_amount(statement)}，{printed}"
    where = line_words(statement.source_line, best.operand.line)
    words = f"{said}，{'相符' if agree else '不符'}{where}。"
    return Result(PASS if agree else FAIL, words, operand(statement), best.operand, tolerance)
