"""A grid's header: which rows it takes, and what each column below it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yusuan.parse.cells import is_axis_row, is_code, is_figure, label_text, looks_like_money
from yusuan.parse.tables.captions import is_caption_row
from yusuan.parse.tables.counted import counted_unit
from yusuan.parse.tables.depth import header_depth
from yusuan.parse.tables.grids import Caption, Row, money_unit_of
from yusuan.spec.lines import load_lines
from yusuan.spec.load import TableSpec
from yusuan.spec.patterns import alternatives
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import AMONG, bare, money_unit_in, normalise
from yusuan.spec.words import Word

LABEL_ROLES = roles_that_are("label")
INDICATOR_ROLES = roles_that_are("indicator")
CODE_ROLES = roles_that_are("code")
TELLING_ROLES = (roles_that_are("amount") | roles_that_are("target")) - {"unknown"}
"""Roles of columns that make a grid a table: they head amounts or targets."""
_YEAR = re.compile(rf"^(20\d{{2}})年?{alternatives(load_lines().column_years)}?$")
_YEAR_PREFIX = re.compile(r"^(20\d{2})年")
_AMONG = frozenset(word + colon for word in AMONG for colon in ("", ":"))
_FIGURES = roles_that_are("figure")
_NO_AMOUNTS = frozenset({"indicators", "goal", "indicator_group"})
_MAX_HEADER_ROWS = 6
_LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Level:
    """One header cell over a column: the word as printed, where it stands, and the columns it spans."""

    text: str
    line: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its header levels from the top, and what they say of the cells below."""

    index: int
    levels: tuple[Level, ...]
    role: str
    measure: str | None = None
    fund: str | None = None
    period: str | None = None
    side: str | None = None
    phase: str | None = None
    fiscal_year: int | None = None
    year_offset: int | None = None
    money_unit: str | None = None
    unknown: tuple[Level, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The header words over the column, from the top, as printed but for spaces."""
        return tuple(level.text for level in self.levels)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a grid: captions printed within it, its rows, and its columns in order."""

    captions: tuple[Caption, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    @property
    def signature(self) -> tuple[tuple[str, ...], ...]:
        """The printed cells, normalised: equal where a header is printed again after a page break."""
        return tuple(tuple(normalise(cell) for cell in row.cells if cell.strip()) for row in self.rows)


def split_header(
    rows: Sequence[Row], spec: TableSpec, is_stated: bool = False
) -> tuple[Header, tuple[Row, ...]]:
    """Split a grid's rows into header and body.

    The header is empty where the grid goes on with a table begun before: its first row is data. Where a money
    unit is stated over the grid (``is_stated``, or by captions within it) words that nobody knows can be one.
    """
    start = 0
    captions: list[Caption] = []
    while start < len(rows) and is_caption_row(rows[start], spec):
        captions.extend(
            Caption(rows[start].line, rows[start][column].strip()) for column in rows[start].printed
        )
        start += 1
    end = start
    numbered: Row | None = None
    while end < len(rows) and end - start < _MAX_HEADER_ROWS:
        if end > start and is_axis_row(rows[end].cells):
            numbered = rows[end]
            break
        is_gap = end > start and not rows[end].printed and end + 1 < len(rows)
        at = end + 1 if is_gap else end
        if is_gap and is_axis_row(rows[at].cells):
            end = at
        elif _is_header_row(rows[at], rows[start:end], spec) or (
            end == start and _heads_amounts(rows[at], rows[at + 1 : at + 2], spec)
        ):
            end = at + 1
        else:
            break
    if end == start < len(rows) and is_axis_row(rows[end].cells):
        numbered = rows[end]  # the rest of a header that a page's end cuts in two
    if end == start and numbered is None and (is_stated or any(money_unit_of(c.text) for c in captions)):
        end += header_depth(rows[start:])
    header_rows = (*rows[start:end], *((numbered,) if numbered else ()))
    columns = read_columns((*header_rows, *_codes_in_row(rows[end : end + 1], spec)), spec)
    return Header(tuple(captions), header_rows, columns), tuple(rows[len(header_rows) + start :])


def is_indicator_header(row: Row, spec: TableSpec) -> bool:
    """Tell whether a row of a form is the header of a list of indicators."""
    roles = [word.role for at in row.printed if (word := spec.word(row[at]))]
    return bool({"indicator", "indicator_content"} & set(roles)) and bool(set(roles) & {"level1", "level2"})


def _codes_in_row(rows: Sequence[Row], spec: TableSpec) -> tuple[Row, ...]:
    """Return the 类, 款, 项 that a row prints beside the columns' numbers or its total, as a header row."""
    for row in rows:
        kept = [
            at for at in row.printed if (word := spec.word(row[at])) and word.role in CODE_ROLES - {"code"}
        ]
        if len(kept) > 1:
            return (Row(row.line, tuple(row[at] if at in kept else "" for at in range(len(row.cells)))),)
    return ()


def _is_header_row(row: Row, above: Sequence[Row], spec: TableSpec) -> bool:
    """Tell whether a row belongs to the header that ``above`` begins."""
    texts = [(column, row[column]) for column in row.printed]
    if not texts or any(is_figure(text) or is_code(text) for _, text in texts):
        return False
    known = [spec.word(text) or _plain_word(text, spec) for _, text in texts]
    if not above:
        telling = any(word is not None and not word.detail for word in known)
        named = [
            word is not None or normalise(text) in _AMONG or _is_of_year(text)
            for word, (_, text) in zip(known, texts, strict=True)
        ]
        return telling and sum(named) * 2 >= len(texts)
    evidence = [
        _evidence(column, word, row, above, spec) for (column, _), word in zip(texts, known, strict=True)
    ]
    return "data" not in evidence


def _heads_amounts(row: Row, following: Sequence[Row], spec: TableSpec) -> bool:
    """Tell whether a row of words, two at least of them known, stands over an amount of the next row."""
    texts = [row[at] for at in row.printed]
    if any(is_figure(text) or is_code(text) or len(text) > _LONGEST_WORD for text in texts):
        return False
    known = {at: word for at in row.printed if (word := spec.word(row[at]))}
    money = {at for one in following for at in one.printed if looks_like_money(one[at])}
    return len(known) > 1 and any(word.role == "amount" and at in money for at, word in known.items())


def _divides(column: int, row: Row, above: Sequence[Row]) -> bool:
    """Tell whether a row prints several cells under the one cell that spans ``column`` in the row above."""
    last = above[-1]
    end = next((at for at in range(column + 1, len(last.cells)) if last[at].strip()), len(last.cells))
    return bool(last[column].strip()) and sum(column <= at < end for at in row.printed) > 1


def _plain_word(text: str, spec: TableSpec) -> Word | None:
    """Return what a word means by its form alone.

    A year stands over amounts, a per cent sign over rates, a unit that is none of money over quantities.
    """
    if normalise(text).rstrip(")").endswith("%"):
        return Word("percent")
    if counted_unit(text, spec) is not None:
        return Word("quantity")
    return Word("amount") if _YEAR.match(normalise(text)) else None


def _is_of_year(text: str) -> bool:
    return _YEAR_PREFIX.match(normalise(text)) is not None


def _evidence(column: int, word: Word | None, row: Row, above: Sequence[Row], spec: TableSpec) -> str:
    """Weigh one cell under a header: a label under a label column is data, a word elsewhere is header."""
    over = next((row[column] for row in reversed(above) if row[column].strip()), "")
    over_word = spec.word(over) if over else None
    under_label = over_word is not None and over_word.role in LABEL_ROLES
    if word is not None and word.role in LABEL_ROLES | INDICATOR_ROLES:
        return "header"
    if word is None and row[column].strip().endswith(spec.header_endings):
        return "header"
    if under_label:
        return "header" if word is not None and _divides(column, row, above) else "data"
    if word is None and over_word is not None and over_word.role in INDICATOR_ROLES:
        return "data"
    return "header"


def read_columns(rows: Sequence[Row], spec: TableSpec) -> tuple[Column, ...]:
    """Return the columns below the given header rows; rows that only number the columns say nothing."""
    worded = [row for row in rows if not is_axis_row(row.cells)]
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(_read_column(index, _levels(index, worded, width), spec) for index in range(width))


def _levels(column: int, rows: Sequence[Row], width: int) -> tuple[Level, ...]:
    levels: list[Level] = []
    for depth, row in enumerate(rows):
        first = next((at for at in range(column, -1, -1) if row[at].strip()), None)
        if first is None or any(_starts(rows[:depth], at) for at in range(first + 1, column + 1)):
            continue
        last = column
        while last + 1 < width and not row[last + 1].strip() and not _starts(rows[:depth], last + 1):
            last += 1
        levels.append(Level(label_text(row[first]), row.line, first, last))
    return tuple(levels)


def _starts(rows: Sequence[Row], column: int) -> bool:
    return any(row[column].strip() for row in rows)


def _read_column(index: int, levels: tuple[Level, ...], spec: TableSpec) -> Column:
    column = Column(index, levels, "unknown")
    unknown: list[Level] = []
    for depth, level in enumerate(levels):
        text = normalise(level.text)
        year = _YEAR.match(text) or _YEAR_PREFIX.match(text)
        if year:
            column = replace(column, fiscal_year=int(year.group(1)))
        word = spec.word(level.text) or _plain_word(level.text, spec)
        column = replace(column, money_unit=money_unit_in(level.text) or column.money_unit)
        if word is None and text in _AMONG:
            continue
        if word is None and depth:
            word = spec.word(levels[depth - 1].text + level.text)
        if word is None:
            unknown.append(level)
            continue
        column = _with_word(column, word, is_total=bare(level.text) in spec.totals)
    return replace(column, unknown=tuple(unknown))


def join_measures(above: str | None, below: str | None) -> str | None:
    """Join what two levels measure: the nearer one, but below a project no part of basic expenditure."""
    is_kept = above == "change" or (above == "project" and (below or "").startswith("basic_"))
    return above if is_kept else below or above


def _with_word(column: Column, word: Word, is_total: bool) -> Column:
    """Let a level add to what the levels above say; the nearer level decides where both speak.

    A total is one of what stands above it: 合计 below 车辆（辆） is no amount. What stands below a rate is
    what it is the rate of: 基本支出 below 比上年增减% is no amount either.
    """
    role = word.role
    is_figure = column.role == "percent" or (is_total and column.role in _FIGURES)
    if role == "amount" and (column.role in _NO_AMOUNTS or is_figure):
        role = column.role
    return replace(
        column,
        role=role,
        measure=join_measures(column.measure, word.measure),
        fund=word.fund or column.fund,
        period=word.period or column.period,
        side=word.side or column.side,
        phase=word.phase or column.phase,
        year_offset=word.year_offset if word.year_offset is not None else column.year_offset,
    )
