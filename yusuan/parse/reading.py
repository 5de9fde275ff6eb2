"""One table read: its blocks with their rows, aligned to the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.parse.align import align
from yusuan.parse.layouts import Block, Frames, Reading, read_rows, split_blocks
from yusuan.parse.tables import PrintedTable
from yusuan.spec.load import Kind, TableSpec


@dataclass(slots=True)
class ReadTable:
    """A printed table with its id and kind, the frames of its rows, and each block's readings."""

    table_id: str
    table: PrintedTable
    kind: Kind
    frames: Frames = field(default_factory=Frames)
    blocks: list[tuple[Block, list[Reading]]] = field(default_factory=list)

    @property
    def readings(self) -> list[Reading]:
        """All readings of all blocks."""
        return [reading for _, readings in self.blocks for reading in readings]


def read_table(table: PrintedTable, number: int, spec: TableSpec) -> ReadTable:
    """Read a table's rows; a form is left to the reader of forms and has no blocks."""
    kind = table.kind or spec.other
    read = ReadTable(f"t{number:02}", table, kind)
    if table.is_form:
        return read
    read.frames = align(table.columns, table.body, spec)
    for block in split_blocks(table.columns, kind):
        if block.amounts:
            rows = read_rows(block, table.body, kind, spec, read.frames, table.page_starts)
            read.blocks.append((block, rows))
    _fill_units(read.readings)
    return read


def _fill_units(readings: Sequence[Reading]) -> None:
    """Give the projects under an organisation's own row its name."""
    unit: Reading | None = None
    for reading in readings:
        if reading.is_unit:
            unit = reading
        elif unit is not None and reading.project is not None and reading.unit_name is None:
            reading.unit_name = unit.unit_name
