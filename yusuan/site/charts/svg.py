"""Turn a chart into inline SVG that follows the page's colours and speaks for itself."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from yusuan.site.charts.forms import Vega

SIZE = re.compile(r' width="[\d.]+" height="[\d.]+" viewBox=')
INNER_ROLES = re.compile(r' (?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"')
LONG_NUMBER = re.compile(r"(\d+\.\d{2})\d+")


def render_svg(vega: Vega, slug: str, title: str, description: str) -> Markup:
    """Render Vega as inline SVG with a title and a description in words."""
    import vl_convert  # noqa: PLC0415 - loads a JavaScript engine, which a run that draws nothing is spared

    drawn = vl_convert.vega_to_svg(vega)
    drawn = LONG_NUMBER.sub(r"\1", INNER_ROLES.sub("", drawn))
    drawn = SIZE.sub(" viewBox=", drawn, count=1)
    names = f'role="img" aria-labelledby="chart-{slug}-title chart-{slug}-desc"'
    head, _, body = drawn.partition(">")
    words = Markup('<title id="chart-{0}-title">{1}</title><desc id="chart-{0}-desc">{2}</desc>').format(
        slug, title, escape(description)
    )
    return Markup(f"{head} {names}>{words}{body}")
