"""Blocks side by side that are halves of one long list: rows below a class printed in the block before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.parse.hierarchy.nodes import code_of
from yusuan.parse.hierarchy.place import Place
from yusuan.parse.rows import Reading
from yusuan.parse.tables.blocks import Block


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


def _is_same_list(left: Block, right: Block) -> bool:
    """Tell whether two blocks may be halves of one list: on one side, their labels under the same words."""
    heads = [[column.words[-1:] for column in block.labels] for block in (left, right)]
    return left.side == right.side and heads[0] == heads[1]


def number_blocks(blocks: Sequence[tuple[Block, Sequence[Reading]]]) -> list[int]:
    """Return the number of each block from the left, from 1.

    Halves of one list, of which only the last prints a total, have one number.
    """
    totals = [any(reading.is_total and reading.amounts for reading in readings) for _, readings in blocks]
    numbers: list[int] = []
    number, waits = 0, False
    for at, (block, readings) in enumerate(blocks):
        number += not (waits and _is_same_list(blocks[at - 1][0], block))
        numbers.append(number)
        later = (totals[to] for to in range(at + 1, len(blocks)) if blocks[to][0].side == block.side)
        waits = bool(readings) and not totals[at] and any(later)
    return numbers
