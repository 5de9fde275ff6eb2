"""The picture that social networks show for a link to a unit: its name, year and figures.

The font is the one of ``manimgx_fonts_cjk``, so that every machine draws the same; its weight is thin, and
letters are made bolder by an outline in their own colour. In few colours a PNG is a third of a JPEG.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path

import vl_convert
from markupsafe import Markup, escape
from PIL import Image

from yusuan.model import Disclosure
from yusuan.site.charts.drawing import NOT_XML
from yusuan.site.charts.text import em_width
from yusuan.site.summary import LEVEL_WORDS, KeyFigure, type_word

FOLDER = "cards"
FONTS = "manimgx_fonts_cjk"
FONT = "Noto Sans CJK SC, sans-serif"
WIDTH, HEIGHT = 1200, 630
SCALE = 0.75
COLOURS = 16
"""The card's own and those between them at the edges of letters."""

MARGIN = 70
BOLDER = 0.035
"""Width of the outline by the size of the font."""

PAPER, INK, SOFT, MARK = "#fdfcf9", "#1c1b19", "#625d54", "#a63a22"
SHOWN = 4
INCOME = "收入合计"
"""Is the same as the expenditure in all but few documents: what is spent tells more."""

TITLE_SIZE = 56
LINES = 2


def write_card(disclosure: Disclosure, figures: Sequence[KeyFigure], docs: Path) -> str:
    """Write a unit's card, unless it stands already; return its path from the site's root.

    Its name holds a hash of what it shows: networks keep pictures for long, another one needs another name.
    """
    svg = draw_card(disclosure, figures)
    name = f"{disclosure.disclosure_id}/{hashlib.sha256(svg.encode()).hexdigest()[:10]}.png"
    path = docs / FOLDER / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        for earlier in path.parent.iterdir():
            earlier.unlink()
        _register_fonts()
        whole = path.with_suffix(".part")
        drawn = Image.open(BytesIO(vl_convert.svg_to_png(svg, scale=SCALE))).convert("RGB")
        drawn.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(whole, "PNG")
        whole.replace(path)
    return f"{FOLDER}/{name}"


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(resources.files(FONTS)))


def draw_card(disclosure: Disclosure, figures: Sequence[KeyFigure]) -> Markup:
    """Draw a card as SVG: the name on two lines at most, up to four figures, and where they come from."""
    lines = _title_lines(disclosure.unit_name)
    kind = f"{LEVEL_WORDS.get(disclosure.entity_level or '', '')}{type_word(disclosure)}"
    parts = [
        Markup(
            '<rect width="{0}" height="{1}" fill="{2}"/><rect width="{0}" height="12" fill="{3}"/>'
        ).format(WIDTH, HEIGHT, PAPER, MARK)
    ]
    y = 130
    for line in lines:
        parts.append(_text(line, MARGIN, y, TITLE_SIZE, INK))
        y += TITLE_SIZE + 18
    parts.append(_text(f"{disclosure.fiscal_year} 年{kind}", MARGIN, y, 32, SOFT))
    spent = [figure for figure in figures if figure.name != INCOME]
    for place, figure in enumerate(spent[:SHOWN]):
        x = MARGIN + place % 2 * (WIDTH - 2 * MARGIN) // 2
        top = 370 + place // 2 * 110
        parts.append(_text(figure.name, x, top, 26, SOFT))
        parts.append(_text(figure.amount, x, top + 52, 46, INK))
    parts.append(_text("阳光预算 · 每个数字都能点回原文", MARGIN, HEIGHT - 32, 24, MARK))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" '
        'font-family="{2}">{3}</svg>'
    ).format(WIDTH, HEIGHT, FONT, Markup("").join(parts))


def _text(words: str, x: int, y: int, size: int, colour: str) -> Markup:
    return Markup(
        '<text x="{0}" y="{1}" font-size="{2}" fill="{3}" stroke="{3}" stroke-width="{4:.2f}">{5}</text>'
    ).format(x, y, size, colour, size * BOLDER, escape(NOT_XML.sub("", words)))


def _title_lines(name: str) -> list[str]:
    """Break a name into two lines at most; what does not fit is cut, and says so."""
    room = (WIDTH - 2 * MARGIN) / TITLE_SIZE
    lines = [""]
    for char in name:
        if em_width(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][:-1]}…"]
    return lines
