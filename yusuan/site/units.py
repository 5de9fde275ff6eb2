"""Write one disclosure's pages: the unit page, its source page, and the downloads beside them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.model import ProcurementItem, Project
from yusuan.site.charts import ChartView, unit_charts
from yusuan.site.downloads import Download, copy_package, find_download, resource_files
from yusuan.site.narrative import chapters
from yusuan.site.packages import UnitPackage, load_unit
from yusuan.site.places import place_name, places_of
from yusuan.site.published import PublishedTable, published_tables
from yusuan.site.render import render_page
from yusuan.site.search_text import search_document
from yusuan.site.source import source_lines
from yusuan.site.summary import (
    LEVEL_WORDS,
    key_figures,
    page_title,
    summary_sentence,
    type_word,
)
from yusuan.site.trees import replaced_tree, write_text

SEARCH_FOLDER = ".search"
"""Folder of documents for the indexer within docs; MkDocs leaves it out of the site."""

PROJECT_FUNDS = (
    ("general_budget_yuan", "一般公共预算"),
    ("gov_fund_yuan", "政府性基金"),
    ("state_capital_yuan", "国有资本经营"),
    ("special_account_yuan", "财政专户"),
    ("unit_funds_yuan", "单位资金"),
)

REDACTED = {
    "mobile": "手机号码",
    "phone": "电话号码",
    "identity": "身份证号",
    "email": "电子邮箱",
    "name": "经办人姓名",
}
"""Classes of masked data in words; a class that is not listed shows as the package names it."""


def write_unit_pages(package_folder: Path, docs: Path) -> None:
    """Write the pages of one package under ``docs/units/<disclosure_id>/``, in place of earlier ones."""
    unit = load_unit(package_folder)
    charts = unit_charts(unit)
    tables = published_tables(unit)
    disclosure_id = unit.disclosure.disclosure_id
    with replaced_tree(docs / "units" / disclosure_id) as folder:
        copy_package(package_folder, folder)
        write_text(folder / "index.md", render_unit(unit, charts, tables))
        write_text(folder / "source.md", render_source(unit, tables))
        write_text(folder / "charts.json", chart_specs(charts))
    document = search_document(unit, tables)
    write_text(docs / SEARCH_FOLDER / "units" / disclosure_id / "index.html", document)


def render_unit(unit: UnitPackage, charts: Sequence[ChartView], tables: Sequence[PublishedTable]) -> str:
    """Render the unit page."""
    disclosure = unit.disclosure
    summary = summary_sentence(unit, charts)
    return render_page(
        "unit.html",
        {
            "title": page_title(disclosure),
            "description": summary,
            "dataset": _dataset(unit),
        },
        root="../../",
        d=disclosure,
        title=page_title(disclosure),
        type_word=type_word(disclosure),
        level_word=LEVEL_WORDS.get(disclosure.entity_level or "", ""),
        places=places_of(disclosure),
        summary=summary,
        figures=key_figures(unit),
        charts=charts,
        tables=tables,
        table_csvs=_table_csvs(unit),
        projects=project_lists(unit),
        procurement=_procurement(unit),
        narrative=chapters(unit.sections),
        leftovers=unit.leftovers,
        leftover_reasons=Counter(item.reason for item in unit.leftovers).most_common(),
        redactions=[(REDACTED.get(r.class_, r.class_), r.count) for r in unit.redactions],
        resources=resource_files(unit.folder),
        workbook=find_download(unit.folder, f"{disclosure.disclosure_id}.xlsx"),
        archive=find_download(unit.folder, f"{disclosure.disclosure_id}.zip"),
    )


def render_source(unit: UnitPackage, tables: Sequence[PublishedTable]) -> str:
    """Render the source page: the document's text by numbered line."""
    title = f"原文：{page_title(unit.disclosure)}"
    return render_page(
        "source.html",
        {"title": title, "description": f"{unit.disclosure.document_title}，逐行编号的原文。"},
        root="../../../",
        d=unit.disclosure,
        title=title,
        lines=source_lines(unit, tables),
    )


def chart_specs(charts: Sequence[ChartView]) -> str:
    """Write the Vega-Lite of a page's charts, which it loads when a reader touches one."""
    specs = {chart.kind.slug: chart.spec for chart in charts if chart.spec}
    return json.dumps(specs, ensure_ascii=False, separators=(",", ":"))


def _table_csvs(unit: UnitPackage) -> dict[str, Download]:
    """Map tables to their CSV as published."""
    found = {
        table.table_id: find_download(unit.folder, f"tables/{table.table_id}.csv") for table in unit.tables
    }
    return {table_id: download for table_id, download in found.items() if download}


def _dataset(unit: UnitPackage) -> dict[str, Any]:
    """Gather what the page's JSON-LD says; the template adds absolute addresses."""
    disclosure = unit.disclosure
    return {
        "id": disclosure.disclosure_id,
        "year": disclosure.fiscal_year,
        "unit": disclosure.unit_name,
        "place": place_name(disclosure),
        "files": [
            file.path
            for resource in resource_files(unit.folder)
            for file in (resource.csv, resource.parquet)
            if file
        ],
    }


@dataclass(frozen=True, slots=True)
class ProjectList:
    """The projects of one table, with the funds that any of them names."""

    table_id: str
    funds: Sequence[tuple[str, str]]
    projects: Sequence[Project]
    has_units: bool
    top_level: int


def project_lists(unit: UnitPackage) -> list[ProjectList]:
    """Group the projects by the table that prints them."""
    grouped: dict[str, list[Project]] = {}
    for project in unit.projects:
        grouped.setdefault(project.table_id, []).append(project)
    return [
        ProjectList(
            table_id=table_id,
            funds=[fund for fund in PROJECT_FUNDS if any(getattr(p, fund[0]) is not None for p in rows)],
            projects=rows,
            has_units=len({p.unit_name for p in rows}) > 1,
            top_level=min(p.level for p in rows),
        )
        for table_id, rows in grouped.items()
    ]


def _procurement(unit: UnitPackage) -> list[ProcurementItem]:
    """List the procurement rows that name something bought, leaving out totals and unit rows."""
    return [item for item in unit.procurement_items if item.catalogue_name or item.project]
