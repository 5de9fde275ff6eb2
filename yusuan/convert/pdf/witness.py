"""The words of a PDF as a second reader sees them, to which the text is compared.

playa shares no code with PDFium, and what is done with its characters here shares none with the reading:
words are put together in the order of the file alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import playa

from yusuan.convert.pdf.opening import unlocked

_NEAR = 0.4  # of the height of a character: a wider gap parts two words
_LEVEL = 0.3

Box = tuple[float, float, float, float]


def words_by_page(path: Path) -> Iterator[list[str]]:
    """Yield the words of each page, without what lies beyond its edges and what is printed over itself."""
    copy = unlocked(path)
    with playa.parse(copy if copy is not None else path.read_bytes(), space="default") as document:
        for page in document.pages:
            yield list(_words(page))


def _words(page: playa.Page) -> Iterator[str]:
    word = ""
    seen: dict[str, list[Box]] = {}
    last: Box | None = None
    for text, box in _characters(page):
        blank = text.isspace()
        if not blank:
            before = seen.setdefault(text, [])
            if any(_over(box, other) for other in before):
                continue
            before.append(box)
        if last and (blank or _apart(last, box)):
            yield word
            word = ""
        word += text
        last = box
    yield word


def _characters(page: playa.Page) -> Iterator[tuple[str, Box]]:
    """Yield the characters that lie on the page, each with its box."""
    left, bottom, right, top = _visible(page.mediabox, page.cropbox)
    for text in page.texts:
        for glyph in text:
            x0, y0, x1, y1 = glyph.bbox
            if left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top:
                yield glyph.text or "", (x0, y0, x1, y1)


def _visible(media: Box, crop: Box) -> Box:
    return max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])


def _over(box: Box, other: Box) -> bool:
    """Tell whether two boxes cover one another for the most part."""
    wide, high = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    return wide > 0.6 * (box[2] - box[0]) and high > 0.6 * (box[3] - box[1])


def _apart(last: Box, box: Box) -> bool:
    """Tell whether two characters are not side by side, in whichever direction their line runs."""
    high = max(box[3] - box[1], box[2] - box[0], 1.0)
    across = max(box[0] - last[2], last[0] - box[2])
    along = max(box[1] - last[3], last[1] - box[3])
    moved = abs(box[1] - last[1]) > _LEVEL * high and abs(box[0] - last[0]) > _LEVEL * high
    return max(across, along) > _NEAR * high or moved
