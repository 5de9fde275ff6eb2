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
        self._children: dict[int | None, list[Node]] = {}
        self._totals = [node for node in nodes if node.reading.is_total]
        self._only_totals = not any(not node.reading.is_total and node.amounts for node in nodes)
        self._first: dict[int, int] = {}
        self._known: dict[tuple[int, int], bool] = {}
        self._sums: dict[tuple[int | None, int], tuple[int, Decimal]] = {}
        for node in nodes:
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
        if self._below(node, column):
            return not self._exhausted(node, column)
        if node.repeats:
            return False
        return self._counts_within(node, column)

    def _counts_within(self, node: Node, column: int) -> bool:
        """Tell whether all rows above a row are exhausted by what stands below them."""
        parent = self._nodes.get(node.parent or 0)
        while parent is not None and not parent.reading.is_total:
            if column in parent.amounts and not self._exhausted(parent, column):
                return False
            parent = self._nodes.get(parent.parent or 0)
        return True

    def _below(self, node: Node, column: int) -> list[Node]:
        """Return the nearest rows below a row that print an amount in a column."""
        found: list[Node] = []
        for child in self.children(node):
            found += [child] if column in child.amounts else self._below(child, column)
        return found

    def _exhausted(self, node: Node, column: int) -> bool:
        """Tell whether a row's children stand for it: by sum, or by keys but where some are kept back.

        Asked for by each of the children: worked out once.
        """
        if (node.number, column) not in self._known:
            self._known[node.number, column] = self._is_exhausted(node, column)
        return self._known[node.number, column]

    def _is_exhausted(self, node: Node, column: int) -> bool:
        below = self._below(node, column)
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
        if rest <= 0:
            return False
        parent = self._nodes.get(node.parent or 0)
        count, own = self._beside(node.parent, column)
        above = [parent] if parent is not None else self._totals
        amounts = [one.amounts[column] for one in above if column in one.amounts]
        return any(abs(amount - own) <= sum_error(count) for amount in amounts)

    def _beside(self, parent: int | None, column: int) -> tuple[int, Decimal]:
        """Return how many rows below one add up in a column, and to what; rows of no parent for None."""
        if (parent, column) not in self._sums:
            own = [
                one.amounts[column]
                for one in self._children.get(parent, ())
                if column in one.amounts and not (one.reading.is_total or one.among or one.repeats)
            ]
            self._sums[parent, column] = (len(own), sum(own, _ZERO))
        return self._sums[parent, column]
