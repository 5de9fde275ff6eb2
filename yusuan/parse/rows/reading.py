"""The rows of a table as read: who and what each is about, and its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from yusuan.parse.cells import is_code, is_dash, is_unit_code, label_text, parse_amount, split_bracketed
from yusuan.parse.rows.codes import Carried, code_sets, names_behind_codes, read_codes, with_code_in_brackets
from yusuan.parse.tables.blocks import Block
from yusuan.parse.tables.counted import counted_unit
from yusuan.parse.tables.frames import Frame, Frames
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import CODE_ROLES, Column
from yusuan.spec.lines import load_lines
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.patterns import alternatives
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import normalise

_ITEM_ORDER = (
    "year",
    "subproject",
    "project",
    "unit_or_project",
    "unit_or_item",
    "name",
    "label",
    "group_label",
    "unit",
)

_CODES_OF_OTHERS = roles_that_are("identifier")
_YEAR = re.compile(rf"^(20\d{{2}})(?:年(?:度)?{alternatives(load_lines().row_years)}?)?$")


@dataclass(frozen=True, slots=True)
class AmountCell:
    """A printed amount: the field it stands in, its text, and the column it belongs to."""

    field: int
    text: str
    column: Column
    repaired: str | None = None


@dataclass(slots=True)
class Reading:
    """One row of one block as read: who and what it is about, and its amounts."""

    line: int
    side: str
    printed: frozenset[str] = frozenset()
    item: str | None = None
    unit_name: str | None = None
    unit_code: str | None = None
    codes: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    project: str | None = None
    project_code: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    amounts: list[AmountCell] = field(default_factory=list)
    is_total: bool = False
    is_unit: bool = False
    code_resolved: bool = False
    is_change: bool = False
    is_group: bool = False
    year: int | None = None


def read_rows(
    block: Block,
    body: Sequence[Row],
    kind: Kind,
    spec: TableSpec,
    frames: Frames,
) -> list[Reading]:
    """Read the rows of one block; rows in which the block prints nothing are passed over."""
    if kind.rows_are == "items" and {column.role for column in block.labels} == {"project"}:
        labels = tuple(replace(column, role="label") for column in block.labels)  # 项目 heads any label there
        block = replace(block, labels=labels)
    fronted = _fronted_columns(block, body, kind, spec, frames)
    labels = tuple(replace(one, role="name") if one.index in fronted else one for one in block.labels)
    block = replace(block, labels=labels)
    readings: list[Reading] = []
    above: Reading | None = None
    carried = Carried(sets=code_sets(block.labels), fronted=fronted)
    for row in body:
        reading = _read_row(block, row, kind, spec, frames, carried)
        if reading is None:
            continue
        _fill_down(reading, above, kind, block)
        readings.append(reading)
        if not reading.is_total:
            above = reading
    _without_empty_totals(readings)
    return readings


def _without_empty_totals(readings: Sequence[Reading]) -> None:
    """Take rows of amounts without a label for totals only where no row is named one, or they repeat it."""
    named = {_values(reading) for reading in readings if reading.is_total and reading.item is not None}
    for reading in readings if named else ():
        if reading.item is None:
            values = _values(reading)
            reading.is_total &= bool(values) and values in named


def _values(reading: Reading) -> frozenset[tuple[int, Decimal]]:
    """Return the amounts of a row that are not 0, by column: a blank says what 0.00 does."""
    numbers = ((cell.column.index, parse_amount(cell.text)) for cell in reading.amounts)
    return frozenset((index, number) for index, number in numbers if number)


def _cell(row: Row, column: Column, frame: Frame) -> str:
    at = frame.field_of(column.index, row.cells)
    return row[at] if at is not None else ""


def _fronted_columns(
    block: Block, body: Sequence[Row], kind: Kind, spec: TableSpec, frames: Frames
) -> frozenset[int]:
    """Return the label columns of a block whose cells print a code in front of each name."""
    if kind.rows_are != "items":
        return frozenset()
    found = set()
    for column in block.labels:
        if column.role in {"name", "label"}:
            texts = [label_text(_cell(row, column, frames.of(row.line))) for row in body]
            named = [text for text in texts if text and not spec.is_total_label(text)]
            found |= {column.index} if names_behind_codes(named) else set()
    return frozenset(found)


def _read_row(
    block: Block, row: Row, kind: Kind, spec: TableSpec, frames: Frames, carried: Carried
) -> Reading | None:
    reading = Reading(row.line, block.side)
    frame = frames.of(row.line)
    for column in block.amounts:
        at = frame.field_of(column.index, row.cells)
        if at is not None and parse_amount(row[at]) is not None:
            moved = frames.table.column_of(at) != column.index
            reading.amounts.append(AmountCell(at, row[at].strip(), column, frame.reason if moved else None))
    _read_group_label(reading, block, row, frame)
    texts = {column: _cell(row, column, frame) for column in block.labels}
    texts = {column: label_text(text) for column, text in texts.items() if text.strip() and not is_dash(text)}
    for column in texts:
        if column.index in carried.fronted:
            texts[column] = with_code_in_brackets(texts[column])
    reading.printed = frozenset({*reading.printed, *(column.role for column in texts)})
    read_codes(reading.codes, list(texts.items()), kind, carried)
    for column, text in texts.items():
        _read_label(reading, column, text, kind, spec, any(label.role == "unit" for label in block.labels))
    reading.item = reading.item or _fallback_item(reading, texts) or _words_for_code(texts)
    reading.is_total = is_total(reading, spec)
    if reading.item is None and not reading.amounts:
        return None
    if reading.is_total:
        reading.project = None
        reading.codes = {name: (code, None) for name, (code, _) in reading.codes.items() if code}
    elif kind.rows_are == "projects" and reading.project is not None:
        reading.item = reading.project
    return reading


def _read_group_label(reading: Reading, block: Block, row: Row, frame: Frame) -> None:
    at = frame.field_of(-1, row.cells)
    if at is not None and row[at].strip() and frame.column_of(at + 1) == block.columns[0].index:
        reading.words["group_label"] = label_text(row[at])
        reading.printed = frozenset({"group_label"})


def _read_label(
    reading: Reading, column: Column, text: str, kind: Kind, spec: TableSpec, named: bool
) -> None:
    """Take a label by its column's role; ``named``: the table has a column of its own for organisations."""
    role, is_total = column.role, normalise(text) in spec.totals
    if (role in CODE_ROLES and not is_code(text)) or (role in _CODES_OF_OTHERS and is_total):
        reading.item = text if is_total else reading.item
        return
    if role == "year":
        _read_year(reading, text, spec)
    elif role == "unit":
        reading.unit_name = None if is_total else text
    elif role == "unit_code":
        reading.unit_code = text
    elif role in {"unit_or_project", "unit_or_item"}:
        _read_unit_or(reading, role, text, kind)
    elif role == "unit_or_project_code":
        reading.unit_code, reading.project_code = (text, None) if is_unit_code(text) else (None, text)
    elif role == "project" and reading.unit_code is not None and kind.rows_are == "projects" and not named:
        reading.unit_name, reading.is_unit = text, True
    elif role == "subproject" or (role == "project" and role not in reading.words):
        reading.project = text
    elif role == "project_code":
        reading.project_code = text
    elif role == "name":
        bracketed, name = split_bracketed(text)
        text = name if bracketed else text
        if reading.item is not None and role in reading.words:
            return
    if role in {"label", "group_label"} and kind.rows_are == "projects" and reading.project is None:
        reading.project = text
    reading.words.setdefault(role, text)


