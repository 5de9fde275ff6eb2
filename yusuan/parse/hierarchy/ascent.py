"""Nest rows from the last to the first: each takes the shortest run of rows after it that adds up to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from yusuan.parse.hierarchy.nodes import Node, adds_up, equal, is_bought

_ZERO = Decimal(0)
_MAX_STEPS = 1500


def ascend(
    rows: Sequence[Node], total: Mapping[int, Decimal], strict: bool = False
) -> list[int | None] | None:
    """Return the index of each row's parent such that the rows left over add up to the total, or None.

    A row that leads nowhere with its run stays alone: rows that are alike by chance are tried both ways,
    within a bound. ``strict``: one row alone is another's part only where it has parts itself.
    """
    steps = [_MAX_STEPS]
    index = {node.number: at for at, node in enumerate(rows)}

    def search(
        position: int, roots: tuple[Node, ...], found: dict[int, tuple[Node, ...]]
    ) -> dict[int, tuple[Node, ...]] | None:
        if position < 0:
            return found if adds_up(total, roots) else None
        steps[0] -= 1
        node = rows[position]
        if steps[0] > 0 and any(node.amounts.values()) and not is_bought(node):
            count = _run(node, roots)
            if count and not (strict and count == 1 and roots[0].number not in found):
                result = search(position - 1, (node, *roots[count:]), {**found, node.number: roots[:count]})
                if result is not None:
                    return result
        return search(position - 1, (node, *roots), found) if steps[0] > 0 else None

    tree = search(len(rows) - 1, (), {})
    if tree is None:
        return None
    parents: list[int | None] = [None] * len(rows)
    for number, children in tree.items():
        for child in children:
            parents[index[child.number]] = index[number]
    return parents


def _run(node: Node, roots: Sequence[Node]) -> int:
    """Return how many of the following rows add up to a row, the fewest; 0 where none do."""
    sums: dict[int, Decimal] = {}
    own = sum(map(abs, node.amounts.values()), _ZERO)
    size = _ZERO
    for count, child in enumerate(roots, start=1):
        for column, amount in child.amounts.items():
            sums[column] = sums.get(column, _ZERO) + amount
            size += abs(amount)
        if equal(node.amounts, sums, count):
            return count
        if size > own + count and all(amount >= 0 for amount in child.amounts.values()):
            return 0
    return 0
