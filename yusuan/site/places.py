"""Regions of a disclosure, from the country down, by GB/T 2260 code."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.model import Disclosure


@dataclass(frozen=True, slots=True)
class Place:
    """A region: its code and its name."""

    adcode: str
    name: str


def places_of(disclosure: Disclosure) -> list[Place]:
    """List the regions that a disclosure lies in, the province first; none where they are unknown."""
    code = disclosure.adcode or ""
    if len(code) != 6 or not code.isdigit():
        return []
    named = (
        (f"{code[:2]}0000", disclosure.province),
        (f"{code[:4]}00", disclosure.city),
        (code, disclosure.county),
    )
    places: list[Place] = []
    for adcode, name in named:
        if name and all(place.adcode != adcode for place in places):
            places.append(Place(adcode, name))
    return places


def place_name(disclosure: Disclosure) -> str:
    """Name a disclosure's place in full."""
    return "".join(place.name for place in places_of(disclosure))
