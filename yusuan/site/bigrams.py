"""Text as overlapping bigrams: exact search in Chinese without knowing where words end.

``驻京联络处`` becomes ``驻京 京联 联络 络处``; a query's bigrams asked for as a phrase find it as a substring
anywhere. ``search.js`` does the same to the query and puts excerpts back together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>[0-9a-z]+(?:[.][0-9]+)?)|(?P<mark>\s+|.)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def normalise(text: str) -> str:
    """Bring text to the forms that are searched: half-width, lower case, numbers without separators."""
    return THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())


def to_bigrams(text: str) -> str:
    """Write text as tokens with a space between.

    Punctuation stays with the token before it, at the start with the one after it.
    """
    tokens: list[str] = []
    opening = ""
    for kind, value in _tokens(normalise(text)):
        if kind != "mark":
            tokens.append(opening + value)
            opening = ""
        elif tokens:
            tokens[-1] += value.strip()
        else:
            opening += value.strip()
    return " ".join(tokens)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(text):
        kind, value = match.lastgroup or "mark", match.group()
        if kind != "han" or len(value) == 1:
            yield kind, value
        else:
            for start in range(len(value) - 1):
                yield kind, value[start : start + 2]
