"""Which department each unit belongs to, where the collection has both: proved by what the unit prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from yusuan.spec.organisations import load_organisations
from yusuan.spec.spelling import normalise

_CODE_BEFORE = re.compile(r"^[0-9]{3,}[_\-—.、:：]?")
_UNIT_CODE = re.compile(r"[0-9]{3,}")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A disclosure's organisation: its id, place and name in normal form, and the departments it names."""

    disclosure_id: str
    unit_id: str
    adcode: str | None
    name: str
    named: frozenset[str]


def departments_of(folders: Sequence[Path]) -> dict[Path, str | None]:
    """Map packages to the unit_id of the department that they belong to, None where that is not proved.

    Proved is what a unit prints: one other organisation alone, as its department (主管部门), or in a row
    whose unit code the unit's own code begins with; and the collection has one organisation of that name in
    the same place.
    """
    units = {folder: _unit(folder) for folder in folders}
    known: dict[tuple[str, str], set[str]] = {}
    for unit in units.values():
        if unit.adcode:
            known.setdefault((unit.adcode, unit.name), set()).add(unit.unit_id)
    return {folder: _department(unit, known) for folder, unit in units.items()}


def _department(unit: _Unit, known: dict[tuple[str, str], set[str]]) -> str | None:
    if len(unit.named) != 1 or not unit.adcode:
        return None
    found = known.get((unit.adcode, next(iter(unit.named))), set())
    return next(iter(found)) if len(found) == 1 and unit.unit_id not in found else None


def _unit(folder: Path) -> _Unit:
    columns = ["disclosure_id", "unit_id", "unit_name", "unit_code", "adcode"]
    (row,) = _rows(folder, "disclosures", columns)
    name = _plain(row["unit_name"])
    named = {_plain(one) for one in (*_in_forms(folder), *_above(folder, name, row["unit_code"]))}
    return _Unit(row["disclosure_id"], row["unit_id"], row["adcode"], name, frozenset(named - {name, ""}))


def _plain(name: str) -> str:
    """Return a name in normal form, without the code that may stand before it."""
    return load_organisations().core(_CODE_BEFORE.sub("", normalise(name)))


def _in_forms(folder: Path) -> Iterable[str]:
    """Yield the names that forms print beside 主管部门; what is no organisation's name is none."""
    spec = load_organisations()
    for row in _rows(folder, "form_texts", ["label", "text"]):
        if normalise(row["label"] or "") in spec.supervisors and spec.name_in(_plain(row["text"])):
            yield row["text"]


def _above(folder: Path, own_name: str, own_code: str | None) -> Iterable[str]:
    """Yield the names of organisations whose code the unit's own code begins with."""
    rows = _rows(folder, "budget_lines", ["unit_name", "unit_code"])
    pairs = {(row["unit_name"], row["unit_code"]) for row in rows}
    coded = [(name, code) for name, code in pairs if name and code and _UNIT_CODE.fullmatch(code)]
    own = {code for name, code in coded if _plain(name) == own_name} | {own_code or ""}
    for name, code in coded:
        if any(one != code and one.startswith(code) for one in own):
            yield name


def _rows(folder: Path, resource: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return what stands in some columns of a resource, each combination once."""
    path = folder / f"{resource}.parquet"
    if not path.is_file():
        return []
    with pq.ParquetFile(path) as file:
        table = file.read(columns=list(columns), use_threads=False)
    return list(table.group_by(list(columns), use_threads=False).aggregate([]).to_pylist())
