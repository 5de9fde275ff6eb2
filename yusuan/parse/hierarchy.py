"""Which row belongs to which: level, parent and leaves of the rows of one table and side.

Leaves add up to the table's total in every column, and nothing is counted twice. The order of evidence:
classification and unit codes, the numbering of labels (一、（一）1.（1）), and, where rows have neither,
arithmetic: a row is the parent of the rows after it that add up to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.parse.cells import parse_amount
from yusuan.parse.layouts import Reading
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.spelling import bare_label, normalise

_STYLES = (
    ("unit", re.compile(r"^[一二三四五六七八九十廿]+[、.]")),
    ("bracketed", re.compile(r"^\([一二三四五六七八九十廿]+\)")),
    ("number", re.compile(r"^\d{1,2}[、.](?!\d)")),
    ("bracketed_number", re.compile(r"^\(\d{1,2}\)")),
)
_ZERO = Decimal(0)
_NEVER_ADDED = frozenset({"change", "unit_price", "sme", "micro"})


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place: its depth (0 for totals), the number of its parent row, and the columns it is a leaf in."""

    level: int
    parent: int | None
    leaf_columns: frozenset[int]


@dataclass(slots=True)
class _Node:
    number: int
    reading: Reading
    amounts: dict[int, Decimal]
    level: int = 1
    parent: int | None = None
    among: bool = False


def place_rows(readings: Sequence[Reading], kind: Kind, spec: TableSpec) -> list[Place]:
    """Return the place of each row; rows are numbered from 1 in the order given."""
    nodes = [_Node(number, reading, _amounts(reading)) for number, reading in enumerate(readings, start=1)]
    _parents(nodes, kind, spec)
    return [Place(node.level, node.parent, _leaf_columns(node, nodes)) for node in nodes]


def _amounts(reading: Reading) -> dict[int, Decimal]:
    found = {}
    for cell in reading.amounts:
        number = parse_amount(cell.text)
        if number is not None:
            found[cell.column.index] = number
    return found


def code_of(reading: Reading) -> str | None:
    """Return the code by which a row is placed: its own classification's, not the government's beside it."""
    for classification in ("function", "economic", "gov_economic"):
        if classification in reading.codes and reading.codes[classification][0]:
            return reading.codes[classification][0]
    return None


def _parents(nodes: Sequence[_Node], kind: Kind, spec: TableSpec) -> None:
    rows = [node for node in nodes if not node.reading.is_total]
    for node in nodes:
        if node.reading.is_total:
            node.level = 0
    coded = [node for node in rows if code_of(node.reading)]
    numbered = [node for node in rows if _style(node.reading)]
    grouped = any("group_label" in node.reading.words for node in nodes)
    if kind.rows_are == "projects":
        _place_units(rows, nodes)
    elif grouped:
        _place_groups(nodes)
    elif len(coded) * 2 > len(rows) and len(numbered) * 2 <= len(rows):
        _place_coded(rows)
    elif numbered:
        _place_numbered(nodes, spec)
    else:
        _place_units(rows, nodes)


def _place_coded(rows: Sequence[_Node]) -> None:
    """A row's parent is the nearest row above whose code its own begins with."""
    for position, node in enumerate(rows):
        code = code_of(node.reading)
        if code is None:
            if node.reading.is_unit:
                node.level = 0
            elif position and _is_among(node.reading):
                node.parent, node.level, node.among = rows[position - 1].number, rows[position - 1].level + 1, True
            continue
        node.level = {3: 1, 5: 2, 7: 3}.get(len(code), 1)
        for above in reversed(rows[:position]):
            other = code_of(above.reading)
            if other and other != code and code.startswith(other):
                node.parent = above.number
                break


def _style(reading: Reading) -> str | None:
    label = _without_among(reading.item or "")
    return next((name for name, pattern in _STYLES if pattern.match(label)), None)


def _without_among(item: str) -> str:
    return re.sub(r"^其中[:、]?", "", normalise(item))


def _is_among(reading: Reading) -> bool:
    return normalise(reading.item or "").startswith("其中")


def _place_numbered(nodes: Sequence[_Node], spec: TableSpec) -> None:
    """A style of numbering met first under another stands below it; an unnumbered row below a numbered one."""
    stack: list[tuple[str, _Node]] = []
    for node in nodes:
        reading = node.reading
        if reading.is_total:
            stack = []
            continue
        style = _style(reading) or "plain"
        word = spec.word(bare_label(reading.item or ""))
        if style == "plain" and not _is_among(reading) and word is not None and word.period and stack:
            if any(name == "unit" for name, _ in stack):
                stack = []
                style = "unit"
        if _is_among(reading) and style == "plain":
            style = "among"
        depth = next((at for at, (name, _) in enumerate(stack) if name == style), len(stack))
        if depth == len(stack) and stack and _outranks(style, stack[0][0]):
            depth = 0
        stack = stack[:depth]
        node.level = depth + 1
        node.parent = stack[-1][1].number if stack else None
        node.among = _is_among(reading)
        stack.append((style, node))


