"""Lines to grids: runs of tab-separated rows, with the lines that stand over them as captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from yusuan.spec.lines import load_lines
from yusuan.spec.load import load_tables
from yusuan.spec.money import CURRENCY, FIGURES, NO_UNIT_BEHIND, UNIT, UNIT_LABEL
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import normalise

_BLANKS = r"\s*"
_LINES, _TABLES = load_lines(), load_tables()
_TABLE = alternatives(_TABLES.declared_endings)
_IN_UNIT = rf"{CURRENCY}?\(?{UNIT}\)?"
_MONEY_UNIT = re.compile(
    rf"(?:{UNIT_LABEL}:?|^{FIGURES}:)(?:[^:、,/()元]{{1,3}}[、,/]){{0,4}}{_IN_UNIT}(?:[、,/]?{_IN_UNIT})*"
    rf"|(?:^|{_TABLE})\({CURRENCY}?{UNIT}\)$"
)
_UNIT = re.compile(UNIT)
_OTHER_MONEY_UNIT = re.compile(rf"(?<![{NO_UNIT_BEHIND}]){UNIT_LABEL}:([^:\s]{{1,6}}元\)?)(?=[\s,，、)]|$)")
_ORGANISATION = alternatives(_TABLES.organisation_labels)
_NOT_OWN = "".join(rf"(?<!{word})" for word in _TABLES.other_organisations)
_UNIT_NAME = re.compile(
    rf"{_NOT_OWN}{_ORGANISATION}(?:[(（]\w{{2}}[)）])?{alternatives(_LINES.names)}?[:：]"
    rf"\s*(?![(（]?{CURRENCY}?{UNIT})([^:：]{{2,40}}?)(?=\s*{UNIT_LABEL}[:：]|$)"
)
_BEHIND_NAME = re.compile(rf"\s*(?:[(（]{alternatives(_LINES.seals)}[)）]|20\d{{2}}\s*年.*)$")
_CODED_UNIT = re.compile(r"^(\d{3,9})[-－—]\s*([一-鿿（）()]{3,40})$")
_CODED_NAME = re.compile(r"^[\[【](\d{3,9})[\]】][-－—]?\s*([一-鿿（）()]{3,40})$")
_NOTE = re.compile(
    rf"^(?:{alternatives(_LINES.notes, between=_BLANKS)}\s*\d*\s*[:：]|{alternatives(_LINES.remarks)}[:：])"
)
_UNIT_TAIL = re.compile(rf"\s*{UNIT_LABEL}\s*[:：]\s*{UNIT}$")
_BEGINS_TABLE = re.compile(
    rf"^{alternatives(_LINES.page_labels)}\s*\d|{_TABLE}$|^{UNIT_LABEL}\s*[:：]\s*{UNIT}$"
)
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－\s]*\d{1,3}[-—–－\s]*|第\s*\d{1,3}\s*页(?:[\s,，]*共\s*\d{1,3}\s*页)?)$"
)
_SPACES = re.compile(r"\s{2,}")
_MAX_CAPTION = 60
_MAX_CAPTIONS = 8


@dataclass(frozen=True)
class Row:
    """One line of a grid: its physical line number and its cells, blank ones included."""

    line: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @cached_property
    def printed(self) -> tuple[int, ...]:
        """The columns of the cells that print something."""
        return tuple(index for index, cell in enumerate(self.cells) if cell.strip())


@dataclass(frozen=True, slots=True)
class Caption:
    """A line over a grid, or the only printed cells of a row within it, or the note below, lines joined.

    ``last`` is the last line where the text takes several.
    """

    line: int
    text: str
    last: int | None = None

    @property
    def lines(self) -> range:
        """All lines of the text."""
        return range(self.line, (self.last or self.line) + 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows without a blank line between them, and the captions over them, nearest last.

    ``adjoins`` is true where nothing but blank lines stands between this grid and the one before,
    ``follows_captions_only`` where nothing but captions does.
    """

    rows: tuple[Row, ...]
    captions: tuple[Caption, ...]
    adjoins: bool = False
    follows_captions_only: bool = False
    notes: tuple[Caption, ...] = field(default=())

    @property
    def width(self) -> int:
        """The number of cells in the widest row."""
        return max(len(row.cells) for row in self.rows)


