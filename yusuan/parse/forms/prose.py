"""The prose of tables and forms, and the figures in forms that are no money."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from yusuan.model import FormText, Statement
from yusuan.parse.cells import is_axis_row, is_dash, label_text, looks_like_money, parse_amount, parse_money
from yusuan.parse.privacy import MASKS
from yusuan.parse.records.amounts import counts_of
from yusuan.parse.rows import Reading
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.counted import counted_unit
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import Column
from yusuan.spec.load import TableSpec
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import money_unit_in, normalise

_TAG = re.compile(r"</?(?:p|br|div|span)\s*/?>", re.IGNORECASE)
_CHECKED = re.compile(r"<input[^<>]*\bchecked\b[^<>]*>", re.IGNORECASE)
_UNCHECKED = re.compile(r"<input[^<>]*>", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；;，,！？]")
_PROSE_ROLES = roles_that_are("prose") - {"remark"}
_FIGURES = roles_that_are("figure")
_LABEL_LENGTH = 24


def clean_text(text: str) -> str:
    """Return prose without the markup that a web form left in it; ticked boxes become ☑, empty ones ☐."""
    plain = _UNCHECKED.sub("☐", _CHECKED.sub("☑", text))
    return label_text(_TAG.sub(" ", plain))


def table_prose(
    disclosure_id: str, read: ReadTable, used: Collection[tuple[int, int]], projects: Mapping[int, str | None]
) -> list[FormText]:
    """Return the prose under columns of prose, and texts under amounts: a goal printed beside its project."""
    columns = {column.index: column for column in read.table.columns}
    found = []
    for row in read.table.body:
        for at in row.printed:
            column = columns.get(read.frames.of(row.line).column_of(at))
            if column is None or (row.line, at) in used or not _is_prose(row[at], column):
                continue
            label = "/".join(column.words) or None
            found.append(_form_text(disclosure_id, read, projects.get(row.line), label, row, at))
    return found


def _is_prose(text: str, column: Column) -> bool:
    if is_dash(text) or text.strip() in MASKS:
        return False
    return column.role in _PROSE_ROLES or (
        column.role in {"unknown", "remark"} and parse_amount(text) is None
    )


def _form_text(
    disclosure_id: str, read: ReadTable, project: str | None, label: str | None, row: Row, at: int
) -> FormText:
    return FormText(
        disclosure_id=disclosure_id,
        table_id=read.table_id,
        project=project,
        label=label,
        text=clean_text(row[at]) or row[at].strip(),
        source_line=row.line,
        source_column=at,
    )


def form_prose(
    disclosure_id: str,
    read: ReadTable,
    used: Collection[tuple[int, int]],
    headers: Collection[int],
    project: str | None,
    spec: TableSpec,
) -> tuple[list[FormText], list[Statement], set[tuple[int, int]]]:
    """Return the prose of a form, its figures that are no money, and the cells that are its labels.

    In a row of several cells a short one names the one after it; a cell alone in its row is a heading where
    it is short and no sentence. Cells under a row of labels only take the label above them.
    """
    found = _FormProse(disclosure_id, read, project, spec)
    for row in read.table.body:
        found.open_units(row)
        if row.line in headers or is_axis_row(row.cells):
            found.over, found.heading = {at: label_text(row[at]) for at in row.printed}, None
            continue
        cells = [(at, row[at]) for at in row.printed if (row.line, at) not in used]
        if _all_labels(cells, row, spec):
            found.open_labels(row, cells)
        else:
            found.read_row(row, cells)
    return found.texts, found.figures, found.labels


@dataclass(slots=True)
class _FormProse:
    """What a form's rows yield so far, and the labels in force: over a column, alone in a row, of a unit."""

    disclosure_id: str
    read: ReadTable
    project: str | None
    spec: TableSpec
    texts: list[FormText] = field(default_factory=list)
    figures: list[Statement] = field(default_factory=list)
    labels: set[tuple[int, int]] = field(default_factory=set)
    over: dict[int, str] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)
    heading: str | None = None

    def open_units(self, row: Row) -> None:
        """Let cells that say what the numbers below them are hold for their columns."""
        self.said |= {at: label_text(row[at]) for at in row.printed if _says_what(row[at], self.spec)}

    def open_labels(self, row: Row, cells: Sequence[tuple[int, str]]) -> None:
        """Let a row of labels hold for the cells below; one alone is a heading."""
        self.labels |= {(row.line, at) for at, _ in cells}
        self.over = {at: label_text(text) for at, text in cells}
        self.heading = label_text(cells[-1][1]) if len(cells) == 1 else self.heading

    def read_row(self, row: Row, cells: list[tuple[int, str]]) -> None:
        """Read a row's cells: figures, labels of the cell beside them, prose."""
        named: str | None = None
        self.over = _over_page(self.over, cells)
        for position, (at, text) in enumerate(cells):
            told = (named, self.over.get(at), self.heading, self.said.get(at))
            if named is None and position + 1 < len(cells) and self._names_next(at, text, cells):
                self.labels.add((row.line, at))
                named = label_text(text).rstrip(":：")
                continue
            if text.strip() in MASKS or _lacks_unit(text, told, self.spec):
                named = None  # money without its unit is left over, never a figure of anything
            elif parse_amount(text) is not None or parse_money(text) is not None:
                self.figures.append(_figure(self.disclosure_id, told, row, at))
                named = None
            elif not is_dash(text):
                label = named or self.over.get(at) or self.heading
                made = _form_text(self.disclosure_id, self.read, self.project, label, row, at)
                self.texts.append(made)
                named = None

    def _names_next(self, at: int, text: str, cells: Sequence[tuple[int, str]]) -> bool:
        """Tell whether a cell is the label of the one after it."""
        if text.strip() in MASKS or is_dash(text) or not _is_label(text, self.spec):
            return False
        below = at and at in self.over and cells[0][0] == at
        return not (below and self.spec.word(text) is None)


