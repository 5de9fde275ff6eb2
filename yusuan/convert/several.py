"""Several files of one disclosure → one document: the pages of each are counted on from those before it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from yusuan.convert.convert import Converted
from yusuan.convert.numbers import Conservation, Number
from yusuan.convert.shape import Block, Document, LeftOut, Paragraph, Row, Table


def merge(parts: Sequence[Converted]) -> Converted:
    """Return one converted file of all parts, in their order.

    Its hash is that of the lines `hash  name` of its parts, as sha256sum prints them.
    """
    if len(parts) == 1:
        return parts[0]
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    missing: list[Number] = []
    added: list[Number] = []
    pages = 0
    for part in parts:
        blocks += [_moved(block, pages) for block in part.document.blocks]
        left_out += [replace(one, page=one.page + pages) for one in part.document.left_out]
        missing += [Number(one.printed, one.page + pages) for one in part.conservation.missing]
        added += [Number(one.printed, one.page + pages) for one in part.conservation.added]
        pages += part.document.pages
    listing = "".join(f"{part.sha256}  {part.name}\n" for part in parts)
    warnings = tuple(f"{part.name}: {warning}" for part in parts for warning in part.document.warnings)
    return Converted(
        "; ".join(part.name for part in parts),
        "; ".join(dict.fromkeys(part.format for part in parts)),
        hashlib.sha256(listing.encode()).hexdigest(),
        Document(tuple(blocks), pages, tuple(left_out), warnings),
        Conservation(sum(part.conservation.compared for part in parts), tuple(missing), tuple(added)),
    )


def _moved(block: Block, pages: int) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(block.text, block.page + pages)
    return Table(tuple(Row(row.cells, row.page + pages) for row in block.rows))
