"""Write one disclosure's pages: the unit page, its source page, and the downloads beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yusuan.site.card import write_card
from yusuan.site.changes import reasoned_changes
from yusuan.site.charts import ChartView, unit_charts
from yusuan.site.dataset import dataset
from yusuan.site.digest import DIGEST, unit_digest
from yusuan.site.downloads import (
    OF_UNIT,
    Download,
    copy_downloads,
    find_download,
    load_descriptor,
    resource_files,
)
from yusuan.site.drill import function_tree, has_projects
from yusuan.site.embed import write_embeds
from yusuan.site.execution import SHOWN, executions
from yusuan.site.hundred import hundreds
from yusuan.site.narrative import chapters
from yusuan.site.packages import UnitPackage, load_unit
from yusuan.site.places import places_of
from yusuan.site.projects import project_lists, purchases
from yusuan.site.published import PublishedTable, published_tables
from yusuan.site.quotes import quote_lines
from yusuan.site.render import render_page
from yusuan.site.search_index import write_search_documents
from yusuan.site.source import source_lines
from yusuan.site.stated import EXPENDITURE, stated_change
from yusuan.site.story import gravest, largest_projects
from yusuan.site.summary import (
    LEVEL_WORDS,
    key_figures,
    page_title,
    summary_sentence,
    type_word,
)
from yusuan.site.targets import target_forms, without_prose
from yusuan.site.trees import replaced_tree, write_text
from yusuan.site.verdicts import verdicts

REDACTED = {
    "phone": "电话号码",
    "identity_number": "身份证号",
    "email": "电子邮箱",
    "name": "经办人姓名",
    "bank": "银行账号",
    "taken_down": "应要求隐去的行",
}
"""Classes of masked data in words; a class that is not listed shows as the package names it."""


def write_unit_pages(package_folder: Path, docs: Path) -> None:
    """Write the pages of one package under ``docs/units/<disclosure_id>/``, in place of earlier ones."""
    unit = load_unit(package_folder)
    charts = unit_charts(unit)
    tables = published_tables(unit)
    disclosure_id = unit.disclosure.disclosure_id
    card = write_card(unit.disclosure, key_figures(unit, charts), docs)
    with replaced_tree(docs / "units" / disclosure_id) as folder:
        copy_downloads(package_folder, folder, OF_UNIT)
        write_text(folder / "index.md", render_unit(unit, charts, tables, card))
        write_text(folder / "source/index.md", render_source(unit, tables))
        write_text(folder / DIGEST, unit_digest(unit, charts))
    write_embeds(unit, charts, docs)
    write_search_documents(unit, tables, docs)


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
