"""Grids to tables: titles, money units, pages joined, kinds recognised, and what the contents promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yusuan.parse.cells import parse_amount
from yusuan.parse.tables.blocks import read_contents
from yusuan.parse.tables.grids import Caption, Grid, Row, money_unit_of, other_money_unit_of, unit_name_of
from yusuan.parse.tables.headers import (
    LABEL_ROLES,
    TELLING_ROLES,
    Column,
    Header,
    is_indicator_header,
    split_header,
)
from yusuan.parse.tables.parts import parts_of
from yusuan.parse.tables.recognise import (
    Declared,
    find_declared,
    find_other_title,
    find_title,
    kinds_in_order,
    recognise,
    recognise_form,
    starts_as_form,
)
from yusuan.parse.tables.wrapped import rest_of_row
from yusuan.spec.load import Kind, TableSpec, load_tables
from yusuan.spec.spelling import normalise

_LOOKED_AT = 6
_MOST_LEVELS = 2
_BESIDE_LEVELS = frozenset({"indicators", "indicator_group", "form_label"})


@dataclass(slots=True)
class PrintedTable:
    """A table as printed, its pages joined: header, body rows, and the captions that speak of it.

    ``header_lines`` are the lines that are no data: headers, repeated ones too, and captions in the grid.
    ``pages`` are the lines of the first rows after page breaks, each with the words that stand alone between
    the pages, such as the label of a cell merged over both.
    """

    kind: Kind | None
    header: Header
    title: Caption | None
    captions: tuple[Caption, ...]
    notes: tuple[Caption, ...]
    body: list[Row]
    rows: list[Row]
    header_lines: set[int] = field(default_factory=set)
    pages: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def page_starts(self) -> set[int]:
        """The lines of the first rows after page breaks."""
        return set(self.pages)

    @property
    def first_line(self) -> int:
        """The line of the first row, header included."""
        return self.rows[0].line

    @property
    def last_line(self) -> int:
        """The line of the last row."""
        return self.rows[-1].line

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the header; one without a header that counts the rows is their 序号."""
        first, *rest = self.header.columns or (None,)
        if first is None or first.levels or not self.body:
            return self.header.columns
        counted = [row[first.index].strip() for row in self.body if row[first.index].strip()]
        if counted and all(text.isdigit() and len(text) < 4 for text in counted):
            return (replace(first, role="ordinal"), *rest)
        return self.header.columns

    @property
    def is_form(self) -> bool:
        """Tell whether labels and values stand side by side in rows, with no header over amounts."""
        if self.kind is not None and self.kind.layout == "form":
            return True
        return not any(column.role in TELLING_ROLES for column in self.columns)

    @property
    def money_unit(self) -> tuple[str, int] | None:
        """The money unit that the nearest caption that states one states, and the line it stands on."""
        for caption in reversed(self.captions):
            if other_money_unit_of(caption.text):
                return None
            if unit := money_unit_of(caption.text):
                return unit, caption.line
        return None

    @property
    def other_money_unit(self) -> str | None:
        """A money unit that the captions state and that we do not know."""
        units = (other_money_unit_of(caption.text) for caption in reversed(self.captions))
        return next((unit for unit in units if unit), None)

    @property
    def unit(self) -> tuple[str | None, str] | None:
        """Code and name of the organisation that the nearest caption names."""
        return next(
            (found for caption in reversed(self.captions) if (found := unit_name_of(caption.text))), None
        )


def assemble_tables(
    grids: Sequence[Grid], lines: Sequence[str], spec: TableSpec
) -> tuple[list[PrintedTable], list[Declared]]:
    """Join grids into tables and recognise them; return them with the tables that the contents name."""
    grids = parts_of(grids, spec)
    first = _first_table_line(grids, spec)
    declared = find_declared(lines, first, spec)
    expected = [entry.kind for entry in declared]
    if not declared and not any(find_title(grid.captions, spec) for grid in grids):
        expected = [spec.by_name[name] for name in spec.order]  # the titles are lost, not one table's
    tables: list[PrintedTable] = []
    for grid in grids:
        current = tables[-1] if tables else None
        listed = current is not None and _goes_on_with_indicators(current, grid, spec)
        header, body = _header_of(grid, listed or _starts_with_labels(grid, current), spec)
        captions = (*grid.captions, *header.captions)
        title = find_title(captions, spec)
        goes_on = listed and (title is None or _has_title(current, title))
        if current is not None and (goes_on or _continues(current, grid, header, title)):
            _join(current, grid, header, body)
            continue
        if current is not None and title is not None:
            captions = _give_back(current, captions, title)
        title = title or find_other_title(captions, spec)
        note = grid.notes[0].text if grid.notes else None
        kind = recognise(title.text if title else None, header, body, note, expected, spec)
        kind = kind or recognise_form(body, spec)
        if kind in expected:
            expected.remove(kind)
        table = PrintedTable(kind, header, title, captions, grid.notes, list(body), list(grid.rows))
        table.header_lines = {row.line for row in grid.rows} - {row.line for row in body}
        _keep_header(table)
        tables.append(table)
    _name_by_contents(tables, declared)
    return tables, declared


def _header_of(grid: Grid, has_none: bool, spec: TableSpec) -> tuple[Header, tuple[Row, ...]]:
    """Split a grid into header and body; a form has no header, nor has a page that goes on (``has_none``)."""
    if has_none or starts_as_form(grid.rows, spec):
        header, body = Header((), (), ()), grid.rows
    else:
        stated = any(money_unit_of(caption.text) for caption in grid.captions)
        header, body = split_header(grid.rows, spec, stated)
    return replace(header, columns=read_contents(header.columns, body)), body


