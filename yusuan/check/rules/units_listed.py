"""The text against itself: as many units are listed as it says that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.check.amounts import line_words
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_REACH = 80  # lines within which a list of units ends
_SENTENCE = 8  # lines into which a sentence is broken
_NAME = re.compile(r"[^，、,。；;:：\d]{3,40}")


def check_units_listed(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare a stated number of units with those numbered in the list below, or named behind it."""
    found = False
    for number, line in document.prose.items():
        match = rule.pattern("pattern").search(re.sub(r"\s", "", normalise(line)))
        if match is None or not int(match["count"]):
            continue
        count, last = _listed(rule, document, number, match)
        if count:
            found = True
            yield _compare(int(match["count"]), number, count, last, _own(rule, document, number, last))
    if not found:
        yield unmet(rule)


def _listed(rule: Rule, document: Document, number: int, match: re.Match[str]) -> tuple[int, int]:
    """Return how many units are listed behind a sentence and the last line of the list; 0 where none is."""
    following = document.parsed.lines[number : number + _REACH]
    rows = list(_numbered(rule, following))
    if rows:
        return len(rows), number + rows[-1]
    text = re.sub(r"\s", "", normalise("".join([document.parsed.lines[number - 1], *following[:_SENTENCE]])))
    behind = text[match.end() :].split("。")[0]
    names = [name for name in re.split(r"[，、,；;](?![^(]*\))", behind) if name]
    whole = all(_NAME.fullmatch(name) for name in names) and "。" in text[match.end() :]
    if not whole or rule.text("open_list") in behind:
        return 0, number
    said, joined = int(match["count"]), len(names) + len(rule.pattern("joined").findall(behind))
    return (said if len(names) <= said <= joined else len(names)), number


def _numbered(rule: Rule, lines: Sequence[str]) -> Iterator[int]:
    """Yield the places of the rows numbered 1, 2, 3 … until something else is printed."""
    expected = 1
    for place, line in enumerate(lines, 1):
        cells = [cell for cell in map(normalise, line.split("\t")) if cell]
        if len(cells) > 1 and cells[0] == str(expected):
            expected += 1
            yield place
        elif cells and cells[0] not in rule.words("number_heads") and (len(cells) == 1 or cells[0].isdigit()):
            return


def _own(rule: Rule, document: Document, number: int, last: int) -> bool:
    """Tell whether the list has the department's own office in it, which the number may leave out."""
    listed = document.parsed.lines[number - 1 : last]
    return any(rule.pattern("own").search(normalise(line)) for line in listed)


def _compare(said: int, line: int, count: int, last: int, own: bool) -> Result:
    left = Operand("文字：单位个数", Decimal(said), line)
    right = Operand("列出的单位个数", Decimal(count), last)
    words = f"文字称共有{said}个单位，列出{count}个"
    agree = said == count
    verdict = "相符" if agree else "不符"
    if own and count - said == 1:
        verdict += "；名单里有部门本级，所述个数如不计本级则相符"
    return Result(PASS if agree else FAIL, f"{words}，{verdict}{line_words(line, last)}。", left, right)
