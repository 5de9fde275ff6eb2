"""Turn an Altair chart into inline SVG that follows the page's colours and speaks for itself."""

from __future__ import annotations

import re
from typing import Any

import vl_convert
from markupsafe import Markup, escape

from yusuan.site.charts.drawing import Chart

SIZE = re.compile(r' width="[\d.]+" height="[\d.]+" viewBox=')
# What no SVG can hold: the program that draws it ends the whole process where a label has one.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INNER_ROLES = re.compile(r' (?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"')
LONG_NUMBER = re.compile(r"(\d+\.\d{2})\d+")


def chart_spec(chart: Chart) -> dict[str, Any]:
    """Write a chart as Vega-Lite."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["config"] = {"aria": False, "font": "inherit"}
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            row.update(
                {name: NOT_XML.sub("", value) for name, value in row.items() if isinstance(value, str)}
            )
    return spec


def render_svg(spec: dict[str, Any], slug: str, title: str, description: str) -> Markup:
    """Render Vega-Lite as inline SVG with a title and a description in words."""
    drawn = vl_convert.vegalite_to_svg(spec)
    drawn = LONG_NUMBER.sub(r"\1", INNER_ROLES.sub("", drawn))
    drawn = SIZE.sub(" viewBox=", drawn, count=1)
    names = f'role="img" aria-labelledby="chart-{slug}-title chart-{slug}-desc"'
    head, _, body = drawn.partition(">")
    words = Markup('<title id="chart-{0}-title">{1}</title><desc id="chart-{0}-desc">{2}</desc>').format(
        slug, title, escape(description)
    )
    return Markup(f"{head} {names}>{words}{body}")
