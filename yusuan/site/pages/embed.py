"""Pages to embed elsewhere: a chart or a finding without the site's header, with its source and its date.

They are whole HTML files that MkDocs copies as they are: no script, the site's own style, a link to the unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from yusuan.model import Check
from yusuan.replacing import replaced_folder, write_text
from yusuan.site.charts import ChartView
from yusuan.site.packages import UnitPackage
from yusuan.site.pages.render import render_block
from yusuan.site.views.quotes import quote_lines
from yusuan.site.views.summary import page_title

FOLDER = "embed"
SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,120}")
"""Ids that can be a folder: those that this program gives."""

POLICY = Markup(
    "default-src 'self'; script-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)


def write_embeds(unit: UnitPackage, charts: Sequence[ChartView], docs: Path) -> None:
    """Write a unit's pages to embed under ``docs/embed/<disclosure_id>/``, in place of earlier ones."""
    failed = [c for c in unit.checks if c.status == "fail" and SAFE_NAME.fullmatch(c.check_id)]
    with replaced_folder(docs / FOLDER / unit.disclosure.disclosure_id) as folder:
        for chart in charts:
            if chart.figures:
                write_text(folder / chart.kind.slug / "index.html", render_chart(unit, chart))
        for check in failed:
            write_text(folder / f"check-{check.check_id}" / "index.html", render_finding(unit, check))


def render_chart(unit: UnitPackage, chart: ChartView) -> str:
    """Render a chart to embed: the picture, its total, its table, where that is printed and when."""
    return _page(unit, f"chart-{chart.kind.slug}", chart.kind.title, chart=chart, check=None)


def render_finding(unit: UnitPackage, check: Check) -> str:
    """Render a finding to embed: what does not hold, and both lines."""
    quotes = quote_lines(unit.source, [check])
    title = check.headline or check.title
    return _page(unit, f"check-{check.check_id}", title, chart=None, check=check, quotes=quotes)


def _page(unit: UnitPackage, anchor: str, title: str, **context: object) -> str:
    disclosure = unit.disclosure
    root = "../../../"
    block: Markup = render_block(
        "embed.html",
        policy=POLICY,
        root=root,
        d=disclosure,
        original=unit.original,
        heading=page_title(disclosure),
        title=title,
        mark=f"（{anchor}）" if context["check"] else "",
        address=f"{root}units/{disclosure.disclosure_id}/#{anchor}",
        unit_base=f"{root}units/{disclosure.disclosure_id}/",
        **{"quotes": {}, **context},
    )
    return f"{block}\n"
