"""Sentences in which a number was not filled in: 比上年增加　万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import line_words, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise


def check_blank(rule: Rule, document: Document) -> Iterator[Result]:
    """Find the sentences that print a unit of money or a per cent sign without a number before it."""
    blank, filled = rule.pattern("pattern"), rule.pattern("filled")
    sound = 0
    first = None
    for number, line in document.prose.items():
        text = re.sub(r"\s", "", normalise(line))
        for match in blank.finditer(text):
            words = squeeze(text[max(0, match.start() - 12) : match.end()])
            left = Operand(f"“{words}”", None, number)
            yield Result(FAIL, f"文字“…{words}”没有填数{line_words(number)}。", left)
        held = len(filled.findall(text))
        sound, first = sound + held, first if first or not held else number
    if sound:
        left = Operand("填了数的句子", Decimal(sound), first)
        yield Result(PASS, f"文字里{sound}处增减和金额都填了数。", left)
    else:
        yield unmet(rule)
