"""Which amounts add up to the total: the leaves of a table's hierarchy, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.parse.layouts import Block
from yusuan.parse.nodes import Node, amounts_of_reading, code_of
from yusuan.parse.rows import Reading

_ZERO = Decimal(0)


def leaf_columns(node: Node, nodes: Sequence[Node]) -> frozenset[int]:
    """Return the columns in which the row's amount is one of those that add up to the total."""
    return frozenset(column for column in node.amounts if _is_leaf(node, column, nodes))


def _is_leaf(node: Node, column: int, nodes: Sequence[Node]) -> bool:
    if node.reading.is_total and node.parent is None and not _only_totals(nodes, column):
        return False
    if node.reading.is_total and _only_totals(nodes, column):
        return node is next(other for other in nodes if column in other.amounts)
    below = _below(node, column, nodes)
    if below:
        return not _exhausted(node, column, below)
    code = code_of(node.reading)
    if code and any(_twin_has_children(node, other, nodes) for other in nodes):
        return False
    if node.reading.is_unit and any(other.reading.codes for other in nodes):
        return False
    parent = next((other for other in nodes if other.number == node.parent), None)
    if parent is not None and column in parent.amounts:
        return _exhausted(parent, column, _below(parent, column, nodes))
    return True


def _only_totals(nodes: Sequence[Node], column: int) -> bool:
    return not any(not node.reading.is_total and node.amounts for node in nodes)


def _below(node: Node, column: int, nodes: Sequence[Node]) -> list[Node]:
    return [other for other in nodes if other.parent == node.number and column in other.amounts]


def _exhausted(node: Node, column: int, below: Sequence[Node]) -> bool:
    """Tell whether a row's children stand for it: by code always, by sum otherwise."""
    if (
        code_of(node.reading)
        and all(code_of(other.reading) for other in below)
        and not any(o.among for o in below)
    ):
        return True
    if node.reading.unit_code and not any(other.among for other in below):
        return True
    if column not in node.amounts:
        return True
    total = sum((other.amounts[column] for other in below), _ZERO)
    return abs(node.amounts[column] - total) <= Decimal("0.005") * (len(below) + 1)


def _twin_has_children(node: Node, other: Node, nodes: Sequence[Node]) -> bool:
    """Tell whether a row prints a class again that is broken down elsewhere in the table."""
    code = code_of(node.reading) or ""
    return (
        other is not node
        and code_of(other.reading) == code
        and any(child.parent == other.number and (code_of(child.reading) or code) != code for child in nodes)
    )


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
