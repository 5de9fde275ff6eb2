"""Place rows beside a merged label: its 小计 is the parent of the rows that follow."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.parse.hierarchy.nodes import Node


def place_groups(nodes: Sequence[Node]) -> None:
    """Put rows below the row that prints the merged label beside them with a label of its own."""
    head: Node | None = None
    for node in nodes:
        words, printed = node.reading.words, node.reading.printed
        if "group_label" in words and len(printed & {"label", "group_label", "project"}) > 1:
            head = node
            node.level, node.parent = 1, None
        elif "group_label" in words:
            head = None
        elif head is not None and not (node.reading.is_total and "label" not in printed):
            node.level, node.parent = 2, head.number
