"""Write the package of one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from yusuan.model import BudgetLine, ParsedDisclosure, ProcurementItem, Record, Table
from yusuan.package.archive import write_archive
from yusuan.package.citation import DISCLOSURE_NOTES, about, citation, citation_file, package_title, readme
from yusuan.package.descriptor import (
    disclosure_descriptor,
    reader_files,
    resource_files,
    write_descriptor,
    zipped,
)
from yusuan.package.errors import PackageError
from yusuan.package.integrity import check_id, checked_records
from yusuan.package.published import published_rows, write_published
from yusuan.package.sheets import resource_sheets, table_sheets
from yusuan.package.tabular import write_resource
from yusuan.package.workbook import write_workbook
from yusuan.replacing import replaced_folder
from yusuan.spec.fields import FieldSpec, load_fields


def write_package(parsed: ParsedDisclosure, folder: Path, site_url: str = "") -> None:
    """Write a document's records as a complete data package in place of ``folder``.

    The folder gets ``<resource>.csv`` and ``<resource>.parquet`` for each resource that has rows,
    ``source.txt``, ``tables/<table_id>.csv``, ``<disclosure_id>.xlsx``, ``datapackage.json`` and
    ``<disclosure_id>.zip``, the package as it is handed out: its CSV and text, each once. The workbook's line
    numbers lead to the site at ``site_url``, if it is given. Raises PackageError where a record breaks the
    contract; the old folder then stands as it was.
    """
    spec = load_fields()
    check_id(parsed.disclosure.disclosure_id)
    records = checked_records(parsed, spec)
    with replaced_folder(folder) as fresh:
        for name, rows in records.items():
            write_resource(rows, spec.resources[name], fresh)
        _write_text(parsed, fresh / "source.txt")
        tables = [table for table in records.get("tables", ()) if isinstance(table, Table)]
        printed = _write_tables(parsed, tables, _amounts(records), fresh)
        page = f"{site_url}units/{parsed.disclosure.disclosure_id}/" if site_url else ""
        _write_book(parsed, records, tables, spec, fresh, page)
        disclosure = parsed.disclosure
        files = resource_files((spec.resources[name] for name in records), fresh)
        files += reader_files(disclosure.disclosure_id, printed, fresh)
        descriptor = disclosure_descriptor(disclosure, spec.version, files)
        write_descriptor(descriptor, fresh / "datapackage.json")
        held = [*(f"{name}.csv" for name in records), "source.txt"]
        texts = _texts(parsed, records, spec) | {"datapackage.json": zipped(descriptor, held)}
        files_held = {name: fresh / name for name in sorted(held)}
        write_archive(texts | files_held, fresh / f"{disclosure.disclosure_id}.zip")


def _write_text(parsed: ParsedDisclosure, path: Path) -> None:
    """Write the document's lines; a form feed opens the first line of each page but the first."""
    for number, line in enumerate(parsed.lines, start=1):
        if "\n" in line:
            raise PackageError(f"{parsed.disclosure.disclosure_id}: line {number} holds a line break")
    pages = [page or 1 for page in parsed.pages] or [1] * len(parsed.lines)
    turned = [page - before for before, page in pairwise([1, *pages])]
    lines = ("\f" * ends + line for ends, line in zip(turned, parsed.lines, strict=True))
    path.write_text("\n".join(lines), "utf-8", newline="")


def _amounts(records: Mapping[str, Sequence[Record]]) -> dict[str, list[BudgetLine]]:
    """Group the amounts by the table that prints them."""
    grouped: dict[str, list[BudgetLine]] = {}
    for line in records.get("budget_lines", ()):
        if isinstance(line, BudgetLine):
            grouped.setdefault(line.table_id, []).append(line)
    return grouped


def _write_tables(
    parsed: ParsedDisclosure,
    tables: Sequence[Table],
    amounts: Mapping[str, Sequence[BudgetLine]],
    folder: Path,
) -> list[Table]:
    """Write each table that is printed as published; return those tables."""
    (folder / "tables").mkdir()
    printed = []
    items = [one for one in parsed.records.get("procurement_items", ()) if isinstance(one, ProcurementItem)]
    for table in tables:
        rows = published_rows(parsed.lines, table, amounts.get(table.table_id, ()), items)
        if rows:
            write_published(rows, folder / "tables" / f"{check_id(table.table_id)}.csv")
            printed.append(table)
    return printed


def _write_book(
    parsed: ParsedDisclosure,
    records: Mapping[str, Sequence[Record]],
    tables: Sequence[Table],
    spec: FieldSpec,
    folder: Path,
    page: str,
) -> None:
    lines = [line for line in records.get("budget_lines", ()) if isinstance(line, BudgetLine)]
    sheets = table_sheets(tables, lines, spec.resources["budget_lines"], page)
    sheets += resource_sheets(records, spec, page)
    disclosure = parsed.disclosure
    path = folder / f"{disclosure.disclosure_id}.xlsx"
    facts = about(disclosure, spec.version) + ([("网页", page)] if page else [])
    write_workbook(facts, sheets, package_title(disclosure), path)


def _texts(
    parsed: ParsedDisclosure, records: Mapping[str, Sequence[Record]], spec: FieldSpec
) -> dict[str, Path | str]:
    disclosure = parsed.disclosure
    facts = about(disclosure, spec.version)
    return {
        "README.txt": readme(facts, (spec.resources[name] for name in records), DISCLOSURE_NOTES),
        "CITATION.cff": citation_file(package_title(disclosure), citation(disclosure), spec.version),
    }
