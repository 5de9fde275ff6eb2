"""Conservation: every number of the file, as another extractor reads it, stands as often in the text.

A number that the file breaks over two lines counts as one where the text joins its pieces, and the other way
round; what was left out of the text is counted as there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.convert.shape import OUTSIDE, Document, Paragraph

_NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
_PIECES = 4  # at most: a number broken over more lines is none


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, and its page."""

    printed: str
    page: int

    @property
    def digits(self) -> str:
        """Return its digits alone."""
        return re.sub(r"\D", "", self.printed)


@dataclass(frozen=True, slots=True)
class Conservation:
    """How many numbers were compared, which the text lacks, and which it has beyond those of the file."""

    compared: int
    missing: tuple[Number, ...]
    added: tuple[Number, ...]

    @property
    def holds(self) -> bool:
        """Tell whether all numbers are there, and no others."""
        return not self.missing and not self.added


def numbers_in(text: str, page: int) -> Iterator[Number]:
    """Yield the numbers of a text."""
    for match in _NUMBER.finditer(text):
        yield Number(match.group(), page)


def compare_numbers(document: Document, pages: Iterable[Sequence[str]]) -> Conservation:
    """Compare a converted document with the words that another extractor reads on each page."""
    theirs = [
        number
        for page, words in enumerate(pages, start=1)
        for word in words
        for number in numbers_in(word, page)
    ]
    ours = list(_ours(document))
    missing, added = _difference(theirs, ours), _difference(ours, theirs)
    missing, added = _reconciled(missing, added, theirs)
    added, missing = _reconciled(added, missing, ours)
    return Conservation(len(theirs), tuple(missing), tuple(added))


def _ours(document: Document) -> Iterator[Number]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from numbers_in(block.text, block.page)
            continue
        for row in block.rows:
            for cell in row.cells:
                yield from numbers_in(cell, row.page)
    for one in document.left_out:
        if one.sort != OUTSIDE:  # no extractor reads what nobody sees
            yield from numbers_in(one.text, one.page)


def _difference(these: Sequence[Number], those: Sequence[Number]) -> list[Number]:
    """Return the numbers of ``these`` that ``those`` lack, first those on pages where there are too many."""
    lacking = Counter(one.printed for one in these)
    lacking.subtract(one.printed for one in those)
    on_page = Counter(these)
    on_page.subtract(those)
    found: list[Number] = []
    for one in sorted(these, key=lambda number: -on_page[number]):
        if lacking[one.printed] > 0:
            lacking[one.printed] -= 1
            found.append(one)
    return sorted(found, key=lambda number: number.page)


def _reconciled(
    pieces: list[Number], whole: list[Number], order: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """Take out the numbers that are one of ``whole`` when neighbours among the ``pieces`` are joined."""
    open_pieces, open_whole = Counter(pieces), Counter(one.digits for one in whole)
    for start in range(len(order)):
        for length in range(2, _PIECES + 1):
            window = order[start : start + length]
            digits = "".join(one.digits for one in window)
            if open_whole[digits] > 0 and not Counter(window) - open_pieces:
                open_pieces.subtract(window)
                open_whole[digits] -= 1
                break
    return list(open_pieces.elements()), [one for one in whole if _take(open_whole, one.digits)]


def _take(left: Counter[str], digits: str) -> bool:
    left[digits] -= 1
    return left[digits] >= 0
