"""Place the rows of a block: runs between totals, each by the way that its sums bear out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import pairwise

from yusuan.parse.hierarchy.evidence import Plan, choose
from yusuan.parse.hierarchy.groups import place_groups
from yusuan.parse.hierarchy.keyed import key_of, place_keyed
from yusuan.parse.hierarchy.leaves import Family
from yusuan.parse.hierarchy.nodes import Node, code_of, grand_total, make_node, sum_of
from yusuan.parse.hierarchy.numbering import place_numbered
from yusuan.parse.hierarchy.sums import place_by_sums
from yusuan.parse.rows import Reading, is_counted
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.money import sum_error
from yusuan.spec.spelling import bare_label
from yusuan.spec.vocabulary import BESIDE_THREE_PUBLIC

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place: depth (0 for totals), number of its parent row, and the columns it is a leaf in."""

    level: int
    parent: int | None
    leaf_columns: frozenset[int]


def place_rows(readings: Sequence[Reading], kind: Kind, spec: TableSpec) -> list[Place]:
    """Return the place of each row; rows are numbered from 1 in the order given."""
    nodes = [make_node(number, reading) for number, reading in enumerate(readings, start=1)]
    for node in nodes:
        if is_counted(node.reading, spec):
            node.amounts = {}
        node.level = 0 if node.reading.is_total else 1
    if any("group_label" in node.reading.words for node in nodes):
        plans: list[Plan] = [lambda: place_groups(nodes), lambda: _place_runs(nodes, spec)]
        choose_whole(nodes, plans)
    else:
        _place_runs(nodes, spec)
    _part_units(nodes)
    family = Family(nodes)
    places = [Place(node.level, node.parent, family.leaf_columns(node)) for node in nodes]
    return _without_beside(nodes, places, spec) if kind.measure == "three_public" else places


def choose_whole(nodes: Sequence[Node], plans: Sequence[Plan]) -> None:
    """Place the rows of a whole block by the first plan whose leaves add up to its totals, else the first."""
    total = grand_total(nodes)
    for plan in (*plans, plans[0]):
        for node in nodes:
            node.parent, node.level = None, 0 if node.reading.is_total else 1
        plan()
        if total is None or _leaves_add_up(nodes, total):
            return


def _leaves_add_up(nodes: Sequence[Node], total: Mapping[int, Decimal]) -> bool:
    family = Family(nodes)
    leaves: dict[int, list[Decimal]] = {}
    for node in nodes:
        for column in family.leaf_columns(node):
            leaves.setdefault(column, []).append(node.amounts[column])
    return all(
        abs(amount - sum(leaves.get(column, []), _ZERO)) <= sum_error(len(leaves.get(column, [])))
        for column, amount in total.items()
    )


def _place_runs(nodes: Sequence[Node], spec: TableSpec) -> None:
    totals = [node for node in nodes if node.reading.is_total and node.amounts]
    grand = grand_total(nodes) or {}
    for run in _runs(nodes):
        before = [total for total in totals if total.number < run[0].number][-1:]
        after = [total for total in totals if total.number > run[-1].number][:1]
        targets = [total.amounts for total in (*after, *before)]
        targets += [_less(grand, before[0].amounts)] if before and before[0].amounts != grand else []
        targets += [grand] if grand and grand not in targets else []
        choose(run, list(_plans(run, targets, spec)), targets, certain=_are_coded(run))
        _hang(run, before, after, grand, spec)
    if not totals:
        _lift_unit(nodes)


