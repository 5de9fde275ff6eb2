"""A PDF → paragraphs and tables in reading order, what is left out, and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium

from yusuan.convert.pdf.fill import runs_by_cell, text_of_cell
from yusuan.convert.pdf.furniture import furniture_of
from yusuan.convert.pdf.lattice import Lattice, lattices_of
from yusuan.convert.pdf.page import Page, read_page
from yusuan.convert.pdf.prose import Line, Margins, goes_on, line_of, margins_of, paragraph_of
from yusuan.convert.pdf.tables import Drawn, alike, tables_of
from yusuan.convert.pdf.words import Run, lines_of, runs_of
from yusuan.convert.shape import OUTSIDE, Block, ConvertError, Document, LeftOut

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Laid:
    """A page's contents apart: lines of running text, and tables as drawn."""

    page: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Drawn, ...]
    slanted: tuple[str, ...]
    outside: tuple[str, ...]


def read_pdf(path: Path, progress: Progress = lambda done, of: None) -> Document:
    """Return the contents of a PDF with a text layer; raises ConvertError where it has none or is damaged."""
    document = _opened(path)
    try:
        laid: list[Laid] = []
        for number in range(1, len(document) + 1):
            laid.append(lay(read_page(document, number)))
            progress(number, len(document))
    finally:
        document.close()
    return _document(laid)


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise ConvertError(f"damaged: {error}") from error


def lay(page: Page) -> Laid:
    """Return a page's running text and its tables."""
    runs = [run for line in lines_of(page.glyphs) for run in runs_of(line)]
    lattices = [one for one in lattices_of(page.rules)]
    tables: list[Drawn] = []
    loose = runs
    for lattice in lattices:
        inside = [run for run in loose if lattice.holds((run.x0 + run.x1) / 2, run.middle)]
        cells = runs_by_cell(lattice, inside)
        if len(cells) < 2:
            continue
        taken = set(map(id, inside))
        loose = [run for run in loose if id(run) not in taken]
        texts = {}
        for cell, held in cells.items():
            left, _, right, _ = lattice.box(cell)
            texts[cell] = text_of_cell(held, left, right)
        tables.append(Drawn(page.number, lattice, texts))
    lines = [line_of(row, page.number) for row in _rows(loose)]
    return Laid(
        page.number, page.width, page.height, tuple(lines), tuple(tables), page.slanted, page.outside
    )


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Return runs by line, from above."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.baseline, one.x0)):
        if rows and run.baseline - rows[-1][0].baseline <= 0.3 * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _document(laid: Sequence[Laid]) -> Document:
    furniture = furniture_of([one.lines for one in laid], [one.height for one in laid])
    kept = [replace(one, lines=tuple(line for line in one.lines if line not in furniture)) for one in laid]
    left_out = [LeftOut(sort, line.page, line.text) for line, sort in furniture.items()]
    left_out += [LeftOut(OUTSIDE, one.page, text) for one in laid for text in one.outside if text]
    return Document(tuple(_blocks(kept)), len(laid), tuple(left_out))


def _blocks(laid: Sequence[Laid]) -> Iterator[Block]:
    """Yield paragraphs and tables in reading order."""
    items = _continued([item for one in laid for item in _in_order(one)])
    tables = iter(tables_of([one for one in items if isinstance(one, Drawn)]))
    margins = _margins(laid)
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line) and lines and goes_on(lines, item, margins[item.page], margins[lines[-1].page]):
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
    for pages in by_width.values():
        margins = margins_of([line for page in pages for line in page.lines])
        found |= {page.page: margins for page in pages}
    return found


def _in_order(one: Laid) -> list[Line | Drawn]:
    items: list[tuple[float, Line | Drawn]] = [(line.baseline, line) for line in one.lines]
    items += [(table.lattice.ys[0], table) for table in one.tables]
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]


def _continued(items: Sequence[Line | Drawn]) -> list[Line | Drawn]:
    """Mark the tables that go on from the page before: nothing stands between, and the columns are the same."""
    marked: list[Line | Drawn] = []
    for item in items:
        before = marked[-1] if marked else None
        if isinstance(item, Drawn) and isinstance(before, Drawn) and item.page == before.page + 1:
            item = replace(item, continues=alike(before.lattice.xs, item.lattice.xs, rest=True))
        marked.append(item)
    return marked
