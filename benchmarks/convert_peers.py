"""Converting beside its peers, in one run: how long a page takes, and how many rows of tables come out right.

usage: python -m benchmarks.convert_peers [FOLDER]

Right rows are counted on pages made of the project's own texts, whose cells are known, wrapped, cut by pages.
Times are those of the PDFs in FOLDER (../shared/pdf where there is one), by page with tables.
pdfplumber and camelot are compared where they are installed.
"""

from __future__ import annotations

import importlib.util
import logging
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

import pypdfium2 as pdfium

from tests.convert.published import Part, as_pdf, parts_of
from yusuan.convert.pdf.drawing import rules_of
from yusuan.convert.pdf.lattice import lattices_of
from yusuan.convert.pdf.read import read_pdf
from yusuan.convert.shape import Table

ROOT = Path(__file__).parent.parent
Rows = list[tuple[str, ...]]


def ours(path: Path) -> Rows:
    """Return the rows of a file's tables as this project reads them, both readers included."""
    document, _ = read_pdf(path)
    return [row.cells for block in document.blocks if isinstance(block, Table) for row in block.rows]


def with_pdfplumber(path: Path) -> Rows:
    """Return the rows of a file's tables as pdfplumber reads them."""
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(path) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [tuple(cell or "" for cell in row) for table in tables for row in table]


def with_camelot(path: Path) -> Rows:
    """Return the rows of a file's tables as camelot reads them by their lines."""
    import camelot  # noqa: PLC0415

    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice")
    return [tuple(map(str, row)) for table in tables for row in table.df.values.tolist()]


PEERS: dict[str, Callable[[Path], Rows]] = {
    "yusuan": ours,
    "pdfplumber": with_pdfplumber,
    "camelot": with_camelot,
}


def main(arguments: list[str]) -> int:
    """Print a line for each reader that is installed."""
    logging.disable(logging.CRITICAL)
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared/pdf"
    readers = {
        name: read for name, read in PEERS.items() if name == "yusuan" or importlib.util.find_spec(name)
    }
    absent = sorted(set(PEERS) - set(readers))
    with tempfile.TemporaryDirectory() as scratch:
        made = list(_made(Path(scratch)))
        files = sorted(folder.glob("*.pdf"))
        pages = {path: _ruled(path) for path in files}
        print(f"{'reader':<12} {'rows right':>16} {'ms a page with tables':>22}")
        for name, read in readers.items():
            good, of = _right(read, made)
            pace = _pace(read, files, sum(pages.values()))
            print(f"{name:<12} {good:>7}/{of:<5} {good / of:>5.1%} {pace:>18}", flush=True)
    if absent:
        print(f"not installed: {', '.join(absent)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(files)} files, {sum(pages.values())} pages with ruled tables; peak of all readers {peak} MB")
    return 0


def _made(scratch: Path) -> Iterator[tuple[Path, list[Part]]]:
    for case in sorted(ROOT.glob("tests/cases/*sample*/*.txt")):
        parts = parts_of(case.read_text("utf-8"))
        yield as_pdf(parts, scratch / f"{case.stem}.pdf"), parts


def _right(read: Callable[[Path], Rows], made: list[tuple[Path, list[Part]]]) -> tuple[int, int]:
    """Return how many rows come out in order, each cell in its field, and how many there are."""
    good = of = 0
    for path, parts in made:
        known = [_bare(row) for row in chain(*(part for part in parts if not isinstance(part, str)))]
        found = [_bare(row) for row in read(path)]
        matched = SequenceMatcher(None, known, found, autojunk=False).get_matching_blocks()
        good, of = good + sum(block.size for block in matched), of + len(known)
    return good, of


def _bare(row: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return a row without spaces and without blanks at its right, by which readers differ lawfully."""
    cells = [re.sub(r"\s", "", cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _ruled(path: Path) -> int:
    """Return how many pages have a ruled table."""
    document = pdfium.PdfDocument(path)
    count = sum(
        any(len(one.cells) > 3 for one in lattices_of(rules_of(page.raw, lambda x, y: (x, y))[0]))
        for page in document
    )
    document.close()
    return count


def _pace(read: Callable[[Path], Rows], files: list[Path], pages: int) -> str:
    if not pages:
        return "no files"
    started = time.process_time()
    for path in files:
        read(path)
    return f"{1000 * (time.process_time() - started) / pages:.0f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
