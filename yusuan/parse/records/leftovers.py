"""The cells that became no record, each with its reason: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import Leftover
from yusuan.parse.cells import (
    is_axis_row,
    is_dash,
    is_target,
    label_text,
    looks_like_money,
    parse_amount,
    parse_money,
)
from yusuan.parse.privacy import MASKS
from yusuan.parse.records.amounts import is_beyond_money, money_units_of
from yusuan.parse.records.ledger import Cell, Ledger
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import INDICATOR_ROLES, LABEL_ROLES, Column
from yusuan.spec.load import load_tables
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import normalise

DASH = "短横，表示无数"
NO_UNIT = "金额单位未标明"
UNITS_DIFFER = "行与列所标的金额单位不同"
TOO_LARGE = "按所印单位逾万亿元，不当作金额"
BESIDE_HEADER = "数字不在金额列下"
TEXT_IN_AMOUNTS = "金额列中的文字"
INDICATOR = "绩效指标栏中未能读出的内容"
PROSE = "表中未能归类的文字"
COUNT = "未能归类的数字"
SAMPLE = "空白表单中的示例文字"
_LONGEST_LABEL = 60
_PROSE_ROLES = roles_that_are("prose") - {"indicator_content"}


def leftovers_of(
    disclosure_id: str,
    read: ReadTable,
    ledger: Ledger,
    samples: Collection[tuple[int, int]] = (),
    headers: Collection[int] = (),
    money_unit: str | None = None,
) -> list[Leftover]:
    """Return the data cells of a table that are in no record.

    ``samples`` are line and field of a blank form's words; ``headers`` the lines of headers within a form;
    ``money_unit`` is what the table's amounts are in where rows and columns name no other.
    """
    found = []
    columns = None if read.table.is_form else {column.index: column for column in read.table.columns}
    said = _Said(money_unit, _names_by_line(read), _items_by_cell(read))
    for row in read.table.rows:
        numbered = is_axis_row(row.cells)
        is_header = numbered or row.line in headers or row.line in read.table.header_lines
        for at in row.printed:
            cell = (row.line, at)
            reason: str | None = None
            if is_header:
                is_data = looks_like_money(row[at]) or is_target(row[at])
                reason = BESIDE_HEADER if is_data and cell not in ledger else None
            elif cell in samples:
                reason = SAMPLE
            elif cell not in ledger:
                reason = _reason(read, columns, said, row, at)
            if reason is not None:
                found.append(Leftover(disclosure_id, row.line, at, row[at].strip(), reason))
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a table's amounts: their money unit, their names by line, rows' labels by cell."""

    money_unit: str | None
    names: Mapping[int, Collection[str | None]]
    items: Mapping[Cell, str | None]


def _reason(
    read: ReadTable, columns: Mapping[int, Column] | None, said: _Said, row: Row, at: int
) -> str | None:
    """Return why a cell is left over, or None where it is a label, a code, a mask, and so no data.

    ``columns`` are those of a table by index, None in a form.
    """
    text = row[at].strip()
    if text in MASKS:
        return None
    if columns is None:
        return _reason_in_form(text)
    index = read.frames.of(row.line).column_of(at)
    if index < 0:
        return None if parse_amount(text) is None else BESIDE_HEADER
    column = columns.get(index)
    if column is None:
        return BESIDE_HEADER if parse_amount(text) is not None else PROSE
    names = said.names.get(row.line, ())
    if column.role in LABEL_ROLES and len(text) > _LONGEST_LABEL and label_text(text) not in names:
        return PROSE
    units = money_units_of(said.items.get((row.line, at)), column, said.money_unit)
    return _reason_in_column(text, column, units)


def _names_by_line(read: ReadTable) -> dict[int, set[str | None]]:
    """Return what the rows of amounts on each line are read to be about."""
    found: dict[int, set[str | None]] = {}
    for reading in read.readings:
        if reading.amounts:
            found.setdefault(reading.line, set()).update((reading.item, reading.project, reading.unit_name))
    return found


def _items_by_cell(read: ReadTable) -> dict[Cell, str | None]:
    """Return the label of the row that each number in a column of amounts belongs to."""
    return {(one.line, cell.field): one.item for one in read.readings for cell in one.amounts}


def _reason_in_column(text: str, column: Column, units: Collection[str]) -> str | None:
    if is_dash(text):
        return DASH
    if column.role in _PROSE_ROLES:
        return PROSE
    if column.role in {"level1", "level2"}:
        return INDICATOR if looks_like_money(text) or len(text) > _LONGEST_LABEL else None
    if column.role in INDICATOR_ROLES:
        return None if normalise(text) in load_tables().totals else INDICATOR
    if column.role in roles_that_are("figure"):
        return COUNT
    if column.role in LABEL_ROLES or column.role == "quantity_unit":
        return BESIDE_HEADER if looks_like_money(text) else None
    number = parse_amount(text)
    return TEXT_IN_AMOUNTS if number is None else _reason_of_number(text, number, column, units)


def _reason_of_number(text: str, number: Decimal, column: Column, units: Collection[str]) -> str:
    """Return why a number in a column of amounts is none; ``units`` are those that hold for it."""
    if column.role == "unknown" and not looks_like_money(text):
        return COUNT
    if len(units) != 1:
        return UNITS_DIFFER if units else NO_UNIT
    return TOO_LARGE if is_beyond_money(number, *units) else COUNT


def _reason_in_form(text: str) -> str:
    if is_dash(text):
        return DASH
    if parse_amount(text) is not None or parse_money(text) is not None or looks_like_money(text):
        return COUNT
    return PROSE
