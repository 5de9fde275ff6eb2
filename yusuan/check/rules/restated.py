"""The text against itself: one figure stated twice has one value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import half_step, line_words, plain
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.check.said import current_money, name, operand, rounding, said_amount, yuan
from yusuan.model import Statement
from yusuan.spec.money import FACTORS
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise


def check_restated(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare statements that say the same thing: of one value, or of one change."""
    run = _changes if rule.text("of") == "change" else _values
    found = False
    for result in run(rule, document):
        found = True
        yield result
    if not found:
        yield unmet(rule)


def _values(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the statements of each concept that has one value in a document, such as 机关运行经费."""
    for concept in rule.words("concepts"):
        pattern = re.compile(concept)
        said = [s for s in current_money(document) if pattern.fullmatch(normalise(s.subject))]
        for other in said[1:]:
            first = said[0]
            agree = abs(yuan(first) - yuan(other)) <= rounding(first) + rounding(other)
            words = f"{name(first)}先称{said_amount(first)}，又称{said_amount(other)}"
            where = line_words(first.source_line, other.source_line)
            yield Result(
                PASS if agree else FAIL,
                f"{words}，{'一致' if agree else '两处不一'}{where}。",
                operand(first),
                operand(other),
                rounding(first) + rounding(other),
            )


def _changes(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare statements of one passage and subject that print the same percentage of change."""
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in document.statements:
        if statement.change is not None and statement.change_percent and statement.direction:
            heading = document.heading_of(statement.source_line)
            key = (normalise(statement.subject), statement.direction, str(statement.change_percent), heading)
            groups.setdefault(key, []).append(statement)
    for group in groups.values():
        for other in group[1:]:
            if {group[0].value, other.value} <= {group[0].value, None} or group[0].value == other.value:
                yield _compare_changes(group[0], other)


def _compare_changes(first: Statement, other: Statement) -> Result:
    assert first.change is not None and other.change is not None
    tolerance = half_step(first.change) + half_step(other.change)
    agree = abs(first.change - other.change) <= tolerance
    unit = first.unit or ""
    factor = FACTORS.get(unit, Decimal(1))
    left, right = (
        Operand(f"文字：{name(s)}{s.direction}额", Decimal(s.change or 0) * factor, s.source_line)
        for s in (first, other)
    )
    figures = f"{plain(first.change)}{unit}和{plain(other.change)}{unit}"
    words = (
        f"文字两处说{name(first)}{first.direction}，百分比都是{first.change_percent:f}%，增减额是{figures}"
    )
    where = line_words(first.source_line, other.source_line)
    verdict = "，一致" if agree else "，两处不一"
    return Result(PASS if agree else FAIL, f"{words}{verdict}{where}。", left, right, tolerance * factor)
