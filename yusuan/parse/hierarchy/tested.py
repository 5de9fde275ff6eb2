"""The sums that a block's reading promises, within columns and within rows, and how many of them hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.parse.hierarchy.nodes import amounts_of_reading
from yusuan.parse.hierarchy.place import Place
from yusuan.parse.rows import Reading
from yusuan.parse.tables.blocks import Block
from yusuan.parse.tables.identities import row_identities
from yusuan.spec.load import TableSpec
from yusuan.spec.money import sum_error
from yusuan.spec.vocabulary import NEVER_ADDED

_ZERO = Decimal(0)


def tested_sums(
    block: Block, readings: Sequence[Reading], places: Sequence[Place], spec: TableSpec
) -> tuple[int, int]:
    """Return how many sums of a block can be tested, and how many hold within rounding.

    Those of rows: each total column and its parts. Those of columns: each row and the rows right below it,
    and the total and the leaves. Sums of nothing but zeros are none.
    """
    results = [*_row_sums(block, readings, spec), *_column_sums(block, readings, places)]
    return len(results), sum(results)


def _row_sums(block: Block, readings: Sequence[Reading], spec: TableSpec) -> list[bool]:
    identities = row_identities([column for column in block.amounts if column.role == "amount"], spec)
    results: list[bool] = []
    for reading in readings:
        amounts = amounts_of_reading(reading)
        for identity in identities:
            if any(amounts.get(index) for index in (identity.total, *identity.parts)):
                holds = identity.holds(amounts)
                results += [holds] if holds is not None else []
    return results


def _column_sums(block: Block, readings: Sequence[Reading], places: Sequence[Place]) -> list[bool]:
    never = {column.index for column in block.amounts if column.measure in NEVER_ADDED}
    amounts = [amounts_of_reading(reading) if not reading.is_change else {} for reading in readings]
    children: dict[int, list[int]] = {}
    for at, place in enumerate(places):
        if place.parent is not None and place.parent >= 1:
            children.setdefault(place.parent - 1, []).append(at)
    results: list[bool] = []
    for column in {index for row in amounts for index in row} - never:
        for parent, below in children.items():
            parts = [amounts[at][column] for at in below if column in amounts[at]]
            if parts and amounts[parent].get(column) and column not in places[parent].leaf_columns:
                results.append(_adds_up(amounts[parent][column], parts))
        totals = [
            row[column]
            for row, one in zip(amounts, readings, strict=True)
            if one.is_total and row.get(column)
        ]
        leaves = [
            row[column] for row, place in zip(amounts, places, strict=True) if column in place.leaf_columns
        ]
        if totals and leaves:
            results.append(any(_adds_up(total, leaves) for total in totals))
    return results


def _adds_up(total: Decimal, parts: Sequence[Decimal]) -> bool:
    return abs(total - sum(parts, _ZERO)) <= sum_error(len(parts))
