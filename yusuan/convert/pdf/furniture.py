"""What belongs to the page and not to the text: page numbers, running headers and footers, watermarks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from yusuan.convert.pdf.prose import Line

_EDGE = 0.12  # of the page's height: where headers and footers are
_NUMBER = re.compile(
    r"[-–—―－~·\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/，,、]?\s*共?\s*\d{1,4}\s*页?)?[-–—―－~·\s]*"
)
_OFTEN = 4  # pages: a line that stands at the same place on so many, and on most, is a running one
_MOST = 0.5


def furniture_of(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> dict[Line, str]:
    """Return the lines that are not text, each with its sort: ``page number`` or ``header``.

    A number is a page number only where it counts on with the pages, and only at the edge of a page.
    """
    edges = [
        [line for line in lines if not _EDGE * height < line.baseline < (1 - _EDGE) * height]
        for lines, height in zip(pages, heights, strict=True)
    ]
    found: dict[Line, str] = {line: "page number" for line in _page_numbers(edges)}
    found |= {line: "header" for line in _running(edges, pages)}
    return found


def watermarks_of(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the texts set at a slant that stand on several pages, and on most: they are of no page."""
    on = Counter(text for texts in pages for text in set(texts) if text)
    return frozenset(text for text, count in on.items() if count >= max(_OFTEN - 1, _MOST * len(pages)))


def _page_numbers(edges: Sequence[Sequence[Line]]) -> Iterable[Line]:
    """Yield the lines that are a number which grows with the pages: the same distance from it on several."""
    by_distance: dict[int, list[Line]] = defaultdict(list)
    for number, lines in enumerate(edges, start=1):
        for line in lines:
            match = _NUMBER.fullmatch(line.text.strip())
            if match:
                by_distance[number - int(match.group(1))].append(line)
    for lines in by_distance.values():
        marked = all(not line.text.strip().isdigit() for line in lines)
        if len({line.page for line in lines}) >= (1 if marked else 2):
            yield from lines


def _running(edges: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]]) -> Iterable[Line]:
    """Yield the first and last lines of pages that stand at the same place on most pages, word for word."""
    at: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for lines in edges:
        for line in lines:
            at[re.sub(r"\s", "", line.text), round(line.baseline / 4)].append(line)
    for lines in at.values():
        if len(lines) >= _OFTEN and len({line.page for line in lines}) >= _MOST * len(pages):
            yield from lines
