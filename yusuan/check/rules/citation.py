"""The text against itself: a document that is cited twice bears one number."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.check.amounts import line_words, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_BRACKETS = str.maketrans("〔〕[]", "()()")


def check_citation(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the numbers that the document gives to the documents it cites."""
    cited: dict[str, tuple[str, int]] = {}
    pattern = rule.pattern("pattern")
    found = False
    for number, line in enumerate(document.parsed.lines, 1):
        for match in pattern.finditer(normalise(line).translate(_BRACKETS)):
            title = match[1][-24:]
            first, where = cited.setdefault(title, (match[2], number))
            if where != number:
                found = True
                yield _compare(title, (first, where), (match[2], number))
    if not found:
        yield unmet(rule)


def _compare(title: str, first: tuple[str, int], again: tuple[str, int]) -> Result:
    agree = first[0] == again[0]
    left, right = (Operand(number, None, line) for number, line in (first, again))
    words = f"《…{squeeze(title)}》的文号先印为{first[0]}，又印为{again[0]}"
    verdict = "一致" if agree else "两处不一"
    return Result(
        PASS if agree else FAIL, f"{words}，{verdict}{line_words(first[1], again[1])}。", left, right
    )
