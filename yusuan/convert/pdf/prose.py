"""Lines outside tables → paragraphs: lines that the setting broke are joined, headings stay by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.convert.pdf.fill import LIST_NUMBER
from yusuan.convert.pdf.words import Run, text_of_runs
from yusuan.convert.shape import Paragraph
from yusuan.spec.documents import load_documents
from yusuan.spec.lines import load_lines
from yusuan.spec.numbering import PART
from yusuan.spec.patterns import alternatives

_INDENT = 1.2  # of the font size: a line set in so far opens a paragraph
_SHORT = 2.2  # of the font size: a line that ends so far from the edge ends one
_PITCH = 1.7  # of the usual distance of lines: a wider one parts paragraphs
_LEAST, _USUAL = 0.65, 0.88  # of the page's width: where running text ends at the least, and mostly
_ENDS = "。；！？：…;!?:"
_ANNEX, _TABLE = alternatives(load_documents().annexes), alternatives(load_lines().contents_labels)
_OPENS = re.compile(rf"{LIST_NUMBER}|{PART}|{_ANNEX}|{_TABLE}\s*\d+")
_LATIN = re.compile(r"[A-Za-z]")
_LEADER = re.compile(r"[.．。…·‥⋯_—\-\s]{4,}(?=\s*\d*\s*$)|(?:\.\s?){4,}|[…⋯]{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text: what it says, where it stands, and the width of the text around it."""

    page: int
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    last: float = 0.0
    """The width of its last character, without which the next line would have had no room."""


def line_of(runs: Sequence[Run], page: int) -> Line:
    """Return the line that runs on one baseline make."""
    last = runs[-1].glyphs[-1]
    size = Counter(round(glyph.size, 1) for run in runs for glyph in run.glyphs).most_common(1)[0][0]
    text = _LEADER.sub(" ", text_of_runs(runs))
    return Line(page, text, runs[0].x0, runs[-1].x1, runs[0].baseline, size, last.x1 - last.x0)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the running text of a page begins and ends, how far apart its lines are, and its font size."""

    left: float
    right: float
    pitch: float
    size: float


def margins_of(lines: Sequence[Line], width: float) -> Margins:
    """Return the margins of pages of one width: where most lines end, where lines that go on start.

    Where all lines are short, the edge of the text is where it would be on most pages.
    """
    if not lines:
        return Margins(0.0, 0.0, 0.0, 0.0)
    ends = Counter(round(line.x1 / 4) for line in lines)
    most = max(ends.values())
    right = max(4.0 * end for end, count in ends.items() if count >= max(most / 3, min(3, most)))
    if right < _LEAST * width:
        right = _USUAL * width
    wide = [line for line in lines if line.x1 > right - 2 * line.size] or list(lines)
    starts = Counter(round(line.x0 / 3) for line in wide)
    common = [3.0 * start for start, count in starts.items() if count >= max(starts.values()) / 4]
    gaps = Counter(
        round(after.baseline - before.baseline)
        for before, after in pairwise(lines)
        if before.page == after.page and after.baseline - before.baseline > 0.8 * after.size
    )
    pitch = float(gaps.most_common(1)[0][0]) if gaps else 0.0
    size = Counter(line.size for line in lines for _ in line.text).most_common(1)[0][0]
    return Margins(min(common), right, pitch, size)


def goes_on(paragraph: Sequence[Line], line: Line, own: Margins, earlier: Margins) -> bool:
    """Tell whether a line is the rest of the paragraph whose lines so far are given.

    ``own`` are the margins of the line's page, ``earlier`` those of the page of the line before it.
    """
    first, before = paragraph[0], paragraph[-1]
    if abs(before.size - line.size) > 0.1 * line.size:
        return False
    if before.page == line.page:
        gap = line.baseline - before.baseline
        if gap > max(_PITCH * own.pitch, 1.4 * line.size) or gap <= 0:
            return False
    full = before.x1 - before.x0 > 0.8 * (earlier.right - earlier.left)
    if before.page == line.page and full and _is_title(before, own) and _is_title(line, own):
        return True
    free = earlier.right - before.x1
    if free > _SHORT * before.size or line.x0 > own.left + _INDENT * line.size:
        return False
    if not _OPENS.match(line.text):
        return True
    listed = (
        first.page == line.page and abs(first.x0 - line.x0) < 0.5 * line.size and _OPENS.match(first.text)
    )
    return not listed and free < before.size and before.text[-1:] not in _ENDS


def _is_title(line: Line, margins: Margins) -> bool:
    """Tell whether a line is set in the middle, in larger letters than the text."""
    left, right = line.x0 - margins.left, margins.right - line.x1
    return line.size > 1.15 * margins.size and abs(left - right) < 1.5 * line.size


def paragraph_of(lines: Sequence[Line]) -> Paragraph:
    """Return the paragraph that lines make."""
    text = ""
    for line in lines:
        space = " " if text and _LATIN.match(text[-1]) and _LATIN.match(line.text[:1]) else ""
        text += space + line.text
    return Paragraph(text, lines[0].page)
