"""A page of a PDF as glyphs and ruling lines, turned so that most of its text reads from left to right.

PDFium reads the file. Coordinates are points from the top left corner of the turned page.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from yusuan.convert.pdf.drawing import Rule, rules_of
from yusuan.convert.pdf.witness import Seen

INVISIBLE = 3
"""The text rendering mode of a layer that a text recognition has laid over a scan."""
_TURNS = 4
_SQUARE = 12.0  # points: characters are looked for in squares of this size
_SKEW = 0.12  # radians: up to 7° is a crooked page, more is text set at a slant


class Glyph(NamedTuple):
    """A character with its advance box, baseline and size; ``source`` numbers the text object it is of."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    source: int


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on one page; ``slanted`` is text that reads in another direction
    than the page, ``outside`` what lies beyond its edges, where nobody sees it, ``missed`` counts digits that
    the second reader alone has seen."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    slanted: tuple[str, ...]
    outside: tuple[str, ...]
    rules: tuple[Rule, ...]
    invisible: int
    unmapped: int
    images: int
    missed: int


class _Printed(NamedTuple):
    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    angle: float
    source: int
    invisible: bool


def read_page(document: pdfium.PdfDocument, number: int, seen: Sequence[Seen] = ()) -> Page:
    """Return page ``number`` (1-based), with what a second reader has ``seen`` where PDFium sees nothing.

    PDFium drops a text of one character whose font is neither in the file nor on the machine.
    """
    page = document[number - 1]
    textpage = page.get_textpage()
    try:
        printed = list(_printed(textpage.raw))
        missed = list(_missed(printed, seen))
        printed += missed
        left, bottom, right, top = _visible(page.get_mediabox(), page.get_cropbox())
        turn = _turn(printed, page.get_rotation() // 90)
        frame = _Frame(turn, left, bottom, right, top)
        outside = [one for one in printed if not frame.shows(one.box)]
        shown = [one for one in printed if frame.shows(one.box)]
        upright = [one for one in shown if _turn_of(one.angle) == turn]
        slanted = [one for one in shown if _turn_of(one.angle) != turn]
        rules, images = rules_of(page.raw, frame.place)
        return Page(
            number,
            *frame.size,
            tuple(_glyph(one, frame) for one in upright),
            tuple(_slanted(slanted)),
            tuple(_slanted(outside)),
            tuple(rules),
            sum(one.invisible for one in printed),
            sum(_unmapped(one.text) for one in printed),
            images,
            sum(one.text.isdecimal() for one in missed),
        )
    finally:
        textpage.close()
        page.close()


class _Frame(NamedTuple):
    """Where a page's own coordinates lie once it is turned."""

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def shows(self, box: tuple[float, float, float, float]) -> bool:
        """Tell whether the middle of a box lies on the page."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def place(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:  # text runs upwards
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def _visible(media: Sequence[float], crop: Sequence[float]) -> tuple[float, float, float, float]:
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        return media[0], media[1], media[2], media[3]
    return left, bottom, right, top


def _printed(textpage: Any) -> Iterator[_Printed]:
    """Yield the characters that the file prints, without the spaces and breaks that PDFium adds."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    sources: dict[int, tuple[int, bool]] = {}
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        made = raw.FPDFText_GetTextObject(textpage, index)
        if not made or not code or raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        address = ctypes.cast(made, ctypes.c_void_p).value or 0
        if address not in sources:
            sources[address] = (len(sources), raw.FPDFTextObj_GetTextRenderMode(made) == INVISIBLE)
        source, invisible = sources[address]
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        size = raw.FPDFText_GetFontSize(textpage, index)
        angle = raw.FPDFText_GetCharAngle(textpage, index)
        edges = (box.left, box.bottom, box.right, box.top)
        yield _Printed(_character(code), edges, (x.value, y.value), size, angle, source, invisible)


def _missed(printed: Sequence[_Printed], seen: Sequence[Seen]) -> Iterator[_Printed]:
    """Yield the characters that the second reader has seen in places where the first has none."""
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for one in printed:
        x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
        taken.setdefault((int(x // _SQUARE), int(y // _SQUARE)), []).append((x, y))
    for other in seen:
        if other.text.strip() and not _is_taken(taken, other):
            text = _character(ord(other.text)) if len(other.text) == 1 else other.text
            yield _Printed(text, other.box, other.origin, other.size, other.angle, -1 - other.source, False)


def _is_taken(taken: dict[tuple[int, int], list[tuple[float, float]]], other: Seen) -> bool:
    x, y = (other.box[0] + other.box[2]) / 2, (other.box[1] + other.box[3]) / 2
    column, row, reach = int(x // _SQUARE), int(y // _SQUARE), 1 + int(other.size // _SQUARE)
    near = (
        place
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
        for place in taken.get((column + dx, row + dy), ())
    )
    return any(abs(x - a) < 0.5 * other.size and abs(y - b) < 0.7 * other.size for a, b in near)


def _character(code: int) -> str:
    """Return the character as it is usually written: fonts map many glyphs to radicals of the same look."""
    text = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if "\u2e80" <= text <= "\u2fdf" or "\uf900" <= text <= "\ufaff":
        return unicodedata.normalize("NFKC", text)
    if unicodedata.category(text) == "Cc" and text not in "\t\r\n":
        return "\ufffd"  # a font that gives it no name: shown, not dropped
    if text in "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\t\r\n":
        return " "
    return text


def _unmapped(text: str) -> bool:
    return text == "\ufffd" or unicodedata.category(text) in ("Co", "Cn", "Cc")


def _turn_of(angle: float) -> int:
    """Return the direction that text runs in: 0 right, 1 up, 2 left, 3 down; -1 where it is at a slant."""
    quarters = angle / (math.pi / 2)
    nearest = round(quarters)
    return (-nearest) % _TURNS if abs(quarters - nearest) * math.pi / 2 < _SKEW else -1


def _turn(printed: list[_Printed], fallback: int) -> int:
    found = Counter(_turn_of(one.angle) for one in printed if not one.text.isspace())
    found.pop(-1, None)
    return found.most_common(1)[0][0] if found else fallback % _TURNS


def _glyph(one: _Printed, frame: _Frame) -> Glyph:
    left, bottom, right, top = one.box
    (ax, _), (bx, _) = frame.place(left, bottom), frame.place(right, top)
    _, baseline = frame.place(*one.origin)
    size = one.size
    tall = (right - left) if frame.turn % 2 else (top - bottom)
    if not 0.4 * tall <= size <= 1.6 * tall:  # scaled by the text matrix, or no size given
        size = tall
    return Glyph(one.text, min(ax, bx), max(ax, bx), baseline, max(size, 1.0), one.source)


def _slanted(printed: list[_Printed]) -> Iterator[str]:
    """Yield the runs of text set at a slant or in another direction, in the order of the file."""
    words: list[str] = []
    for before, one in zip([None, *printed], printed, strict=False):
        if before and (abs(before.angle - one.angle) > 0.01 or _apart(before, one)):
            yield "".join(words).strip()
            words = []
        words.append(one.text)
    if words:
        yield "".join(words).strip()


def _apart(before: _Printed, one: _Printed) -> bool:
    (ax, ay), (bx, by) = before.origin, one.origin
    return (ax - bx) ** 2 + (ay - by) ** 2 > (1.8 * max(one.size, 1.0)) ** 2
