"""A document and its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One published document: what it is, whom it is about, and its headline amounts."""

    RESOURCE: ClassVar[str] = "disclosures"

    disclosure_id: str
    unit_id: str
    unit_name: str
    unit_code: str | None
    parent_unit_id: str | None
    document_title: str
    document_type: str
    entity_level: str | None
    fiscal_year: int
    province: str | None
    city: str | None
    county: str | None
    adcode: str | None
    source_file: str
    source_sha256: str
    source_document_name: str | None
    source_document_format: str | None
    source_document_pages: int | None
    source_document_sha256: str | None
    source_document_warning: str | None
    source_url: str | None
    published_on: date | None
    included_on: date | None
    income_total_yuan: Decimal | None
    income_total_line: int | None
    expenditure_total_yuan: Decimal | None
    expenditure_total_line: int | None
    basic_yuan: Decimal | None
    basic_line: int | None
    project_yuan: Decimal | None
    project_line: int | None
    three_public_yuan: Decimal | None
    three_public_line: int | None
    tables: int
    cells: int
    leftovers: int
    checks_passed: int | None
    checks_failed: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table printed in the document, or named in its contents and not printed."""

    RESOURCE: ClassVar[str] = "tables"

    disclosure_id: str
    table_id: str
    kind: str
    title_printed: str | None
    title: str
    money_unit: str | None
    money_unit_line: int | None
    first_line: int | None
    last_line: int | None
    header_last_line: int | None
    row_count: int
    cell_count: int
    sums_tested: int
    sums_held: int
    status: str
    note: str | None
    source_page: int | None = None
