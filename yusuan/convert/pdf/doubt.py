"""What is in doubt about a PDF's text: pages that are images, layers of a recognition, nameless fonts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from yusuan.convert.pdf.page import Page
from yusuan.convert.shape import ConvertError

_FEW = 12  # characters: a page with no more has no text of its own
_UNNAMED = 0.1  # of the characters: with more of them unknown a text is no text


@dataclass(frozen=True, slots=True)
class PageNotes:
    """What a page has of text, of text that is not shown, of characters without a name, of images."""

    number: int
    characters: int
    invisible: int
    unnamed: int
    images: int
    missed: int

    @classmethod
    def of(cls, page: Page) -> Self:
        """Return the notes on a page."""
        characters = sum(not glyph.text.isspace() for glyph in page.glyphs)
        return cls(page.number, characters, page.invisible, page.unmapped, page.images, page.missed)

    @property
    def is_image(self) -> bool:
        """Tell whether a page shows images, and hardly any text."""
        return self.characters <= _FEW and self.images > 0

    @property
    def is_recognised(self) -> bool:
        """Tell whether the text of a page is a layer over its image."""
        return self.images > 0 and self.invisible > 0.5 * max(self.characters, 1)


def warnings_of(pages: Sequence[PageNotes]) -> tuple[str, ...]:
    """Say what is in doubt; raises ConvertError where there is no text to speak of."""
    images = [page.number for page in pages if page.is_image]
    characters = sum(page.characters for page in pages)
    if images and (len(images) == len(pages) or characters < _FEW * len(pages)):
        raise ConvertError(
            "scanned: its pages are images, without text. Ask the unit for the file it was printed from, or "
            "let a text recognition (OCR) make a PDF with text of it, and compare every number with the image"
        )
    if not characters:
        raise ConvertError("there is no text in it")
    unnamed = sum(page.unnamed for page in pages)
    if unnamed > _UNNAMED * characters:
        raise ConvertError(
            "its fonts do not say which characters they print: what can be read of it is no text. "
            "Ask for another file"
        )
    found = []
    if images:
        found.append(f"{_pages(images)} an image: what it prints is not in the text")
    recognised = [page.number for page in pages if page.is_recognised]
    if recognised:
        found.append(
            f"the text of {_pages(recognised, False)} is a text recognition's: compare it with the image"
        )
    missed = sum(page.missed for page in pages)
    if missed:
        where = _pages([page.number for page in pages if page.missed], False)
        found.append(f"{missed} digits were seen by the second reader alone, and taken from it: {where}")
    unsure = [page.number for page in pages if page.unnamed]
    if unsure:
        found.append(f"{unnamed} characters that the fonts give no name: {_pages(unsure, False)}")
    return tuple(found)


def _pages(numbers: Sequence[int], verb: bool = True) -> str:
    """Return `page 3 is`, `pages 3-5, 9 are`."""
    starts = [number for before, number in pairwise([-1, *numbers]) if number != before + 1]
    ends = [number for number, after in pairwise([*numbers, numbers[-1] + 2]) if after != number + 1]
    ranges = [str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True)]
    many = len(numbers) > 1
    word = f"{'pages' if many else 'page'} {', '.join(ranges)}"
    return word + (f" {'are' if many else 'is'}" if verb else "")
