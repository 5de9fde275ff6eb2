"""What a reader should not have to look for: a unit's largest projects and its gravest finding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.model import Check, Project
from yusuan.site.packages import UnitPackage
from yusuan.site.views.verdicts import causes_of

LARGEST = 3


def largest_projects(unit: UnitPackage) -> list[Project]:
    """Return the largest projects, those of project tables before those that only forms print."""
    printed = [p for p in unit.projects if p.is_leaf and p.total_yuan]
    forms = {table.table_id for table in unit.tables if table.kind.endswith("_performance")}
    listed = [p for p in printed if p.table_id not in forms] or printed
    ordered = sorted(listed, key=lambda p: (-(p.total_yuan or 0), p.source_line))
    seen: dict[tuple[str, str | None, Decimal | None], Project] = {}
    for project in ordered:
        seen.setdefault((project.project, project.subproject, project.total_yuan), project)
    return list(seen.values())[:LARGEST]


def gravest(checks: Sequence[Check]) -> Check | None:
    """Return the failed check that weighs most, which heads the list of findings."""
    return next((cause.check for cause in causes_of(checks)), None)
