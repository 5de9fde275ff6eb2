"""The shapes tables take: one or more blocks of label columns followed by amount columns, read row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.parse.blocks import Row
from yusuan.parse.cells import DASHES, is_code, is_unit_code, label_text, parse_amount, split_bracketed
from yusuan.parse.headers import CODE_ROLES, Column
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.spelling import bare_label, normalise

_STARTS_BLOCK = frozenset({"label", "name", "code", "class", "unit", "project", "unit_or_item", "group_label"})
_UNITS = frozenset({"unit", "unit_code", "unit_or_item", "unit_or_project", "unit_or_project_code"})
_PROJECTS = frozenset({"project", "subproject", "project_code", "unit_or_project", "catalogue"})
_ITEM_ORDER = ("subproject", "project", "unit_or_project", "unit_or_item", "name", "label", "group_label", "unit")
_PAIR = {"2": "function", "3": "economic", "5": "gov_economic"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the cells of a table or a row really belong: field to column, where they differ; and why.

    Column -1 is a label merged down beside the label column; other negative columns belong to no cell.
    """

    moved: tuple[tuple[int, int], ...] = ()
    reason: str | None = None

    def column_of(self, at: int) -> int:
        """Return the column that the cell in field ``at`` belongs to."""
        return dict(self.moved).get(at, at)

    def field_of(self, column: int, width: int) -> int | None:
        """Return the field that holds a column's cell, or None where no cell holds it."""
        return next((at for at in range(width) if self.column_of(at) == column), None)


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring columns read together: label columns, and the amount columns they label."""

    side: str
    labels: tuple[Column, ...]
    amounts: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the block in order."""
        return tuple(sorted((*self.labels, *self.amounts), key=lambda column: column.index))


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


def split_blocks(columns: Sequence[Column], kind: Kind) -> tuple[Block, ...]:
    """Cut a table's columns into blocks, each with the side its amounts are on."""
    parts: list[list[Column]] = [[]]
    for position, column in enumerate(columns):
        amounts_follow = any(_is_amount(later) for later in columns[position:])
        if column.role in _STARTS_BLOCK and amounts_follow and any(_is_amount(c) for c in parts[-1]):
            parts.append([])
        parts[-1].append(column)
    sides = [_side_of(part, position, len(parts), kind) for position, part in enumerate(parts)]
    return tuple(
        Block(
            side,
            tuple(column for column in part if not _is_amount(column)),
            tuple(column for column in part if _is_amount(column)),
        )
        for side, part in zip(sides, parts, strict=True)
    )


def _is_amount(column: Column) -> bool:
    return column.role in {"amount", "unknown"}


def _side_of(part: Sequence[Column], position: int, parts: int, kind: Kind) -> str:
    if parts == 1:
        return kind.side
    first = part[0]
    classified = any("支出" in word for word in first.words[-1:])
    if position and (classified or first.side is None):
        return "expenditure"
    return first.side or ("income" if position == 0 and "two_sided" in kind.shapes else kind.side)


def shapes_of(columns: Sequence[Column], body: Sequence[Row]) -> frozenset[str]:
    """Return what the rows of a table can be, by its columns and the codes its rows print."""
    roles = {column.role for column in columns}
    shapes = set()
    if {column.side for column in columns} >= {"income", "expenditure"} or _blocks_of_labels(columns) > 1:
        shapes.add("two_sided")
    if roles & _PROJECTS:
        shapes.add("projects")
    if roles & {"indicator", "target", "indicators"}:
        shapes.add("indicators")
    if roles & _UNITS and not roles & {"name", "code", "class"}:
        shapes.add("units")
    shapes |= _classifications(columns, body)
    if roles & {"label", "group_label"} and "two_sided" not in shapes:
        shapes.add("measures")
    if not roles - {"amount", "unknown"}:
        shapes.add("bare")
    return frozenset(shapes)


def _blocks_of_labels(columns: Sequence[Column]) -> int:
    return sum(
        column.role in _STARTS_BLOCK and (position == 0 or _is_amount(columns[position - 1]))
        for position, column in enumerate(columns)
    )


