"""The text against itself: 增长 where the number falls, 增加的原因 of a decrease, opposed reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from yusuan.check.amounts import line_words, plain, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.check.said import base_of, name
from yusuan.model.narrative import INCREASED, UNCHANGED
from yusuan.spec.money import FACTORS
from yusuan.spec.rules import Rule


def check_reversal(rule: Rule, document: Document) -> Iterator[Result]:
    """Check directions in words against each other and against the figures."""
    found = False
    for result in _MODES[rule.text("mode")](rule, document):
        found = True
        yield result
    if not found:
        yield unmet(rule)


def _sentences(rule: Rule, document: Document) -> Iterator[Result]:
    seen: set[tuple[int, str]] = set()
    both = rule.pattern("pattern")
    for statement in document.statements:
        for match in both.finditer(re.sub(r"\s", "", statement.text)):
            if (statement.source_line, match[0]) in seen:
                continue
            seen.add((statement.source_line, match[0]))
            agree = _agree(document, match[1], match[3])
            words = f"文字先说{match[1]}{match[2]}，又说{match[3]}{match[4]}%"
            first, second = f"{match[1]}{match[2]}", f"{match[3]}{match[4]}%"
            yield _said(agree, words, statement.source_line, first, second)


def _agree(document: Document, first: str, second: str) -> bool:
    """Tell whether two words of direction say the same one."""
    rises = document.spec.rises
    return (first in rises) == (second in rises)


def _said(agree: bool, words: str, line: int, left: str, right: str) -> Result:
    status, verdict = (PASS, "方向一致") if agree else (FAIL, "方向相反")
    message = f"{words}，{verdict}{line_words(line)}。"
    return Result(
        status, message, Operand(f"文字：{left}", None, line), Operand(f"文字：{right}", None, line)
    )


def _signs(_: Rule, document: Document) -> Iterator[Result]:
    for statement in document.statements:
        base = base_of(statement, document)
        if base is None or statement.value is None or base.value is None or statement.direction is None:
            continue
        if statement.direction == UNCHANGED:
            agree = statement.value == base.value
        else:
            agree = statement.value == base.value or (statement.value > base.value) == (
                statement.direction == INCREASED
            )
        factor = FACTORS.get(statement.unit or "", Decimal(1))
        values = f"上年{plain(base.value)}，本年{plain(statement.value)}{statement.unit or ''}"
        words = f"文字称{name(statement)}{statement.direction}，{values}"
        yield Result(
            PASS if agree else FAIL,
            f"{words}，{'相符' if agree else '方向相反'}{line_words(statement.source_line)}。",
            Operand(f"文字：{name(statement)}（本年）", statement.value * factor, statement.source_line),
            Operand(f"文字：{name(statement)}（上年）", base.value * factor, base.source_line),
            unit="元" if statement.unit in FACTORS else statement.unit or "",
        )


def _headings(rule: Rule, document: Document) -> Iterator[Result]:
    pattern = rule.pattern("pattern")
    for number, line in document.prose.items():
        for match in pattern.finditer(re.sub(r"\s", "", line)):
            first, second = match["first"], match["second"]
            agree = _agree(document, first, second)
            words = f"文字以“{squeeze(match['lead'])}”起头，接着写的是{second}"
            yield _said(agree, words, number, first, second)


def _reasons(rule: Rule, document: Document) -> Iterator[Result]:
    begins = rule.text("begins")
    for up, down in rule.params["opposed"]:
        places: dict[str, list[tuple[int, str]]] = {up: [], down: []}
        for statement in document.statements:
            for word, found in places.items():
                if re.search(begins + word, re.sub(r"\s", "", statement.reason or "")):
                    found.append((statement.source_line, name(statement)))
        if places[up] and places[down]:
            (line, subject), (other, other_subject) = places[up][0], places[down][0]
            words = f"文字说明{subject}变化的原因是{up}，说明{other_subject}变化的原因却是{down}"
            left = Operand(f"文字：{subject}的原因：{up}", None, line)
            right = Operand(f"文字：{other_subject}的原因：{down}", None, other)
            yield Result(FAIL, f"{words}{line_words(line, other)}。", left, right)
        elif places[up] or places[down]:
            word = up if places[up] else down
            line, subject = places[word][0]
            words = f"文字所说的原因“{word}”前后一致{line_words(*(number for number, _ in places[word]))}。"
            yield Result(PASS, words, Operand(f"文字：{subject}的原因：{word}", None, line))


_MODES: dict[str, Callable[[Rule, Document], Iterator[Result]]] = {
    "sentence": _sentences,
    "sign": _signs,
    "heading": _headings,
    "reason": _reasons,
}
