"""Ruling lines → tables as drawn: where the lines of rows and columns lie, and which cells they close in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.convert.pdf.drawing import Rule

_SNAP = 1.6  # points: lines no farther apart are one, drawn for two cells
_TOUCH = 3.0  # lines that end no farther from one another meet
_COVER = 0.6  # of the side of a cell: a line along that much of it is a wall


@dataclass(frozen=True, slots=True)
class Cell:
    """A closed field of a table: its first and last column and row (the last ones excluded)."""

    left: int
    right: int
    upper: int
    lower: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table as drawn: the places of its column and row lines, and its cells from above, from the left."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    def box(self, cell: Cell) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a cell."""
        return self.xs[cell.left], self.ys[cell.upper], self.xs[cell.right], self.ys[cell.lower]

    def holds(self, x: float, y: float, slack: float = 1.0) -> bool:
        """Tell whether a point lies within the table."""
        return (
            self.xs[0] - slack <= x <= self.xs[-1] + slack and self.ys[0] - slack <= y <= self.ys[-1] + slack
        )


def lattices_of(rules: Iterable[Rule]) -> list[Lattice]:
    """Return the tables that ruling lines draw, from above."""
    lying = _joined([rule for rule in rules if not rule.upright])
    standing = _joined([rule for rule in rules if rule.upright])
    found = [_lattice(*group) for group in _groups(lying, standing)]
    return sorted((one for one in found if one), key=lambda one: (one.ys[0], one.xs[0]))


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces of one line: those at the same place that meet or overlap."""
    joined: list[Rule] = []
    for group in _clusters(sorted(rules, key=lambda rule: rule.at)):
        weight = sum(rule.end - rule.start for rule in group) or 1.0
        at = sum(rule.at * (rule.end - rule.start) for rule in group) / weight
        start, end = None, 0.0
        for rule in sorted(group, key=lambda one: one.start):
            if start is not None and rule.start <= end + _TOUCH:
                end = max(end, rule.end)
                continue
            if start is not None:
                joined.append(Rule(rule.upright, at, start, end))
            start, end = rule.start, rule.end
        if start is not None:
            joined.append(Rule(group[0].upright, at, start, end))
    return joined


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][-1].at <= _SNAP and rule.at - groups[-1][0].at <= 2 * _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _groups(lying: Sequence[Rule], standing: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the lines by table: those that meet, directly or by others."""
    parent = list(range(len(lying) + len(standing)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for column, upright in enumerate(standing, start=len(lying)):
        for row, rule in enumerate(lying):
            meets = upright.start - _TOUCH <= rule.at <= upright.end + _TOUCH
            if meets and rule.start - _TOUCH <= upright.at <= rule.end + _TOUCH:
                parent[root(row)] = root(column)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*lying, *standing]):
        groups.setdefault(root(number), ([], []))[number >= len(lying)].append(rule)
    return list(groups.values())


def _lattice(lying: Sequence[Rule], standing: Sequence[Rule]) -> Lattice | None:
    """Return the table of lines that meet, closed where it is drawn open, or None for a mere line."""
    if len(lying) + len(standing) < 3 or not lying:
        return None
    xs = _places([rule.at for rule in standing] + [end for rule in lying for end in rule[2:]])
    ys = _places([rule.at for rule in lying] + [end for rule in standing for end in rule[2:]])
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < 20 or ys[-1] - ys[0] < 8:
        return None
    walls = _walls(standing, xs, ys)
    floors = _walls(lying, ys, xs)
    return Lattice(xs, ys, _cells(len(xs) - 1, len(ys) - 1, walls, floors))


def _places(values: list[float]) -> tuple[float, ...]:
    """Return the places of lines; ends of lines that lie beside one are that one."""
    places: list[list[float]] = []
    for value in sorted(values):
        if places and value - places[-1][0] <= _TOUCH:
            places[-1].append(value)
        else:
            places.append([value])
    return tuple(sum(group) / len(group) for group in places)


def _walls(rules: Sequence[Rule], ats: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """Return (line, stretch) wherever a line runs along most of a stretch between two lines across."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        line = min(range(len(ats)), key=lambda index: abs(ats[index] - rule.at))
        first = max(0, bisect_right(along, rule.start) - 1)
        for stretch in range(first, len(along) - 1):
            if along[stretch] >= rule.end:
                break
            shared = min(rule.end, along[stretch + 1]) - max(rule.start, along[stretch])
            covered[line, stretch] = covered.get((line, stretch), 0.0) + max(shared, 0.0)
    return {
        (line, stretch)
        for (line, stretch), length in covered.items()
        if length >= _COVER * (along[stretch + 1] - along[stretch])
    }


def _cells(
    columns: int, rows: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> tuple[Cell, ...]:
    """Return the cells: fields that no wall and no floor parts, as boxes that don't overlap."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for upper in range(rows):
        for left in range(columns):
            if (upper, left) in taken:
                continue
            right = left + 1
            while right < columns and (right, upper) not in walls and (upper, right) not in taken:
                right += 1
            lower = upper + 1
            while lower < rows and not any(
                (lower, column) in floors or (lower, column) in taken for column in range(left, right)
            ):
                if any((column, lower) in walls for column in range(left + 1, right)):
                    break
                lower += 1
            taken.update((row, column) for row in range(upper, lower) for column in range(left, right))
            cells.append(Cell(left, right, upper, lower))
    return tuple(cells)