def _read_year(reading: Reading, text: str, spec: TableSpec) -> None:
    """Take the year that a row is of, or that it prints the change from one to another."""
    reading.year = year_of(text)
    reading.is_change = reading.year is None and _says_change(text, spec)


def year_of(text: str) -> int | None:
    """Return the year that a row is of, as `2025`, `2025年` or `2025年预算数`."""
    match = _YEAR.match(normalise(text))
    return int(match.group(1)) if match else None


def _says_change(text: str, spec: TableSpec) -> bool:
    word = spec.word(text)
    return word is not None and word.measure == "change"


def _read_unit_or(reading: Reading, role: str, text: str, kind: Kind) -> None:
    """A column of organisations and of what they spend on: the code beside it tells which."""
    is_unit = reading.unit_code is not None and reading.project_code is None and not reading.codes
    if is_unit:
        reading.unit_name, reading.is_unit = text, True
    elif role == "unit_or_project" and kind.rows_are == "projects":
        reading.project = text


def _fallback_item(reading: Reading, texts: dict[Column, str]) -> str | None:
    for role in _ITEM_ORDER:
        if role in reading.words:
            return reading.words[role]
    return next(
        (text for column, text in texts.items() if column.role in {"catalogue", "attribute", "category"}),
        None,
    )


def _words_for_code(texts: dict[Column, str]) -> str | None:
    """Return the words that stand where codes do: the label of a total such as 人员经费合计."""
    return next((t for column, t in texts.items() if column.role in CODE_ROLES and not is_code(t)), None)


def is_total(reading: Reading, spec: TableSpec) -> bool:
    """Tell whether a row's label is a word for a total or ends as one (人员经费合计), or it has none."""
    return reading.item is None or spec.is_total_label(reading.item)


def _fill_down(reading: Reading, above: Reading | None, kind: Kind, block: Block) -> None:
    """Give a row the labels that a cell merged down from above holds for it."""
    if above is None or reading.is_total or reading.is_unit:
        return
    if "gov_economic" in reading.codes and "economic" not in reading.codes and "economic" in above.codes:
        reading.codes = {"economic": above.codes["economic"], **reading.codes}
        reading.item = above.item
    if kind.rows_are != "projects" or reading.project is not None or not above.project:
        return
    is_bought = reading.item is not None and reading.item == reading.words.get("catalogue")
    is_unnamed = reading.amounts and (not reading.item or is_bought)
    if is_unnamed or _is_right_of_project(reading, block):
        reading.project, reading.project_code = above.project, above.project_code
        reading.item = above.project if is_bought else reading.item


def _is_right_of_project(reading: Reading, block: Block) -> bool:
    """Tell whether a row prints names only to the right of the column of projects, which is blank in it."""
    project = next((column.index for column in block.labels if column.role == "project"), None)
    names = [column.index for column in block.labels if column.role in reading.printed]
    return project is not None and "name" in reading.printed and bool(names) and min(names) > project


def is_counted(reading: Reading, spec: TableSpec) -> bool:
    """Tell whether a row counts things, as `公务用车保有量（辆）` does: its figures are no money."""
    return counted_unit(reading.item or "", spec) is not None
