"""Write the pages about the whole collection: home, and what the hand-written data page includes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.model import Disclosure
from yusuan.replacing import replaced_folder, write_text
from yusuan.site.amounts import format_yuan
from yusuan.site.files.downloads import (
    OF_COLLECTION,
    Download,
    ResourceFiles,
    copy_downloads,
    find_download,
    resource_files,
)
from yusuan.site.files.excel_csv import for_excel, write_excel_csvs
from yusuan.site.original import Original
from yusuan.site.packages import COLLECTION, load_text
from yusuan.site.pages.findings import Checked, striking
from yusuan.site.pages.listing import ListPage, write_list
from yusuan.site.pages.regions import gather_regions, order_disclosures, order_newest
from yusuan.site.pages.render import render_block, render_page
from yusuan.site.places import place_name

NEWEST = 12
DESCRIPTION = "把中国政府单位公布的预算文件变成能查、能算、能核对的开放数据，每个数字都能点回原文。"
INCLUDES = "_includes"
"""Folder of fragments that hand-written pages include; MkDocs leaves it out of the site."""

FILE_WORDS = {
    "all.xlsx": "所有单位一个 Excel 工作簿：收支总计、项目、核对不符，金额一律为万元",
    "all.zip": "全部数据的 CSV，附字段说明和引用方式，一个压缩包",
}
"""What the files of the collection that are no resource hold."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One number beside the line that prints it, to show what the site does."""

    disclosure: Disclosure
    amount: str
    line: int
    fields: Sequence[str]
    original: Original


def write_home(
    packages: Path,
    disclosures: Sequence[Disclosure],
    staff: Mapping[str, str],
    checked: Checked,
    docs: Path,
    scope: str = "",
) -> None:
    """Write the home page; ``scope`` names the place that the site is about, where it is about one."""
    counts = {r.name: r.rows or 0 for r in resource_files(packages / COLLECTION)}
    regions, _ = gather_regions(disclosures)
    ordered = order_disclosures(disclosures)
    page = render_page(
        "home.html",
        {
            "title": "阳光预算",
            "description": DESCRIPTION,
            "hide": ["toc"],
        },
        root="",
        scope=scope,
        counts=counts,
        disclosures=ordered,
        staff=staff,
        checked=checked,
        striking=striking(checked),
        newest=order_newest(disclosures)[:NEWEST],
        provinces=[region for region in regions if not region.above],
        proof=find_proof(packages, ordered),
    )
    write_text(docs / "index.md", page)


def find_proof(packages: Path, disclosures: Sequence[Disclosure]) -> Proof | None:
    """Take the first disclosure that prints its expenditure, with the line that prints it."""
    for disclosure in disclosures:
        line, amount = disclosure.expenditure_total_line, disclosure.expenditure_total_yuan
        if line is None or amount is None:
            continue
        source, original = load_text(packages / disclosure.disclosure_id, disclosure)
        if line <= len(source):
            fields = [field.strip() for field in source[line - 1].split("\t")]
            return Proof(disclosure, format_yuan(amount), line, fields, original)
    return None


def write_units_index(disclosures: Sequence[Disclosure], staff: Mapping[str, str], docs: Path) -> None:
    """Write the list of all disclosures at ``units/``; no disclosure's id begins as its later pages do."""
    rows = order_disclosures(disclosures)
    write_list(docs / "units", "units", rows, lambda page: render_units_index(page, staff), later="_")
    names = [(d.disclosure_id, d.unit_name, d.fiscal_year, place_name(d)) for d in rows]
    chosen = [dict(zip(("id", "unit", "year", "place"), name, strict=True)) for name in names]
    write_text(docs / "units" / "list.json", json.dumps(chosen, ensure_ascii=False, separators=(",", ":")))


def render_units_index(page: ListPage[Disclosure], staff: Mapping[str, str]) -> str:
    """Render a page of the list of all disclosures."""
    meta = {
        "title": f"全部文件{page.suffix}",
        "description": f"已收录的 {page.total} 份预算、决算公开文件。",
    }
    return render_page("units.html", meta, root=page.root, page=page, listed=page.rows, staff=staff)


def write_collection(packages: Path, docs: Path, address: str = "") -> None:
    """Write the downloads of the whole collection, and the fragments of the data page.

    Where they are published elsewhere, at ``address``, the page leads there and the site has none of them.
    """
    package = packages / COLLECTION
    resources = resource_files(package)
    with replaced_folder(docs / "downloads") as folder:
        if address:
            text = render_elsewhere(package, resources, address)
        else:
            text = render_downloads(package, resources, write_bulk(package, resources, folder))
    write_text(docs / INCLUDES / "downloads.html", text)
    write_text(docs / INCLUDES / "fields.html", render_block("fields.html", resources=resources))


def write_bulk(package: Path, resources: Sequence[ResourceFiles], folder: Path) -> dict[str, Download]:
    """Write the files of the whole collection into a folder; list those for Excel by their resource."""
    copy_downloads(package, folder, OF_COLLECTION)
    return write_excel_csvs(package, resources, folder)


def render_downloads(package: Path, resources: Sequence[ResourceFiles], excel: Mapping[str, Download]) -> str:
    """Render the table of whole-collection downloads, with sizes and row counts."""
    return render_block(
        "downloads.html",
        root="../",
        resources=resources,
        others=_other_files(package),
        excel=excel,
        file_words=FILE_WORDS,
    )


def render_elsewhere(package: Path, resources: Sequence[ResourceFiles], address: str) -> str:
    """Render the table of downloads that are published elsewhere, all side by side below an address.

    Neither size nor number of rows is said: they may be older than the pages.
    """
    return render_block(
        "bulk.html",
        address=address,
        resources=resources,
        others=_other_files(package),
        excel={resource.name for resource in for_excel(package, resources)},
        file_words=FILE_WORDS,
    )


def _other_files(package: Path) -> list[Download]:
    return [found for path in FILE_WORDS if (found := find_download(package, path))]
