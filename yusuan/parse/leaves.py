"""Which amounts add up to the total: the leaves of a table's hierarchy, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.parse.layouts import Block
from yusuan.parse.nodes import Node, amounts_of_reading, code_of
from yusuan.parse.rows import Reading

_ZERO = Decimal(0)


class Family:
    """The rows of a table by parent and by code, indexed once their parents are known."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = {node.number: node for node in nodes}
        self._children: dict[int, list[Node]] = {}
        self._broken_down: dict[str, set[int]] = {}
        self._only_totals = not any(not node.reading.is_total and node.amounts for node in nodes)
        self._any_codes = any(node.reading.codes for node in nodes)
        self._first: dict[int, int] = {}
        for node in nodes:
            if node.parent is not None:
                self._children.setdefault(node.parent, []).append(node)
            for column in node.amounts:
                self._first.setdefault(column, node.number)
        for number, children in self._children.items():
            code = code_of(self._nodes[number].reading)
            if code and any((code_of(child.reading) or code) != code for child in children):
                self._broken_down.setdefault(code, set()).add(number)

    def leaf_columns(self, node: Node) -> frozenset[int]:
        """Return the columns in which the row's amount is one of those that add up to the total."""
        return frozenset(column for column in node.amounts if self._is_leaf(node, column))

    def _is_leaf(self, node: Node, column: int) -> bool:
        if node.reading.is_total and self._only_totals:
            return self._first[column] == node.number
        if node.reading.is_total and node.parent is None:
            return False
        below = self._below(node, column)
        if below:
            return not _exhausted(node, column, below)
        if self._prints_class_again(node) or (node.reading.is_unit and self._any_codes):
            return False
        parent = self._nodes.get(node.parent or 0)
        if parent is not None and column in parent.amounts:
            return _exhausted(parent, column, self._below(parent, column))
        return True

    def _below(self, node: Node, column: int) -> list[Node]:
        return [child for child in self._children.get(node.number, ()) if column in child.amounts]

    def _prints_class_again(self, node: Node) -> bool:
        """Tell whether a row prints a class again that is broken down elsewhere in the table."""
        return bool(self._broken_down.get(code_of(node.reading) or "", set()) - {node.number})


def _exhausted(node: Node, column: int, below: Sequence[Node]) -> bool:
    """Tell whether a row's children stand for it: by code always, by sum otherwise."""
    among = any(child.among for child in below)
    if code_of(node.reading) and not among and all(code_of(child.reading) for child in below):
        return True
    if (node.reading.unit_code and not among) or column not in node.amounts:
        return True
    total = sum((child.amounts[column] for child in below), _ZERO)
    return abs(node.amounts[column] - total) <= Decimal("0.005") * (len(below) + 1)


def repeats_breakdown(
    block: Block, readings: Sequence[Reading], blocks: Sequence[tuple[Block, Sequence[Reading]]]
) -> bool:
    """Tell whether a block breaks the same total down once more than a block on its side to the left."""
    own = _totals(readings)
    for other, rows in blocks:
        if other is block:
            return False
        if other.side == block.side and own & (_totals(rows) | _sums(rows)):
            return True
    return False


def _sums(readings: Sequence[Reading]) -> set[Decimal]:
    """Return the sums of a block's rows that are no totals, by column: a breakdown may print no total."""
    sums: dict[int, Decimal] = {}
    for reading in readings:
        if not reading.is_total:
            for column, amount in amounts_of_reading(reading).items():
                sums[column] = sums.get(column, _ZERO) + amount
    return set(sums.values())


def _totals(readings: Sequence[Reading]) -> set[Decimal]:
    totals = [reading for reading in readings if reading.is_total]
    return {amount for reading in totals for amount in amounts_of_reading(reading).values() if amount}
