"""A document and its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

BUDGET, FINAL_ACCOUNTS = "budget", "final_accounts"
"""The values of `document_type`: 预算, 决算."""


def phase_of(document_type: str) -> str:
    """Return the phase of the amounts that a document of a type is about."""
    return "executed" if document_type == FINAL_ACCOUNTS else "approved"


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

    @property
    def is_final(self) -> bool:
        """Whether the document is a final account (决算), no budget."""
        return self.document_type == FINAL_ACCOUNTS

    @property
    def phase(self) -> str:
        """The phase of the document's own amounts."""
        return phase_of(self.document_type)


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
