"""Which amounts add up to the total: the leaves of a table's hierarchy, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.parse.hierarchy.keyed import key_of
from yusuan.parse.hierarchy.nodes import Node
from yusuan.spec.money import sum_error

_ZERO = Decimal(0)


class Family:
    """The rows of a block by parent, indexed once their parents are known."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = {node.number: node for node in nodes}
        self._children: dict[int, list[Node]] = {}
        self._only_totals = not any(not node.reading.is_total and node.amounts for node in nodes)
        self._first: dict[int, int] = {}
        for node in nodes:
            if node.parent is not None:
                self._children.setdefault(node.parent, []).append(node)
            for column in node.amounts:
                self._first.setdefault(column, node.number)

    def children(self, node: Node) -> Sequence[Node]:
        """Return the rows right below a row."""
        return self._children.get(node.number, ())

    def leaf_columns(self, node: Node) -> frozenset[int]:
        """Return the columns in which the row's amount is one of those that add up to the total."""
        return frozenset(column for column in node.amounts if self._is_leaf(node, column))

    def _is_leaf(self, node: Node, column: int) -> bool:
        if node.reading.is_total:
            return self._only_totals and self._first[column] == node.number
        below = self._below(node, column)
        if below:
            return not self._exhausted(node, column, below)
        if node.repeats:
            return False
        return self._counts_within(node, column)

    def _counts_within(self, node: Node, column: int) -> bool:
        """Tell whether all rows above a row are exhausted by what stands below them."""
        parent = self._nodes.get(node.parent or 0)
        while parent is not None and not parent.reading.is_total:
            if column in parent.amounts and not self._exhausted(parent, column, self._below(parent, column)):
                return False
            parent = self._nodes.get(parent.parent or 0)
        return True

    def _below(self, node: Node, column: int) -> list[Node]:
        """Return the nearest rows below a row that print an amount in a column."""
        found: list[Node] = []
        for child in self.children(node):
            found += [child] if column in child.amounts else self._below(child, column)
        return found

    def _exhausted(self, node: Node, column: int, below: Sequence[Node]) -> bool:
        """Tell whether a row's children stand for it: by sum, or by keys but where some are kept back."""
        if column not in node.amounts:
            return True
        total = sum((child.amounts[column] for child in below), _ZERO)
        rest = node.amounts[column] - total
        if abs(rest) <= sum_error(len(below)):
            return True
        keyed = key_of(node.reading) is not None and all(key_of(child.reading) for child in below)
        return (
            keyed and not any(child.among for child in below) and not self._is_borne_out(node, column, rest)
        )

    def _is_borne_out(self, node: Node, column: int, rest: Decimal) -> bool:
        """Tell whether a row that its parts fall short of is confirmed by the rows beside and above it.

        Then some of its parts are not printed, as where they are secret, and it stands for them all.
        """
        parent = self._nodes.get(node.parent or 0)
        beside = [one for one in self._nodes.values() if one.parent == node.parent and column in one.amounts]
        beside = [one for one in beside if not (one.reading.is_total or one.among or one.repeats)]
        own = sum((one.amounts[column] for one in beside), _ZERO)
        totals = [parent] if parent is not None else [n for n in self._nodes.values() if n.reading.is_total]
        amounts = [one.amounts[column] for one in totals if column in one.amounts]
        return rest > 0 and any(abs(amount - own) <= sum_error(len(beside)) for amount in amounts)
