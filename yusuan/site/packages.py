"""Read data packages as any outsider would: Parquet resources and the text beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from yusuan.errors import YusuanError
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
from yusuan.site.original import PAGE_END, Original, original_of
from yusuan.spec.final import plain_kind

COLLECTION = "all"
"""The package that holds every disclosure; its name is no disclosure's."""

R = TypeVar("R", bound=Record)


class UnusablePackage(YusuanError):
    """A package that the site cannot show; the message names folder and resource."""


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
    original: Original

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
            if plain_kind(table.kind) == kind and self.amounts_by_table.get(table.table_id)
        ]


def load_rows(folder: Path, record: type[R], **wanted: str) -> list[R]:
    """Read one resource of a package into its records; an absent resource has none.

    ``wanted`` gives texts that columns must hold. Columns that the model does not know are ignored, so that a
    newer package still shows; one that lacks a column of the model is an error.
    """
    names = {field.name: field.name.rstrip("_") for field in fields(record)}
    table = _read(folder, record.RESOURCE, list(names.values()))
    if table is None:
        return []
    for column, text in wanted.items():
        table = table.filter(pc.equal(table.column(column).cast(pa.string()), text))
    columns = [_values(table.column(name)) for name in names.values()]
    return [record(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]


def load_columns(folder: Path, record: type[R], *names: str) -> list[list[Any]]:
    """Read some columns of a resource, without making records of it; each is empty where there is none."""
    table = _read(folder, record.RESOURCE, list(names))
    return [_values(table.column(name)) if table is not None else [] for name in names]


def _read(folder: Path, resource: str, names: list[str]) -> pa.Table | None:
    path = folder / f"{resource}.parquet"
    if not path.is_file():
        return None
    try:
        with pq.ParquetFile(path) as file:
            missing = [name for name in names if name not in file.schema_arrow.names]
            if missing:
                raise UnusablePackage(f"{path}: it lacks the fields {', '.join(missing)}")
            return file.read(columns=names, use_threads=False)
    except pa.ArrowInvalid as error:
        raise UnusablePackage(f"{path}: {error}") from error


def _values(column: pa.ChunkedArray) -> list[Any]:
    """Return a column's values; each different one is made once, which takes a third of the time."""
    values: list[Any] = []
    for chunk in column.chunks:
        encoded = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
        words = [*encoded.dictionary.to_pylist(), None]
        indices = encoded.indices.fill_null(-1) if encoded.null_count else encoded.indices
        values += [words[index] for index in indices.to_numpy().tolist()]
    return values


def load_source(folder: Path) -> list[str]:
    """Read the document's text, one entry a physical line; a form feed opens the first line of a page."""
    text = (folder / "source.txt").read_bytes().decode("utf-8-sig")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and lines[-1] == "" else lines


def load_text(folder: Path, disclosure: Disclosure) -> tuple[list[str], Original]:
    """Read the document's lines, and what is known of the published file that they stand in."""
    lines = load_source(folder)
    return [line.lstrip(PAGE_END) for line in lines], original_of(disclosure, lines)


def load_unit(folder: Path) -> UnitPackage:
    """Read one disclosure's package.

    Raises UnusablePackage where it does not hold exactly one disclosure, or one of another name.
    """
    disclosures = load_rows(folder, Disclosure)
    if len(disclosures) != 1 or disclosures[0].disclosure_id != folder.name:
        raise UnusablePackage(f"{folder}: disclosures.parquet holds not the one row of that name")
    source, original = load_text(folder, disclosures[0])
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
        source=source,
        original=original,
    )


def unit_folders(packages: Path) -> Iterator[Path]:
    """List the package folders of single disclosures, by name."""
    for folder in sorted(packages.iterdir()):
        if folder.name != COLLECTION and (folder / "datapackage.json").is_file():
            yield folder


def number_anchor(line: BudgetLine) -> str:
    """Name an amount's place on its unit's page: ``L214C3``."""
    return f"L{line.source_line}C{line.source_column}"


def group_by_disclosure(records: Sequence[R]) -> dict[str, list[R]]:
    """Group records by the disclosure that they are of."""
    grouped: dict[str, list[R]] = {}
    for record in records:
        grouped.setdefault(record.disclosure_id, []).append(record)
    return grouped
