"""Show a unit's place among comparable ones, and write the lists of who they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from markupsafe import Markup

from yusuan.replacing import replaced_folder
from yusuan.site.across.digest import Digest
from yusuan.site.across.peers import FEWEST, MEASURES, Group, Measure, Place
from yusuan.site.across.strip import dot_strip, is_logarithmic
from yusuan.site.pages.listing import ListPage, write_list
from yusuan.site.pages.render import render_block, render_page
from yusuan.site.views.summary import LEVEL_WORDS

FOLDER = "peers"
OTHER_FUNDS = "口径不同"


def render_peers(digest: Digest, places: Sequence[Place], root: str) -> Markup:
    """Render the strips of a unit page, or why there are none; people only where a figure is per head."""
    is_per_head = any(place.measure.slug.endswith("head") for place in places)
    return render_block(
        "peers.html",
        places=places,
        own=digest,
        level=LEVEL_WORDS.get(digest["level"] or ""),
        has_amounts=any(place.measure.is_amount for place in places),
        fewest=FEWEST,
        count=digest["staff_count"] if is_per_head else None,
        dot_strip=dot_strip,
        is_logarithmic=is_logarithmic,
        root=root,
    )


def write_groups(groups: Sequence[Group], docs: Path) -> None:
    """Write ``docs/peers/`` in place of an earlier one: a list for each group of comparable units."""
    with replaced_folder(docs / FOLDER) as folder:
        for group in groups:
            shown, rows = _table(group)
            write_list(folder / group.slug, f"{FOLDER}/{group.slug}", rows, _group_page(group, shown))


Row = tuple[Digest, Sequence[str]]
"""A document of a group, and its figures as they are written."""


def _table(group: Group) -> tuple[list[Measure], list[Row]]:
    """Lay out a group by place and name; measures that no member has a figure in are left out."""
    members = sorted(group.members, key=lambda one: (one["adcode"], one["unit"], one["id"]))
    measures = [m for m in MEASURES if m.is_amount == group.has_amounts]
    columns = {m.slug: _column(m, members) for m in measures}
    shown = [m for m in measures if any(columns[m.slug])]
    return shown, [(one, [columns[m.slug][n] for m in shown]) for n, one in enumerate(members)]


def _group_page(group: Group, measures: Sequence[Measure]) -> Callable[[ListPage[Row]], str]:
    def render(page: ListPage[Row]) -> str:
        what = "金额" if group.has_amounts else "比例和人均"
        meta = {
            "title": f"可比单位：{group.words}{page.suffix}",
            "description": f"{group.words}：{page.total} 份文件的{what}，供比较时核对。",
        }
        return render_page("group.html", meta, root=page.root, group=group, measures=measures, page=page)

    return render


def _column(measure: Measure, members: Sequence[Digest]) -> list[str]:
    """Write a figure of each member; those in other funds than most are said, not set beside the others."""
    found = [measure.value(one) for one in members]
    funds = Counter(value[1] for value in found if value)
    usual = funds.most_common(1)[0][0] if funds else None
    return [
        "" if value is None else measure.write(value[0]) if value[1] == usual else OTHER_FUNDS
        for value in found
    ]
