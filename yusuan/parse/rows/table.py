"""One table read: its blocks with their rows, aligned to the header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from yusuan.parse.rows import Reading, assign_units, is_total, known_units, read_rows
from yusuan.parse.tables.align import align
from yusuan.parse.tables.assemble import PrintedTable
from yusuan.parse.tables.blocks import Block, split_blocks
from yusuan.parse.tables.frames import Frames
from yusuan.parse.tables.titles import title_head
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.organisations import load_organisations
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import bare_label, normalise

_SHARED = 6
_ITEM_ROLES = roles_that_are("item")


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


def _other_kind(table: PrintedTable, spec: TableSpec) -> Kind:
    """Return the kind of a table of no known kind, of the side that its title names: 一般公共预算收入表."""
    side = spec.side_of_title(title_head(table.title.text)) if table.title else None
    return replace(spec.other, side=side or spec.other.side)


def read_table(table: PrintedTable, number: int, spec: TableSpec) -> ReadTable:
    """Read a table's rows; a form is left to the reader of forms and has no blocks."""
    kind = table.kind or _other_kind(table, spec)
    read = ReadTable(f"t{number:02}", table, kind)
    if table.is_form:
        return read
    read_by(read, align(table.columns, table.body, spec, table.page_starts), spec)
    return read


def read_by(read: ReadTable, frames: Frames, spec: TableSpec) -> None:
    """Read the rows of a table anew, its cells where ``frames`` say that they belong."""
    table, kind = read.table, read.kind
    read.frames, read.blocks = frames, []
    for block in split_blocks(table.columns, kind):
        if block.amounts:
            rows = read_rows(block, table.body, kind, spec, read.frames)
            read.blocks.append((block, rows))
    _share_labels(read.blocks, spec)
    if kind.rows_are == "projects":
        _part_projects(read.readings)
        _part_fused(read.readings)


def _share_labels(blocks: Sequence[tuple[Block, list[Reading]]], spec: TableSpec) -> None:
    """Give an amount without label the label that the block beside it prints on the line, without amount."""
    for (left, before), (right, after) in pairwise(blocks):
        waiting = {one.line: one.item for one in before if one.item and not one.amounts}
        for reading in after if left.side == right.side else ():
            if reading.item is None and not reading.printed:
                reading.item = waiting.get(reading.line)
                reading.is_total &= is_total(reading, spec)


def _part_projects(readings: Sequence[Reading]) -> None:
    """Tell projects from the organisation whose code they repeat, where one column names both."""
    unit: Reading | None = None
    for reading in readings:
        if not reading.is_unit or "unit_or_project" not in reading.words:
            continue
        if unit is not None and reading.unit_code == unit.unit_code:
            reading.is_unit, reading.project = False, reading.unit_name
            reading.item, reading.unit_name = reading.project, unit.unit_name
        else:
            unit = reading


def _part_fused(readings: Sequence[Reading]) -> None:
    """Part a cell that holds an organisation's name, cut short, and a project's right behind it.

    The name is one that another row of the table prints in full.
    """
    names = {reading.unit_name for reading in readings if reading.unit_name and reading.project is None}
    whole = [name for name in sorted(names) if not _is_fused(name, readings)]
    for reading in readings:
        fused = reading.unit_name
        if fused is None or reading.project is not None or "catalogue" not in reading.words:
            continue
        shared = {name: _shared_length(name, fused) for name in whole}
        name = max(shared, key=lambda name: shared[name], default=None)
        if name is None or shared[name] < _SHARED or len(fused) - shared[name] < 2:
            continue
        reading.unit_name = name
        reading.project = reading.item = fused[shared[name] :]


def _shared_length(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_fused(name: str, readings: Sequence[Reading]) -> bool:
    """Tell whether a name stands on rows that buy something, and so may hold a project's."""
    return any(reading.unit_name == name and "catalogue" in reading.words for reading in readings)


def read_units(tables: Sequence[ReadTable], names: Iterable[str], spec: TableSpec) -> None:
    """Give the rows of all tables their organisations; ``names`` are those of the document's title."""
    captioned = [unit[1] for read in tables if (unit := read.table.unit)]
    organisations = load_organisations()
    printed = {name for read in tables for one in read.readings if (name := one.unit_name)}
    printed = {name for name in printed if organisations.is_name(name)}
    known = known_units([*names, *captioned, *printed])
    for read in tables:
        for _, readings in read.blocks:
            assign_units(readings, known, spec)
            if read.kind.rows_are == "projects":
                _name_projects(readings, spec)


def _name_projects(readings: Sequence[Reading], spec: TableSpec) -> None:
    """Take the label of a row for its project, where the table lists projects and the row has none."""
    for reading in readings:
        if normalise(reading.project or "") in spec.categories:
            reading.project, reading.is_group = None, True
        plain = reading.project is None and not (reading.is_total or reading.is_unit or reading.year)
        plain &= normalise(reading.item or "") not in spec.categories
        named = reading.item and not reading.codes and reading.printed & _ITEM_ROLES
        if plain and named and spec.word(bare_label(reading.item or "")) is None:
            reading.project = reading.item