def money_unit_of(text: str) -> str | None:
    """Return the money unit that a caption states, as `单位：万元`, `单位：人、万元`, `收支总表（万元）`.

    None where it states several: nobody knows which of them a number is in.
    """
    stated = _MONEY_UNIT.finditer(normalise(text))
    units = {unit for match in stated for unit in _UNIT.findall(match.group())}
    return units.pop() if len(units) == 1 else None


def other_money_unit_of(text: str) -> str | None:
    """Return the money unit that a caption states and that we cannot use: `单位：万美元`, `单位：万元/元`."""
    match = None if money_unit_of(text) else _OTHER_MONEY_UNIT.search(normalise(text))
    return match.group(1) if match else None


def unit_name_of(text: str) -> tuple[str | None, str] | None:
    """Return code and name of the organisation a caption names, as `302001-某市某局` or `部门：某局`."""
    coded = _CODED_UNIT.match(_UNIT_TAIL.sub("", text.strip()))
    if coded:
        return coded.group(1), coded.group(2)
    named = _UNIT_NAME.search(text.strip())
    if named is None:
        return None
    name = _BEHIND_NAME.sub("", named.group(1).strip())
    if coded := _CODED_UNIT.match(name) or _CODED_NAME.match(name):
        return coded.group(1), coded.group(2)
    closes = len(re.findall("[)）]", name)) > len(re.findall("[(（]", name))
    return None, name[:-1].strip() if closes and name.endswith((")", "）")) else name


def is_grid_line(line: str) -> bool:
    """Tell whether a line belongs to a grid: it has a tab."""
    return "\t" in line


def find_grids(lines: Sequence[str]) -> list[Grid]:
    """Return the grids of a document in order; every line with a tab is in exactly one of them."""
    grids: list[Grid] = []
    rows: list[Row] = []
    previous_end = 0
    for number, line in enumerate([*lines, ""], start=1):
        if is_grid_line(line):
            rows.append(Row(number, tuple(line.split("\t"))))
        elif rows:
            between = [_without_page_number(text) for text in lines[previous_end : rows[0].line - 1]]
            captions = _captions(between, previous_end)
            adjoins = bool(grids) and not any(text.strip() for text in between)
            only = bool(grids) and sum(1 for text in between if text.strip()) == len(captions)
            grids.append(Grid(tuple(rows), captions, adjoins, only))
            previous_end = rows[-1].line
            rows = []
    return [replace(grid, notes=_notes(lines, grid.rows[-1].line)) for grid in grids]


def _without_page_number(text: str) -> str:
    return "" if _PAGE_NUMBER.match(text.strip()) else text


def _captions(between: Sequence[str], offset: int) -> tuple[Caption, ...]:
    """Return the short lines directly over a grid, up to the nearest sentence."""
    captions: list[Caption] = []
    for index in range(len(between) - 1, -1, -1):
        text = between[index].strip()
        if not text:
            continue
        if (
            len(_SPACES.sub(" ", text)) > _MAX_CAPTION
            or _NOTE.match(text)
            or text.endswith(("。", "；", ";"))
            or len(captions) == _MAX_CAPTIONS
        ):
            break
        captions.append(Caption(offset + index + 1, text))
    return tuple(reversed(captions))


def _notes(lines: Sequence[str], last_line: int) -> tuple[Caption, ...]:
    """Return the note that follows a grid, with the lines it is broken over."""
    index = last_line
    while index < len(lines) and not lines[index].strip():
        index += 1
    if index >= len(lines) or not _NOTE.match(lines[index].strip()):
        return ()
    first = index
    text = ""
    while index < len(lines) and lines[index].strip() and not is_grid_line(lines[index]):
        if index > first and _BEGINS_TABLE.search(lines[index].strip()):
            break
        text += lines[index].strip()
        index += 1
    return (Caption(first + 1, text, index),) if text else ()