def _outranks(style: str, other: str) -> bool:
    order = [name for name, _ in _STYLES] + ["among", "plain"]
    return order.index(style) < order.index(other)


def _place_groups(nodes: Sequence[_Node]) -> None:
    """A label merged down beside the rows heads them: its 小计 is the parent of the rows that follow."""
    head: _Node | None = None
    for node in nodes:
        if "group_label" in node.reading.words and len(node.reading.printed & {"label", "group_label", "project"}) > 1:
            head = node
            node.level, node.parent = 1, None
        elif "group_label" in node.reading.words:
            head = None
        elif head is not None and not (node.reading.is_total and "label" not in node.reading.printed):
            node.level, node.parent = 2, head.number


def _place_units(rows: Sequence[_Node], nodes: Sequence[_Node]) -> None:
    """Organisations by their codes, their projects under them; without codes, by arithmetic."""
    if any(node.reading.unit_code and (node.reading.is_unit or node.reading.project is None) for node in rows):
        _place_by_unit_code(rows)
    else:
        _place_by_sums(rows, nodes)


def _place_by_unit_code(rows: Sequence[_Node]) -> None:
    open_units: list[_Node] = []
    for node in rows:
        code = node.reading.unit_code or ""
        is_unit = node.reading.is_unit or node.reading.project is None
        if is_unit and code:
            while open_units and not code.startswith(open_units[-1].reading.unit_code or " "):
                open_units.pop()
        node.parent = open_units[-1].number if open_units else None
        node.level = len(open_units) + 1
        if is_unit and code:
            open_units.append(node)


def _place_by_sums(rows: Sequence[_Node], nodes: Sequence[_Node]) -> None:
    """Leave the rows side by side if they add up to the total; else nest those that add up to one before."""
    total = next((node.amounts for node in nodes if node.reading.is_total and node.amounts), None)
    if total is None or _adds_up(total, rows):
        return
    children = _nest(rows)
    nested = {child for group in children.values() for child in group}
    roots = [node for node in rows if node.number not in nested]
    if not _adds_up(total, roots):
        return
    by_number = {node.number: node for node in rows}
    for parent, group in children.items():
        for child in group:
            by_number[child].parent = parent
    for node in rows:
        node.level = (by_number[node.parent].level + 1) if node.parent else 1


def _nest(rows: Sequence[_Node]) -> dict[int, list[int]]:
    """From the last row to the first, let each take the shortest run of rows after it that adds up to it."""
    children: dict[int, list[int]] = {}
    roots: list[_Node] = []
    for node in reversed(rows):
        if any(node.amounts.values()):
            for count in range(1, len(roots) + 1):
                if _adds_up(node.amounts, roots[:count]):
                    children[node.number] = [child.number for child in roots[:count]]
                    roots = roots[count:]
                    break
        roots.insert(0, node)
    return children


def _adds_up(total: dict[int, Decimal], rows: Sequence[_Node]) -> bool:
    """Tell whether rows add up to the total in every column, within rounding."""
    columns = set(total) | {column for node in rows for column in node.amounts}
    tolerance = Decimal("0.005") * (len(rows) + 1)
    return all(
        abs(total.get(column, _ZERO) - sum((node.amounts.get(column, _ZERO) for node in rows), _ZERO)) <= tolerance
        for column in columns
    )


def _leaf_columns(node: _Node, nodes: Sequence[_Node]) -> frozenset[int]:
    """Return the columns in which the row's amount is one of those that add up to the total."""
    columns = {
        cell.column.index for cell in node.reading.amounts if cell.column.measure not in _NEVER_ADDED
    }
    return frozenset(column for column in columns if _is_leaf(node, column, nodes))


def _is_leaf(node: _Node, column: int, nodes: Sequence[_Node]) -> bool:
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


def _only_totals(nodes: Sequence[_Node], column: int) -> bool:
    return not any(not node.reading.is_total and node.amounts for node in nodes)


def _below(node: _Node, column: int, nodes: Sequence[_Node]) -> list[_Node]:
    return [other for other in nodes if other.parent == node.number and column in other.amounts]


def _exhausted(node: _Node, column: int, below: Sequence[_Node]) -> bool:
    """Tell whether a row's children stand for it: by code always, by sum otherwise."""
    if code_of(node.reading) and all(code_of(other.reading) for other in below) and not any(o.among for o in below):
        return True
    if node.reading.unit_code and not any(other.among for other in below):
        return True
    if column not in node.amounts:
        return True
    total = sum((other.amounts[column] for other in below), _ZERO)
    return abs(node.amounts[column] - total) <= Decimal("0.005") * (len(below) + 1)


def _twin_has_children(node: _Node, other: _Node, nodes: Sequence[_Node]) -> bool:
    return (
        other is not node
        and code_of(other.reading) == code_of(node.reading)
        and any(child.parent == other.number for child in nodes)
    )


Placer = Callable[[Sequence[Reading], Kind, TableSpec], list[Place]]
