"""Render one disclosure's pages: the unit page and its source page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from yusuan.site.charts import ChartView
from yusuan.site.files.dataset import dataset
from yusuan.site.files.downloads import (
    Download,
    find_download,
    load_descriptor,
    resource_files,
)
from yusuan.site.packages import UnitPackage
from yusuan.site.pages.render import render_page
from yusuan.site.places import places_of
from yusuan.site.views.changes import reasoned_changes
from yusuan.site.views.drill import function_tree, has_projects
from yusuan.site.views.execution import SHOWN, executions
from yusuan.site.views.hundred import hundreds
from yusuan.site.views.narrative import chapters
from yusuan.site.views.projects import project_lists, purchases
from yusuan.site.views.published import PublishedTable
from yusuan.site.views.quotes import quote_lines
from yusuan.site.views.source import source_lines
from yusuan.site.views.stated import EXPENDITURE, stated_change
from yusuan.site.views.story import gravest, largest_projects
from yusuan.site.views.summary import (
    LEVEL_WORDS,
    key_figures,
    page_title,
    summary_sentence,
    type_word,
)
from yusuan.site.views.targets import target_forms, without_prose
from yusuan.site.views.verdicts import verdicts

REDACTED = {
    "phone": "电话号码",
    "identity_number": "身份证号",
    "email": "电子邮箱",
    "name": "经办人姓名",
    "bank": "银行账号",
    "taken_down": "应要求隐去的行",
}
"""Classes of masked data in words; a class that is not listed shows as the package names it."""


def render_unit(
    unit: UnitPackage, charts: Sequence[ChartView], tables: Sequence[PublishedTable], card: str = ""
) -> str:
    """Render the unit page; ``card`` is the path of its picture for social networks."""
    disclosure = unit.disclosure
    title, summary = page_title(disclosure), summary_sentence(unit, charts)
    meta = {
        "title": title,
        "disclosure_id": disclosure.disclosure_id,
        "description": summary,
        "dataset": dataset(disclosure, unit.folder),
        "card": card,
        "scripts": ["charts", "share", "chart-files", "number", "tables"],
    }
    return render_page(
        "unit.html",
        meta,
        root="../../",
        d=disclosure,
        original=unit.original,
        title=title,
        summary=summary,
        charts=charts,
        tables=tables,
        **_head(unit, charts),
        **_contents(unit),
        **_files(unit),
    )


def _head(unit: UnitPackage, charts: Sequence[ChartView]) -> dict[str, Any]:
    """Gather what the top of the page says."""
    disclosure = unit.disclosure
    tree = function_tree(unit, charts)
    return {
        "kept_on": load_descriptor(unit.folder).get("kept", {}).get("read_on"),
        "type_word": type_word(disclosure),
        "level_word": LEVEL_WORDS.get(disclosure.entity_level or "", ""),
        "places": places_of(disclosure),
        "figures": key_figures(unit, charts),
        "change": stated_change(unit, EXPENDITURE, disclosure.expenditure_total_yuan),
        "hundreds": hundreds(charts),
        "drill": tree,
        "drill_has_projects": has_projects(tree),
        "largest": largest_projects(unit),
        "gravest": gravest(unit.checks),
        "verdicts": verdicts(unit.checks) if unit.checks else None,
        "quotes": quote_lines(unit.source, unit.checks),
    }


def _contents(unit: UnitPackage) -> dict[str, Any]:
    """Gather what the document says besides its tables."""
    forms, prose = without_prose(target_forms(unit))
    return {
        "changes": reasoned_changes(unit),
        "executions": executions(unit),
        "shown": SHOWN,
        "projects": project_lists(unit),
        "target_forms": forms,
        "prose_tables": Counter(text.table_id for text in prose).most_common(),
        "procurement": purchases(unit),
        "narrative": chapters(unit.sections),
        "statements": unit.statements,
        "terms": unit.terms,
        "leftovers": unit.leftovers,
        "leftover_reasons": Counter(item.reason for item in unit.leftovers).most_common(),
        "redactions": [(REDACTED.get(r.class_, r.class_), r.count) for r in unit.redactions],
    }


def _files(unit: UnitPackage) -> dict[str, Any]:
    """Gather the downloads beside the page."""
    name = unit.disclosure.disclosure_id
    return {
        "resources": resource_files(unit.folder),
        "workbook": find_download(unit.folder, f"{name}.xlsx"),
        "archive": find_download(unit.folder, f"{name}.zip"),
        "table_csvs": _table_csvs(unit),
    }


def render_source(unit: UnitPackage, tables: Sequence[PublishedTable]) -> str:
    """Render the source page: the document's text by numbered line."""
    title = f"原文：{page_title(unit.disclosure)}"
    return render_page(
        "source.html",
        {"title": title, "description": f"{unit.disclosure.document_title}，逐行编号的原文。"},
        root="../../../",
        d=unit.disclosure,
        original=unit.original,
        title=title,
        lines=source_lines(unit, tables),
    )


def _table_csvs(unit: UnitPackage) -> dict[str, Download]:
    """Map tables to their CSV as published."""
    found = {
        table.table_id: find_download(unit.folder, f"tables/{table.table_id}.csv") for table in unit.tables
    }
    return {table_id: download for table_id, download in found.items() if download}
