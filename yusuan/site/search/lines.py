"""Where on the unit's page a line of the document is shown: the row of a table, a section, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.site.packages import UnitPackage
from yusuan.site.search.bigrams import SIDE
from yusuan.site.views.narrative import section_anchor, shown_sections
from yusuan.site.views.published import PublishedTable

ROW = "row"
"""Stands for a line's own row where an anchor would be: ``#L<line>``."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The anchor of what shows a line, and its heading; of a table also the money unit of its amounts."""

    anchor: str
    heading: str
    is_table: bool = False
    money_unit: str = ""


def line_owners(unit: UnitPackage, tables: Sequence[PublishedTable]) -> dict[int, Owner]:
    """Map lines to what shows them; a line of the cover or the contents is shown by the source page only."""
    owners: dict[int, Owner] = {}
    for section in shown_sections(unit.sections):
        owner = Owner(section_anchor(section), section.heading)
        owners.update(dict.fromkeys(range(section.first_line, section.last_line + 1), owner))
    for table in tables:
        first, last = table.table.first_line, table.table.last_line
        if first is not None and last is not None:
            unit_of_money = table.table.money_unit or ""
            owner = Owner(table.anchor, table.table.title, True, unit_of_money)
            owners.update(dict.fromkeys(range(first, last + 1), owner))
            row = Owner(ROW, table.table.title, True, unit_of_money)
            owners.update(dict.fromkeys((printed.line for printed in table.rows), row))
    return owners


def side_columns(unit: UnitPackage) -> dict[str, list[int]]:
    """Map each table of several sides to the columns that end one: the next side stands right of it."""
    ends: dict[str, list[int]] = {}
    for table_id, lines in unit.amounts_by_table.items():
        blocks: dict[int, list[int]] = {}
        for line in lines:
            blocks.setdefault(line.block, []).append(line.source_column)
        spans = sorted((min(columns), max(columns)) for columns in blocks.values())
        if all(one[1] < other[0] for one, other in pairwise(spans)):
            ends[table_id] = [last for _, last in spans[:-1]]
    return {table_id: columns for table_id, columns in ends.items() if columns}


def apart_lines(unit: UnitPackage) -> dict[int, str]:
    """Write the rows of tables of several sides, with a mark in place of the tab between two sides."""
    ends = side_columns(unit)
    written = {}
    for table in unit.tables:
        columns = ends.get(table.table_id)
        if columns and table.first_line is not None and table.last_line is not None:
            for number in range((table.header_last_line or table.first_line) + 1, table.last_line + 1):
                written[number] = _apart(unit.source[number - 1], columns)
    return written


def _apart(text: str, columns: Sequence[int]) -> str:
    fields = text.split("\t")
    marks = [SIDE if at in columns else "\t" for at in range(len(fields))]
    return "".join(field + mark for field, mark in zip(fields, marks, strict=True))[:-1]
