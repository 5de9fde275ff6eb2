"""Which cells with long bare numbers hold amounts or codes, as their tables say: they are never masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.parse.privacy.columns import AMOUNT, NUMBER, PAGE, Asked, Row
from yusuan.parse.privacy.folding import any_of
from yusuan.parse.privacy.labels import NAME, label_kinds
from yusuan.parse.privacy.values import fits, is_phone_like
from yusuan.spec.documents import load_private
from yusuan.spec.money import CURRENCY, UNIT_LABELS
from yusuan.spec.patterns import alternatives

_WORDS = load_private()
_CODE_HEAD = re.compile(any_of(_WORDS.codes))
_AMOUNT_HEAD = re.compile(any_of(_WORDS.amounts))
_UNIT_LABEL, _LINKS = alternatives(UNIT_LABELS, between=" {0,2}"), alternatives(_WORDS.links)
_IN_YUAN = re.compile(rf"{_UNIT_LABEL} {{0,2}}(?::|{_LINKS})? {{0,2}}{CURRENCY}?元")
_LONG = re.compile(r" *[\d -]{11,30}[Xx]? *")
_HEADER_ROWS, _LINES_ABOVE, _MOBILE_DIGITS, _MOST_DIGITS = 6, 6, 11, 13


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a block: the words in its first rows, how many bare numbers and telephones it has."""

    heads: tuple[tuple[int, str], ...]
    numbers: int
    phones: int


def mark_figures(rows: Sequence[Row], asked: Asked) -> None:
    """Mark the cells that no label asks for and that their tables say are amounts or codes."""
    for block in _blocks(rows):
        _mark_block(rows, block, asked)


def _blocks(rows: Sequence[Row]) -> Iterator[range]:
    """Yield the runs of rows between lines of text; blank lines and page numbers divide none."""
    first = last = -1
    for number, row in enumerate(rows):
        if len(row) > 1:
            first, last = (number if first < 0 else first), number
        elif row[0].strip() and not PAGE.fullmatch(row[0]) and first >= 0:
            yield range(first, last + 1)
            first = -1
    if first >= 0:
        yield range(first, last + 1)


def _mark_block(rows: Sequence[Row], block: range, asked: Asked) -> None:
    columns: dict[int, _Column] = {}
    is_yuan: bool | None = None
    for number in block:
        for at, cell in enumerate(rows[number]):
            if len(cell) < _MOBILE_DIGITS or (number, at) in asked.kinds or not _LONG.fullmatch(cell):
                continue
            if is_yuan is None:
                is_yuan = _is_in_yuan(rows, block.start)
            if at not in columns:
                columns[at] = _read_column(rows, block, at)
            above = [head for line, head in columns[at].heads if line < number]
            if _is_code(above, rows[number], at) or _is_amount(rows[number], at, above, columns[at], is_yuan):
                asked.figures.add((number, at))


def _is_in_yuan(rows: Sequence[Row], first: int) -> bool:
    around = range(max(0, first - _LINES_ABOVE), min(len(rows), first + _HEADER_ROWS))
    return any(_IN_YUAN.search(cell) for line in around for cell in rows[line])


def _read_column(rows: Sequence[Row], block: range, at: int) -> _Column:
    cells = [(line, rows[line][at]) for line in block if at < len(rows[line])]
    heads = [(line, cell) for line, cell in cells[:_HEADER_ROWS] if re.search("[一-鿿]", cell)]
    numbers = [cell for _, cell in cells if NUMBER.fullmatch(cell)]
    phones = sum(is_phone_like(cell, local=False) for cell in numbers)
    return _Column(tuple(heads), len(numbers), phones)


def _is_code(above: Iterable[str], row: Row, at: int) -> bool:
    """Tell whether the heading of a cell, or the label in front of it, says that it is a code."""
    left = _cell_before(row, at)
    heads = [*above, left if re.search("[一-鿿]", left) and not re.search(r"\d", left) else ""]
    return any(_CODE_HEAD.search(head) for head in heads)


def _is_amount(row: Row, at: int, above: Sequence[str], column: _Column, is_yuan: bool) -> bool:
    """Tell whether a bare number of eleven digits is money: by its heading, its column, its row, the unit."""
    digits = row[at].strip()
    if not digits.isdigit() or len(digits) > _MOST_DIGITS:
        return False
    if any(_AMOUNT_HEAD.search(head) for head in above):
        return True
    others = column.numbers - 1
    if others and (column.phones - is_phone_like(row[at], local=False)) * 2 < others:
        return True
    if fits(_cell_before(row, at), NAME, weak=True):
        return False
    if not others:
        beside = [cell for place, cell in enumerate(row) if place != at and NUMBER.fullmatch(cell)]
        if any(AMOUNT.fullmatch(cell) or len(cell.strip()) > 4 for cell in beside):
            return not any(label_kinds(head) for head in above)
    return is_yuan


def _cell_before(row: Row, at: int) -> str:
    return next((cell for cell in reversed(row[:at]) if cell.strip()), "")


def ask_beside_phones(rows: Sequence[Row], asked: Asked) -> None:
    """Ask for the names right before cells that hold nothing but a telephone number."""
    for number, row in enumerate(rows):
        before = -1
        for at, cell in enumerate(row):
            is_long = len(cell) >= _MOBILE_DIGITS and (number, at) not in asked.figures and before >= 0
            if is_long and is_phone_like(cell, local=False) and fits(row[before], NAME, weak=True):
                asked.kinds.setdefault((number, before), (NAME,))
                asked.weak.add((number, before))
            before = at if cell.strip() else before
