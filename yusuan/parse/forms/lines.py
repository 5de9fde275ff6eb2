"""The amounts of a form as records: what each measures, of which year, and whose part it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.parse.cells import parse_amount, parse_money, to_yuan
from yusuan.parse.forms.formulas import FormAmount
from yusuan.parse.forms.places import FormPlace, place_amounts
from yusuan.parse.records.amounts import TableContext
from yusuan.spec.lines import load_lines
from yusuan.spec.load import TableSpec
from yusuan.spec.spelling import bare_label
from yusuan.spec.words import Word

_YEAR = re.compile(r"^(20\d{2})年")
_NOTHING = Word("amount")
_UNNAMED = "金额"
"""What the column of an amount is called that has neither a heading nor a label."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Where an amount stands in its form: its row's number, that of the row it is a part of, its place."""

    number: int
    parent: int | None
    place: FormPlace


def form_budget_lines(
    context: TableContext,
    amounts: Sequence[FormAmount],
    project: str | None,
    unit: str | None,
    spec: TableSpec,
) -> list[BudgetLine]:
    """Return a record for each amount of a form, in order of printing.

    Amounts are a row each, but those side by side in a list.
    """
    lines = []
    numbers = _rows_of(amounts)
    for number, amount, place in zip(numbers, amounts, place_amounts(amounts, spec), strict=True):
        parent = None if place.parent is None else numbers[place.parent - 1]
        value, money_unit = parse_money(amount.text) or (parse_amount(amount.text), amount.money_unit)
        if value is not None:
            row = _Row(number, parent, place)
            lines.append(_line(context, amount, row, (value, money_unit), (project, unit), spec))
    return lines


def _rows_of(amounts: Sequence[FormAmount]) -> list[int]:
    """Return the number of each amount's row, from 1."""
    keys = [(one.line, None if one.words else one.field) for one in amounts]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}
    return [numbers[key] for key in keys]


def _word_of(amount: FormAmount, spec: TableSpec) -> Word:
    """Return what the words over an amount, or its label, say it is."""
    over = [known for text in amount.words if (known := spec.word(text))]
    word = next((known for known in reversed(over) if known.fund or known.measure), None)
    return word or spec.word(bare_label(amount.item or "")) or _NOTHING


def _year_of(amount: FormAmount, context: TableContext, spec: TableSpec) -> int | None:
    """Return the year an amount is for: None for one of several years."""
    labels = "".join((*amount.path, amount.item or ""))
    if any(several_years in labels for several_years in spec.several_years):
        return None
    year = _YEAR.match(amount.path[-1]) if amount.path else None
    return int(year.group(1)) if year else context.fiscal_year


def _side_of(amount: FormAmount) -> str:
    first = "".join(amount.path[:1])
    return "income" if any(word in first for word in load_lines().income) else "expenditure"


def _line(
    context: TableContext,
    amount: FormAmount,
    row: _Row,
    value: tuple[Decimal, str],
    whose: tuple[str | None, str | None],
    spec: TableSpec,
) -> BudgetLine:
    word = _word_of(amount, spec)
    column = "/".join(label.replace(" ", "") for label in amount.words or amount.path)
    return BudgetLine(
        disclosure_id=context.disclosure_id,
        table_id=context.table_id,
        table_kind=context.kind.name,
        row=row.number,
        side=_side_of(amount),
        item=amount.item,
        unit_name=whose[1],
        unit_code=None,
        function_code=None,
        function_name=None,
        economic_code=None,
        economic_name=None,
        gov_economic_code=None,
        gov_economic_name=None,
        code_resolved=False,
        project=whose[0],
        project_code=None,
        is_total=row.place.is_total,
        block=1,
        level=len(amount.path),
        parent_row=row.parent,
        is_leaf=row.place.is_leaf,
        column=column or amount.item or _UNNAMED,
        measure="change" if amount.is_change else word.measure or context.kind.measure,
        fund=word.fund or context.kind.fund,
        period="all",
        fiscal_year=_year_of(amount, context, spec),
        phase=context.phase,
        amount_yuan=to_yuan(*value),
        printed_value=amount.text,
        money_unit=value[1],
        repaired=amount.repaired,
        source_line=amount.line,
        source_column=amount.field,
    )
