"""Readings to records: what each printed amount means, with the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.parse.cells import MOST_YUAN, looks_like_money, parse_amount, to_yuan
from yusuan.parse.hierarchy import Place
from yusuan.parse.rows import AmountCell, Reading, is_counted
from yusuan.parse.tables.blocks import Block
from yusuan.parse.tables.headers import Column, Level, join_measures
from yusuan.spec.final import is_final_kind
from yusuan.spec.load import OTHER, Kind, TableSpec
from yusuan.spec.spelling import bare, bare_label, money_unit_in
from yusuan.spec.words import Word

_NOTHING = Word("amount")
_NATURES = frozenset(
    {"basic", "project", "reserve", "project_operating", "project_targeted"}
    | {"business_operating", "paid_to_superior", "subsidy_to_affiliates"}
)
_GRANTS = frozenset({"general_budget", "gov_fund", "state_capital"})


@dataclass(frozen=True, slots=True)
class TableContext:
    """What holds for all rows of a table: its id and kind, money unit, and the document's year and phase."""

    disclosure_id: str
    table_id: str
    kind: Kind
    money_unit: str | None
    fiscal_year: int
    phase: str
    block: int = 1


def column_path(column: Column, block: Block) -> str:
    """Return the header path as printed, without the levels that span the whole table or the whole block."""
    first = min(member.index for member in block.columns if member.role != "ordinal")
    last = max(member.index for member in block.columns)
    kept = [level for level in column.levels if not _spans(level, first, last)]
    return "/".join(level.text.replace(" ", "") for level in kept or column.levels[-1:])


def _spans(level: Level, first: int, last: int) -> bool:
    return level.first <= first and level.last >= last and first < last


def budget_lines(
    context: TableContext,
    block: Block,
    readings: Sequence[Reading],
    places: Sequence[Place],
    spec: TableSpec,
    before: int = 0,
) -> list[BudgetLine]:
    """Return a record for each amount of one block's rows, in order of printing.

    ``before`` counts the rows of the blocks to the left on the same side: rows are numbered through.
    """
    lines = []
    said = _said(context, readings, places, spec)
    total = _total_fund(block, context.kind)
    for number, (reading, place) in enumerate(zip(readings, places, strict=True), start=before + 1):
        word = said[number - before]
        period = word.period
        counts = counts_of(reading, context.kind, spec)
        for cell in (cell for cell in reading.amounts if cell not in counts):
            meaning = _meaning(cell.column, word, period, context.kind, total, spec)
            line = _budget_line(context, _Row(reading, place, number, before), cell, meaning, block)
            if line is not None:
                lines.append(line)
    return lines


def _said(
    context: TableContext, readings: Sequence[Reading], places: Sequence[Place], spec: TableSpec
) -> dict[int, Word]:
    """Return what each row's label, and those of the rows above it, say of its amounts, by the row's number.

    A row of income below a total of the year (本年收入合计) is of this year; one without a fund of its own
    has that of the row above.
    """
    said: dict[int, Word] = {}

    def of(number: int) -> Word:
        if number in said or not 1 <= number <= len(readings):
            return said.get(number, _NOTHING)
        said[number] = _NOTHING  # a row is never its own parent; were it, this ends the search
        reading, place = readings[number - 1], places[number - 1]
        above = of(place.parent) if place.parent is not None else _NOTHING
        word = _row_word(reading, context.kind, above, spec)
        income = reading.side == "income"
        of_year = income and reading.is_total and bare_label(reading.item or "") in spec.year_totals
        period = word.period or ("current_year" if of_year else above.period)
        fund = word.fund or (above.fund if income and not reading.is_total else None)
        said[number] = replace(word, period=period, fund=fund)
        return said[number]

    for number in range(1, len(readings) + 1):
        of(number)
    return said


def _total_fund(block: Block, kind: Kind) -> str | None:
    """Return the fund of a total column beside columns of several funds: wider than the kind's own."""
    funds = {column.fund for column in block.amounts if column.fund}
    if kind.fund not in _GRANTS or len(funds & _GRANTS) < 2:
        return kind.fund
    return "fiscal" if funds <= _GRANTS | {"fiscal"} else "all"


def counts_of(reading: Reading, kind: Kind, spec: TableSpec) -> Sequence[AmountCell]:
    """Return the figures of a row that are no money: all where it counts things, as `保有量（辆）` does.

    In a table that counts things beside amounts of money, whole numbers are counts, too.
    """
    if is_counted(reading, spec):
        return reading.amounts
    return [cell for cell in reading.amounts if kind.mixed and not looks_like_money(cell.text)]


def _row_word(reading: Reading, kind: Kind, parent: Word, spec: TableSpec) -> Word:
    """Return what a row's label says of its amounts, where the rows are the items."""
    if reading.item is None:
        return _NOTHING
    word = spec.word(bare_label(reading.item)) or _NOTHING
    uncoded = reading.code_resolved or not any(code for code, _ in reading.codes.values())
    nature = _nature(word.measure, parent.measure) if kind.rows_are == "items" and uncoded else None
    if nature and reading.side == "expenditure":
        return Word("amount", measure=nature, period=word.period)
    if not uncoded and kind.rows_are != "measures":
        return _NOTHING
    if kind.rows_are == "measures":
        return word
    if reading.side == "income":
        return replace(word, measure=None)
    return Word("amount", period=word.period)


