"""A unit among comparable ones: who is comparable, in what, and how it is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.site_digests import amount, digest
from tests.site_packages import NAME, write_packages
from yusuan.site import write_site
from yusuan.site.across.digest import Digest
from yusuan.site.across.peers import FEWEST, Group, Place, comparable_groups, unit_places
from yusuan.site.across.strip import dot_strip, is_logarithmic
from yusuan.site.pages.context import context_blocks
from yusuan.site.pages.listing import PAGE_SIZE
from yusuan.site.pages.peer_pages import write_groups

OWN = digest()


def other(number: int, **changes: Any) -> Digest:
    """Return another unit's digest: as many hundred 万元 for projects as its number says."""
    found = {"id": f"other-{number}", "unit_id": f"other-{number}", "unit": f"丙局{number}"}
    headlines = {"expenditure": amount("1000"), "project": amount(f"{number}00")}
    return digest(**found | {"headlines": headlines} | changes)


def others(count: int = FEWEST, **changes: Any) -> list[Digest]:
    """Return several units that are comparable but for the changes."""
    return [other(number, **changes) for number in range(1, count + 1)]


def groups(*found: Digest) -> dict[str, Group]:
    """Gather groups by their slugs."""
    return {group.slug: group for group in comparable_groups(found)}


def places(*found: Digest) -> dict[str, Place]:
    """Return the places of the first of some units, by measure."""
    return {place.measure.slug: place for place in unit_places(found[0], groups(*found))}


def test_a_share_is_placed_among_units_of_the_same_standing() -> None:
    place = places(OWN, *others())["project-share"]
    assert place.own == Decimal("0.25")
    assert (place.below, place.above, len(place.others)) == (2, 2, 4)
    assert place.middle == "25.0%"
    assert place.group.words == "2023 年预算，市级部门"


@pytest.mark.parametrize(
    "changes",
    [{"year": 2022}, {"type": "final_accounts"}, {"level": "unit"}, {"level": None}, {"adcode": "330502"}],
    ids=lambda changes: next(iter(changes)),
)
def test_units_of_another_kind_are_not_comparable(changes: Mapping[str, Any]) -> None:
    assert places(OWN, *others(3), other(4, **changes)) == {}


def test_nothing_is_said_of_fewer_than_four() -> None:
    assert places(OWN, *others(FEWEST - 1)) == {}
    twice = [other(number, id=f"again-{number}") for number in range(1, FEWEST)]
    assert places(OWN, *others(FEWEST - 1), *twice) == {}


def test_money_of_other_funds_is_left_out() -> None:
    part = {"expenditure": amount("1000"), "project": amount("900", "general_budget")}
    assert "project-share" not in places(OWN, *others(3), other(4, headlines=part))
    assert len(places(OWN, *others(4), other(5, headlines=part))["project-share"].others) == 4


def spending(code: str) -> dict[str, Any]:
    """Return what a unit spends on, mostly under a code."""
    items = [{"code": code, "name": "甲", "yuan": "9"}, {"code": "22102", "name": "乙", "yuan": "1"}]
    return {"functions": [{"anchor": "L1", **item} for item in items]}


def test_amounts_are_held_only_against_units_that_do_the_same() -> None:
    own = digest(**spending("20103"))
    same = [other(number, **spending("20103")) for number in range(1, 5)]
    found = places(own, *same)
    assert found["expenditure"].group.words.endswith("支出最多的款同为 20103 甲")
    assert found["project-share"].group.words == "2023 年预算，市级部门"
    different = [other(number, **spending("20502")) for number in range(1, 5)]
    assert "expenditure" not in places(own, *different)
    assert "expenditure" not in places(OWN, *others())


def test_money_per_head_needs_a_number_of_people() -> None:
    heads = {"expenditure": amount("1000"), "basic": amount("100")}
    own = digest(headlines=heads, staff_count={"count": 10, "line": 5})
    peers = [other(n, headlines=heads, staff_count={"count": 5 * n, "line": 5}) for n in range(1, 5)]
    place = places(own, *peers)["basic-head"]
    assert (place.own, place.below, place.above) == (Decimal(100_000), 2, 1)
    assert "basic-head" not in places(own, *peers[:3], other(4, headlines=heads))
    assert "实有 10 人" in context_blocks(own, {}, groups(own, *peers))["peers"]


