"""Which columns of a table add up to which: the trees of measures, funds and periods laid over its header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.check.amounts import is_part_of_column
from yusuan.check.grid import Grid
from yusuan.model import BudgetLine
from yusuan.spec.vocabulary import NEVER_ADDED

Partition = Sequence[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Split:
    """A column and the columns that add up to it."""

    whole: str
    parts: tuple[str, ...]


def splits(grid: Grid, axis: str, partition: Partition) -> Iterator[Split]:
    """Yield the columns that one axis (measure, fund or period) splits into others of the same table.

    A column headed 其中 is a part of a part and adds nothing; a split into a single column is none.
    """
    for group in _groups(grid, axis):
        for whole, parts in partition:
            if whole not in group:
                continue
            found = tuple(_nearest(parts, group, dict(partition)))
            if len(found) > 1:
                yield Split(group[whole], found)


def _groups(grid: Grid, axis: str) -> Iterator[Mapping[str, str]]:
    """Yield the columns that differ on one axis only, by their word on that axis."""
    groups: dict[tuple[object, ...], dict[str, str]] = {}
    for column, line in _heads(grid).items():
        word = str(getattr(line, axis))
        groups.setdefault(_other_axes(line, axis), {}).setdefault(word, column)
    yield from _carried(groups, axis)


def _heads(grid: Grid) -> Mapping[str, BudgetLine]:
    """Return a line of each column that can be a whole or a part."""
    heads: dict[str, BudgetLine] = {}
    for row in grid.rows.values():
        for column, line in row.cells.items():
            if not is_part_of_column(line) and line.measure not in NEVER_ADDED:
                heads.setdefault(column, line)
    return heads


def _other_axes(line: BudgetLine, axis: str) -> tuple[object, ...]:
    words = {"measure": line.measure, "fund": line.fund, "period": line.period}
    return (*(word for name, word in words.items() if name != axis), line.fiscal_year, line.phase)


def _carried(
    groups: Mapping[tuple[object, ...], Mapping[str, str]], axis: str
) -> Iterator[Mapping[str, str]]:
    """Yield the groups; one by fund also holds 上年结转 where the header names no fund under it."""
    for key, group in groups.items():
        yield group
        if axis != "fund" or key[1] != "all":
            continue
        measure, _, *rest = key
        year = groups.get((measure, "current_year", *rest))
        carried = groups.get((measure, "carried_over", *rest), {})
        if year is None and set(carried) == {"all"}:
            yield {**group, "carried_over": carried["all"]}


def _nearest(
    parts: Sequence[str], group: Mapping[str, str], tree: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    for part in parts:
        if part in group:
            yield group[part]
        elif part in tree:
            yield from _nearest(tree[part], group, tree)