def _classifications(columns: Sequence[Column], body: Sequence[Row]) -> set[str]:
    coded = [column for column in columns if column.role in CODE_ROLES | {"name", "unit_or_item"}]
    words = "".join(word for column in coded for word in column.words)
    found = {_PAIR.get(code[0]) for code in _codes(coded[:2], body)} & {"function", "economic"}
    if not found and "经济" in words:
        return {"economic"}
    if not found and "功能" in words:
        return {"function"}
    return {str(name) for name in found} or ({"function", "economic"} if coded else set())


def _codes(columns: Sequence[Column], body: Sequence[Row]) -> Iterator[str]:
    for row in body:
        for column in columns:
            code = split_bracketed(row[column.index])[0] or row[column.index].strip()
            if is_code(code):
                yield code


@dataclass(frozen=True, slots=True)
class Frames:
    """The frame of a table, and those of the rows that differ from it, by line."""

    table: Frame = Frame()
    rows: Mapping[int, Frame] = field(default_factory=dict)

    def of(self, line: int) -> Frame:
        """Return the frame of the row on a line."""
        return self.rows.get(line, self.table)


def read_rows(
    block: Block,
    body: Sequence[Row],
    kind: Kind,
    spec: TableSpec,
    frames: Frames,
    page_starts: Collection[int] = (),
) -> list[Reading]:
    """Read the rows of one block; rows in which the block prints nothing are passed over.

    A row after a page break (``page_starts``) that prints one text and no more ends the name before it.
    """
    readings: list[Reading] = []
    above: Reading | None = None
    for row in body:
        if row.line in page_starts and above is not None and _ends_name(above, row):
            continue
        reading = _read_row(block, row, kind, spec, frames)
        if reading is None:
            continue
        _fill_down(reading, above, kind)
        readings.append(reading)
        if not reading.is_total:
            above = reading
    return readings


def _ends_name(above: Reading, row: Row) -> bool:
    """Join the rest of a project's name, broken by the page, to the reading above; tell whether it was one."""
    if len(row.printed) != 1 or above.project is None or above.item != above.project:
        return False
    rest = label_text(row[row.printed[0]])
    if parse_amount(rest) is not None or is_code(rest) or row.printed[0] > 1:
        return False
    above.project = above.item = above.project + rest
    if "project" in above.words:
        above.words["project"] = above.project
    return True


def _cell(row: Row, column: Column, frame: Frame) -> str:
    at = frame.field_of(column.index, len(row.cells))
    return row[at] if at is not None else ""


def _read_row(block: Block, row: Row, kind: Kind, spec: TableSpec, frames: Frames) -> Reading | None:
    reading = Reading(row.line, block.side)
    frame = frames.of(row.line)
    for column in block.amounts:
        at = frame.field_of(column.index, len(row.cells))
        if at is not None and parse_amount(row[at]) is not None:
            moved = frames.table.column_of(at) != column.index
            reading.amounts.append(AmountCell(at, row[at].strip(), column, frame.reason if moved else None))
    _read_group_label(reading, block, row, frame)
    texts = {column: _cell(row, column, frame) for column in block.labels}
    texts = {column: label_text(text) for column, text in texts.items() if text.strip()}
    reading.printed = frozenset({*reading.printed, *(column.role for column in texts)})
    _read_codes(reading, [(column, text) for column, text in texts.items()], kind)
    for column, text in texts.items():
        _read_label(reading, column, text, kind, spec)
    reading.item = reading.item or _fallback_item(reading, texts)
    if reading.item is None and not reading.amounts:
        return None
    reading.is_total = _is_total(reading, spec)
    if reading.is_total:
        reading.project = None
    return reading


def _read_group_label(reading: Reading, block: Block, row: Row, frame: Frame) -> None:
    at = frame.field_of(-1, len(row.cells))
    if at is not None and row[at].strip() and frame.column_of(at + 1) == block.columns[0].index:
        reading.words["group_label"] = label_text(row[at])
        reading.printed = frozenset({"group_label"})


