"""Place rows by the numbers of their labels: a series that begins anew belongs to the row before it."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.parse.hierarchy.nodes import Node
from yusuan.spec.load import TableSpec
from yusuan.spec.numbering import STYLES
from yusuan.spec.spelling import bare_label


def place_numbered(rows: Sequence[Node], spec: TableSpec, plain_below: bool) -> None:
    """Nest series of numbers; ``plain_below``: rows without a number belong to the numbered row before.

    `1.` opens a series below the row before it; `2.` goes on with the open series of its style. A row of
    another year's money (上年结转) stands beside the classes of this year.
    """
    stack: list[tuple[str, Node]] = []
    for position, node in enumerate(rows):
        style, value = "among" if node.among else "plain", 0
        if node.numbering is not None:
            style, value = node.numbering.style, node.numbering.value
        depth = next((at for at, (name, _) in enumerate(stack) if name == style), None)
        if style in {"plain", "among"}:
            depth = _depth_of_plain(style, node, stack, spec, plain_below)
        elif value == 1 and position and (depth is None or stack[-1][0] != style):
            depth = len(stack) if depth is None or depth < len(stack) - 1 else depth
            depth = _reopened(style, stack) if depth == len(stack) else depth
        elif depth is None:
            depth = len(stack) if stack and _ranks(stack[-1][0]) < _ranks(style) else 0
        stack = stack[:depth]
        node.level = len(stack) + 1
        node.parent = stack[-1][1].number if stack else None
        stack.append((style, node))


_ORDER = (*STYLES, "plain", "among")


def _ranks(style: str) -> int:
    return _ORDER.index(style)


def _reopened(style: str, stack: Sequence[tuple[str, Node]]) -> int:
    """Return the depth at which a series beginning with 1 stands: above series of a lower style."""
    for at, (name, _) in enumerate(stack):
        if name == style:
            return at
        if name not in {"plain", "among"} and _ranks(name) > _ranks(style):
            return at
    return len(stack)


def _depth_of_plain(
    style: str, node: Node, stack: Sequence[tuple[str, Node]], spec: TableSpec, plain_below: bool
) -> int:
    word = spec.word(bare_label(node.reading.item or ""))
    if style == "plain" and word is not None and word.period is not None:
        return 0
    own = next((at for at, (name, _) in enumerate(stack) if name == style), None)
    if own is not None:
        return own
    numbered = [at for at, (name, _) in enumerate(stack) if name not in {"plain", "among"}]
    if style == "among":
        return len(stack)
    return numbered[-1] + 1 if plain_below and numbered else 0
