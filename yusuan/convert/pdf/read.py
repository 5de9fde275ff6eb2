"""A PDF → paragraphs and tables in reading order, what is left out, and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from yusuan.convert.pdf.again import continued, titles_again
from yusuan.convert.pdf.doubt import PageNotes, warnings_of
from yusuan.convert.pdf.furniture import furniture_of, watermarks_of
from yusuan.convert.pdf.laid import Laid, lay
from yusuan.convert.pdf.opening import opened
from yusuan.convert.pdf.page import read_page
from yusuan.convert.pdf.prose import Line, Margins, goes_on, margins_of, paragraph_of
from yusuan.convert.pdf.tables import Drawn, tables_of
from yusuan.convert.pdf.witness import Witness, words_of
from yusuan.convert.shape import OUTSIDE, Block, ConvertError, Document, LeftOut

Progress = Callable[[int, int], None]
MAX_PAGES = 3_000
"""Pages of a file; the longest known has 61."""


def read_pdf(path: Path, progress: Progress = lambda done, of: None) -> tuple[Document, list[list[str]]]:
    """Return the contents of a PDF with a text layer, and its words by page as a second reader sees them.

    Raises ConvertError where it has no text or is damaged.
    """
    laid: list[Laid] = []
    notes: list[PageNotes] = []
    words: list[list[str]] = []
    document = opened(path)
    try:
        count = len(document)
        if count == 0:
            raise ConvertError("it has no pages: the file is damaged")
        if count > MAX_PAGES:
            raise ConvertError(f"{count:,} pages, more than {MAX_PAGES:,}: is this one disclosure?")
        with Witness(path) as witness:
            for number in range(1, count + 1):
                seen = witness.page(number) if number <= len(witness.pages) else []
                try:
                    page = read_page(document, number, seen)
                except pdfium.PdfiumError as error:
                    raise ConvertError(f"damaged: page {number} cannot be read ({error})") from error
                laid.append(lay(page))
                notes.append(PageNotes.of(page))
                words.append(list(words_of(seen)))
                progress(number, count)
    finally:
        document.close()
    warnings = warnings_of(notes)
    if witness.failed:
        warnings += (f"no second reader could confirm the numbers ({witness.failed})",)
    return replace(_document(laid), warnings=warnings), words


def _document(laid: Sequence[Laid]) -> Document:
    sorts = furniture_of([one.lines for one in laid], [one.height for one in laid])
    kept = [_without(one, sorts) for one in laid]
    again = {line: "title again" for line in titles_again(kept)}
    left_out = [LeftOut(sort, line.page, line.text) for line, sort in (sorts | again).items()]
    left_out += [LeftOut(OUTSIDE, one.page, text) for one in laid for text in one.outside if text]
    marks = watermarks_of([one.slanted for one in laid])
    left_out += [
        LeftOut("watermark", one.page, text) for one in laid for text in one.slanted if text in marks
    ]
    kept = [
        replace(_without(one, again), slanted=tuple(text for text in one.slanted if text not in marks))
        for one in kept
    ]
    return Document(tuple(_blocks(kept)), len(laid), tuple(left_out))


def _without(one: Laid, lines: Container[Line]) -> Laid:
    return replace(one, lines=tuple(line for line in one.lines if line not in lines))


def _blocks(laid: Sequence[Laid]) -> Iterator[Block]:
    """Yield paragraphs and tables in reading order."""
    items = continued([item for one in laid for item in _in_order(one)])
    tables = iter(tables_of([one for one in items if isinstance(one, Drawn)]))
    margins = _margins(laid)
    lines: list[Line] = []
    for item in items:
        if (
            isinstance(item, Line)
            and lines
            and goes_on(lines, item, margins[item.page], margins[lines[-1].page])
        ):
            lines.append(item)
            continue
        if lines:
            yield paragraph_of(lines)
        lines = [item] if isinstance(item, Line) else []
        table = next(tables) if isinstance(item, Drawn) else None
        if table:
            yield table
    if lines:
        yield paragraph_of(lines)


def _margins(laid: Sequence[Laid]) -> dict[int, Margins]:
    """Return the margins of each page: those of all pages of its width."""
    by_width: dict[int, list[Laid]] = {}
    for one in laid:
        by_width.setdefault(round(one.width), []).append(one)
    found: dict[int, Margins] = {}
    for width, pages in by_width.items():
        margins = margins_of([line for page in pages for line in page.lines], width)
        found |= {page.page: margins for page in pages}
    return found


def _in_order(one: Laid) -> list[Line | Drawn]:
    items: list[tuple[float, Line | Drawn]] = [(line.baseline, line) for line in one.lines]
    items += [(table.lattice.ys[0], table) for table in one.tables]
    items += [(one.height, Line(one.page, text, 0, 0, one.height, 0)) for text in one.slanted if text]
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]
