"""Amounts of a form whose columns fell into one, told apart by the formula in their header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, islice, takewhile

from yusuan.parse.cells import label_text, parse_amount
from yusuan.parse.tables.grids import Row
from yusuan.spec.money import sum_error
from yusuan.spec.spelling import normalise

_LETTER = re.compile(r"\(([A-Z])\)$")
_DIFFERENCE = re.compile(r"\(([A-Z])-([A-Z])\)$")
_REASON = "各栏数字印在同一列，按表头算式归位"
_NEAR = 9
"""Amounts after one among which the second and their difference are: its own row's and two rows more."""


@dataclass(frozen=True, slots=True)
class FormAmount:
    """A printed amount of a form: where it stands, its labels from the outermost, and how it was placed.

    ``words`` are those over its column, where it stands in a list within the form.
    """

    line: int
    field: int
    text: str
    money_unit: str
    path: tuple[str, ...]
    item: str | None
    repaired: str | None
    is_change: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Formula:
    """Three header words of a form: minuend, subtrahend, and the difference that names both."""

    line: int
    minuend: str
    subtrahend: str
    difference: str


def place_by_formula(amounts: Sequence[FormAmount], body: Sequence[Row]) -> list[FormAmount]:
    """Give amounts that stand under a header like 本年(C), 上年(D), 增减(C-D) their column.

    In one part of the form, an amount, one after it and a third after that which is their difference belong
    to the label of the first. Where no formula is printed, or the amounts do not bear it out, they stay.
    """
    formula = _find(body)
    if formula is None:
        return list(amounts)
    placed = list(amounts)
    done: set[int] = set()
    for first in range(len(placed)):
        if first in done or placed[first].line < formula.line or not placed[first].path:
            continue
        found = _difference(placed, first, done)
        placed[first] = _under(placed[first], placed[first], formula.minuend, None)
        if found is not None:
            second, third = found
            placed[second] = _under(placed[second], placed[first], formula.subtrahend, _REASON)
            placed[third] = replace(
                _under(placed[third], placed[first], formula.difference, _REASON), is_change=True
            )
            done |= {second, third}
        done.add(first)
    return placed


def _find(body: Sequence[Row]) -> _Formula | None:
    letters: dict[str, str] = {}
    for row in body:
        for at in row.printed:
            text = normalise(row[at])
            difference = _DIFFERENCE.search(text)
            if difference and set(difference.groups()) <= set(letters):
                minuend, subtrahend = (letters[letter] for letter in difference.groups())
                return _Formula(row.line, minuend, subtrahend, label_text(row[at]))
            if letter := _LETTER.search(text):
                letters[letter.group(1)] = label_text(row[at])
    return None


def _difference(amounts: Sequence[FormAmount], first: int, done: set[int]) -> tuple[int, int] | None:
    """Return the next amounts of a form's part of which the one is what a first is more than the other."""
    head = amounts[first].path[:1]
    left = (at for at in range(first + 1, len(amounts)) if at not in done)
    near = [*islice(takewhile(lambda at: amounts[at].path[:1] == head, left), _NEAR)]
    values = {at: parse_amount(amounts[at].text) or Decimal(0) for at in (first, *near)}
    for second, third in combinations(near, 2):
        if values[second] and abs(values[first] - values[second] - values[third]) <= sum_error(2):
            return second, third
    return None


def _under(amount: FormAmount, owner: FormAmount, column: str, reason: str | None) -> FormAmount:
    """Return an amount with its owner's label, under a column of the header."""
    head = owner.path[:-1] if owner.path and _LETTER.search(normalise(owner.path[-1])) else owner.path
    return replace(amount, item=owner.item, path=(*head, column), repaired=reason or amount.repaired)
