"""Performance targets: indicators and their values, wherever a table or form prints them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from yusuan.parse.cells import label_text, looks_like_money, parse_amount
from yusuan.parse.forms.indicator_cells import NUMBER_PREFIX, Cells, read_halves, read_side_by_side
from yusuan.parse.forms.indicator_columns import fit_page, read_row, slots_of
from yusuan.parse.forms.indicator_groups import Group
from yusuan.parse.forms.indicator_levels import carry_levels, heal_level, with_later_levels
from yusuan.parse.forms.indicator_records import Found
from yusuan.parse.forms.targets import names_itself, read_target, split_indicators
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import Column
from yusuan.spec.indicators import IndicatorSpec
from yusuan.spec.spelling import normalise

_SEMICOLON = re.compile(r"[;；]")
_SENTENCE = re.compile(r"[，,。]")
_MARKS = (_SEMICOLON, re.compile(r"、"), re.compile(r"[，,]"))


def read_indicators(
    rows: Sequence[Row],
    columns: Sequence[Column],
    groups: Sequence[Group],
    spec: IndicatorSpec,
    pages: Mapping[int, Sequence[str]],
) -> list[Found]:
    """Read the rows below an indicator header; cells that moved aside are placed by what they look like.

    ``pages`` are the lines on which pages begin, each with the words that are printed alone over its rows:
    the level among them is that of the rows without one.
    """
    found: list[Found] = []
    levels: dict[int, tuple[str | None, str | None]] = {}
    for row, read in _cells_of_rows(rows, columns, groups, spec, pages):
        alone = next((text for text in pages.get(row.line, ()) if normalise(text) in spec.level2), "")
        for number, cells in enumerate(read):
            if cells is None:
                continue
            cells.level2 = cells.level2 or alone
            heal_level(levels, number, cells, found, spec)
            level1, level2 = carry_levels(
                levels.get(number, (None, None)), cells, groups[number], found, spec
            )
            levels[number] = (level1, level2)
            if _continues(cells, row, found, number, pages):
                continue
            if cells.name or cells.target.strip():
                found += _several(_found(row, cells, number, level1, level2, spec), cells, spec)
    return with_later_levels(found, spec)


def _cells_of_rows(
    rows: Sequence[Row],
    columns: Sequence[Column],
    groups: Sequence[Group],
    spec: IndicatorSpec,
    pages: Collection[int],
) -> Iterator[tuple[Row, list[Cells | None]]]:
    """Yield each row of a list with its cells, once for each list that the header prints side by side."""
    kept = [row for row in rows if not (groups and _stands_before(row, groups[0], spec))]
    halves = len(groups) == 2 and groups[1].level2 is not None and groups[1].level2 > groups[0].name
    if not halves and len({group.name for group in groups}) == 1:
        slots = slots_of(columns, groups)
        starts = [0, *(at for at, row in enumerate(kept) if at and row.line in pages), len(kept)]
        for start, end in pairwise(starts):
            page = kept[start:end]
            fit = fit_page(page, slots, spec, is_headed=start == 0)
            yield from ((row, _apart(read_row(row, slots, fit, groups, spec))) for row in page)
        return
    for row in kept:
        yield row, read_halves(row, groups, spec) if halves else read_side_by_side(row, groups)


def _apart(cells: Sequence[Cells | None]) -> list[Cells | None]:
    """Leave out what a list read from the cell of another: a row may print fewer targets than its header."""
    seen: set[int] = set()
    kept: list[Cells | None] = []
    for one in cells:
        kept.append(one if one is not None and one.target_field not in seen else None)
        seen |= {one.target_field} if one is not None else set()
    return kept


def _stands_before(row: Row, group: Group, spec: IndicatorSpec) -> bool:
    """Tell whether a row prints a name and money in front of the indicators' columns, and no indicator."""
    first = min(at for at in (group.level1, group.level2, group.name) if at is not None)
    texts = [normalise(row[at]) for at in row.printed]
    levels = any(text in spec.level1 or text in spec.level2 for text in texts)
    money = any(parse_amount(text) is not None for text in texts)
    return bool(texts) and row.printed[-1] < first and money and not levels


def _continues(cells: Cells, row: Row, found: list[Found], number: int, page_starts: Collection[int]) -> bool:
    """Join the rest of a name that the page or the line broke to the indicator before it."""
    before = next((one for one in reversed(found) if one.group == number), None)
    if (
        looks_like_money(cells.name)
        or before is None
        or cells.target.strip()
        or not cells.name
        or cells.level2
        or cells.operator
    ):
        return False
    numbered = NUMBER_PREFIX.match(before.name) and not NUMBER_PREFIX.match(cells.name)
    if (
        not (numbered and (row.line in page_starts or before.column - 1 in cells.fields))
        and len(cells.name.strip()) > 2
    ):
        return False
    before.name += label_text(cells.name)
    before.fields |= {(row.line, at) for at in cells.fields}
    return True


def _found(
    row: Row, cells: Cells, number: int, level1: str | None, level2: str | None, spec: IndicatorSpec
) -> Found:
    return Found(
        line=row.line,
        column=min(max(cells.target_field, 0), len(row.cells) - 1),
        group=number,
        name=label_text(cells.name),
        level1=level1,
        level2=level2,
        target=read_target(cells.target, spec, cells.operator, cells.unit),
        remark=label_text(cells.remark) or None,
        fields={(row.line, at) for at in cells.fields},
    )


def _several(one: Found, cells: Cells, spec: IndicatorSpec) -> list[Found]:
    """Part a row that prints several indicators in one cell and as many targets in the other.

    `供暖面积；修缮次数` beside `≥9547平方米；≥36次` are two; one target for several names is one indicator,
    and so are several that say themselves what they are of.
    """
    targets = _parts(cells.target, _SEMICOLON)
    names = next((parts for mark in _MARKS if len(parts := _parts(cells.name, mark)) == len(targets)), [])
    if len(targets) < 2 or not names or any(_SENTENCE.search(name) for name in names):
        return [one]
    if any(names_itself(target) for target in targets):
        return [one]
    return [
        replace(one, name=label_text(name), target=read_target(target, spec), position=position)
        for position, (name, target) in enumerate(zip(names, targets, strict=True), start=1)
    ]


def _parts(text: str, mark: re.Pattern[str]) -> list[str]:
    return [part.strip() for part in mark.split(text) if part.strip()]


def listed_indicators(row: Row, column: Column, text: str, spec: IndicatorSpec) -> Iterator[Found]:
    """Yield the indicators that one cell lists, numbered by position."""
    for position, one in enumerate(split_indicators(text, spec), start=1):
        yield Found(
            line=row.line,
            column=column.index,
            group=0,
            name=one.name,
            level1=None,
            level2=one.level2,
            target=one.target,
            fields={(row.line, column.index)},
            position=position,
        )
