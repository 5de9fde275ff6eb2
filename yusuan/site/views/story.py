"""What a reader should not have to look for: a unit's largest projects and its gravest finding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.model import Check, Project
from yusuan.site.packages import UnitPackage
from yusuan.site.views.verdicts import gravity

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
    """Return the failed check that weighs most: by nature, money, and how far its sides are apart."""
    failed = [check for check in checks if check.status == "fail"]
    return min(failed, key=lambda check: (*gravity(check), -gap(check)), default=None)


def gap(check: Check) -> Decimal:
    """Measure how far apart the two sides are, as a part of the larger; 0 where they are not on two lines."""
    left, right = check.left_value, check.right_value
    if left is None or right is None or not check.left_line or not check.right_line:
        return Decimal(0)
    largest = max(abs(left), abs(right))
    return abs(left - right) / largest if largest and check.left_line != check.right_line else Decimal(0)


def by_amount(projects: Sequence[Project]) -> list[Project]:
    """Order projects by amount, the largest first, each with what stands below it; equals as printed."""
    blocks: list[list[Project]] = []
    top = min((p.level for p in projects), default=0)
    for project in projects:
        if project.level <= top or not blocks:
            blocks.append([])
        blocks[-1].append(project)
    ordered = sorted(blocks, key=lambda block: -(block[0].total_yuan or Decimal(0)))
    return [p for block in ordered for p in (block[0], *by_amount(block[1:]))]
