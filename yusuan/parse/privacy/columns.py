"""What the table around a cell says of it: asked for by a label, an amount, a code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from yusuan.parse.privacy.labels import NAME, PHONE, label_kinds
from yusuan.parse.privacy.values import fits, is_phone_like

Place = tuple[int, int]
Row = Sequence[str]

NUMBER = re.compile(r" *[+-]?\d[\d,]*(?:\.\d+)? *")
AMOUNT = re.compile(r" *[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+) *")
PAGE = re.compile(r"[ -]*(?:第? ?\d{1,4} ?页?(?: ?[/共] ?\d{1,4} ?页?)?)[ -]*")
_MASKED = "已隐去〕"


@dataclass(slots=True)
class Asked:
    """The cells whose private values labels ask for, and those that the table says hold amounts or codes."""

    kinds: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    weak: set[Place] = field(default_factory=set)
    figures: set[Place] = field(default_factory=set)


@dataclass(slots=True)
class _Column:
    """A column that a heading opened: the kinds it asks for, and the cells below with their rows."""

    kinds: tuple[str, ...]
    at: int
    is_heading: bool
    cells: list[tuple[int, str]] = field(default_factory=list)


def asked_cells(rows: Sequence[Row]) -> Asked:
    """Return what labels in front of and above the cells of folded lines ask for.

    A label asks for the first cell to its right that fits; where its row has none, it is the heading of its
    column, down to a line that is no row.
    """
    asked = Asked()
    columns: dict[int, _Column] = {}
    closed: list[_Column] = []
    was_heading = False
    for number, row in enumerate(rows):
        if len(row) == 1:
            if row[0].strip() and not PAGE.fullmatch(row[0]):
                closed += columns.values()
                columns, was_heading = {}, False
            continue
        if not any(cell.strip() for cell in row):
            continue
        opened = _within_row(number, row, asked)
        is_heading = _is_heading(row) and not any((number, at) in asked.kinds for at in range(len(row)))
        if opened and not (was_heading and is_heading):
            closed += columns.values()
            columns = {}
        columns |= {at: _Column(kinds, at, is_heading) for at, kinds in opened.items()}
        for at, column in columns.items():
            if at not in opened and at < len(row) and row[at].strip() and not label_kinds(row[at]):
                column.cells.append((number, row[at]))
        was_heading = is_heading and (was_heading or bool(opened))
    for column in [*closed, *columns.values()]:
        _ask_column(column, rows, asked)
    return asked


def _within_row(number: int, row: Row, asked: Asked) -> dict[int, tuple[str, ...]]:
    """Ask for the values to the right of labels; return the labels that found none, by column."""
    waiting: list[tuple[int, tuple[str, ...]]] = []
    opened: dict[int, tuple[str, ...]] = {}
    for at, cell in enumerate(row):
        kinds = label_kinds(cell)
        if kinds:
            waiting.append((at, kinds))
            opened[at] = kinds
        elif cell.strip() and waiting:
            found = next((one for one in waiting if _fits_any(cell, one[1], row, at)), None)
            if found:
                asked.kinds[number, at] = found[1]
                if _is_heading(row):
                    asked.weak.add((number, at))
            if found or _MASKED in cell:
                opened.pop((found or waiting[0])[0], None)
            waiting.remove(found or waiting[0])
    return opened


def _fits_any(cell: str, kinds: Iterable[str], row: Row, at: int) -> bool:
    return any(fits(cell, kind, weak=_is_heading(row)) for kind in kinds) and not _stands_among_amounts(
        cell, row, at
    )


def _stands_among_amounts(cell: str, row: Row, at: int) -> bool:
    """Tell whether a short bare number stands in a run of amounts, so that no label can mean it alone."""
    if not NUMBER.fullmatch(cell) or is_phone_like(cell, local=False):
        return False
    following = [one for one in row[at + 1 :] if one.strip()]
    if following and re.match(r"[一-鿿]{2}", following[0].strip()) and not label_kinds(following[0]):
        return any(AMOUNT.fullmatch(one) for one in following)
    return bool(following) and bool(NUMBER.fullmatch(following[0]))


def _is_heading(row: Row) -> bool:
    """Tell whether a row holds words only, at least two cells of them."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and not any(re.search(r"\d{2}|〔", cell) for cell in filled)


def _ask_column(column: _Column, rows: Sequence[Row], asked: Asked) -> None:
    """Ask for the cells below a heading, if they are what the heading says.

    A column of amounts or codes under a wrong heading stays. Under a label that is no heading only the
    next row's cell is asked for.
    """
    cells = column.cells if column.is_heading else column.cells[:1]
    if PHONE in column.kinds and _holds_figures(cells, rows, column.at):
        cells = [one for one in cells[:1] if is_phone_like(one[1], local=False)]
    names = [number for number, cell in cells if NAME in column.kinds and fits(cell, NAME, weak=True)]
    weak = len(names) * 2 < len(cells) or not column.is_heading
    for number, cell in cells:
        place = number, column.at
        if any(fits(cell, kind, weak=weak) for kind in column.kinds):
            is_alone = column.is_heading or not _stands_among_amounts(cell, rows[number], column.at)
            if place not in asked.kinds and is_alone:
                asked.kinds[place] = column.kinds
                if weak:
                    asked.weak.add(place)


def _holds_figures(cells: Sequence[tuple[int, str]], rows: Sequence[Row], at: int) -> bool:
    """Tell whether the cells under a telephone's label are amounts or codes."""
    bare = [cell.strip() for _, cell in cells if NUMBER.fullmatch(cell)]
    phones = [cell for cell in bare if is_phone_like(cell, local=True)]
    if len(phones) * 5 < len(bare) * 4:
        return True
    local = [cell for cell in phones if not is_phone_like(cell, local=False)]
    if len(local) >= 3 and sum(cell.endswith("00") for cell in local) * 2 > len(local):
        return True
    coded = [cell for cell in local if re.fullmatch(r"2(?:0[1-9]|[1-3]\d)\d{4}", cell)]
    beside = [
        number for number, _ in cells if any(AMOUNT.fullmatch(one) for one in rows[number][at + 1 : at + 5])
    ]
    return bool(coded) and len(coded) == len(local) and len(beside) * 2 >= len(cells)
