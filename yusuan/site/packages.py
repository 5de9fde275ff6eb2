"""Read data packages as any outsider would: Parquet resources and the text beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

import pyarrow.parquet as pq

from yusuan.model import (
    BudgetLine,
    Check,
    Disclosure,
    FormText,
    Leftover,
    PerformanceIndicator,
    ProcurementItem,
    Project,
    Record,
    Redaction,
    Section,
    Statement,
    Table,
    Term,
)

COLLECTION = "all"
"""The package that holds every disclosure; its name is no disclosure's."""

FINAL = "final_"
"""Begins the kinds of tables that final accounts print in place of a budget's."""

R = TypeVar("R", bound=Record)


class PackageError(Exception):
    """A package that the site cannot show; the message names folder and resource."""


class UnitRecord(Protocol):
    """Anything that says which disclosure it is of."""

    @property
    def disclosure_id(self) -> str: ...


@dataclass(frozen=True)
class UnitPackage:
    """One disclosure's package in memory; ``source[0]`` is line 1 of the document."""

    folder: Path
    disclosure: Disclosure
    tables: Sequence[Table]
    budget_lines: Sequence[BudgetLine]
    projects: Sequence[Project]
    procurement_items: Sequence[ProcurementItem]
    sections: Sequence[Section]
    performance_indicators: Sequence[PerformanceIndicator]
    form_texts: Sequence[FormText]
    statements: Sequence[Statement]
    terms: Sequence[Term]
    checks: Sequence[Check]
    leftovers: Sequence[Leftover]
    redactions: Sequence[Redaction]
    source: Sequence[str]

    @cached_property
    def amounts_by_line(self) -> dict[int, list[BudgetLine]]:
        """Group the amounts by the line they are printed on."""
        grouped: dict[int, list[BudgetLine]] = {}
        for line in self.budget_lines:
            grouped.setdefault(line.source_line, []).append(line)
        return grouped

    @cached_property
    def amounts_by_table(self) -> dict[str, list[BudgetLine]]:
        """Group the amounts by the table they are printed in."""
        grouped: dict[str, list[BudgetLine]] = {}
        for line in self.budget_lines:
            grouped.setdefault(line.table_id, []).append(line)
        return grouped

    @cached_property
    def fails_by_line(self) -> dict[int, list[Check]]:
        """Group the checks that failed by the lines of their two sides."""
        grouped: dict[int, list[Check]] = {}
        for check in self.checks:
            for line in {check.left_line, check.right_line} - {None, 0} if check.status == "fail" else ():
                grouped.setdefault(line or 0, []).append(check)
        return grouped

    def tables_of(self, *kinds: str) -> list[Table]:
        """List the tables with figures of these kinds, a final account's too, in the order of the kinds."""
        return [
            table
            for kind in kinds
            for table in self.tables
            if table.kind in (kind, f"{FINAL}{kind}") and self.amounts_by_table.get(table.table_id)
        ]


def load_rows(folder: Path, record: type[R]) -> list[R]:
    """Read one resource of a package into its records; an absent resource has none.

    Columns that the model does not know are ignored, so that a newer package still shows.
    """
    path = folder / f"{record.RESOURCE}.parquet"
    if not path.is_file():
        return []
    names = {field.name: field.name.rstrip("_") for field in fields(record)}
    schema = pq.read_schema(path)
    missing = [name for name in names.values() if name not in schema.names]
    if missing:
        raise PackageError(f"{path}: 缺少字段 {', '.join(missing)}")
    rows = pq.read_table(path, columns=list(names.values())).to_pylist()
    return [record(**{name: row[column] for name, column in names.items()}) for row in rows]


def load_source(folder: Path) -> list[str]:
    """Read the document's text, one entry a physical line."""
    text = (folder / "source.txt").read_bytes().decode("utf-8-sig")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and lines[-1] == "" else lines


def load_unit(folder: Path) -> UnitPackage:
    """Read one disclosure's package.

    Raises PackageError where it does not hold exactly one disclosure, or one of another name.
    """
    disclosures = load_rows(folder, Disclosure)
    if len(disclosures) != 1 or disclosures[0].disclosure_id != folder.name:
        raise PackageError(f"{folder}: disclosures.parquet 应当只有一行，且编号与文件夹同名")
    return UnitPackage(
        folder=folder,
        disclosure=disclosures[0],
        tables=load_rows(folder, Table),
        budget_lines=load_rows(folder, BudgetLine),
        projects=load_rows(folder, Project),
        procurement_items=load_rows(folder, ProcurementItem),
        sections=load_rows(folder, Section),
        performance_indicators=load_rows(folder, PerformanceIndicator),
        form_texts=load_rows(folder, FormText),
        statements=load_rows(folder, Statement),
        terms=load_rows(folder, Term),
        checks=load_rows(folder, Check),
        leftovers=load_rows(folder, Leftover),
        redactions=load_rows(folder, Redaction),
        source=load_source(folder),
    )


def unit_folders(packages: Path) -> Iterator[Path]:
    """List the package folders of single disclosures, by name."""
    for folder in sorted(packages.iterdir()):
        if folder.name != COLLECTION and (folder / "datapackage.json").is_file():
            yield folder


def group_by_disclosure(records: Sequence[R]) -> dict[str, list[R]]:
    """Group records by the disclosure that they are of."""
    grouped: dict[str, list[R]] = {}
    for record in records:
        grouped.setdefault(record.disclosure_id, []).append(record)
    return grouped