def _runs(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    run: list[Node] = []
    for node in nodes:
        if not node.reading.is_total:
            run.append(node)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _less(total: Mapping[int, Decimal], part: Mapping[int, Decimal]) -> dict[int, Decimal]:
    return {column: amount - part.get(column, _ZERO) for column, amount in total.items()}


def _plans(rows: Sequence[Node], targets: Sequence[Mapping[int, Decimal]], spec: TableSpec) -> Iterator[Plan]:
    keyed = sum(key_of(node.reading) is not None for node in rows)
    numbered = sum(node.numbering is not None for node in rows)
    by_keys = keyed * 2 > len(rows) or any(node.reading.is_unit for node in rows)
    if by_keys and (numbered * 2 <= len(rows) or _are_coded(rows)):
        yield partial(place_keyed, rows)
        yield partial(_place_keyed_nested, rows, targets)
        yield partial(_place_keyed_nested, rows, targets, True)
    if numbered:
        for plain_below in (True, False) if _heads_zeros(rows) else (False, True):
            yield partial(place_numbered, rows, spec, plain_below)
            yield partial(_place_numbered_nested, rows, spec, plain_below, targets)
    if by_keys and numbered * 2 > len(rows):
        yield partial(place_keyed, rows)
    yield partial(_beside, rows)
    for target in targets:
        yield partial(place_by_sums, rows, target)


def _heads_zeros(rows: Sequence[Node]) -> bool:
    """Tell whether no row prints an amount but 0, and numbered rows stand over rows without number."""
    numbered = [node.numbering is not None for node in rows]
    between = any(now and not after for now, after in pairwise(numbered)) and numbered[-1]
    return numbered[0] and between and not any(any(node.amounts.values()) for node in rows)


def _beside(rows: Sequence[Node]) -> None:
    """Leave rows side by side, but for parts (其中) of the row before them."""
    head: Node | None = None
    for node in rows:
        if node.among and head is not None:
            node.parent, node.level = head.number, head.level + 1
        elif not node.among:
            head = node


def _are_coded(rows: Sequence[Node]) -> bool:
    """Tell whether all rows print a code, or are organisations': where they belong needs no sums."""
    coded = [code_of(node.reading) is not None and not node.reading.code_resolved for node in rows]
    return any(coded) and all(own or node.reading.is_unit for own, node in zip(coded, rows, strict=True))


def _place_keyed_nested(
    rows: Sequence[Node], targets: Sequence[Mapping[int, Decimal]], unkeyed: bool = False
) -> None:
    place_keyed(rows)
    if unkeyed:
        _nest_unkeyed(rows)
    _nest_children(rows, targets)


def _place_numbered_nested(
    rows: Sequence[Node], spec: TableSpec, plain_below: bool, targets: Sequence[Mapping[int, Decimal]]
) -> None:
    place_numbered(rows, spec, plain_below)
    _nest_children(rows, targets)


def _nest_children(rows: Sequence[Node], targets: Sequence[Mapping[int, Decimal]]) -> None:
    """Nest the rows of one parent, or of the top, that side by side do not add up to it."""
    by_number = {node.number: node for node in rows}
    families: dict[int, list[Node]] = {}
    for node in rows:
        families.setdefault(node.parent or 0, []).append(node)
    for parent in sorted(families):
        siblings = sorted(families[parent], key=lambda node: node.number)
        above = by_number[parent].amounts if parent else next(iter(targets), None)
        if above and len(siblings) > 1:
            place_by_sums(siblings, above)
            for node in siblings:
                if node.parent and node.parent != parent:
                    families.setdefault(node.parent, []).append(node)
    _levels(rows)


def _nest_unkeyed(rows: Sequence[Node]) -> None:
    """Put rows without a key below the keyed row before them that they add up to."""
    head: Node | None = None
    waiting: list[Node] = []
    for node in (*rows, None):
        if node is not None and key_of(node.reading) is None:
            waiting.append(node)
            continue
        if head is not None and waiting:
            place_by_sums(waiting, head.amounts)
            for one in waiting:
                one.parent = one.parent or head.number
        head, waiting = node, []
    _levels(rows)


def _levels(rows: Sequence[Node]) -> None:
    by_number = {node.number: node for node in rows}
    for node in rows:
        above = by_number.get(node.parent or 0)
        if above is not None:
            node.level = above.level + 1


def _hang(
    run: Sequence[Node],
    before: Sequence[Node],
    after: Sequence[Node],
    grand: Mapping[int, Decimal],
    spec: TableSpec,
) -> None:
    """Put the top rows of a run below the total of the year, or the subtotal, that they add up to."""
    roots = [node for node in run if node.parent is None]
    sums = sum_of(roots)
    for total in (*after, *before):
        of_year = bare_label(total.reading.item or "") in spec.year_totals and total in after
        is_part = any(total.amounts.get(column) != amount for column, amount in grand.items())
        fits = all(
            abs(amount - sums.get(column, _ZERO)) <= sum_error(len(roots))
            for column, amount in total.amounts.items()
        )
        if of_year or (is_part and fits and any(total.amounts.values())):
            for node in roots:
                node.parent = total.number
            return


def _part_units(nodes: Sequence[Node]) -> None:
    """Take an organisation's name from rows that turn out to stand beside or above its own row.

    货物, 工程 and 服务 over the organisations that buy them belong to none.
    """
    by_number = {node.number: node for node in nodes}
    parents = {node.parent for node in nodes}
    over_units = {node.parent for node in nodes if node.reading.is_unit}
    unit: Node | None = None
    for node in nodes:
        if node.reading.is_unit:
            unit = node
        elif unit is not None and node.number in parents and node.reading.unit_name == unit.reading.unit_name:
            above = by_number.get(node.parent or 0)
            while above is not None and above is not unit:
                above = by_number.get(above.parent or 0)
            if above is None and node.number in over_units:
                node.reading.unit_name = node.reading.unit_code = None


def _lift_unit(nodes: Sequence[Node]) -> None:
    """Where no total is printed, the row of the one organisation that all rows belong to stands for it."""
    roots = [node for node in nodes if node.parent is None]
    if len(roots) == 1 and len(nodes) > 1 and roots[0].reading.is_unit:
        roots[0].level = 0
        _levels(nodes)


def _without_beside(nodes: Sequence[Node], places: Sequence[Place], spec: TableSpec) -> list[Place]:
    """Leave 会议费 and 培训费 out of the leaves where the total of “三公” is one without them."""
    words = [spec.word(bare_label(node.reading.item or "")) for node in nodes]
    beside = {at for at, word in enumerate(words) if word and word.measure in BESIDE_THREE_PUBLIC}
    kept = list(places)
    for column, total in (grand_total(nodes) or {}).items():
        leaves = [at for at, place in enumerate(places) if column in place.leaf_columns]
        own = sum((nodes[at].amounts[column] for at in leaves if at not in beside), _ZERO)
        if abs(own - total) <= sum_error(len(leaves)):
            for at in beside & set(leaves):
                kept[at] = replace(kept[at], leaf_columns=kept[at].leaf_columns - {column})
    return kept
