"""Whose each row is: organisations printed in a cell, merged cells filled down, rows over their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from yusuan.parse.cells import parse_amount
from yusuan.parse.rows.reading import Reading
from yusuan.spec.load import TableSpec
from yusuan.spec.money import sum_error
from yusuan.spec.organisations import load_organisations
from yusuan.spec.spelling import bare_label, normalise

_ZERO = Decimal(0)
_SHORTEST_NAME = 5


def known_units(names: Iterable[str]) -> frozenset[str]:
    """Return the names of a document's organisations as rows may print them, without their parts' marks."""
    spec = load_organisations()
    return frozenset(core for name in names if len(core := spec.core(name)) > 2)


def assign_units(readings: Sequence[Reading], known: Collection[str], spec: TableSpec) -> None:
    """Mark the rows that are organisations' own and give each row the organisation above it.

    A row of words alone is an organisation's where the document names one so in a caption or a column of
    organisations, or where it reads as one and the rows up to the next add up to it. ``known`` are cores of
    names (`known_units`).
    """
    for reading in readings:
        if (
            reading.unit_code is not None
            and not reading.project
            and _is_no_organisation(reading.unit_name or "", known)
        ):
            reading.is_unit, reading.item, reading.unit_name = False, reading.unit_name, None
            reading.is_group = True
    for at, reading in enumerate(readings):
        if _can_be_unit(reading) and _is_unit(at, readings, known, spec):
            _make_unit(reading, reading.item or "")
    current: Reading | None = None
    for reading in readings:
        if reading.is_total:
            if current is not None and normalise(reading.item or "") == spec.subtotal:
                reading.unit_name, reading.unit_code = current.unit_name, current.unit_code
            elif not reading.unit_name:
                current = None
        elif reading.is_group:
            current = None
        elif reading.unit_name:
            if reading.unit_code is None and current and current.unit_name == reading.unit_name:
                reading.unit_code = current.unit_code
            current = reading
        elif current is not None:
            reading.unit_name, reading.unit_code = current.unit_name, current.unit_code


def _is_no_organisation(name: str, known: Collection[str]) -> bool:
    """Tell whether a name beside an organisation's code is a word for many of them, as 全额 or 行政政法."""
    spec = load_organisations()
    core = spec.core(name)
    return bool(name) and len(name) < _SHORTEST_NAME and core not in known and not core.endswith(spec.endings)


def _can_be_unit(reading: Reading) -> bool:
    return not (
        reading.is_total
        or reading.is_unit
        or reading.item is None
        or reading.year is not None
        or any(code for code, _ in reading.codes.values())
        or reading.words.keys() & {"catalogue", "subproject", "project_code"}
        or (reading.unit_name is not None and normalise(reading.unit_name) != normalise(reading.item))
    )


def _is_unit(at: int, readings: Sequence[Reading], known: Collection[str], spec: TableSpec) -> bool:
    reading = readings[at]
    label = reading.item or ""
    organisations = load_organisations()
    if bare_label(label) != normalise(label) or spec.word(label) is not None:
        return False
    if organisations.core(label) in known:
        return True
    if reading.unit_name is not None:  # printed in a column of organisations, alone in its row
        return reading.project is None and organisations.is_name(label)
    if not organisations.is_name(label):
        return False
    following = []
    for other in readings[at + 1 :]:
        if other.is_total or (_can_be_unit(other) and organisations.is_name(other.item or "")):
            break
        following.append(other)
    return bool(following) and _is_sum(reading, following)


def _is_sum(reading: Reading, rows: Sequence[Reading]) -> bool:
    """Tell whether rows of one level add up to a row in its first column that prints an amount."""
    for cell in reading.amounts:
        own = parse_amount(cell.text)
        if not own:
            continue
        sizes = [{len(code) for code, _ in row.codes.values() if code} for row in rows]
        shortest = min((min(size) for size in sizes if size), default=0)
        top = [row for row, size in zip(rows, sizes, strict=True) if not size or min(size) == shortest]
        found = (c for row in top for c in row.amounts if c.column.index == cell.column.index)
        total = sum((parse_amount(c.text) or _ZERO for c in found), _ZERO)
        return abs(total - own) <= sum_error(len(top))
    return False


def _make_unit(reading: Reading, name: str) -> None:
    reading.is_unit, reading.unit_name, reading.project = True, name, None
    reading.codes = {}
    if reading.project_code is not None and reading.unit_code is None:
        reading.unit_code, reading.project_code = reading.project_code, None