def _nature(measure: str | None, above: str | None) -> str | None:
    """Return what a row measures that says how money is spent, not on what: 基本支出, below it 公用经费."""
    if measure in _NATURES:
        return measure
    if above == "basic" and (measure or "").startswith("basic_"):
        return measure
    return above if above in {"project", "business_operating"} else None


def _is_unknown(column: Column, part: bool, spec: TableSpec) -> bool:
    """Tell whether a column's own word is unknown, or that of a group whose total or part the column is.

    小计 below a group that nobody knows is no total of the table, but a ``part`` where its title names one.
    """
    if not column.unknown:
        return False
    last = column.unknown[-1]
    own_total = column.measure is None and bare(column.levels[-1].text) in spec.totals
    return last is column.levels[-1] or (last.first < last.last and own_total and not part)


@dataclass(frozen=True, slots=True)
class _Meaning:
    measure: str | None
    fund: str | None
    period: str | None


def _meaning(
    column: Column, word: Word, period: str | None, kind: Kind, total: str | None, spec: TableSpec
) -> _Meaning:
    """Join what column, row and kind say; a column with a word that nobody knows means nothing for sure."""
    if column.role == "unknown" or _is_unknown(column, kind.measure not in {"total", None}, spec):
        return _Meaning(column.measure, column.fund, column.period)
    row_measure = word.measure if column.measure != "change" else None
    measure = row_measure or join_measures(kind.measure, column.measure)
    is_part = column.fund in {"fiscal", "all"} and word.fund in _GRANTS
    fund = word.fund if is_part else column.fund or word.fund or total
    if fund == "fiscal" and total in _GRANTS:
        fund = total
    return _Meaning(measure, fund, column.period or period or "all")


def _year_of(reading: Reading, column: Column, context: TableContext) -> int | None:
    """Return the year an amount is for; a change from one to another is of none."""
    if reading.is_change or column.measure == "change":
        return None
    return reading.year or column.fiscal_year or context.fiscal_year + (column.year_offset or 0)


@dataclass(frozen=True, slots=True)
class _Row:
    reading: Reading
    place: Place
    number: int
    before: int


def money_units_of(item: str | None, column: Column, table: str | None) -> frozenset[str]:
    """Return the money units that hold for a number: those its row and its column name, else its table's.

    Empty where none is named; where row and column name different ones, both, and nobody knows which holds.
    """
    own = {unit for unit in (money_unit_in(item or ""), column.money_unit) if unit}
    return frozenset(own or ({table} if table else ()))


def is_beyond_money(number: Decimal, money_unit: str) -> bool:
    """Tell whether a number is more money than any organisation has, in the unit that holds for it."""
    return abs(to_yuan(number, money_unit)) >= MOST_YUAN


def _money_of(reading: Reading, cell: AmountCell, context: TableContext) -> tuple[Decimal, str] | None:
    """Return number and money unit of a cell; None where it is no amount of money, or nobody says in what."""
    value = parse_amount(cell.text)
    units = money_units_of(reading.item, cell.column, context.money_unit)
    if value is None or len(units) != 1:
        return None
    (money_unit,) = units
    if is_beyond_money(value, money_unit):
        return None
    if cell.column.role == "unknown" and not (cell.column.levels and looks_like_money(cell.text)):
        return None
    return value, money_unit


def _side_of(reading: Reading, cell: AmountCell, context: TableContext) -> str:
    """Return the side an amount is on: in final accounts, and in unknown tables, columns may be of both."""
    own = cell.column.side if is_final_kind(context.kind.name) or context.kind.name == OTHER else None
    return own or reading.side


def _budget_line(
    context: TableContext, row: _Row, cell: AmountCell, meaning: _Meaning, block: Block
) -> BudgetLine | None:
    reading, place = row.reading, row.place
    money = _money_of(row.reading, cell, context)
    if money is None:
        return None
    codes = {name: reading.codes.get(name, (None, None)) for name in ("function", "economic", "gov_economic")}
    return BudgetLine(
        disclosure_id=context.disclosure_id,
        table_id=context.table_id,
        table_kind=context.kind.name,
        row=row.number,
        side=_side_of(reading, cell, context),
        item=reading.item,
        unit_name=reading.unit_name,
        unit_code=reading.unit_code,
        function_code=codes["function"][0],
        function_name=codes["function"][1],
        economic_code=codes["economic"][0],
        economic_name=codes["economic"][1],
        gov_economic_code=codes["gov_economic"][0],
        gov_economic_name=codes["gov_economic"][1],
        code_resolved=reading.code_resolved,
        project=reading.project,
        project_code=reading.project_code,
        is_total=reading.is_total,
        block=context.block,
        level=place.level,
        parent_row=None if place.parent is None else place.parent + row.before,
        is_leaf=cell.column.index in place.leaf_columns,
        column=column_path(cell.column, block),
        measure="change" if reading.is_change else meaning.measure,
        fund=meaning.fund,
        period=meaning.period,
        fiscal_year=_year_of(reading, cell.column, context),
        phase=cell.column.phase or context.phase,
        amount_yuan=to_yuan(*money),
        printed_value=cell.text,
        money_unit=money[1],
        repaired=cell.repaired,
        source_line=reading.line,
        source_column=cell.field,
    )
