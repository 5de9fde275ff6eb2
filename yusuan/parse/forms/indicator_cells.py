"""The cells of an indicator's row told apart, also where they moved aside: level, name, operator, target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.parse.forms.indicator_groups import Group
from yusuan.parse.tables.grids import Row
from yusuan.spec.indicators import IndicatorSpec, load_indicators
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import normalise

_NUMBERED = alternatives(load_indicators().numbered)
NUMBER_LABEL = re.compile(rf"^{_NUMBERED}\s*\d{{1,2}}\s*[:：]?$")
NUMBER_PREFIX = re.compile(rf"^{_NUMBERED}\s*\d{{1,2}}\s*[:：]\s*")


@dataclass(slots=True)
class Cells:
    """The cells of one row and group by what they are, with the fields they stand in."""

    level1: str = ""
    level2: str = ""
    name: str = ""
    operator: str = ""
    target: str = ""
    unit: str = ""
    remark: str = ""
    target_field: int = -1
    fields: tuple[int, ...] = ()


def read_side_by_side(row: Row, groups: Sequence[Group]) -> list[Cells | None]:
    """Read a row of several lists by position; a pair one field to the left of its list is moved."""
    cells: list[Cells | None] = []
    for group in groups:
        target = group.target if group.target is not None else group.name + 1
        name, value = row[group.name].strip(), row[target].strip()
        cells.append(Cells(name=name, target=value, target_field=target, fields=(group.name, target)))
    for position in range(len(cells) - 1):
        one, other = cells[position], cells[position + 1]
        if one and other and one.target and not one.name and other.name and not other.target:
            moved = (groups[position].target or 0, groups[position + 1].name)
            cells[position + 1] = Cells(
                name=one.target, target=other.name, target_field=moved[1], fields=moved
            )
            cells[position] = None
    return [part if part and (part.name or part.target) else None for part in cells]


def read_halves(row: Row, groups: Sequence[Group], spec: IndicatorSpec) -> list[Cells | None]:
    """Read a row of two lists that mirror each other, whatever fields the page's columns fell into."""
    printed = [(at, row[at]) for at in row.printed]
    level1 = ""
    if printed and printed[0][0] == groups[0].level1 and len(printed) > 1:
        first = normalise(printed[0][1])
        if first in spec.level1 or len(printed) % 2:
            level1 = printed.pop(0)[1]
    half = _middle(printed)
    read: list[Cells | None] = []
    for part in (printed[:half], printed[half:]):
        cells = _sequence(part, spec)
        if cells is not None:
            cells.level1 = level1
        read.append(cells)
    return read


def _middle(printed: Sequence[tuple[int, str]]) -> int:
    if len(printed) % 2 == 0:
        return len(printed) // 2
    head = normalise(printed[0][1])[:3] if printed else ""
    again = (at for at in range(1, len(printed)) if normalise(printed[at][1])[:3] == head)
    return next(again, len(printed))


def _sequence(part: Sequence[tuple[int, str]], spec: IndicatorSpec) -> Cells | None:
    """Tell the cells of half a row apart by their order: level, number, name, target."""
    if not part:
        return None
    rest = list(part)
    cells = Cells()
    used = []
    first = normalise(rest[0][1])
    is_level = first in spec.level2 or first in spec.level1 or len(rest) > 2
    if len(rest) > 1 and is_level and not _is_numbered(rest[0][1]):
        used.append(rest[0][0])
        cells.level2 = rest.pop(0)[1]
    if rest and NUMBER_LABEL.match(rest[0][1].strip()):
        used.append(rest.pop(0)[0])
    if rest:
        used.append(rest[0][0])
        cells.name = rest.pop(0)[1]
    cells.target_field = rest[-1][0] if rest else part[-1][0]
    if rest:
        used.append(rest[-1][0])
        cells.target = rest.pop()[1]
    cells.fields = tuple(used)
    return cells


def _is_numbered(text: str) -> bool:
    return bool(NUMBER_PREFIX.match(text) or NUMBER_LABEL.match(text.strip()))
