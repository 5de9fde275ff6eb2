"""One print of each character, position by position, and patterns of words whose letters may stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

BLANK = "[ ]"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0x2500, 0xFE58, 0xFE63, 0x30FC], "-")
_DOTS = dict.fromkeys([0x2022, 0x2027, 0x30FB, 0xFF65], "·")
_FOLDED = str.maketrans(_FULL_WIDTH | _BLANKS | _DASHES | _DOTS)


def fold(text: str) -> str:
    """Return text of the same length with half-width forms, one kind of blank, of dash and of middle dot."""
    return text.translate(_FOLDED)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longer ones first, blanks allowed between their letters."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(rf"{BLANK}{{0,4}}".join(map(re.escape, word)) for word in longest) + ")"
