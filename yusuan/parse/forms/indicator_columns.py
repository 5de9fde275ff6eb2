"""Which column of a list of indicators holds what: by what its cells look like, page by page.

A header says in which order levels, names and targets stand; on the pages after it the same cells stand in
other columns, and single rows beside theirs. So each page's columns are matched to the header's, in order,
by what their cells look like, and a row that contradicts its page is matched by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from yusuan.parse.cells import is_target, label_text, looks_like_money, parse_amount
from yusuan.parse.forms.indicator_cells import NUMBER_LABEL, NUMBER_PREFIX, Cells
from yusuan.parse.forms.indicator_groups import Group
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import Column
from yusuan.spec.indicators import IndicatorSpec
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import normalise

_SHORT_VALUE = re.compile(r"[-+]?\d[\d,.]*[^\d,.]{0,4}")
_LONGEST_UNIT = 8
_TEXTS_KEPT = 1 << 14
_UNHEADED = -3.0
_BESIDE_HEADER, _BESIDE_PAGE = 1.0, 0.25
_CONTRADICTED, _MARGIN = -3.0, 2.0
_ASIDE, _MOST_ASIDE = 0.5, 1.0
_ROLES = ("level1", "level2", "name", "operator", "unit", "remark")
_COUNTED = roles_that_are("figure")


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of the header: what it holds, and the first and last field that it spans."""

    role: str
    first: int
    last: int

    def distance(self, at: int) -> int:
        """Return how many fields a cell stands beside it."""
        return max(self.first - at, at - self.last, 0)


Fit = Mapping[int, int]
"""The number of the slot that each column of a page belongs to; a column that has none is left out."""


def slots_of(columns: Sequence[Column], groups: Sequence[Group]) -> tuple[Slot, ...]:
    """Return the columns of a header in order; several targets of one list are `target0`, `target1` …"""
    roles = {getattr(groups[0], role): role for role in _ROLES}
    roles |= {group.target: f"target{number}" for number, group in enumerate(groups)}
    headed = [c for c in columns if c.index in roles or (c.levels and c.levels[-1].first == c.index)]
    ends = [*(column.index - 1 for column in headed[1:]), columns[-1].index]
    slots = [
        Slot(roles.get(column.index) or ("count" if column.role in _COUNTED else "other"), column.index, end)
        for column, end in zip(headed, ends, strict=True)
    ]
    before = [Slot("other", 0, slots[0].first - 1)] if slots[0].first else []
    return (*before, *slots)


def fit_page(rows: Sequence[Row], slots: Sequence[Slot], spec: IndicatorSpec, is_headed: bool) -> Fit:
    """Return the slots of a page's columns: the order kept, and together the likeliest for their cells.

    Two columns may share a slot where no row fills both. ``is_headed``: the header stands on this page.
    """
    columns = sorted({at for row in rows for at in row.printed})
    texts = {at: [row[at] for row in rows if row[at].strip()] for at in columns}
    weight = _BESIDE_HEADER if is_headed else _BESIDE_PAGE
    scores = [
        [
            sum(_look(slot.role, text, spec) for text in texts[at])
            - weight * slot.distance(at) * len(texts[at])
            for slot in slots
        ]
        for at in columns
    ]
    apart = [
        not any(row[left].strip() and row[right].strip() for row in rows) for left, right in pairwise(columns)
    ]
    unheaded = [_UNHEADED * len(texts[at]) for at in columns]
    return dict(_in_order(columns, scores, unheaded, apart))


def fit_row(row: Row, slots: Sequence[Slot], page: Fit, spec: IndicatorSpec) -> Fit:
    """Return the slots of a row's cells: its page's, unless the cells contradict them and others fit."""
    columns = list(row.printed)
    own = {at: page[at] for at in columns if at in page}
    looks = [_look(slots[slot].role, row[at], spec) for at, slot in own.items()]
    if looks and min(looks) > _CONTRADICTED:
        return own
    scores = [
        [
            _look(slot.role, row[at], spec) - min(_MOST_ASIDE, _ASIDE * abs(page.get(at, number) - number))
            for number, slot in enumerate(slots)
        ]
        for at in columns
    ]
    unheaded = [_UNHEADED] * len(columns)
    other = dict(_in_order(columns, scores, unheaded, [False] * len(columns)))
    value = sum(scores[columns.index(at)][slot] for at, slot in other.items())
    value += _UNHEADED * (len(columns) - len(other))
    return other if value >= sum(looks) + _UNHEADED * (len(columns) - len(own)) + _MARGIN else own


