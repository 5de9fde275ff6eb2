"""Choose between ways to place rows: the tree in which most sums hold, the first of equals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from yusuan.parse.hierarchy.nodes import Node, sum_of
from yusuan.spec.money import sum_error

_ZERO = Decimal(0)
Plan = Callable[[], object]
Targets = Sequence[Mapping[int, Decimal]]


def choose(rows: Sequence[Node], plans: Sequence[Plan], targets: Targets, certain: bool = False) -> None:
    """Place rows by the plan whose tree makes most sums hold; plans before it win where as many do.

    ``targets`` are the totals that the rows of the top may add up to; ``certain``: the first plan is taken
    but where its top adds up to none of them and that of another does, which goes against
    no code.
    """
    best: tuple[int, int] | None = None
    for order, plan in enumerate(plans):
        reset(rows)
        plan()
        if order == 0 and certain and agrees(rows, targets):
            return
        if order and certain and (contradicts_codes(rows) or not agrees(rows, targets)):
            continue
        score = (score_of(rows, targets), -order)
        if best is None or score > best:
            best = score
            placed = [(node.parent, node.level, node.repeats) for node in rows]
    for node, place in zip(rows, placed, strict=True):
        node.parent, node.level, node.repeats = place


def contradicts_codes(rows: Sequence[Node]) -> bool:
    """Tell whether a row stands below one whose code its own does not begin with."""
    by_number = {node.number: node for node in rows}
    for node in rows:
        above = by_number.get(node.parent or 0)
        for name, (code, _) in above.reading.codes.items() if above is not None else ():
            own = node.reading.codes.get(name, (None, None))[0]
            if code and own and not own.startswith(code):
                return True
    return False


def agrees(rows: Sequence[Node], targets: Targets) -> bool:
    """Tell whether the top rows add up to one of the totals in every column that it prints."""
    roots = [node for node in rows if node.parent is None and not (node.among or node.repeats)]
    sums, allowed = sum_of(roots), sum_error(len(roots))
    return not targets or any(
        all(abs(amount - sums.get(column, _ZERO)) <= allowed for column, amount in target.items())
        for target in targets
    )


def reset(rows: Sequence[Node]) -> None:
    """Put rows side by side."""
    for node in rows:
        node.parent, node.level, node.repeats = None, 1, False


def score_of(rows: Sequence[Node], targets: Targets) -> int:
    """Return the sums that hold less those that do not: of rows and their children, of the top and its total.

    The total counts for the columns it prints, twice.
    """
    held, broken = sums_below(rows)
    roots = [node for node in rows if node.parent is None and not (node.among or node.repeats)]
    best = 0
    if roots and targets:
        sums = sum_of(roots)
        best = max(_agreement(target, sums, len(roots)) for target in targets)
    return 2 * best + held - 2 * broken


def sums_below(rows: Sequence[Node]) -> tuple[int, int]:
    """Return how many columns of rows are, and are not, the sum of the children that print them."""
    by_number = {node.number: node for node in rows}
    children: dict[int, list[Node]] = {}
    for node in rows:
        if node.parent in by_number and not node.among:
            children.setdefault(node.parent or 0, []).append(node)
    held = broken = 0
    for number, below in children.items():
        sums, own = sum_of(below), by_number[number].amounts
        for column in own.keys() & sums.keys():
            if not own[column] and not sums[column]:
                continue
            agrees = abs(own[column] - sums[column]) <= sum_error(len(below))
            held += agrees
            broken += not agrees
    return held, broken


def _agreement(target: Mapping[int, Decimal], sums: Mapping[int, Decimal], terms: int) -> int:
    columns = [column for column in target if target[column] or sums.get(column)]
    right = sum(abs(target[column] - sums.get(column, _ZERO)) <= sum_error(terms) for column in columns)
    return 2 * right - len(columns)
