"""Rows that stand beside their header in a way that only the sums of the table's columns decide."""

from __future__ import annotations

from dataclasses import replace

from yusuan.parse.hierarchy.place import place_rows
from yusuan.parse.hierarchy.tested import tested_sums
from yusuan.parse.rows.table import ReadTable, read_by
from yusuan.parse.tables.frames import Frame, Frames
from yusuan.spec.load import TableSpec

_MOST_ROWS, _MOST_FRAMES = 6, 6


def settle_rows(read: ReadTable, spec: TableSpec) -> None:
    """Read each undecided row by the frame that makes most sums of the table hold, where one does.

    A frame wins where more sums hold than as printed and than by any other. A table with many such rows is
    left as it is printed: there the header is misread, not the rows.
    """
    undecided = read.frames.undecided
    if not undecided or len(undecided) > _MOST_ROWS:
        return
    for line, frames in undecided.items():
        if len(frames) > _MOST_FRAMES:
            continue
        printed = read.frames
        best = _broken(read, spec)
        chosen: Frame | None = None
        for frame in frames:
            read_by(read, _with(printed, line, frame), spec)
            broken = _broken(read, spec)
            if broken <= best:
                chosen = frame if broken < best else None
                best = broken
        read_by(read, _with(printed, line, chosen) if chosen else printed, spec)


def _with(frames: Frames, line: int, frame: Frame) -> Frames:
    return replace(frames, rows={**frames.rows, line: frame})


def _broken(read: ReadTable, spec: TableSpec) -> int:
    """Return how many sums of a table do not hold."""
    broken = 0
    for block, readings in read.blocks:
        tested, held = tested_sums(block, readings, place_rows(readings, read.kind, spec), spec)
        broken += tested - held
    return broken