def test_why_nothing_is_compared_is_said() -> None:
    changed: list[tuple[dict[str, Any], str]] = [
        ({}, "本站另收录不到 4 份"),
        ({"level": None}, "没有写明是单位还是部门"),
        ({"adcode": None}, "没有登记地区"),
    ]
    for changes, words in changed:
        own = digest(**changes)
        blocks = context_blocks(own, {}, groups(own, *others(3)))
        assert words in blocks["peers"] and "nav" not in blocks
    found = groups(OWN, *others())
    assert "这里没有比金额" in context_blocks(OWN, {}, found)["peers"]
    same = [digest(**spending("20103")), *(other(number, **spending("20103")) for number in range(1, 5))]
    assert "这里没有比金额" not in context_blocks(same[0], {}, groups(*same))["peers"]


def place_of(own: str, values: Sequence[str]) -> Place:
    """Return a place with made-up figures."""
    [place] = places(OWN, *others()).values()
    return Place(place.measure, place.group, Decimal(own), [Decimal(value) for value in values])


def test_dots_stand_where_their_figures_are() -> None:
    place = place_of("0.5", ["0.25", "0.25", "0.75", "1"])
    assert not is_logarithmic(place)
    svg = dot_strip(place)
    assert re.findall(r"M(\d+) 11h0", svg) == ["93", "267", "354", "180"]
    assert "4 个单位中，2 个更低，2 个更高" in svg


def test_figures_far_apart_stand_by_factors() -> None:
    place = place_of("0.1", ["0.01", "0.1", "1", "1"])
    assert is_logarithmic(place)
    assert re.findall(r"M(\d+) 11h0", dot_strip(place)) == ["6", "180", "354", "180"]
    assert not is_logarithmic(place_of("0.1", ["0", "0.1", "1", "9"]))


def test_equal_figures_are_drawn_in_the_middle() -> None:
    assert "M354 11h0" in dot_strip(place_of("1", ["1", "1", "1", "1"]))
    assert "M180 11h0" in dot_strip(place_of("0", ["0", "0", "0", "0"]))


def test_a_group_lists_its_units_by_place_and_says_what_is_in_other_funds(tmp_path: Path) -> None:
    part = {"expenditure": amount("1000"), "project": amount("900", "general_budget")}
    far = other(5, headlines=part, adcode="330100", unit="丁局")
    [group] = groups(OWN, *others(), far).values()
    write_groups([group], tmp_path)
    page = (tmp_path / "peers" / group.slug / "index.md").read_text("utf-8")
    assert page.index("丁局") < page.index("丙局1") < page.index("甲市乙局")
    assert page.count("口径不同</td>") == 1
    assert "不是排行榜" in page


def test_a_large_group_is_cut_into_pages(tmp_path: Path) -> None:
    many = [other(n, unit_id=f"id{n}", id=f"id{n}") for n in range(PAGE_SIZE + 5)]
    [group] = groups(OWN, *many).values()
    write_groups([group], tmp_path)
    pages = [path.read_text("utf-8") for path in sorted((tmp_path / "peers" / group.slug).rglob("index.md"))]
    assert sorted(page.count('<th scope="row">') for page in pages) == [6, PAGE_SIZE]
    assert f"共 {PAGE_SIZE + 6} 份" in pages[0]


def test_a_site_of_few_units_compares_none(tmp_path: Path) -> None:
    write_site(write_packages(tmp_path / "packages"), tmp_path / "docs")
    page = (tmp_path / "docs" / "units" / NAME / "index.md").read_text("utf-8")
    assert 'id="peers"' not in page
    assert "本站另收录不到 4 份" in page, "what a reader looks for is not silently absent"
    assert not list((tmp_path / "docs" / "peers").iterdir())
