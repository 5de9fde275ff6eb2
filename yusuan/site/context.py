"""Put on each unit page what only the whole collection knows: its other years, and units to compare it with.

A unit page is written from its own package; between two marks it leaves room for these blocks, which come in once
all pages stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from yusuan.site.digest import Digest
from yusuan.site.render import render_block
from yusuan.site.trees import write_text
from yusuan.site.years import unit_years, year_table

ROOM = re.compile(r"<!--context:(\w+)-->.*?<!--/context:\1-->", re.DOTALL)


def write_context(digests: Sequence[Digest], docs: Path) -> None:
    """Fill the room that unit pages leave for their context."""
    years = unit_years(digests)
    for digest in digests:
        path = docs / "units" / digest["id"] / "index.md"
        blocks = context_blocks(digest, years)
        write_text(path, fill_room(path.read_text("utf-8"), blocks))


def context_blocks(digest: Digest, years: Mapping[str, Sequence[Digest]]) -> dict[str, str]:
    """Render the blocks of one page by the names of their rooms; those with nothing to say are empty."""
    table = year_table(digest, years.get(digest["id"], []))
    blocks: dict[str, str] = {}
    if table:
        blocks["years"] = render_block("years.html", table=table, own=digest, root="../../")
        blocks["nav"] = Markup('<a href="#years">各年</a>')
    return blocks


def fill_room(page: str, blocks: Mapping[str, str]) -> str:
    """Replace what stands between a page's marks; a room without a block is left empty."""

    def block(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"<!--context:{name}-->{blocks.get(name, '')}<!--/context:{name}-->"

    return ROOM.sub(block, page)
