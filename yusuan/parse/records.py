"""Readings to records: what each printed amount means, with the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yusuan.model import BudgetLine
from yusuan.parse.cells import MOST_YUAN, looks_like_money, parse_amount, to_yuan
from yusuan.parse.headers import Column, Level
from yusuan.parse.hierarchy import Place
from yusuan.parse.layouts import Block
from yusuan.parse.rows import AmountCell, Reading, is_counted
from yusuan.spec.load import Kind, TableSpec, Word
from yusuan.spec.spelling import bare_label

_NOTHING = Word("amount")
_NATURES = frozenset(
    {"basic", "project", "project_operating", "project_targeted"}
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
    inherited: dict[int, Word] = {}
    for number, (reading, place) in enumerate(zip(readings, places, strict=True), start=before + 1):
        parent = inherited.get(before + place.parent, _NOTHING) if place.parent is not None else _NOTHING
        word = _row_word(reading, context.kind, parent, spec)
        period = word.period or parent.period
        inherited[number] = Word("amount", measure=word.measure, period=period)
        counts = counts_of(reading, context.kind, spec)
        for cell in (cell for cell in reading.amounts if cell not in counts):
            meaning = _meaning(cell.column, word, period, context.kind)
            line = _budget_line(context, _Row(reading, place, number, before), cell, meaning, block)
            if line is not None:
                lines.append(line)
    return lines


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
    uncoded = not reading.codes or reading.code_resolved
    nature = _nature(word.measure, parent.measure) if kind.rows_are == "items" and uncoded else None
    if nature and reading.side == "expenditure":
        return Word("amount", measure=nature, period=word.period)
    if reading.codes and kind.rows_are != "measures":
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


@dataclass(frozen=True, slots=True)
class _Meaning:
    measure: str | None
    fund: str | None
    period: str | None


def _meaning(column: Column, word: Word, period: str | None, kind: Kind) -> _Meaning:
    """Join what column, row and kind say; a column with a word that nobody knows means nothing for sure."""
    if column.role == "unknown" or (column.unknown and column.unknown[-1] is column.levels[-1]):
        return _Meaning(column.measure, column.fund, column.period)
    row_measure = word.measure if column.measure != "change" else None
    measure = row_measure or column.measure or kind.measure
    fund = column.fund or word.fund or kind.fund
    if fund == "fiscal" and kind.fund in _GRANTS:
        fund = kind.fund
    return _Meaning(measure, fund, column.period or period or "all")


@dataclass(frozen=True, slots=True)
class _Row:
    reading: Reading
    place: Place
    number: int
    before: int


def _budget_line(
    context: TableContext, row: _Row, cell: AmountCell, meaning: _Meaning, block: Block
) -> BudgetLine | None:
    reading, place = row.reading, row.place
    value = parse_amount(cell.text)
    money_unit = cell.column.money_unit or context.money_unit
    if value is None or money_unit is None or abs(to_yuan(value, money_unit)) >= MOST_YUAN:
        return None
    if cell.column.role == "unknown" and not (cell.column.levels and looks_like_money(cell.text)):
        return None
    codes = {name: reading.codes.get(name, (None, None)) for name in ("function", "economic", "gov_economic")}
    return BudgetLine(
        disclosure_id=context.disclosure_id,
        table_id=context.table_id,
        table_kind=context.kind.name,
        row=row.number,
        side=cell.column.side
        if context.kind.name.startswith("final_") and cell.column.side
        else reading.side,
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
        measure=meaning.measure,
        fund=meaning.fund,
        period=meaning.period,
        fiscal_year=cell.column.fiscal_year or context.fiscal_year + (cell.column.year_offset or 0),
        phase=cell.column.phase or context.phase,
        amount_yuan=to_yuan(value, money_unit),
        printed_value=cell.text,
        money_unit=money_unit,
        repaired=cell.repaired,
        source_line=reading.line,
        source_column=cell.field,
    )
