"""Load the words that readers search by: ``search.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from yusuan.spec.files import read_toml
from yusuan.spec.organisations import load_organisations

_DATA: dict[str, Any] = read_toml("search.toml")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
MOST_NAMES = 24

WORDS: Mapping[str, Sequence[str]] = _DATA["words"]
"""What documents print for a word that readers type."""


def short_names(name: str, places: Sequence[str] = ()) -> list[str]:
    """List the names that people use for a unit, the full one left out; without its places, too.

    >>> short_names("甲市人民政府办公室", ["甲市"])
    ['甲市政府办公室', '甲市人民政府办', '甲市政府办', '人民政府办公室', '政府办公室', '人民政府办', '政府办']
    >>> short_names("甲乙市财政局", ["甲乙市"])
    ['财政局', '甲乙财政局']
    """
    full = _BRACKETED.sub("", name) or name
    bare, said = full, ""
    for place in places:
        if bare.startswith(place) and len(bare) > len(place) + 1:
            bare = bare.removeprefix(place)
            said += _as_said(place)
    found: dict[str, None] = {}
    for start in (full, bare, said + bare):
        names = [start]
        for long, short in _DATA["units"]["shorter"]:
            names += [one.replace(long, short) for one in names if long in one and len(names) < MOST_NAMES]
        found |= dict.fromkeys(one for one in names if len(one) > 1)
    found.pop(name, None)
    return list(found)[: 2 * MOST_NAMES]


def _as_said(place: str) -> str:
    """Return a place's name without what it is: 市, 县, 区."""
    bare = (place.removesuffix(ending) for ending in _DATA["units"]["place_endings"])
    return next((one for one in bare if one != place and len(one) > 1), place)


def same_name(name: str) -> str:
    """Return what the names of one unit in documents of several years share.

    >>> same_name("中国共产党甲省委员会办公厅（本级）") == same_name("中共甲省委办公厅")
    True
    """
    core = load_organisations().core(name)
    for spelling, other in _DATA["units"]["same"]:
        core = core.replace(spelling, other)
    return core
