"""The characters and words of a PDF as a second reader sees them, to which the text is compared.

playa shares no code with PDFium, and what is done with its characters here shares none with the reading:
words are put together in the order of the file alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import playa

from yusuan.convert.pdf.opening import unlocked

_NEAR = 0.4  # of the height of a character: a wider gap parts two words
_LEVEL = 0.3

Box = tuple[float, float, float, float]


class Seen(NamedTuple):
    """A character with its box, origin and size, the direction of its line in radians, its text object."""

    text: str
    box: Box
    origin: tuple[float, float]
    size: float
    angle: float
    source: int


class Witness:
    """The second reader of a file; where it cannot open the file, it has seen nothing."""

    def __init__(self, path: Path) -> None:
        self.failed = ""
        try:
            copy = unlocked(path)
            self.document = playa.parse(copy if copy is not None else path.read_bytes(), space="default")
            self.pages = list(self.document.pages)
        except Exception as error:  # its maker promises no kinds of errors
            self.failed = f"{type(error).__name__}: {error}"
            self.pages = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if not self.failed:
            self.document.close()

    def page(self, number: int) -> list[Seen]:
        """Return the characters that lie on a page (1-based), in the order of the file."""
        try:
            return list(_characters(self.pages[number - 1]))
        except Exception as error:
            self.failed = self.failed or f"page {number}: {type(error).__name__}: {error}"
            return []


def words_of(characters: Sequence[Seen]) -> Iterator[str]:
    """Yield the words of a page; what is printed over itself counts once."""
    word = ""
    seen: dict[str, list[Box]] = {}
    last: Box | None = None
    for one in characters:
        blank = one.text.isspace()
        if not blank:
            before = seen.setdefault(one.text, [])
            if any(_over(one.box, other) for other in before):
                continue
            before.append(one.box)
        if last and (blank or _apart(last, one.box)):
            yield word
            word = ""
        word += one.text
        last = one.box
    yield word


def _characters(page: playa.Page) -> Iterator[Seen]:
    left, bottom, right, top = _visible(page.mediabox, page.cropbox)
    for number, text in enumerate(page.texts):
        for glyph in text:
            x0, y0, x1, y1 = glyph.bbox
            if left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top:
                a, b, *_ = glyph.matrix
                angle = -math.atan2(b, a) % (2 * math.pi)
                yield Seen(glyph.text or "", (x0, y0, x1, y1), glyph.origin, glyph.size, angle, number)


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
