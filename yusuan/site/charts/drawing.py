"""Draw figures in one of the forms: rows of bars, or one divided bar, laid out in pixels.

Every text stands at a pixel that is counted from full-width characters, so that nothing is clipped whatever
fonts a machine has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from yusuan.site.amounts import format_share, format_yuan
from yusuan.site.charts.figures import Figures, Part
from yusuan.site.charts.forms import BARS, DIVIDED, SHARES, Vega, filled
from yusuan.site.charts.pixels import (
    BAR_HEIGHT,
    FONT_SIZE,
    GUTTER,
    LINE_HEIGHT,
    ROW_GAP,
    STACK_HEIGHT,
    SWATCH,
    SWATCH_INDENT,
    WIDTH,
)
from yusuan.site.charts.text import em_width, wrap_label

# What no SVG can hold: the program that draws it ends the whole process where a label has one.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Datum = dict[str, Any]


def draw_bars(figures: Figures, *, of_total: bool = True) -> Vega:
    """Draw a bar for each part, name and amount above it; over a track where bars are shares."""
    rows = [_datum(part, figures.total) for part in figures.parts]
    height = _place(rows, below=BAR_HEIGHT)
    end = figures.total if of_total else max(part.amount for part in figures.parts)
    return filled(SHARES if of_total else BARS, rows, height, float(end))


def draw_divided_bar(figures: Figures) -> Vega:
    """Draw the parts as segments of one bar, and a row with swatch, name and amount for each."""
    rows = [_datum(part, figures.total, SWATCH_INDENT) for part in figures.parts]
    start = Decimal(0)
    for row, part in zip(rows, figures.parts, strict=True):
        row["start"], row["end"] = float(start), float(start + part.amount)
        start += part.amount
    height = _place(rows, below=0, offset=STACK_HEIGHT + GUTTER, gap=6)
    return filled(DIVIDED, rows, height, float(figures.total))


def _datum(part: Part, total: Decimal, indent: int = 0) -> Datum:
    label = f"{format_yuan(part.amount)} · {format_share(part.amount, total)}"
    room = WIDTH - indent - em_width(label) * FONT_SIZE - GUTTER
    name = NOT_XML.sub("", part.label)
    return {
        "label": "\n".join(wrap_label(name, room, FONT_SIZE)),
        "amount": float(part.amount),
        "value": label,
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
        top = row["bar_end"] + gap
    return top - gap + 4
