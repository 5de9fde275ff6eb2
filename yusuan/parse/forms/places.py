"""Which amounts of a form are parts of which: a total over its parts (其中), or rows over their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from yusuan.parse.cells import parse_amount, parse_money
from yusuan.parse.forms.formulas import FormAmount
from yusuan.spec.load import TableSpec
from yusuan.spec.money import sum_error

_ZERO = Decimal(0)


@dataclass(slots=True)
class FormPlace:
    """An amount's place: the number of the amount it is a part of, whether it is a total, and a leaf."""

    parent: int | None = None
    is_total: bool = False
    is_leaf: bool = False


def place_amounts(amounts: Sequence[FormAmount], spec: TableSpec) -> list[FormPlace]:
    """Return the place of each amount of a form; numbers count from 1 in the order given.

    Parts are looked for in the column of their total only, and hold only where they add up to it. An amount
    alone in its column is the whole and its own only part.
    """
    places = [FormPlace() for _ in amounts]
    numbers = {at: number for number, at in enumerate(((one.line, one.field) for one in amounts), start=1)}
    for _, column in groupby(sorted(amounts, key=lambda one: one.field), key=lambda one: one.field):
        rows = sorted(column, key=lambda one: one.line)
        if len(rows) == 1:
            places[numbers[rows[0].line, rows[0].field] - 1].is_leaf = True
        heads = [at for at, one in enumerate(rows) if _is_whole(one, spec)]
        for head, end in pairwise([*heads, len(rows)]):
            before = rows[:head] if head == heads[0] and head + 1 == end else []
            for parts in (rows[head + 1 : end], before):
                if parts and _adds_up(rows[head], parts):
                    _place(rows[head], parts, places, numbers)
                    break
    return places


def _is_whole(one: FormAmount, spec: TableSpec) -> bool:
    return one.item is not None and spec.is_total_label(one.item)


def _value(one: FormAmount) -> Decimal:
    money = parse_money(one.text)
    return money[0] if money else parse_amount(one.text) or _ZERO


def _adds_up(whole: FormAmount, parts: Sequence[FormAmount]) -> bool:
    total = sum((_value(part) for part in parts), _ZERO)
    return abs(_value(whole) - total) <= sum_error(len(parts))


def _place(
    whole: FormAmount,
    parts: Sequence[FormAmount],
    places: Sequence[FormPlace],
    numbers: dict[tuple[int, int], int],
) -> None:
    number = numbers[whole.line, whole.field]
    places[number - 1].is_total = True
    for part in parts:
        own = places[numbers[part.line, part.field] - 1]
        own.parent, own.is_leaf = number, True
