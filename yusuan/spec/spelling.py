"""Spellings of words: the one normal form in which the vocabulary and the documents meet."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from yusuan.spec.files import read_toml
from yusuan.spec.money import CURRENCY, UNIT, UNIT_LABEL
from yusuan.spec.numbering import without_numbering
from yusuan.spec.patterns import alternatives

_WORDS = read_toml("spelling.toml")

AMONG: tuple[str, ...] = tuple(_WORDS["among"])
"""What marks a part of what stands before it."""

LAST_YEAR: str = _WORDS["last_year"]
"""What the year before is called."""

PARTICLES: tuple[str, ...] = tuple(_WORDS["particles"])
"""What is left out where names are compared."""

NAME_ENDINGS: tuple[str, ...] = tuple(_WORDS["name_endings"])
"""What a name may end in, or not."""

_TEXTS_KEPT = 1 << 15
"""Documents print the same few thousand texts again and again: each is looked at once."""

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({'"': "“", "＂": "“", "”": "“", "‘": "“", "’": "“", "'": "“", "「": "“", "」": "“"})
_AMONG = re.compile(rf"^{alternatives(AMONG)}[:：、]?")
_PREFIX = re.compile(rf"^(?:{alternatives(AMONG)}[:：、]?|(?:19|20)\d{{2}}年(?:度)?)")
_MONEY_UNIT = re.compile(rf"[(（](?:{UNIT_LABEL}[:：])?{CURRENCY}?({UNIT})[)）]|[/／]({UNIT})$")
_SIGNS = re.compile(r"\([-+−±,、/]{1,5}\)$")
_THAN_YEAR = re.compile(rf"{_WORDS['than']}(?:19|20)\d{{2}}年(?:度)?")
_THAN_LAST_YEAR = _WORDS["than"] + LAST_YEAR


@lru_cache(maxsize=_TEXTS_KEPT)
def normalise(text: str) -> str:
    """Return ``text`` without spaces, in half-width forms and with one kind of quotation mark.

    Normalising twice changes nothing.
    """
    return unicodedata.normalize("NFKC", _SPACE.sub("", unicodedata.normalize("NFKC", text))).translate(
        _QUOTES
    )


@lru_cache(maxsize=_TEXTS_KEPT)
def bare(text: str) -> str:
    """Return the normal form of a header word without what varies around it.

    `其中：` and a year in front, a money unit behind, signs in brackets and a colon are left out; the
    year that a change is against is 上年, whichever it is.
    """
    word = _SIGNS.sub("", _MONEY_UNIT.sub("", normalise(text)).rstrip(":;。"))
    stripped = _THAN_YEAR.sub(_THAN_LAST_YEAR, _PREFIX.sub("", word))
    return stripped or word


@lru_cache(maxsize=_TEXTS_KEPT)
def bare_label(text: str) -> str:
    """Return the normal form of a row's label without its numbering (`（一）`, `1、`, `其中：`)."""
    return bare(without_numbering(without_among(text)))


def is_among(text: str) -> bool:
    """Tell whether a label names a part of what stands before it (其中), which need not be all of it."""
    return _AMONG.match(normalise(text)) is not None


def without_among(text: str) -> str:
    """Return the normal form of a label without the `其中：` that makes its row a part of the one above."""
    return _AMONG.sub("", normalise(text))


def bare_name(label: str) -> str:
    """Return a label's name as printed, its numbering left out."""
    plain = _unnumbered(label)
    starts = [at for at in range(len(label)) if _unnumbered(label[at:]) == plain]
    return label[starts[-1] :].strip() if starts else label.strip()


def _unnumbered(label: str) -> str:
    """Return the normal form of a label without its numbering and 其中; a year in front is of its name."""
    return without_numbering(without_among(label))


@lru_cache(maxsize=_TEXTS_KEPT)
def money_unit_in(text: str) -> str | None:
    """Return the money unit that a word names in brackets or behind a stroke: `单价（元）`, `金额/万元`."""
    match = _MONEY_UNIT.search(text)
    return match.group(1) or match.group(2) if match else None


def nearest(word: str, known: Collection[str], count: int = 3) -> tuple[str, ...]:
    """Return the known spellings most like ``word``, best first."""
    return tuple(difflib.get_close_matches(word, known, n=count, cutoff=0.5))
