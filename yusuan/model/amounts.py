"""Amounts of money, and the typed views of project and procurement rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar


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
    unit_code: str | None
    function_code: str | None
    function_name: str | None
    economic_code: str | None
    economic_name: str | None
    gov_economic_code: str | None
    gov_economic_name: str | None
    code_resolved: bool
    project: str | None
    project_code: str | None
    is_total: bool
    block: int
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
    source_page: int | None = None


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
    source_page: int | None = None


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
    source_page: int | None = None
