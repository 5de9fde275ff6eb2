"""How headings, labels and items are numbered: `第一部分`, `一、`, `（一）`, `1.`, `（1）`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TEXTS_KEPT = 1 << 15
CHINESE_DIGITS = "一二三四五六七八九十廿"
_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")}

_PATTERNS = {
    "part": re.compile(rf"第([{CHINESE_DIGITS}]+)部分"),
    "chinese": re.compile(rf"([{CHINESE_DIGITS}]+)[、.．,]"),
    "bracketed": re.compile(rf"[(（]?([{CHINESE_DIGITS}]+)[)）]"),
    "number": re.compile(r"(\d{1,2})\s*(?:、|[.．](?!\d)|[.．](?=20\d{2}年))"),
    "bracketed_number": re.compile(r"[(（]?(\d{1,2})[)）]"),
}

FIRST = re.compile(r"第?一[、部]|[(（]一")
"""How the first part of a text is numbered, whichever way: 第一部分, 一、, （一）."""

PART = rf"第[{CHINESE_DIGITS}百]{{1,3}}[章节部条]"
"""How a part of a text of any rank begins: 第一章, 第二部分, 第三条."""

STYLES = tuple(_PATTERNS)
"""The styles from the outermost to the innermost."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number that a text begins with: its style, its value, and how many characters print it."""

    style: str
    value: int
    length: int


@lru_cache(maxsize=_TEXTS_KEPT)
def numbering_of(text: str) -> Numbering | None:
    """Return the number that a text begins with, or None.

    >>> numbering_of("（二）项目支出")
    Numbering(style='bracketed', value=2, length=3)
    """
    for style, pattern in _PATTERNS.items():
        if match := pattern.match(text):
            return Numbering(style, _value(match.group(1)), match.end())
    return None


def without_numbering(text: str) -> str:
    """Return a text without the numbers that it begins with, of which there may be several.

    >>> without_numbering("一、（一）基本支出")
    '基本支出'
    """
    while number := numbering_of(text):
        text = text[number.length :]
    return text


def _value(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    tens, found, units = digits.replace("廿", "二十").rpartition("十")
    return (_VALUES.get(tens, 1) * 10 if found else 0) + _VALUES.get(units, 0)
