"""The records that parsing yields and packages publish.

One frozen dataclass for each resource of the data contract; field names, order and meaning are those of
``spec/fields.toml``, which a test compares with this module. Amounts are ``Decimal`` in yuan, missing is
``None`` and never 0, lines are 1-based physical lines of the input file, columns 0-based tab fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    source_url: str | None
    published_on: date | None
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
    row_count: int
    cell_count: int
    status: str
    note: str | None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One amount of money printed in a table."""

    RESOURCE: ClassVar[str] = "budget_lines"

    disclosure_id: str
    table_id: str
    table_kind: str
    row: int
    side: str
    item: str | None
    unit_name: str | None
    function_code: str | None
    function_name: str | None
    economic_code: str | None
    economic_name: str | None
    gov_economic_code: str | None
    gov_economic_name: str | None
    code_resolved: bool
    project: str | None
    project_code: str | None
    level: int
    parent_row: int | None
    is_leaf: bool
    column: str
    measure: str | None
    fund: str | None
    period: str | None
    fiscal_year: int | None
    phase: str | None
    amount_yuan: Decimal
    printed_value: str
    money_unit: str
    repaired: str | None
    source_line: int
    source_column: int


@dataclass(frozen=True, slots=True)
class Project:
    """One printed project row; a typed view of its budget lines."""

    RESOURCE: ClassVar[str] = "projects"

    disclosure_id: str
    table_id: str
    unit_name: str | None
    project: str
    subproject: str | None
    project_code: str | None
    category: str | None
    level: int
    is_leaf: bool
    total_yuan: Decimal | None
    general_budget_yuan: Decimal | None
    gov_fund_yuan: Decimal | None
    state_capital_yuan: Decimal | None
    special_account_yuan: Decimal | None
    unit_funds_yuan: Decimal | None
    source_line: int


@dataclass(frozen=True, slots=True)
class PerformanceIndicator:
    """One performance target: what is measured, and the value aimed at."""

    RESOURCE: ClassVar[str] = "performance_indicators"

    disclosure_id: str
    table_id: str
    scope: str
    project: str | None
    project_code: str | None
    horizon: str
    level1: str | None
    level2: str | None
    indicator: str | None
    operator: str | None
    target: str | None
    target_unit: str | None
    printed_target: str | None
    remark: str | None
    source_line: int
    source_column: int
    position: int


@dataclass(frozen=True, slots=True)
class ProcurementItem:
    """One printed procurement row; a typed view of its budget lines."""

    RESOURCE: ClassVar[str] = "procurement_items"

    disclosure_id: str
    unit_name: str | None
    project: str | None
    catalogue_code: str | None
    catalogue_name: str | None
    function_code: str | None
    function_name: str | None
    economic_code: str | None
    economic_name: str | None
    fund_source: str | None
    fund_nature: str | None
    quantity: Decimal | None
    quantity_unit: str | None
    unit_price_yuan: Decimal | None
    amount_yuan: Decimal | None
    amount_sme_yuan: Decimal | None
    amount_micro_yuan: Decimal | None
    source_line: int


@dataclass(frozen=True, slots=True)
class Section:
    """One headed passage of the narrative."""

    RESOURCE: ClassVar[str] = "sections"

    disclosure_id: str
    section_id: str
    path: str
    heading_level: int
    heading: str
    text: str | None
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class FormText:
    """One cell of prose in a form."""

    RESOURCE: ClassVar[str] = "form_texts"

    disclosure_id: str
    table_id: str
    project: str | None
    label: str | None
    text: str
    source_line: int
    source_column: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure stated in the text, or one of a form that is not money."""

    RESOURCE: ClassVar[str] = "statements"

    disclosure_id: str
    subject: str
    stated_as: str | None
    value: Decimal | None
    unit: str | None
    compared_with: str | None
    change: Decimal | None
    change_percent: Decimal | None
    direction: str | None
    share_percent: Decimal | None
    share_of: str | None
    reason: str | None
    text: str
    source_line: int
    source_column: int | None


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the document defines it."""

    RESOURCE: ClassVar[str] = "terms"

    disclosure_id: str
    term: str
    definition: str
    source_line: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """One data cell that became no record, and why."""

    RESOURCE: ClassVar[str] = "leftovers"

    disclosure_id: str
    source_line: int
    source_column: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """How much private data of one class was masked; never the data itself."""

    RESOURCE: ClassVar[str] = "redactions"

    disclosure_id: str
    class_: str
    count: int


RECORD_TYPES = (
    Disclosure,
    Table,
    BudgetLine,
    Project,
    PerformanceIndicator,
    ProcurementItem,
    Section,
    FormText,
    Statement,
    Term,
    Leftover,
    Redaction,
)

Record = (
    Disclosure
    | Table
    | BudgetLine
    | Project
    | PerformanceIndicator
    | ProcurementItem
    | Section
    | FormText
    | Statement
    | Term
    | Leftover
    | Redaction
)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A header word that the vocabulary lacks, where it stands, and the known spellings nearest to it."""

    word: str
    table_title: str
    source_line: int
    source_column: int
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedDisclosure:
    """All that was read from one document.

    ``records`` maps a resource name to its records in order; a resource without rows is absent.
    ``lines`` is the text with private data masked, one entry a physical line of the input.
    """

    disclosure: Disclosure
    records: Mapping[str, Sequence[Record]]
    lines: Sequence[str]
    unknown_words: Sequence[UnknownWord]