def _keep_header(table: PrintedTable) -> None:
    """Put the rows of a header into the body where the table is a form: there they are rows as others."""
    if table.is_form:
        table.body = [*table.header.rows, *table.body]
        table.header_lines -= {row.line for row in table.header.rows}


def _has_title(table: PrintedTable | None, title: Caption) -> bool:
    """Tell whether a table's title is printed again."""
    own = table.title if table else None
    return own is not None and normalise(title.text) == normalise(own.text)


def _name_by_contents(tables: Sequence[PrintedTable], declared: Sequence[Declared]) -> None:
    """Give tables whose titles are lost the kinds that the contents name in their order."""
    last = max((entry.line for entry in declared), default=0)
    body = [table for table in tables if table.first_line > last]
    titles = [table.title.text if table.title else None for table in body]
    kinds = kinds_in_order(titles, [table.kind for table in body], declared)
    for table, kind in zip(body, kinds or (), strict=False):
        was_form = table.is_form
        table.kind = kind
        if not was_form:
            _keep_header(table)


def _give_back(current: PrintedTable, captions: tuple[Caption, ...], title: Caption) -> tuple[Caption, ...]:
    """Give captions below a title printed again to the table that has it; return those of the next table.

    The last page of a table may print its title and money unit and no row more.
    """
    own = normalise(current.title.text) if current.title else None
    again = next((at for at, one in enumerate(captions) if normalise(one.text) == own), None)
    if again is None or own == normalise(title.text) or captions[again].line > title.line:
        return captions
    current.captions += tuple(one for one in captions[again:] if one.line < title.line)
    return tuple(one for one in captions if one.line >= title.line)


def _first_table_line(grids: Sequence[Grid], spec: TableSpec) -> int:
    for grid in grids:
        header, _ = split_header(grid.rows, spec)
        captions = (*grid.captions, *header.captions)
        if find_title(captions, spec) or any(column.role in TELLING_ROLES for column in header.columns):
            return min((caption.line for caption in captions), default=grid.rows[0].line)
    return 1


def _goes_on_with_indicators(current: PrintedTable, grid: Grid, spec: TableSpec) -> bool:
    """Tell whether a grid goes on with the list of indicators that a form ends with.

    It prints levels of indicators in its first rows, and no word that heads a list or begins a form.
    """
    if not current.is_form or starts_as_form(grid.rows, spec):
        return False
    if not any(is_indicator_header(row, spec) for row in current.body):
        return False
    texts = [[row[at] for at in row.printed] for row in grid.rows[:_LOOKED_AT]]
    levels = [sum(map(spec.indicators.is_level, row)) for row in texts]
    words = (spec.word(text) for row in texts for text in row if not spec.indicators.is_level(text))
    heads = any(word is not None and word.role not in _BESIDE_LEVELS for word in words)
    return any(levels) and max(levels) <= _MOST_LEVELS and not heads


def _starts_with_labels(grid: Grid, current: PrintedTable | None) -> bool:
    """Tell whether a page begins with labels alone, and then prints amounts, as the table before does.

    Such rows are no header, though their words may be known: a header has words over the amounts, too.
    """
    if current is None or not grid.adjoins or current.is_form or len(grid.rows) < 2:
        return False
    labels = {column.index for column in current.columns if column.role in LABEL_ROLES}
    amounts = {column.index for column in current.columns if column.role == "amount"}
    if not grid.rows[0].printed:
        return False
    for row in grid.rows[: _LOOKED_AT + 1]:
        figures = {at for at in row.printed if parse_amount(row[at]) is not None}
        if not set(row.printed) <= labels:
            return row is not grid.rows[0] and bool(figures & amounts)
    return False


def _continues(current: PrintedTable, grid: Grid, header: Header, title: Caption | None) -> bool:
    """Tell whether a grid is the next page of the table before it."""
    if not grid.follows_captions_only or starts_as_form(grid.rows, load_tables()):
        return False
    if not header.rows:
        return grid.adjoins or (title is None and grid.width <= _width(current))
    repeated = header.signature == current.header.signature
    if grid.adjoins and title is None:
        return repeated or (current.is_form and not _has_money_columns(header))
    same_title = title is None or _has_title(current, title)
    if title is None and current.title is not None:
        return False
    return repeated and same_title


def _has_money_columns(header: Header) -> bool:
    return any(column.role == "amount" for column in header.columns)


def _width(table: PrintedTable) -> int:
    return max(len(row.cells) for row in table.rows)


def _join(current: PrintedTable, grid: Grid, header: Header, body: Sequence[Row]) -> None:
    current.header_lines |= {row.line for row in grid.rows} - {row.line for row in body}
    if current.is_form and header.rows:
        current.header_lines -= {row.line for row in header.rows}
        body = [*header.rows, *body]
    alone = tuple(caption.text for caption in grid.captions)
    current.pages |= {row.line: alone for row in body[:1]}
    current.rows.extend(grid.rows)
    if body and not current.is_form:
        ended = rest_of_row(current.body, body[0], current.columns, body[1:])
        if ended is not None:
            at, whole = ended
            current.body[at], body = whole, body[1:]
    current.body.extend(body)
    current.notes = (*current.notes, *grid.notes)
