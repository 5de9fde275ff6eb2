"""The forms of charts in Altair, laid out in pixels for rows that say where they stand.

Every row has ``label`` and ``value`` at ``text``, and a bar from ``bar`` to ``bar_end``, or a segment from
``start`` to ``end`` and a swatch from ``swatch`` to ``swatch_end``; ``colour`` is a CSS colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from yusuan.site.charts.forms import BARS, DIVIDED, ROWS, SHARES
from yusuan.site.charts.pixels import FONT_SIZE, LINE_HEIGHT, STACK_HEIGHT, SWATCH, SWATCH_INDENT, WIDTH

CONFIG = {"aria": False, "font": "inherit"}


def make_form(form: str) -> dict[str, Any]:
    """Return a form as Vega-Lite that Altair has validated, without rows."""
    layers = _LAYERS[form](alt.Chart(alt.NamedData(ROWS)))
    chart = alt.LayerChart(layer=layers, datasets={ROWS: []}).properties(
        width=WIDTH,
        height=1,
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
        view=alt.ViewBackground(stroke=None, fill=None),
    )
    return {**chart.to_dict(), "config": CONFIG}


def _bars(base: alt.Chart) -> list[alt.Chart]:
    return [_bar(base), *_texts(base, 0)]


def _shares(base: alt.Chart) -> list[alt.Chart]:
    """Draw the whole behind each bar that is a share of it."""
    track: alt.Chart = base.mark_rect(color="var(--chart-track)").encode(
        x=alt.value(0), x2=alt.value(WIDTH), y=_y("bar"), y2=alt.Y2("bar_end:Q")
    )
    return [track, *_bars(base)]


def _divided(base: alt.Chart) -> list[alt.Chart]:
    segments: alt.Chart = base.mark_rect(stroke="var(--chart-paper)", strokeWidth=1).encode(
        x=_x("start"),
        x2=alt.X2("end:Q"),
        y=alt.value(0),
        y2=alt.value(STACK_HEIGHT),
        color=_colour(),
    )
    swatches: alt.Chart = base.mark_rect().encode(
        x=alt.value(0),
        x2=alt.value(SWATCH),
        y=_y("swatch"),
        y2=alt.Y2("swatch_end:Q"),
        color=_colour(),
    )
    return [segments, swatches, *_texts(base, SWATCH_INDENT)]


_LAYERS: Mapping[str, Callable[[alt.Chart], list[alt.Chart]]] = {
    BARS: _bars,
    SHARES: _shares,
    DIVIDED: _divided,
}


def _bar(base: alt.Chart) -> alt.Chart:
    bar: alt.Chart = base.mark_rect().encode(
        x=_x("amount"), x2=alt.X2(datum=0), y=_y("bar"), y2=alt.Y2("bar_end:Q"), color=_colour()
    )
    return bar


def _texts(base: alt.Chart, indent: int) -> list[alt.Chart]:
    name = base.mark_text(
        align="left",
        baseline="alphabetic",
        lineBreak="\n",
        lineHeight=LINE_HEIGHT,
        fontSize=FONT_SIZE,
        color="var(--chart-ink)",
    ).encode(x=alt.value(indent), y=_y("text"), text=alt.Text("label:N"))
    value = base.mark_text(
        align="right", baseline="alphabetic", fontSize=FONT_SIZE, color="var(--chart-soft)"
    ).encode(x=alt.value(WIDTH), y=_y("text"), text=alt.Text("value:N"))
    return [name, value]


def _x(field: str) -> alt.X:
    scale = alt.Scale(domain=[0, 1], range=[0, WIDTH], nice=False, zero=True)
    return alt.X(f"{field}:Q", axis=None, scale=scale)


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=None)


def _colour() -> alt.Color:
    return alt.Color("colour:N", scale=None, legend=None)
