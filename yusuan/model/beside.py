"""Words of a procurement row that stand beside their headings: where its record says that they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yusuan.model.amounts import ProcurementItem
from yusuan.spec.load import load_tables
from yusuan.spec.spelling import normalise

TELLING = ("catalogue", "fund_source", "fund_nature")
"""Roles of headings whose cells a record names, each in one cell of the row."""

ENOUGH = 2
"""Cells that have to stand as far beside their headings, each other's witness."""


def heading_fields(header: Sequence[tuple[int, Sequence[str]]]) -> dict[str, int]:
    """Map the roles that one heading alone has to its field; ``header`` are printed rows with their lines."""
    fields: dict[str, set[int]] = {}
    for _, cells in header:
        for column, text in enumerate(cells):
            word = load_tables().word(text) if text else None
            if word is not None and word.role in TELLING:
                fields.setdefault(word.role, set()).add(column)
    return {role: next(iter(columns)) for role, columns in fields.items() if len(columns) == 1}


def label_targets(
    cells: Sequence[str], item: ProcurementItem, headings: Mapping[str, int], amounts: Mapping[int, bool]
) -> dict[int, int]:
    """Map the fields of a row's words to those of their headings; empty where they stand under them.

    ``amounts`` are the fields of the row's amounts, and whether each was put right. Line 336 of Zengdu's
    disclosure prints unit and project in one cell: what follows it stands one field to the left.
    """
    found = {role: _field_of(role, cells, item) for role in headings}
    offsets = {headings[role] - field for role, field in found.items() if field is not None}
    witnesses = [field for field in found.values() if field is not None]
    if len(witnesses) < ENOUGH or len(offsets) != 1 or offsets == {0}:
        return {}
    offset = offsets.pop()
    run = _run(cells, min(witnesses), item, amounts)
    return {field: field + offset for field in run if field not in amounts}


def _field_of(role: str, cells: Sequence[str], item: ProcurementItem) -> int | None:
    """Find the one cell that prints what the record says for a role."""
    wanted = {
        "catalogue": item.catalogue_code or item.catalogue_name,
        "fund_source": item.fund_source,
        "fund_nature": item.fund_nature,
    }[role]
    if not wanted:
        return None
    part = role == "catalogue"
    texts = [normalise(cell) for cell in cells]
    fits = [n for n, text in enumerate(texts) if (wanted in text if part else text == normalise(wanted))]
    return fits[0] if len(fits) == 1 else None


def _run(
    cells: Sequence[str], start: int, item: ProcurementItem, amounts: Mapping[int, bool]
) -> Sequence[int]:
    """Return the unbroken run of filled cells around a field, from the one that prints the project.

    It ends at a blank, or at an amount that stands under its heading.
    """
    end = start
    while end < len(cells) and cells[end] and amounts.get(end, True):
        end += 1
    first = start
    project = normalise(item.project or "")
    while project and first > 0 and cells[first - 1] and not normalise(cells[first]).endswith(project):
        first -= 1
    if not normalise(cells[first]).endswith(project):
        first = start
    return range(first, end)
