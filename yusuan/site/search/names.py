"""The names by which a unit is searched besides its own: short ones, and the initials of their syllables."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin

from yusuan.model import Disclosure
from yusuan.site.places import places_of
from yusuan.spec.search import short_names


def other_names(disclosure: Disclosure) -> list[str]:
    """List short names that are no part of the full one, then pinyin initials of it and of all short ones."""
    full = disclosure.unit_name
    short = short_names(full, [place.name for place in places_of(disclosure)])
    initials = dict.fromkeys(initials_of(name) for name in (full, *short))
    return [*(name for name in short if name not in full), *(one for one in initials if len(one) > 1)]


def initials_of(name: str) -> str:
    """Return the first letters of a name's syllables.

    >>> initials_of("甲市政府办公室（本级）")
    'jszfbgs'
    """
    plain = name.split("（", maxsplit=1)[0].split("(", maxsplit=1)[0]
    letters = lazy_pinyin(plain, style=Style.FIRST_LETTER, errors="ignore")
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
