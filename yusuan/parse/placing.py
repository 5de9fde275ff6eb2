"""Ways to tell which row a row belongs to: codes, numbering, merged labels, units, sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from yusuan.parse.nodes import Node, adds_up, code_of, grand_total
from yusuan.parse.rows import Reading
from yusuan.spec.load import TableSpec
from yusuan.spec.spelling import bare_label, normalise

_STYLES = (
    ("unit", re.compile(r"^[一二三四五六七八九十廿]+[、.]")),
    ("bracketed", re.compile(r"^\([一二三四五六七八九十廿]+\)")),
    ("number", re.compile(r"^\d{1,2}[、.](?!\d)")),
    ("bracketed_number", re.compile(r"^\(\d{1,2}\)")),
)
_MAX_STEPS = 4000
_MAX_NESTED = 400


def place_coded(rows: Sequence[Node]) -> None:
    """A row's parent is the nearest row above with the longest code that its own begins with."""
    last: dict[str, Node] = {}
    for position, node in enumerate(rows):
        code = code_of(node.reading)
        if code is None:
            if node.reading.is_unit:
                node.level = 0
            elif position and _is_among(node.reading):
                before = rows[position - 1]
                node.parent, node.level, node.among = before.number, before.level + 1, True
            continue
        node.level = {3: 1, 5: 2, 7: 3}.get(len(code), 1)
        above = next((last[code[:size]] for size in (5, 3) if size < len(code) and code[:size] in last), None)
        node.parent = above.number if above else None
        last[code] = node


def style_of(reading: Reading) -> str | None:
    label = _without_among(reading.item or "")
    return next((name for name, pattern in _STYLES if pattern.match(label)), None)


def _without_among(item: str) -> str:
    return re.sub(r"^其中[:、]?", "", normalise(item))


def _is_among(reading: Reading) -> bool:
    return normalise(reading.item or "").startswith("其中")


def place_numbered(nodes: Sequence[Node], spec: TableSpec) -> None:
    """A style of numbering first met under another stands below it; unnumbered rows below numbered ones."""
    stack: list[tuple[str, Node]] = []
    for node in nodes:
        reading = node.reading
        if reading.is_total:
            stack = []
            continue
        style = style_of(reading) or "plain"
        word = spec.word(bare_label(reading.item or ""))
        over_years = word is not None and word.period is not None and not _is_among(reading)
        if style == "plain" and over_years and any(name == "unit" for name, _ in stack):
            stack, style = [], "unit"
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


def place_groups(nodes: Sequence[Node]) -> None:
    """A label merged down beside the rows heads them: its 小计 is the parent of the rows that follow."""
    head: Node | None = None
    for node in nodes:
        if (
            "group_label" in node.reading.words
            and len(node.reading.printed & {"label", "group_label", "project"}) > 1
        ):
            head = node
            node.level, node.parent = 1, None
        elif "group_label" in node.reading.words:
            head = None
        elif head is not None and not (node.reading.is_total and "label" not in node.reading.printed):
            node.level, node.parent = 2, head.number


def place_by_unit_code(rows: Sequence[Node]) -> None:
    open_units: list[Node] = []
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


def place_numbered_and_sums(nodes: Sequence[Node], spec: TableSpec) -> None:
    """Number first; then nest unnumbered rows that side by side do not add up to what they break down."""
    place_numbered(nodes, spec)
    plain = [node for node in nodes if not node.reading.is_total and style_of(node.reading) is None]
    for parent in sorted({node.parent or 0 for node in plain}):
        siblings = [node for node in plain if (node.parent or 0) == parent]
        above = next((node.amounts for node in nodes if node.number == parent), grand_total(nodes))
        if above and len(siblings) > 2:
            place_by_sums(siblings, above)


def place_by_sums(rows: Sequence[Node], total: dict[int, Decimal]) -> None:
    """Leave the rows side by side if they add up to the total; else nest those that add up to one before."""
    children = _nest(rows, total)
    if not children:
        return
    by_number = {node.number: node for node in rows}
    for parent, group in children.items():
        for child in group:
            by_number[child].parent = parent
    base = min(node.level for node in rows)
    for node in rows:
        above = by_number.get(node.parent or 0)
        node.level = above.level + 1 if above else base


def _nest(rows: Sequence[Node], total: dict[int, Decimal]) -> dict[int, list[int]]:
    """Return parents and children such that the rows left over add up to the total; empty if there are none.

    From the last row to the first, each takes the shortest run of rows after it that adds up to it, or stays
    alone where that leads nowhere: rows that are alike by chance are tried both ways, within a bound.
    """
    steps = [_MAX_STEPS]

    def search(
        position: int, roots: tuple[Node, ...], found: dict[int, list[int]]
    ) -> dict[int, list[int]] | None:
        if position < 0:
            return found if adds_up(total, roots) else None
        steps[0] -= 1
        node = rows[position]
        if any(node.amounts.values()):
            count = next((n for n in range(1, len(roots) + 1) if adds_up(node.amounts, roots[:n])), None)
            if count is not None and steps[0] > 0:
                taken = {**found, node.number: [child.number for child in roots[:count]]}
                result = search(position - 1, (node, *roots[count:]), taken)
                if result is not None:
                    return result
        return search(position - 1, (node, *roots), found) if steps[0] > 0 else None

    return (search(len(rows) - 1, (), {}) if len(rows) <= _MAX_NESTED else None) or {}
