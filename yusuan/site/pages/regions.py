"""Write the region pages: the country, and each province, city and county that has disclosures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from yusuan.model import Disclosure
from yusuan.replacing import replaced_folder
from yusuan.site.across.families import counted_already, member_of
from yusuan.site.amounts import format_yuan
from yusuan.site.pages.listing import ListPage, write_list
from yusuan.site.pages.render import render_page
from yusuan.site.places import Place, places_of
from yusuan.site.views.summary import type_word

COUNTRY = "全国"


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What disclosures of one year and type add up to: how many, of which with a total, and the sum.

    ``within`` of them are units whose department is listed too; their money is in its total already.
    """

    year: int
    type_word: str
    disclosures: int
    with_total: int
    within: int
    expenditure: Decimal


@dataclass
class Region:
    """A region, the regions above it, those directly below, and all disclosures within it."""

    place: Place
    above: Sequence[Place]
    disclosures: list[Disclosure] = field(default_factory=list)
    below: dict[str, Region] = field(default_factory=dict)

    @property
    def years(self) -> list[YearTotal]:
        """Add up expenditure by year, the newest first; a budget and final accounts are the same money."""
        groups: dict[tuple[int, str], list[Disclosure]] = {}
        for one in self.disclosures:
            groups.setdefault((one.fiscal_year, type_word(one)), []).append(one)
        return [_year(*key, groups[key]) for key in sorted(groups, key=lambda key: (-key[0], key[1]))]


def _year(year: int, word: str, listed: Sequence[Disclosure]) -> YearTotal:
    printed = [d for d in listed if d.expenditure_total_yuan is not None]
    within = counted_already(map(member_of, printed))
    added = [d.expenditure_total_yuan or Decimal(0) for d in printed if d.disclosure_id not in within]
    return YearTotal(year, word, len(listed), len(printed), len(within), sum(added, Decimal(0)))


def gather_regions(disclosures: Sequence[Disclosure]) -> tuple[list[Region], list[Disclosure]]:
    """Group disclosures by region, provinces on top; those whose region is unknown come apart."""
    found: dict[str, Region] = {}
    unknown: list[Disclosure] = []
    for disclosure in disclosures:
        places = places_of(disclosure)
        if not places:
            unknown.append(disclosure)
        for depth, place in enumerate(places):
            region = found.setdefault(place.adcode, Region(place, places[:depth]))
            region.disclosures.append(disclosure)
            if depth:
                found[places[depth - 1].adcode].below[place.adcode] = region
    return [found[code] for code in sorted(found)], unknown


def order_disclosures(disclosures: Sequence[Disclosure]) -> list[Disclosure]:
    """Order disclosures for a list: the newest year first, then by region and name."""
    return sorted(disclosures, key=lambda d: (-d.fiscal_year, d.adcode or "", d.unit_name, d.disclosure_id))


def order_newest(disclosures: Sequence[Disclosure]) -> list[Disclosure]:
    """Order disclosures as they were included, the latest first; those without a date are last."""
    ordered = order_disclosures(disclosures)
    return sorted(ordered, key=lambda d: d.included_on or date.min, reverse=True)


def write_regions(
    disclosures: Sequence[Disclosure], staff: Mapping[str, str], docs: Path, scope: str = ""
) -> None:
    """Write ``docs/regions/`` in place of an earlier one; ``staff`` maps disclosures to shares in words.

    ``scope`` names the place that the site is about; without one it is about the country.
    """
    regions, unknown = gather_regions(disclosures)
    with replaced_folder(docs / "regions") as folder:
        for region in regions:
            here = f"regions/{region.place.adcode}"
            rows = order_disclosures(region.disclosures)
            write_list(folder / region.place.adcode, here, rows, _region_page(region, staff))
        provinces = [region for region in regions if not region.above]
        country = _country_page(scope or COUNTRY, provinces, unknown, disclosures, staff)
        write_list(folder, "regions", order_disclosures(disclosures), country)


def _region_page(region: Region, staff: Mapping[str, str]) -> Callable[[ListPage[Disclosure]], str]:
    name = "".join(place.name for place in [*region.above, region.place])
    newest = region.years[0]
    description = (
        f"{name}已收录 {len(region.disclosures)} 份预算、决算公开文件。"
        f"{newest.year} 年{newest.type_word}列出支出合计 {format_yuan(newest.expenditure)}。"
    )

    def render(page: ListPage[Disclosure]) -> str:
        return render_page(
            "region.html",
            {"title": f"{name}的单位预算{page.suffix}", "description": description},
            root=page.root,
            name=name,
            above=region.above,
            last=region.place.name,
            below=[region.below[code] for code in sorted(region.below)],
            years=region.years,
            page=page,
            listed=page.rows,
            staff=staff,
            unknown=[],
        )

    return render


def _country_page(
    name: str,
    provinces: Sequence[Region],
    unknown: Sequence[Disclosure],
    disclosures: Sequence[Disclosure],
    staff: Mapping[str, str],
) -> Callable[[ListPage[Disclosure]], str]:
    country = Region(Place("", name), [], list(disclosures))

    def render(page: ListPage[Disclosure]) -> str:
        return render_page(
            "region.html",
            {
                "title": f"地区{page.suffix}",
                "description": f"按省、市、县查看已收录的 {page.total} 份预算、决算公开文件。",
            },
            root=page.root,
            name=name,
            above=[],
            last="",
            below=provinces,
            years=country.years,
            page=page,
            listed=page.rows,
            staff=staff,
            unknown=order_disclosures(unknown),
        )

    return render
