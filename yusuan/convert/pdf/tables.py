"""Tables as drawn, page by page → tables: columns made one over all pages, rows cut by a page end joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yusuan.convert.pdf.columns import Span, healed
from yusuan.convert.pdf.fill import OPENS, CellText
from yusuan.convert.pdf.indents import with_indents
from yusuan.convert.pdf.lattice import Cell, Lattice
from yusuan.convert.shape import Row, Table

_SAME = 3.0  # points: column lines of two pages no farther apart are one
_ALIKE = 0.8  # of the column lines: tables that share so many go on in one another
_SLIVER = 4.0  # points: a row no higher, and empty, is a double line
_NUMBER = re.compile(r"[-−]?[\d,]+(\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table on one page: its lines, what its cells say, whether it goes on from the page before."""

    page: int
    lattice: Lattice
    texts: dict[Cell, CellText]
    continues: bool = False


def tables_of(drawn: Sequence[Drawn]) -> list[Table | None]:
    """Return the table that begins with each one drawn; None where it goes on from the one before."""
    groups: list[list[Drawn]] = []
    for one in drawn:
        if groups and (one.continues or alike(groups[-1][-1].lattice.xs, one.lattice.xs)):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [table for group in groups for table in _tables(group)]


def alike(one: Sequence[float], other: Sequence[float], rest: bool = False) -> bool:
    """Tell whether two tables have their column lines at the same places.

    The ``rest`` of a table may lack some of its lines, and have some more.
    """
    if abs(one[0] - other[0]) > _SAME * 2 or abs(one[-1] - other[-1]) > _SAME * 2:
        return False
    fewer, more = sorted((one, other), key=len)
    shared = sum(any(abs(a - b) <= _SAME for b in more) for a in fewer)
    return shared >= _ALIKE * len(fewer) and (rest or shared >= _ALIKE * len(more))


def _tables(group: Sequence[Drawn]) -> list[Table | None]:
    xs, numbers = _common([one.lattice.xs for one in group])
    spans = [
        Span(
            numbers[index][cell.left], numbers[index][cell.right], cell in one.texts, cell.lower - cell.upper
        )
        for index, one in enumerate(group)
        for cell in one.lattice.cells
    ]
    names = healed(xs, spans, sum(len(one.lattice.ys) - 1 for one in group))
    found: dict[int, list[_Line]] = {}
    current = 0
    for index, (one, own) in enumerate(zip(group, numbers, strict=True)):
        lines = _lines(one, [names[number] for number in own], names[-1])
        if index and one.continues and not _has_header_of(found[current], lines):
            found[current] = _gone_on(found[current], lines)
        else:
            current = index
            found[current] = lines
    return [Table(_rows(found[index])) if index in found else None for index in range(len(group))]


def _common(tables: Sequence[Sequence[float]]) -> tuple[list[float], list[list[int]]]:
    """Return the column lines of all pages of a table, and for each page which of them its own are."""
    xs: list[float] = []
    for own in tables:
        xs += [x for x in own if all(abs(x - other) > _SAME for other in xs)]
    xs.sort()
    return xs, [[min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in own] for own in tables]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its page."""

    cells: tuple[CellText, ...]
    page: int


def _lines(one: Drawn, names: Sequence[int], columns: int) -> list[_Line]:
    rows = [[CellText()] * columns for _ in one.lattice.ys[1:]]
    for cell, text in one.texts.items():
        column = min(names[cell.left], columns - 1)
        held = rows[cell.upper][column]
        rows[cell.upper][column] = (
            text if not held.text else replace(held, text=f"{held.text} {text.text}", last=text.last)
        )
    heights = [low - high for high, low in zip(one.lattice.ys, one.lattice.ys[1:], strict=False)]
    return [
        _Line(tuple(row), one.page)
        for row, height in zip(rows, heights, strict=True)
        if height > _SLIVER or any(cell.text for cell in row)
    ]


def _has_header_of(before: list[_Line], lines: list[_Line]) -> bool:
    """Tell whether the rest of a table opens with the table's first row: its header comes again."""
    first = [re.sub(r"\s", "", cell.text) for cell in before[0].cells]
    again = [re.sub(r"\s", "", cell.text) for cell in lines[0].cells] if lines else []
    return len(before) > 1 and any(first) and first == again


def _gone_on(before: list[_Line], lines: list[_Line]) -> list[_Line]:
    """Return the rows of a table and of its next page, the row that the page end cuts joined."""
    if not before or not lines or not _is_rest(before, lines):
        return before + lines
    cells = tuple(
        replace(upper, text=upper.text + lower.text, last=lower.last) if lower.text else upper
        for upper, lower in zip(before[-1].cells, lines[0].cells, strict=True)
    )
    return [*before[:-1], _Line(cells, before[-1].page), *lines[1:]]


def _is_rest(before: list[_Line], lines: list[_Line]) -> bool:
    """Tell whether a row at the top of a page is what the row at the foot of the last page had no room for.

    Each of its cells then goes on with a cell above whose last line is full; a number is never the rest, nor
    is the next item of a list.
    """
    upper, lower = before[-1], lines[0]
    pairs = [
        (above, below, [line.cells[at] for line in before + lines])
        for at, (above, below) in enumerate(zip(upper.cells, lower.cells, strict=True))
        if below.text
    ]
    if not pairs or len(pairs) == sum(bool(cell.text) for cell in upper.cells) > 1:
        return False
    return all(
        above.text
        and not _NUMBER.fullmatch(below.text)
        and not _NUMBER.fullmatch(above.text)
        and not OPENS.match(below.text)
        and _is_full(above, column)
        for above, below, column in pairs
    )


def _is_full(cell: CellText, column: Sequence[CellText]) -> bool:
    """Tell whether the last line of a cell has no room for more, by the broken lines of its column."""
    alike_ones = [one for one in column if abs(one.right - one.left - cell.right + cell.left) < _SAME]
    broken = [one.widest for one in alike_ones if one.lines > 1]
    room = max(broken) if broken else cell.right - cell.left - 1.2 * cell.size
    return cell.last + 0.8 * cell.size > room and cell.text[-1] not in "。；"


def _rows(lines: Sequence[_Line]) -> tuple[Row, ...]:
    texts = with_indents([line.cells for line in lines])
    return tuple(
        Row(tuple(cell.text for cell in row), line.page) for row, line in zip(texts, lines, strict=True)
    )
