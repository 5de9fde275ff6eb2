"""Tables without ruling lines: rows whose words stand in the same columns, numbers among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from yusuan.convert.pdf.fill import text_of_cell
from yusuan.convert.pdf.lattice import Cell, Lattice
from yusuan.convert.pdf.tables import Drawn
from yusuan.convert.pdf.words import Run

_APART = 1.0  # of the font size: a wider gap parts two columns
_ROWS = 3  # rows of numbers that make a table
_TIGHT = 1.6  # of the font size: a line of words so near under a row is the rest of its label
_EVEN = 2.0  # points: texts that begin no farther apart begin in one line
_NEAR = 2.2  # of the font size: how far apart the rows of a table are at most
_LABELS = 8  # rows of labels alone that a table may have between its numbers
_AMOUNT = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?%?|-|—|——|/")

Chunk = tuple[Run, ...]


def loose_tables(rows: Sequence[Sequence[Run]], page: int) -> list[tuple[Drawn, set[int]]]:
    """Return the tables among the rows of words of a page, each with the numbers of its rows."""
    chunks = [_chunks(row) for row in rows]
    found: list[tuple[Drawn, set[int]]] = []
    for start, end in _stretches(chunks):
        first = _with_header(chunks, start, found[-1][1] if found else set())
        drawn = _drawn(chunks[first:end], start - first, page)
        if drawn:
            found.append((drawn, set(range(first, end))))
    return found


def _chunks(row: Sequence[Run]) -> list[Chunk]:
    """Return the runs of a row by column: those that a wide gap parts."""
    chunks: list[list[Run]] = []
    for run in row:
        if chunks and run.x0 - chunks[-1][-1].x1 <= _APART * run.size:
            chunks[-1].append(run)
        else:
            chunks.append([run])
    return [tuple(chunk) for chunk in chunks]


def _text(chunk: Chunk) -> str:
    return "".join(run.text for run in chunk)


def _is_data(chunks: Sequence[Chunk]) -> bool:
    """Tell whether a row is labels with amounts: several columns, one in four a number, no sentence."""
    texts = [_text(chunk) for chunk in chunks]
    amounts = sum(bool(_AMOUNT.fullmatch(text)) for text in texts)
    whole = not any("。" in text for text in texts)
    return len(texts) > 1 and amounts > 0 and 4 * amounts >= len(texts) and whole


def _stretches(rows: Sequence[Sequence[Chunk]]) -> list[tuple[int, int]]:
    """Return the stretches of rows that make tables: rows of numbers, and rows of labels that stand in line.

    A label in line with the first column is taken only where numbers follow: it may be running text.
    """
    found: list[tuple[int, int]] = []
    start = last = -1
    lefts: list[float] = []
    for number, chunks in enumerate(rows):
        in_line = start >= 0 and _is_in_line(chunks, rows[number - 1], lefts)
        if _is_data(chunks):
            start = number if start < 0 else start
            last = number
            lefts += [chunk[0].x0 for chunk in chunks]
        elif in_line and chunks[0][0].x0 > min(lefts) + _EVEN:
            last = number
        elif start >= 0 and (number - last > (_LABELS if in_line else 2) or _is_caption(chunks)):
            found.append((start, last + 1))
            start, lefts = -1, []
    if start >= 0:
        found.append((start, last + 1))
    return [(a, b) for a, b in found if _are_enough(rows, a, b)]


def _is_in_line(chunks: Sequence[Chunk], above: Sequence[Chunk], lefts: Sequence[float]) -> bool:
    """Tell whether each part of a row begins where a column does, near under the row above."""
    close = chunks[0][0].baseline - above[0][0].baseline <= _NEAR * chunks[0][0].size
    return close and all(any(abs(chunk[0].x0 - left) <= _EVEN for left in lefts) for chunk in chunks)


def _are_enough(rows: Sequence[Sequence[Chunk]], start: int, end: int) -> bool:
    """Tell whether rows make a table: several rows of numbers, a few under a header, the rest of a table."""
    data = [chunks for chunks in rows[start:end] if _is_data(chunks)]
    headed = start > 0 and len(rows[start - 1]) > 2 and not _is_caption(rows[start - 1])
    rest = start == 0 and len(data) == end - start
    return len(data) >= _ROWS or ((headed or rest) and max(len(chunks) for chunks in data) > 2)


def _is_caption(chunks: Sequence[Chunk]) -> bool:
    """Tell whether a row is no row of a table: a sentence, or the line that names unit and money."""
    return any(mark in _text(chunk) for chunk in chunks for mark in "：:。")


def _with_header(rows: Sequence[Sequence[Chunk]], start: int, taken: set[int]) -> int:
    """Return where the header above a stretch begins: rows of several columns that are no captions."""
    first = start
    while first > 0 and first - 1 not in taken and start - first < 4:
        above = rows[first - 1]
        if len(above) < 2 or _is_caption(above):
            break
        first -= 1
    return first


def _drawn(rows: Sequence[Sequence[Chunk]], headers: int, page: int) -> Drawn | None:
    """Return the table of rows, its columns being where their numbers and labels leave gaps."""
    data = [chunks for chunks in rows[headers:] if _is_data(chunks) and not _is_count(chunks)]
    if not data:
        return None
    xs = _gaps([chunk for chunks in data for chunk in chunks], rows)
    if len(xs) < 3:
        return None
    lines = _joined(rows, headers, xs)
    tops = [min(run.top for chunk in line for run in chunk) for line in lines]
    foot = max(run.baseline for chunk in lines[-1] for run in chunk) + 2
    ys = (*tops, foot)
    texts = {}
    cells: list[Cell] = []
    for number, line in enumerate(lines):
        by_column: dict[tuple[int, int], list[Run]] = {}
        for chunk in line:
            by_column.setdefault(_columns(chunk, xs), []).extend(chunk)
        for (left, right), runs in by_column.items():
            cell = Cell(left, right, number, number + 1)
            cells.append(cell)
            texts[cell] = text_of_cell(runs, xs[left], xs[right])
    return Drawn(page, Lattice(tuple(xs), ys, tuple(cells)), texts)


def _is_count(chunks: Sequence[Chunk]) -> bool:
    """Tell whether a row only numbers the columns: 1, 2, 3 …, set in the middle of theirs."""
    numbers = [int(text) for chunk in chunks if (text := _text(chunk)).isdecimal() and len(text) < 3]
    return len(numbers) > 1 and len(numbers) >= len(chunks) - 1 and numbers == sorted(set(numbers))


def _gaps(chunks: Sequence[Chunk], rows: Sequence[Sequence[Chunk]]) -> list[float]:
    """Return the column lines: the edges, and the middles of the gaps that no row of numbers covers.

    Two texts of one row are in two columns, also where the columns are empty below them.
    """
    covered: list[list[float]] = []
    for x0, x1 in sorted((chunk[0].x0, chunk[-1].x1) for chunk in chunks):
        if covered and x0 <= covered[-1][1] + 1:
            covered[-1][1] = max(covered[-1][1], x1)
        else:
            covered.append([x0, x1])
    left = min(chunk[0].x0 for row in rows for chunk in row) - 1
    right = max(chunk[-1].x1 for row in rows for chunk in row) + 1
    xs = [left, *((a[1] + b[0]) / 2 for a, b in pairwise(covered)), right]
    for row in rows:
        for before, after in pairwise(row):
            middle = (before[-1].x1 + after[0].x0) / 2
            parted = any(before[-1].x0 < x < after[0].x1 for x in xs)
            if not parted and not any(x0 < middle < x1 for x0, x1 in covered):
                xs = sorted([*xs, middle])
    return xs


def _columns(chunk: Chunk, xs: Sequence[float]) -> tuple[int, int]:
    """Return the columns that a chunk stands over, the one it mostly stands over where it is none wide."""
    touched = [
        column
        for column in range(len(xs) - 1)
        if min(chunk[-1].x1, xs[column + 1]) - max(chunk[0].x0, xs[column]) > 0.5 * chunk[0].size
    ]
    if not touched:
        middle = (chunk[0].x0 + chunk[-1].x1) / 2
        touched = [max(0, min(sum(x <= middle for x in xs) - 1, len(xs) - 2))]
    return touched[0], touched[-1] + 1


def _joined(rows: Sequence[Sequence[Chunk]], headers: int, xs: Sequence[float]) -> list[list[Chunk]]:
    """Return the rows, with the rest of a label that is set on a line of its own joined to its row."""
    lines: list[list[Chunk]] = []
    data = [chunks[0][0].baseline for chunks in rows[headers:] if _is_data(chunks)]
    pitch = median(b - a for a, b in pairwise(data)) if len(data) > 1 else 0.0
    for number, chunks in enumerate(rows):
        alone = number > headers and len(chunks) == 1 and _columns(chunks[0], xs)[0] == 0
        near = lines and chunks[0][0].baseline - lines[-1][0][0].baseline <= _TIGHT * chunks[0][0].size
        if alone and near and chunks[0][0].baseline - lines[-1][0][0].baseline < 0.95 * pitch:
            lines[-1] += chunks
        else:
            lines.append(list(chunks))
    return lines
