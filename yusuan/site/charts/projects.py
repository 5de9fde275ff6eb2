"""Chart: the largest projects."""

from __future__ import annotations

from yusuan.model import Project, Table
from yusuan.site.charts.drawing import draw_bars
from yusuan.site.charts.figures import (
    Figures,
    Missing,
    Part,
    figures_of,
    fold_small,
    main_column,
    printed_total,
)
from yusuan.site.charts.forms import Vega
from yusuan.site.packages import UnitPackage

SLUG = "projects"
TITLE = "最大的项目"
SUBTITLE = "项目支出，按金额"

ABSENT = "这份文件里没有找到列明各项目金额的表。"
SHOWN = 12


def find_projects(unit: UnitPackage) -> Figures | Missing:
    """Find the projects of one table: 项目支出表, else the one that lists most projects' amounts."""
    by_table: dict[str, list[Project]] = {}
    for project in unit.projects:
        if project.is_leaf and project.total_yuan is not None:
            by_table.setdefault(project.table_id, []).append(project)
    tables = [table for table in unit.tables if by_table.get(table.table_id)]
    if not tables:
        return Missing(ABSENT)
    table = max(
        tables,
        key=lambda table: (table.kind == "project_expenditure", len(by_table[table.table_id])),
    )
    parts = [_part(unit, table, project) for project in by_table[table.table_id]]
    column = main_column(unit.amounts_by_table.get(table.table_id, []), unit.disclosure)
    return figures_of(table, fold_small(parts, SHOWN, "个项目"), printed_total(column))


def _part(unit: UnitPackage, table: Table, project: Project) -> Part:
    """Make a project's part, at the cell that prints its amount."""
    name = " · ".join(filter(None, (project.project, project.subproject)))
    cell = next(
        (
            line.source_column
            for line in unit.amounts_by_line.get(project.source_line, [])
            if line.table_id == table.table_id and line.amount_yuan == project.total_yuan
        ),
        None,
    )
    amount = project.total_yuan
    assert amount is not None
    return Part(name, amount, "3", None if cell is None else project.source_line, cell)


def chart_projects(figures: Figures) -> Vega:
    """Draw the largest projects and what the others add up to."""
    return draw_bars(figures, of_total=False)
