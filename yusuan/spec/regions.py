"""Places: the codes and names of GB/T 2260, found in the name of an organisation."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from yusuan.spec.organisations import load_organisations

_SUFFIXES = load_organisations().places


@dataclass(frozen=True, slots=True)
class Region:
    """A province, city or county: code, name, level, and the names of the places it lies in."""

    adcode: str
    name: str
    level: str
    province: str
    city: str | None
    county: str | None

    @property
    def full_name(self) -> str:
        """The name with those of the places it lies in before it, from the province down."""
        return "".join(filter(None, (self.province, self.city, self.county)))

    @property
    def short(self) -> str:
        """The name without the word that says what kind of place it is, where two characters remain."""
        for suffix in _SUFFIXES:
            if self.name.endswith(suffix) and len(self.name) - len(suffix) >= 2:
                return self.name.removesuffix(suffix)
        return self.name


@cache
def load_regions() -> tuple[Region, ...]:
    """Return all regions in the order of their codes, those no longer in force last."""
    text = resources.files(__package__).joinpath("regions.csv").read_text("utf-8")
    rows = sorted(csv.DictReader(text.splitlines()), key=lambda row: bool(row.get("until")))
    return tuple(
        Region(
            row["adcode"],
            row["name"],
            row["level"],
            row["province"],
            row["city"] or None,
            row["county"] or None,
        )
        for row in rows
    )


@cache
def _by_short_name() -> dict[str, tuple[Region, ...]]:
    index: dict[str, tuple[Region, ...]] = {}
    for region in load_regions():
        index[region.short] = (*index.get(region.short, ()), region)
    return index


def find_region(name: str, text: str, hint: str | None = None) -> Region | None:
    """Return the most specific place that an organisation's name begins with.

    A county of a name that several cities have is the one whose city the name, a hint (an adcode in front of
    the file's name) or else the document's text speaks of; None where nothing decides.
    """
    chosen: Region | None = None
    prefixes = load_organisations().prefixes
    rest = name.removeprefix(next((prefix for prefix in prefixes if name.startswith(prefix)), ""))
    while True:
        found = [region for region in _starting(rest) if chosen is None or _within(region, chosen)]
        region = _choose(rest, found, text, hint)
        if region is None:
            return chosen or _hinted(hint)
        chosen = region
        rest = (
            rest.removeprefix(region.name)
            if rest.startswith(region.name)
            else rest.removeprefix(region.short)
        )


def _starting(name: str) -> list[Region]:
    index = _by_short_name()
    return [
        region
        for length in range(min(len(name), 12), 1, -1)
        for region in index.get(name[:length], ())
        if name.startswith(region.name) or not name[length:].startswith(_SUFFIXES)
    ]


def _within(region: Region, outer: Region) -> bool:
    if outer.level == "province":
        return region.province == outer.name and region.level != "province"
    return (
        outer.level == "city"
        and region.level == "county"
        and (region.province, region.city)
        == (
            outer.province,
            outer.name,
        )
    )


def _choose(name: str, found: Sequence[Region], text: str, hint: str | None) -> Region | None:
    if not found:
        return None
    best = [region for region in found if len(region.short) == len(found[0].short)]
    if in_full := [region for region in found if name.startswith(region.name)]:
        longest = max(len(region.name) for region in in_full)
        best = [region for region in in_full if len(region.name) == longest]
    hinted = [region for region in best if hint and region.adcode == hint]
    if hinted:
        return hinted[0]
    if len({region.adcode for region in best}) == 1:
        return best[0]
    named = {region.adcode: text.count(region.city or region.province) for region in best}
    ranked = sorted(best, key=lambda region: -named[region.adcode])
    return ranked[0] if named[ranked[0].adcode] > named[ranked[1].adcode] else None


def region_of(adcode: str) -> Region | None:
    """Return the place that has a code."""
    return next((region for region in load_regions() if region.adcode == adcode), None)


def region_named(province: str, city: str | None = None, county: str | None = None) -> Region | None:
    """Return the place of exactly these names; a city of a province without the county, and so on."""
    wanted = (province, city, county)
    return next((one for one in load_regions() if (one.province, one.city, one.county) == wanted), None)


def _hinted(hint: str | None) -> Region | None:
    return region_of(hint) if hint else None


def mends_place(name: str, other: str) -> bool:
    """Tell whether ``name`` begins with a place that exists where ``other``, spelt likewise, does not."""
    return bool(_starting(name)) and not _starting(other)
