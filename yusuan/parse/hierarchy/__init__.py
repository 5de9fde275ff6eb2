"""Which row belongs to which: level, parent and leaves of the rows of one block of a table.

The rows between two totals are a run. Several ways to place a run are tried: by keys (organisation, code,
project), by numbering, by merged labels, side by side, by arithmetic; the one in which most sums hold is
taken, and of equals the first in this order.
"""

from __future__ import annotations

from yusuan.parse.hierarchy.halves import join_blocks, number_blocks
from yusuan.parse.hierarchy.place import Place, place_rows
from yusuan.parse.hierarchy.settle import settle_rows
from yusuan.parse.hierarchy.tested import tested_sums

__all__ = ["Place", "join_blocks", "number_blocks", "place_rows", "settle_rows", "tested_sums"]