def _in_order(
    columns: Sequence[int],
    scores: Sequence[Sequence[float]],
    unheaded: Sequence[float],
    apart: Sequence[bool],
) -> list[tuple[int, int]]:
    """Return pairs of column and slot, both ascending, of the highest sum of scores."""
    best: dict[tuple[int, bool], tuple[float, list[tuple[int, int]]]] = {(-1, False): (0.0, [])}
    for number, at in enumerate(columns):
        reached: dict[tuple[int, bool], tuple[float, list[tuple[int, int]]]] = {}
        for (last, just), (score, pairs) in best.items():
            options = [((last, False), score + unheaded[number], pairs)]
            start = last if just and number and apart[number - 1] else last + 1
            options += [
                ((slot, True), score + scores[number][slot], [*pairs, (at, slot)])
                for slot in range(max(start, 0), len(scores[number]))
            ]
            for state, value, found in options:
                if state not in reached or value > reached[state][0]:
                    reached[state] = (value, found)
        best = reached
    return max(best.values(), key=lambda entry: entry[0])[1]


@lru_cache(maxsize=_TEXTS_KEPT)
def _kind(text: str, units: frozenset[str]) -> str:
    """Return what a cell of a list of indicators looks like, apart from the words for levels."""
    plain = normalise(text)
    if NUMBER_PREFIX.match(text) or NUMBER_LABEL.match(text.strip()):
        return "numbered"
    if parse_amount(text) is not None:
        return "number"
    if is_target(text):
        return "compared"
    if plain in units:
        return "unit"
    if _SHORT_VALUE.fullmatch(plain):
        return "value"
    return "long" if len(plain) > _LONGEST_UNIT else "short"


_VALUES = frozenset({"number", "compared", "value"})


def _look(role: str, text: str, spec: IndicatorSpec) -> float:
    """Return how well a cell looks like what a column of a role holds: from -4, impossible, to 4, certain."""
    plain, kind = normalise(text), _kind(text, spec.units)
    if plain in spec.operators:
        return 4 if role == "operator" else -4
    if spec.is_level(text):
        if role in {"level1", "level2"}:
            return 4 if plain in getattr(spec, role) else -4
        return -2 if role in {"name", "other"} else -4
    if role.startswith("target"):
        return {"compared": 4, "value": 3, "number": 2, "unit": -3, "numbered": -4}.get(kind, 0)
    return _LOOKS.get(role, _NO_LOOKS).get(kind, _LEAST.get(role, 0))


_NO_LOOKS: Mapping[str, float] = {"compared": -3}
_LEAST: Mapping[str, float] = {"operator": -4, "name": 1, "count": -3}
_LOOKS: Mapping[str, Mapping[str, float]] = {
    "level1": {kind: -3 for kind in (*_VALUES, "numbered", "unit")} | {"long": -1},
    "level2": {kind: -3 for kind in (*_VALUES, "numbered", "unit")} | {"long": -1},
    "name": {"numbered": 4, "compared": -4, "number": -2, "value": -2, "unit": -2},
    "unit": {"unit": 4, "compared": -4, "number": -4, "value": -3, "numbered": -4, "long": -3},
    "remark": {"compared": -3, "numbered": -4},
    "count": {"number": 3, "compared": -4, "numbered": -4},
}


def read_row(
    row: Row, slots: Sequence[Slot], page: Fit, groups: Sequence[Group], spec: IndicatorSpec
) -> list[Cells | None]:
    """Return the cells of a row, once for each list of targets that the header prints beside its names."""
    fit = fit_row(row, slots, page, spec)
    texts: dict[str, tuple[int, str]] = {}
    for at, number in fit.items():
        role = slots[number].role
        text = f"{texts[role][1]}{row[at]}" if role in texts else row[at]
        texts[role] = (texts[role][0] if role in texts else at, text)
    known = [role for role in texts if role not in {"other", "count"}]
    if not known:
        return [None] * len(groups)
    fields = tuple(at for at, number in fit.items() if _says(slots[number].role, row[at], spec))
    return [
        _cells(row, texts, fields, f"target{number}", _column_of(f"target{number}", slots, page))
        for number in range(len(groups))
    ]


def _column_of(role: str, slots: Sequence[Slot], page: Fit) -> int | None:
    """Return the column of a page in which a role stands, the first of several."""
    found = (at for at, number in page.items() if slots[number].role == role)
    return next(found, next((slot.first for slot in slots if slot.role == role), None))


def _cells(
    row: Row, texts: Mapping[str, tuple[int, str]], fields: tuple[int, ...], target: str, blank: int | None
) -> Cells:
    cells = Cells(target=texts[target][1] if target in texts else "", fields=fields)
    for role in _ROLES:
        setattr(cells, role, texts[role][1] if role in texts else "")
    if target in texts:
        cells.target_field = texts[target][0]
    elif blank is not None and 0 <= blank < len(row.cells) and not row[blank].strip():
        cells.target_field = blank
    else:
        cells.target_field = next(iter(texts.values()))[0] if "name" not in texts else texts["name"][0]
    return cells


def _says(role: str, text: str, spec: IndicatorSpec) -> bool:
    """Tell whether a cell's text goes into the indicator: no operator that is none, no money as level."""
    if role == "operator":
        return normalise(text) in spec.operators
    if role in {"other", "count"}:
        return False
    return role not in {"level1", "level2"} or not looks_like_money(label_text(text))
