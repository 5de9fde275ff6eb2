"""What one table yields, gathered: amounts, indicators, prose and figures, views, and what is left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TypeVar

from yusuan.model import BudgetLine, Record, Statement
from yusuan.model.document import BUDGET, FINAL_ACCOUNTS, phase_of
from yusuan.parse.cells import parse_amount
from yusuan.parse.forms.amounts import form_amounts
from yusuan.parse.forms.lines import form_budget_lines
from yusuan.parse.forms.performance import (
    Performance,
    project_of_form,
    projects_by_line,
    read_performance,
    unit_of_form,
)
from yusuan.parse.forms.prose import form_prose, quantities, table_prose
from yusuan.parse.hierarchy import join_blocks, number_blocks, place_rows, tested_sums
from yusuan.parse.identity import Identity
from yusuan.parse.records.amounts import TableContext, budget_lines
from yusuan.parse.records.ledger import Ledger
from yusuan.parse.records.leftovers import leftovers_of
from yusuan.parse.records.views import procurement_of, projects_of
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.titles import title_head, title_part
from yusuan.spec.final import is_final_kind
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.vocabulary import BESIDE_THREE_PUBLIC

_STORES = frozenset({"budget_lines", "performance_indicators", "statements", "form_texts"})


Kept = TypeVar("Kept", bound=Record)


@dataclass(slots=True)
class Gathered:
    """What the tables of a document yield: records by resource, and counts by table id.

    ``cells`` are data cells, ``kept`` records, ``unread`` numbers but 0 left over; ``assumed`` is the money
    unit of the tables that state none, ``sums`` those tested and those that hold.
    """

    records: dict[str, list[Record]] = field(default_factory=dict)
    cells: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    assumed: dict[str, str] = field(default_factory=dict)
    sums: dict[str, tuple[int, int]] = field(default_factory=dict)

    def of(self, kind: type[Kept]) -> list[Kept]:
        """Return the records of one type."""
        return [one for one in self.records.get(kind.RESOURCE, []) if isinstance(one, kind)]

    def add(self, read: ReadTable, resource: str, found: Sequence[Record]) -> None:
        """Add records of a table to a resource."""
        self.records.setdefault(resource, []).extend(found)
        if resource in _STORES:
            self.kept[read.table_id] += len(found)
        if resource in {*_STORES, "leftovers"}:
            self.cells[read.table_id] += len(found)


def gather_table(
    gathered: Gathered,
    disclosure_id: str,
    read: ReadTable,
    identity: Identity,
    default_unit: str | None,
    spec: TableSpec,
) -> None:
    """Add what one table yields: amounts, indicators, prose and figures, views, and what is left over."""
    unit = read.table.money_unit
    is_final = is_final_kind(read.kind.name) or (identity.is_final and not read.table.is_form)
    phase = phase_of(FINAL_ACCOUNTS if is_final else BUDGET)
    own_unit = unit[0] if unit else _assumed_unit(read, default_unit)
    context = TableContext(
        disclosure_id, read.table_id, _kind_of_totals(read, spec), own_unit, identity.fiscal_year, phase
    )
    ledger = Ledger()
    performance = read_performance(disclosure_id, read, spec)
    gathered.add(read, "performance_indicators", ledger.admit(performance.records))
    ledger.label(performance.used | performance.labels)
    found, labels, sums = _amounts(context, read, performance.used | performance.samples, spec)
    lines = ledger.admit(found)
    ledger.label(labels)
    gathered.sums[read.table_id] = sums
    gathered.add(read, "budget_lines", lines)
    if read.kind.name == "procurement":
        gathered.add(read, "procurement_items", procurement_of(disclosure_id, read, lines))
    elif read.kind.rows_are == "projects":
        gathered.add(read, "projects", projects_of(disclosure_id, read, lines))
    _gather_prose(gathered, disclosure_id, read, ledger, performance, spec)
    left = leftovers_of(disclosure_id, read, ledger, performance.samples, performance.headers, own_unit)
    gathered.add(read, "leftovers", left)
    gathered.unread[read.table_id] = sum(bool(parse_amount(one.text)) for one in left)
    named = unit or any(column.money_unit for column in read.table.columns)
    if own_unit and lines and not named and not read.table.is_form:
        gathered.assumed[read.table_id] = own_unit


def _assumed_unit(read: ReadTable, default_unit: str | None) -> str | None:
    """Return the money unit that a table takes from the others: one of a known kind that states none.

    Where some of its columns name another, nobody knows which the rest are in.
    """
    named = {column.money_unit for column in read.table.columns if column.money_unit}
    takes = read.table.kind is not None and read.table.other_money_unit is None and named <= {default_unit}
    return default_unit if takes else None


def _kind_of_totals(read: ReadTable, spec: TableSpec) -> Kind:
    """Return the table's kind with what its total columns measure.

    A table of a part, as `…基本支出情况表—工资福利支出`, has totals of that part, and one of no known kind
    those of what its title names (会议费明细表). A “三公” table that prints meetings and training beside a
    subtotal of “三公” has a total of all of them.
    """
    title = title_head(read.table.title.text) if read.table.title else ""
    kind = replace(read.kind, fund=spec.fund_of_title(title, read.kind))
    if word := title_part(title, spec) if kind.measure else spec.money_of_title(title):
        return replace(kind, measure=word.measure or kind.measure, fund=word.fund or kind.fund)
    measures = {column.measure for column in read.table.columns}
    wider = measures & BESIDE_THREE_PUBLIC and "three_public" in measures
    return replace(kind, measure="total") if kind.measure == "three_public" and wider else kind


def _amounts(
    context: TableContext,
    read: ReadTable,
    targets: Set[tuple[int, int]],
    spec: TableSpec,
) -> tuple[list[BudgetLine], set[tuple[int, int]], tuple[int, int]]:
    """Return the amounts of a table, the cells that label them in a form, and its sums: tested, held."""
    if read.table.is_form:
        found, labels = form_amounts(read, spec)
        amounts = [one for one in found if (one.line, one.field) not in targets]
        body = read.table.body
        project, unit = project_of_form(body, spec), unit_of_form(body, spec)
        return form_budget_lines(context, amounts, project, unit, spec), labels - targets, (0, 0)
    lines: list[BudgetLine] = []
    rows: Counter[str] = Counter()
    placed = [place_rows(readings, read.kind, spec) for _, readings in read.blocks]
    join_blocks(read.blocks, placed)
    numbers = number_blocks(read.blocks)
    tested = held = 0
    for number, (block, readings), places in zip(numbers, read.blocks, placed, strict=True):
        own = replace(context, block=number)
        lines += budget_lines(own, block, readings, places, spec, rows[block.side])
        rows[block.side] += len(readings)
        own_tested, own_held = tested_sums(block, readings, places, spec)
        tested, held = tested + own_tested, held + own_held
    return lines, set(), (tested, held)


def _gather_prose(
    gathered: Gathered,
    disclosure_id: str,
    read: ReadTable,
    ledger: Ledger,
    performance: Performance,
    spec: TableSpec,
) -> None:
    """Add prose and figures of a table, and claim their cells and a form's labels."""
    figures: list[Statement]
    taken = {*ledger, *performance.samples}
    if read.table.is_form:
        project = project_of_form(read.table.body, spec)
        texts, figures, labels = form_prose(disclosure_id, read, taken, performance.headers, project, spec)
        ledger.label(labels)
    else:
        projects = {line: name for line, (name, _) in projects_by_line(read, spec).items()}
        texts = table_prose(disclosure_id, read, taken, projects)
        figures = quantities(disclosure_id, read, spec)
    gathered.add(read, "form_texts", ledger.admit(texts))
    gathered.add(read, "statements", ledger.admit(figures))
