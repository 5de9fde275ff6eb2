"""Projects and purchases as the unit page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import ProcurementItem, Project
from yusuan.site.packages import UnitPackage

PROJECT_FUNDS = (
    ("general_budget_yuan", "一般公共预算"),
    ("gov_fund_yuan", "政府性基金"),
    ("state_capital_yuan", "国有资本经营"),
    ("special_account_yuan", "财政专户"),
    ("unit_funds_yuan", "单位资金"),
)


@dataclass(frozen=True, slots=True)
class ProjectList:
    """The projects of one table, with the funds that any of them names."""

    table_id: str
    funds: Sequence[tuple[str, str]]
    projects: Sequence[Project]
    has_units: bool
    top_level: int


def project_lists(unit: UnitPackage) -> list[ProjectList]:
    """Group the projects by the table that prints them, the largest first."""
    grouped: dict[str, list[Project]] = {}
    for project in unit.projects:
        grouped.setdefault(project.table_id, []).append(project)
    return [
        ProjectList(
            table_id=table_id,
            funds=[fund for fund in PROJECT_FUNDS if any(getattr(p, fund[0]) is not None for p in rows)],
            projects=by_amount(rows),
            has_units=len({p.unit_name for p in rows}) > 1,
            top_level=min(p.level for p in rows),
        )
        for table_id, rows in grouped.items()
    ]


def purchases(unit: UnitPackage) -> list[ProcurementItem]:
    """List the procurement rows that name something bought, leaving out totals and unit rows."""
    return [item for item in unit.procurement_items if item.catalogue_name or item.project]


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
