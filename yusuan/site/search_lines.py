"""Where on the unit's page a line of the document is shown: the row of a table, a section, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.site.narrative import section_anchor, shown_sections
from yusuan.site.packages import UnitPackage
from yusuan.site.published import PublishedTable

ROW = "row"
"""Stands for a line's own row where an anchor would be: ``#L<line>``."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The anchor of what shows a line, and its heading; ``row`` is the line's own row in a table."""

    anchor: str
    heading: str


def line_owners(unit: UnitPackage, tables: Sequence[PublishedTable]) -> dict[int, Owner]:
    """Map lines to what shows them; a line of the cover or the contents is shown by the source page only."""
    owners: dict[int, Owner] = {}
    for section in shown_sections(unit.sections):
        owner = Owner(section_anchor(section), section.heading)
        owners.update(dict.fromkeys(range(section.first_line, section.last_line + 1), owner))
    for table in tables:
        first, last = table.table.first_line, table.table.last_line
        if first is not None and last is not None:
            owner = Owner(table.anchor, table.table.title)
            owners.update(dict.fromkeys(range(first, last + 1), owner))
            row = Owner(ROW, table.table.title)
            owners.update(dict.fromkeys((printed.line for printed in table.rows), row))
    return owners
