"""The picture that social networks show for a link to a unit: its name, year and figures.

The font is the one of ``manimgx_fonts_cjk``, so that every machine draws the same. In few colours a PNG is a
third of a JPEG.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from yusuan.model import Disclosure
from yusuan.replacing import replaced_file
from yusuan.site.views.summary import LEVEL_WORDS, KeyFigure, type_word

FOLDER = "cards"
FONT = resources.files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
SIMPLIFIED = 2
"""Which of the file's fonts has the forms of letters that are printed in mainland China."""

WEIGHT = 500
WIDTH, HEIGHT = 900, 472
COLOURS = 16
"""The card's own and those between them at the edges of letters."""

MARGIN = 52
PAPER, INK, SOFT, MARK = "#fdfcf9", "#1c1b19", "#625d54", "#a63a22"
SHOWN = 4
INCOME = "收入合计"
"""Is the same as the expenditure in all but few documents: what is spent tells more."""

TITLE_SIZE = 42
LINES = 2


class Words(NamedTuple):
    """Words of a card: where their line begins and its foot is, and the size of the font, in pixels."""

    text: str
    x: int
    y: int
    size: int
    colour: str


def write_card(disclosure: Disclosure, figures: Sequence[KeyFigure], docs: Path) -> str:
    """Write a unit's card, unless it stands already; return its path from the site's root.

    Its name holds a hash of what it shows: networks keep pictures for long, another one needs another name.
    """
    words = card_words(disclosure, figures)
    name = f"{disclosure.disclosure_id}/{hashlib.sha256(repr(words).encode()).hexdigest()[:10]}.png"
    path = docs / FOLDER / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        for earlier in path.parent.iterdir():
            earlier.unlink()
        with replaced_file(path) as draft:
            draw_card(words).save(draft, "PNG")
    return f"{FOLDER}/{name}"


def draw_card(words: Sequence[Words]) -> Image.Image:
    """Draw words below a coloured edge."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((0, 0, WIDTH, 8), fill=MARK)
    for text, x, y, size, colour in words:
        drawing.text((x, y), text, fill=colour, font=_font(size), anchor="ls")
    return image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def card_words(disclosure: Disclosure, figures: Sequence[KeyFigure]) -> list[Words]:
    """Place the name on two lines at most, up to four figures, and where they come from."""
    kind = f"{LEVEL_WORDS.get(disclosure.entity_level or '', '')}{type_word(disclosure)}"
    words, y = [], 98
    for line in _title_lines(_printable(disclosure.unit_name)):
        words.append(Words(line, MARGIN, y, TITLE_SIZE, INK))
        y += TITLE_SIZE + 14
    words.append(Words(f"{disclosure.fiscal_year} 年{kind}", MARGIN, y, 24, SOFT))
    spent = [figure for figure in figures if figure.name != INCOME]
    for place, figure in enumerate(spent[:SHOWN]):
        x, top = MARGIN + place % 2 * (WIDTH - 2 * MARGIN) // 2, 278 + place // 2 * 82
        words.append(Words(_printable(figure.name), x, top, 20, SOFT))
        words.append(Words(_printable(figure.amount), x, top + 39, 34, INK))
    return [*words, Words("阳光预算 · 每个数字都能点回原文", MARGIN, HEIGHT - 24, 18, MARK)]


def _printable(text: str) -> str:
    """Write text on one line, without what no font has a picture of."""
    return "".join(char if char.isprintable() else " " for char in text)


def _title_lines(name: str) -> list[str]:
    """Break a name into two lines at most; what does not fit is cut, and says so."""
    font, room = _font(TITLE_SIZE), WIDTH - 2 * MARGIN
    lines = [""]
    for char in name:
        if font.getlength(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][:-1]}…"]
    return lines


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Open the font; the plain layout needs no library that only some machines have."""
    font = ImageFont.truetype(str(FONT), size, index=SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([WEIGHT])
    return font
