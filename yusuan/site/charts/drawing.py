"""Draw figures with Altair: rows of bars, or one divided bar, laid out in pixels.

The charts are drawn for a phone's width and scaled by the page. Every text stands at a pixel that is
counted from full-width characters, so that nothing is clipped whatever fonts a machine has.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from yusuan.site.amounts import format_share, format_yuan
from yusuan.site.charts.figures import Figures, Part
from yusuan.site.charts.text import em_width, wrap_label

WIDTH = 360
FONT_SIZE = 13
LINE_HEIGHT = 18
BAR_HEIGHT = 9
ROW_GAP = 13
STACK_HEIGHT = 30
GUTTER = 14
SWATCH = 10

Chart = alt.LayerChart
Datum = dict[str, Any]


def draw_bars(figures: Figures, *, of_total: bool = True) -> Chart:
    """Draw a bar for each part, name and amount above it; over a track where bars are shares."""
    rows = [_datum(part, figures.total, number) for number, part in enumerate(figures.parts)]
    height = _place(rows, below=BAR_HEIGHT)
    scale = float(figures.total if of_total else max(part.amount for part in figures.parts))
    base = alt.Chart(alt.InlineData(values=rows))
    tracks = [_track(base)] if of_total else []
    bars = _bar(base, _x("amount", scale))
    return _finish([*tracks, bars, *_texts(base, indent=0)], height)


def draw_divided_bar(figures: Figures) -> Chart:
    """Draw the parts as segments of one bar, and a row with swatch, name and amount for each."""
    indent = SWATCH + 8
    rows = [_datum(part, figures.total, number, indent) for number, part in enumerate(figures.parts)]
    start = Decimal(0)
    for row, part in zip(rows, figures.parts, strict=True):
        row["start"], row["end"] = float(start), float(start + part.amount)
        start += part.amount
    height = _place(rows, below=0, offset=STACK_HEIGHT + GUTTER, gap=6)
    base = alt.Chart(alt.InlineData(values=rows))
    segments = _segments(base, float(figures.total))
    swatches = _swatches(base)
    return _finish([segments, swatches, *_texts(base, indent)], height)


def _segments(base: alt.Chart, total: float) -> alt.Chart:
    segments: alt.Chart = base.mark_rect(stroke="var(--chart-paper)", strokeWidth=1).encode(
        x=_x("start", total),
        x2=alt.X2("end:Q"),
        y=alt.value(0),
        y2=alt.value(STACK_HEIGHT),
        color=_colour(),
    )
    return segments


def _swatches(base: alt.Chart) -> alt.Chart:
    swatches: alt.Chart = base.mark_rect().encode(
        x=alt.value(0),
        x2=alt.value(SWATCH),
        y=_y("swatch"),
        y2=alt.Y2("swatch_end:Q"),
        color=_colour(),
    )
    return swatches


def _datum(part: Part, total: Decimal, number: int, indent: int = 0) -> Datum:
    amount = format_yuan(part.amount)
    share = format_share(part.amount, total)
    label = f"{amount} · {share}"
    room = WIDTH - indent - em_width(label) * FONT_SIZE - GUTTER
    return {
        "number": number,
        "name": part.label,
        "label": "\n".join(wrap_label(part.label, room, FONT_SIZE)),
        "amount": float(part.amount),
        "value": label,
        "money": amount,
        "share": share,
        "line": f"第 {part.line} 行" if part.line else "由上列数字算出",
        "anchor": part.anchor,
        "colour": f"var(--chart-{part.tone})",
    }


def _place(rows: Sequence[Datum], below: int, offset: int = 0, gap: int = ROW_GAP) -> int:
    top = offset
    for row in rows:
        lines = row["label"].count("\n") + 1
        row["text"] = top + FONT_SIZE
        row["bar"] = top + lines * LINE_HEIGHT + 2
        row["bar_end"] = row["bar"] + below
        row["swatch"], row["swatch_end"] = top + 3, top + 3 + SWATCH
        row["top"], row["bottom"] = top, row["bar_end"]
        top = row["bar_end"] + gap
    return top - gap + 4


def _track(base: alt.Chart) -> alt.Chart:
    """Draw the whole behind each bar that is a share of it."""
    track: alt.Chart = base.mark_rect(color="var(--chart-track)").encode(
        x=alt.value(0), x2=alt.value(WIDTH), y=_y("bar"), y2=alt.Y2("bar_end:Q")
    )
    return track


def _bar(base: alt.Chart, end: alt.X) -> alt.Chart:
    bar: alt.Chart = base.mark_rect().encode(
        x=end, x2=alt.X2(datum=0), y=_y("bar"), y2=alt.Y2("bar_end:Q"), color=_colour()
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


def _x(field: str, end: float) -> alt.X:
    scale = alt.Scale(domain=[0, end], range=[0, WIDTH], nice=False, zero=True)
    return alt.X(f"{field}:Q", axis=None, scale=scale)


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=None)


def _colour() -> alt.Color:
    return alt.Color("colour:N", scale=None, legend=None)


def _finish(layers: Sequence[alt.Chart], height: int) -> Chart:
    layered = alt.LayerChart(layer=list(layers))
    return layered.properties(
        width=WIDTH,
        height=height,
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
        view=alt.ViewBackground(stroke=None, fill=None),
    )
