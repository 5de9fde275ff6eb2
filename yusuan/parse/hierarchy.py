"""Which row belongs to which: level, parent and leaves of the rows of one table and side.

Leaves add up to the table's total in every column, and nothing is counted twice. The order of evidence:
classification and unit codes, the numbering of labels (一、（一）1.（1）), and, where rows have neither,
arithmetic: a row is the parent of the rows after it that add up to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.parse.layouts import Block
from yusuan.parse.leaves import Family
from yusuan.parse.nodes import Node, added, amounts_of_reading, code_of, grand_total
from yusuan.parse.placing import (
    place_by_sums,
    place_by_unit_code,
    place_coded,
    place_groups,
    place_numbered,
    place_numbered_and_sums,
    style_of,
)
from yusuan.parse.rows import Reading, is_counted
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.spelling import bare_label

_ZERO = Decimal(0)
_BESIDE_THREE_PUBLIC = frozenset({"meetings", "training"})


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place: depth (0 for totals), number of its parent row, and the columns it is a leaf in."""

    level: int
    parent: int | None
    leaf_columns: frozenset[int]


def place_rows(readings: Sequence[Reading], kind: Kind, spec: TableSpec) -> list[Place]:
    """Return the place of each row; rows are numbered from 1 in the order given."""
    nodes = [
        Node(number, reading, amounts_of_reading(reading)) for number, reading in enumerate(readings, start=1)
    ]
    for node in nodes:
        node.amounts = {} if is_counted(node.reading, spec) else added(node)
    _parents(nodes, kind, spec)
    family = Family(nodes)
    places = [Place(node.level, node.parent, family.leaf_columns(node)) for node in nodes]
    return _without_beside(nodes, places, spec) if kind.measure == "three_public" else places


def _without_beside(nodes: Sequence[Node], places: Sequence[Place], spec: TableSpec) -> list[Place]:
    """Leave 会议费 and 培训费 out of the leaves where the total of “三公” is one without them."""
    words = [spec.word(bare_label(node.reading.item or "")) for node in nodes]
    beside = {at for at, word in enumerate(words) if word and word.measure in _BESIDE_THREE_PUBLIC}
    kept = list(places)
    for column, total in (grand_total(nodes) or {}).items():
        leaves = [at for at, place in enumerate(places) if column in place.leaf_columns]
        own = sum((nodes[at].amounts[column] for at in leaves if at not in beside), _ZERO)
        if abs(own - total) <= Decimal("0.005") * (len(leaves) + 1):
            for at in beside & set(leaves):
                kept[at] = replace(kept[at], leaf_columns=kept[at].leaf_columns - {column})
    return kept


def join_blocks(blocks: Sequence[tuple[Block, Sequence[Reading]]], placed: Sequence[list[Place]]) -> None:
    """Put rows of a block below the class that a block to its left prints: 30299 at the top, 302 beside it.

    Parents are counted from the row's own block, and so may be 0 or less. What has such rows is no leaf.
    """
    classes: dict[tuple[str, str], tuple[list[Place], int, int]] = {}
    before: dict[str, int] = {}
    for (block, readings), places in zip(blocks, placed, strict=True):
        start = before.get(block.side, 0)
        own = {code for reading in readings if (code := code_of(reading))}
        for at, reading in enumerate(readings):
            code = code_of(reading) or ""
            left = classes.get((block.side, code[:3])) if len(code) > 3 and code[:3] not in own else None
            if left is not None and places[at].parent is None:
                above, number, row = left
                above[number] = replace(above[number], leaf_columns=frozenset())
                level, parent = above[number].level + 1, row - start
                places[at] = replace(places[at], level=level, parent=parent)
        for at, reading in enumerate(readings):
            if len(code_of(reading) or "") == 3 and reading.amounts:
                classes[block.side, code_of(reading) or ""] = (places, at, start + at + 1)
        before[block.side] = start + len(readings)


def _parents(nodes: Sequence[Node], kind: Kind, spec: TableSpec) -> None:
    """Place the rows by the first evidence whose leaves add up to the total, else by the first there is."""
    total = grand_total(nodes)
    plans = list(_plans(nodes, kind, spec))
    for plan in plans:
        _clear(nodes)
        plan()
        if total is None or _leaves_add_up(nodes, total):
            return
    _clear(nodes)
    plans[0]()


def _plans(nodes: Sequence[Node], kind: Kind, spec: TableSpec) -> Iterator[Callable[[], None]]:
    rows = [node for node in nodes if not node.reading.is_total]
    coded = sum(code_of(node.reading) is not None for node in rows)
    numbered = sum(style_of(node.reading) is not None for node in rows)
    if any("group_label" in node.reading.words for node in nodes):
        yield lambda: place_groups(nodes)
    if any(node.reading.unit_code for node in rows) and (kind.rows_are == "projects" or not coded):
        yield lambda: place_by_unit_code(rows)
    if coded * 2 > len(rows) and numbered * 2 <= len(rows) and kind.rows_are != "projects":
        yield lambda: place_coded(rows)
    if numbered:
        yield lambda: place_numbered(nodes, spec)
        yield lambda: place_numbered_and_sums(nodes, spec)
    yield lambda: None
    yield lambda: place_by_sums(rows, grand_total(nodes) or {})


def _clear(nodes: Sequence[Node]) -> None:
    for node in nodes:
        node.level, node.parent, node.among = (0 if node.reading.is_total else 1), None, False


def _leaves_add_up(nodes: Sequence[Node], total: dict[int, Decimal]) -> bool:
    leaves: dict[int, list[Decimal]] = {}
    family = Family(nodes)
    for node in nodes:
        for column in family.leaf_columns(node):
            leaves.setdefault(column, []).append(node.amounts[column])
    return all(
        abs(amount - sum(leaves.get(column, []), _ZERO))
        <= Decimal("0.005") * (len(leaves.get(column, [])) + 1)
        for column, amount in total.items()
    )
