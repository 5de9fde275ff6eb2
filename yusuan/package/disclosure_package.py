"""Write the package of one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from yusuan.model import BudgetLine, ParsedDisclosure, Record, Table
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
from yusuan.package.folder import replaced_folder
from yusuan.package.integrity import check_id, checked_records
from yusuan.package.published import published_rows, write_published
from yusuan.package.sheets import resource_sheets, table_sheets
from yusuan.package.tabular import write_resource
from yusuan.package.workbook import write_workbook
from yusuan.spec.fields import FieldSpec, load_fields


def write_package(parsed: ParsedDisclosure, folder: Path) -> None:
    """Write a document's records as a complete data package in place of ``folder``.

    The folder gets ``<resource>.csv`` and ``<resource>.parquet`` for each resource that has rows,
    ``source.txt``, ``tables/<table_id>.csv``, ``<disclosure_id>.xlsx``, ``datapackage.json`` and
    ``<disclosure_id>.zip``, the package as it is handed out: its CSV and text, each once. Raises PackageError
    where a record breaks the contract; the old folder then stands as it was.
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
        _write_book(parsed, records, tables, spec, fresh)
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
    for number, line in enumerate(parsed.lines, start=1):
        if "\n" in line:
            raise PackageError(f"{parsed.disclosure.disclosure_id}: line {number} holds a line break")
    path.write_text("\n".join(parsed.lines), "utf-8", newline="")


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
    for table in tables:
        rows = published_rows(parsed.lines, table, amounts.get(table.table_id, ()))
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
) -> None:
    lines = [line for line in records.get("budget_lines", ()) if isinstance(line, BudgetLine)]
    sheets = table_sheets(tables, lines, spec.resources["budget_lines"]) + resource_sheets(records, spec)
    disclosure = parsed.disclosure
    path = folder / f"{disclosure.disclosure_id}.xlsx"
    write_workbook(about(disclosure, spec.version), sheets, package_title(disclosure), path)


def _texts(
    parsed: ParsedDisclosure, records: Mapping[str, Sequence[Record]], spec: FieldSpec
) -> dict[str, Path | str]:
    disclosure = parsed.disclosure
    facts = about(disclosure, spec.version)
    return {
        "README.txt": readme(facts, (spec.resources[name] for name in records), DISCLOSURE_NOTES),
        "CITATION.cff": citation_file(package_title(disclosure), citation(disclosure), spec.version),
    }