def _read_codes(reading: Reading, texts: Sequence[tuple[Column, str]], kind: Kind) -> None:
    """Join 类, 款, 项 into one code, pair codes with the names beside them, and tell what they classify."""
    code = ""
    for column, text in texts:
        if column.role in {"class", "group", "item"} and text.isdigit():
            code = text if column.role == "class" else code + text
            _set_code(reading, code, None)
        elif column.role == "code" and is_code(text):
            code = text
            _set_code(reading, code, None)
        elif column.role in {"name", "unit_or_item"}:
            bracketed, name = split_bracketed(text)
            if bracketed:
                _set_code(reading, bracketed, name)
            elif code:
                _set_code(reading, code, name)
            elif not reading.codes and column.role == "name" and not column.unknown:
                classification = _classification_of(column, kind)
                if classification:
                    reading.codes[classification] = (None, name)
            code = ""


def _set_code(reading: Reading, code: str, name: str | None) -> None:
    classification = _PAIR.get(code[0])
    if classification:
        for shorter in [key for key, (known, _) in reading.codes.items() if known and code.startswith(known)]:
            del reading.codes[shorter]
        reading.codes[classification] = (code, name)


def _classification_of(column: Column, kind: Kind) -> str | None:
    words = "".join(column.words)
    if "政府" in words and "经济" in words:
        return "gov_economic"
    if "经济" in words:
        return "economic"
    if "功能" in words:
        return "function"
    return kind.shapes[0] if kind.shapes and kind.shapes[0] in {"function", "economic"} else None


def _read_label(reading: Reading, column: Column, text: str, kind: Kind, spec: TableSpec) -> None:
    role = column.role
    if role in {"code", "class", "group", "item"} and not is_code(text):
        if spec.word(text) and normalise(text) in spec.totals:
            reading.item = text
        return
    if role == "unit":
        reading.unit_name = text if normalise(text) not in spec.totals else None
    elif role == "unit_code":
        reading.unit_code = text
    elif role in {"unit_or_project", "unit_or_item"}:
        _read_unit_or(reading, role, text, kind)
    elif role == "unit_or_project_code":
        reading.unit_code, reading.project_code = (text, None) if is_unit_code(text) else (None, text)
    elif role in {"project", "subproject"}:
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


def _read_unit_or(reading: Reading, role: str, text: str, kind: Kind) -> None:
    """A column of organisations and of what they spend on: the code beside it tells which."""
    is_unit = reading.unit_code is not None and reading.project_code is None
    if is_unit:
        reading.unit_name, reading.is_unit = text, True
    elif role == "unit_or_project" and kind.rows_are == "projects":
        reading.project = text


def _fallback_item(reading: Reading, texts: dict[Column, str]) -> str | None:
    for role in _ITEM_ORDER:
        if role in reading.words:
            return reading.words[role]
    return next((text for column, text in texts.items() if column.role in {"catalogue", "attribute"}), None)


def _is_total(reading: Reading, spec: TableSpec) -> bool:
    if reading.item is None:
        return True
    return bare_label(reading.item) in spec.totals


def _fill_down(reading: Reading, above: Reading | None, kind: Kind) -> None:
    """Give a row the labels that a cell merged down from above holds for it."""
    if above is None or reading.is_total or reading.is_unit:
        return
    if "gov_economic" in reading.codes and "economic" not in reading.codes and "economic" in above.codes:
        reading.codes = {"economic": above.codes["economic"], **reading.codes}
        reading.item = above.item
    if reading.unit_name is None and (reading.project or "name" not in reading.printed):
        reading.unit_name, reading.unit_code = above.unit_name, above.unit_code
    if kind.rows_are == "projects" and reading.project is None and reading.amounts and not reading.item:
        reading.project, reading.project_code = above.project, above.project_code


def is_dash(text: str) -> bool:
    """Tell whether a cell prints a dash where a number could stand."""
    return text.strip() in DASHES