def _over_page(over: dict[int, str], cells: list[tuple[int, str]]) -> dict[int, str]:
    """Return the labels over prose that goes on after a page break in other columns: in their order."""
    prose = [at for at, text in cells if len(text) > _LABEL_LENGTH]
    under = sorted(at for at in over if at)
    if len(prose) != len(cells) or len(prose) != len(under) or len(prose) < 2 or prose == under:
        return over
    return {0: over.get(0, ""), **{at: over[column] for at, column in zip(prose, under, strict=True)}}


def _all_labels(cells: list[tuple[int, str]], row: Row, spec: TableSpec) -> bool:
    """Tell whether a row prints labels only: a heading, or the names of the cells below."""
    if not cells or not all(_is_label(text, spec) for _, text in cells):
        return False
    if len(row.printed) > len(cells):
        return True
    if len(cells) == 1:
        return (
            spec.word(cells[0][1]) is not None
            or cells[0][0] == 0
            or cells[0][1].strip().endswith((":", "："))
        )
    known = sum(spec.word(text) is not None for _, text in cells)
    return known == len(cells) or (len(cells) > 2 and not known)


def _is_label(text: str, spec: TableSpec) -> bool:
    plain = label_text(text)
    if parse_amount(plain) is not None or parse_money(plain) is not None or "<" in plain:
        return False
    if spec.indicators.compared.search(normalise(plain)):
        return False
    if looks_like_money(plain):
        return False  # of more digits than an amount has
    return spec.word(plain) is not None or (len(plain) <= _LABEL_LENGTH and not _SENTENCE.search(plain))


def _lacks_unit(text: str, labels: Sequence[str | None], spec: TableSpec) -> bool:
    """Tell whether a number is printed as money is, and no label says in which unit, or that it is none."""
    if not looks_like_money(text) or parse_money(text) is not None:
        return False
    told = [label for label in labels if label]
    counted = any((word := spec.word(label)) is not None and word.role in _FIGURES for label in told)
    counted |= any(counted_unit(label, spec) for label in told)
    return not counted and all(money_unit_in(label) is None for label in told)


def _says_what(text: str, spec: TableSpec) -> bool:
    """Tell whether a cell says what the numbers below it are: money of a unit, or counts."""
    word = spec.word(text)
    return money_unit_in(text) is not None or (word is not None and word.role in _FIGURES)


def _figure(disclosure_id: str, labels: Sequence[str | None], row: Row, at: int) -> Statement:
    text = row[at].strip()
    said = [label for label in labels if label]
    unit = next((unit for label in said if (unit := money_unit_in(label))), None)
    return Statement(
        disclosure_id=disclosure_id,
        subject=said[0] if said else "表中数字",
        stated_as=None,
        value=_number(text) if _number(text) is not None else (parse_money(text) or (None, ""))[0],
        unit=(parse_money(text) or (None, unit if looks_like_money(text) else None))[1],
        compared_with=None,
        change=None,
        change_percent=None,
        direction=None,
        share_percent=None,
        share_of=None,
        reason=None,
        text=text,
        source_line=row.line,
        source_column=at,
    )


def quantities(disclosure_id: str, read: ReadTable, spec: TableSpec) -> list[Statement]:
    """Return the figures of a table that are no money: quantities, percentages, rows that count."""
    found = []
    columns = {column.index: column for column in read.table.columns if column.role in _FIGURES}
    # Blocks side by side share their lines: a figure is of the row of its own block.
    rows = {
        (reading.line, column.index): reading
        for block, readings in read.blocks
        for reading in readings
        for column in block.labels
    }
    for row in read.table.body:
        frame = read.frames.of(row.line)
        for at in row.printed:
            column = columns.get(frame.column_of(at))
            if column is None or _number(row[at]) is None:
                continue
            reading = rows.get((row.line, column.index))
            subject = (reading.words.get("catalogue") or reading.item) if reading else None
            figure = _figure(disclosure_id, (subject,), row, at)
            unit = _unit_of(column, reading, spec)
            found.append(replace(figure, stated_as="/".join(column.words) or None, unit=unit))
    return found + _counts(disclosure_id, read, spec)


def _unit_of(column: Column, reading: Reading | None, spec: TableSpec) -> str | None:
    """Return what a column of figures counts: by its row, or by the word over it."""
    if column.role == "percent":
        return "%"
    by_row = reading.words.get("quantity_unit") if reading else None
    return by_row or next((unit for word in column.words if (unit := counted_unit(word, spec))), None)


def _counts(disclosure_id: str, read: ReadTable, spec: TableSpec) -> list[Statement]:
    lines = {row.line: row for row in read.table.body}
    return [
        replace(
            _figure(disclosure_id, (reading.item,), lines[reading.line], cell.field),
            stated_as="/".join(cell.column.words) or None,
            unit=counted_unit(reading.item or "", spec),
        )
        for reading in read.readings
        for cell in counts_of(reading, read.kind, spec)
    ]


def _number(text: str) -> Decimal | None:
    return parse_amount(text.strip().rstrip("%％"))
