"""Put on each unit page what only the whole collection knows: its other years, and units to compare it with.

A unit page is written from its own package; between two marks it leaves room for these blocks, which come in
once all pages stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yusuan.replacing import write_text
from yusuan.site.across.digest import Digest
from yusuan.site.across.families import Family, families
from yusuan.site.across.peers import Group, comparable_groups, unit_places
from yusuan.site.across.years import unit_years, year_table
from yusuan.site.pages.peer_pages import render_peers, write_groups
from yusuan.site.pages.render import render_block, with_meta

ROOM = re.compile(r"<!--context:(\w+)-->.*?<!--/context:\1-->", re.DOTALL)


def write_context(digests: Sequence[Digest], docs: Path) -> None:
    """Fill the room that unit pages leave for their context."""
    years = unit_years(digests)
    related = families(digests)
    groups = comparable_groups(digests)
    write_groups(groups, docs)
    by_slug = {group.slug: group for group in groups}
    for digest in digests:
        path = docs / "units" / digest["id"] / "index.md"
        blocks = context_blocks(digest, years, by_slug)
        page = fill_room(path.read_text("utf-8"), blocks)
        write_text(path, with_meta(page, context_meta(digest, years, related)))


def context_meta(
    digest: Digest, years: Mapping[str, Sequence[Digest]], related: Mapping[str, Family]
) -> dict[str, Any]:
    """Return what stands above a page's text: the unit's other documents, its department or its units."""
    family = related.get(digest["id"])
    known = family and {
        "department": _named(family.department) if family.department else None,
        "units": [_named(one) for one in family.units],
        "is_within": family.is_within,
        "has_units": family.has_units,
    }
    return {"unit_years": [_named(one) for one in years.get(digest["id"], [])], "family": known}


def _named(digest: Digest) -> dict[str, Any]:
    return {name: digest[name] for name in ("id", "unit", "year", "type")}


def context_blocks(
    digest: Digest, years: Mapping[str, Sequence[Digest]], groups: Mapping[str, Group]
) -> dict[str, str]:
    """Render the blocks of one page by the names of their rooms; where nothing is compared, it is said."""
    table = year_table(digest, years.get(digest["id"], []))
    places = unit_places(digest, groups)
    blocks: dict[str, str] = {"peers": render_peers(digest, places, "../../")}
    links = []
    if places:
        links.append('<a href="#peers">算多吗</a>')
    if table:
        blocks["years"] = render_block("years.html", table=table, own=digest, root="../../")
        links.append('<a href="#years">各年</a>')
    return blocks | ({"nav": "\n".join(links)} if links else {})


def fill_room(page: str, blocks: Mapping[str, str]) -> str:
    """Replace what stands between a page's marks; a room without a block is left empty."""

    def block(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"<!--context:{name}-->{blocks.get(name, '')}<!--/context:{name}-->"

    return ROOM.sub(block, page)
