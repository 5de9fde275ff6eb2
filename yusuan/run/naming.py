"""The id proposed for a disclosure: the place's code, the unit in pinyin, the year."""

from __future__ import annotations

import re

from pypinyin import lazy_pinyin

from yusuan.spec.regions import region_of

_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_MOST = 80
FINAL = "final"


def propose_id(unit_name: str, adcode: str | None, year: int, is_final: bool) -> str:
    """Return the id of a unit's disclosure of a year; ``is_final`` where it is a final account.

    The names of the places that the code stands for are left out of the unit's name.
    """
    return "-".join(
        part for part in (adcode, unit_part(unit_name, adcode), str(year), FINAL * is_final) if part
    )


def unit_part(unit_name: str, adcode: str | None) -> str:
    """Return the part of an id that names the unit, the same over the years."""
    name = _BRACKETED.sub("", unit_name) or unit_name
    region = region_of(adcode) if adcode else None
    for place in (region.province, region.city, region.county) if region else ():
        if place and name.startswith(place) and len(name) > len(place) + 1:
            name = name.removeprefix(place)
    syllables = [re.sub(r"[^a-z0-9]+", "", word.lower()) for word in lazy_pinyin(name)]
    written = "-".join(syllable for syllable in syllables if syllable)
    return written if len(written) <= _MOST else written[:_MOST].rpartition("-")[0]
