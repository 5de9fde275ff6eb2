"""Departments and the units that belong to them: whose money is another's already, and who leads to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yusuan.model import Disclosure
from yusuan.site.across.digest import Digest


class Member(NamedTuple):
    """What tells whether one document's money is in another's."""

    id: str
    unit_id: str
    parent: str | None
    year: int
    type: str
    level: str | None


def member_of(disclosure: Disclosure) -> Member:
    """Say of a disclosure what family it is of."""
    d = disclosure
    return Member(
        d.disclosure_id, d.unit_id, d.parent_unit_id, d.fiscal_year, d.document_type, d.entity_level
    )


def digest_member(digest: Digest) -> Member:
    """Say of a digest what family it is of."""
    return Member(
        *(digest[name] for name in ("id", "unit_id", "parent", "year", "type", "level")),
    )


def counted_already(members: Iterable[Member]) -> set[str]:
    """Return the ids of documents whose money the document of their department has in it.

    That is one of the same year and type, and a whole department's, not the department's own office's.
    """
    listed = list(members)
    departments = {(one.unit_id, one.year, one.type) for one in listed if one.level == "department"}
    return {one.id for one in listed if (one.parent, one.year, one.type) in departments}


class Family(NamedTuple):
    """What a unit's page says of its department, or a department's of its units.

    ``is_within`` where the department's document has the unit's money in it; ``has_units`` where this
    document has that of the units in it.
    """

    department: Digest | None
    units: Sequence[Digest]
    is_within: bool
    has_units: bool


def families(digests: Sequence[Digest]) -> dict[str, Family]:
    """Map documents to the department above them and the units below; those with neither are left out.

    Of another organisation's documents the one of the same year and type is named, else its latest.
    """
    by_unit: dict[str, list[Digest]] = {}
    below: dict[str, set[str]] = {}
    for digest in digests:
        by_unit.setdefault(digest["unit_id"], []).append(digest)
        if digest["parent"]:
            below.setdefault(digest["parent"], set()).add(digest["unit_id"])
    found = {}
    for digest in digests:
        above = by_unit.get(digest["parent"] or "", [])
        units = [_nearest(by_unit[unit], digest) for unit in below.get(digest["unit_id"], ())]
        if above or units:
            ordered = sorted(units, key=lambda one: (one["unit"], one["id"]))
            department = _nearest(above, digest) if above else None
            is_within = department is not None and _holds(department, digest)
            found[digest["id"]] = Family(department, ordered, is_within, digest["level"] == "department")
    return found


def _holds(department: Digest, unit: Digest) -> bool:
    """Tell whether a department's document, of the same year and type, has a unit's money in it."""
    is_of_same = (department["year"], department["type"]) == (unit["year"], unit["type"])
    return is_of_same and department["level"] == "department"


def _nearest(documents: Sequence[Digest], to: Digest) -> Digest:
    """Choose the document of the same year and type, else the latest of the type, else the latest."""
    return max(
        documents,
        key=lambda one: (
            (one["year"], one["type"]) == (to["year"], to["type"]),
            one["type"] == to["type"],
            one["year"],
            one["id"],
        ),
    )
