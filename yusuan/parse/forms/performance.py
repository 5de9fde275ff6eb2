"""The performance targets of a table or form: where its lists of indicators begin, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.model import PerformanceIndicator
from yusuan.parse.cells import label_text, looks_like_money
from yusuan.parse.forms.indicator_groups import Group, find_groups
from yusuan.parse.forms.indicator_records import Found, indicator_record, is_sample
from yusuan.parse.forms.indicators import listed_indicators, read_indicators
from yusuan.parse.forms.targets import read_target
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import INDICATOR_ROLES, is_indicator_header, read_columns
from yusuan.spec.lines import load_lines
from yusuan.spec.load import TableSpec
from yusuan.spec.organisations import load_organisations
from yusuan.spec.spelling import bare, normalise

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Performance:
    """The indicators of a table, the cells they are read from, and those that only show how to fill a form.

    ``headers`` are the lines of headers within a form, ``labels`` the cells of levels without indicators.
    """

    records: tuple[PerformanceIndicator, ...]
    used: frozenset[tuple[int, int]]
    samples: frozenset[tuple[int, int]]
    headers: frozenset[int]
    labels: frozenset[tuple[int, int]]


def read_performance(disclosure_id: str, read: ReadTable, spec: TableSpec) -> Performance:
    """Return the indicators of a table, of whatever layout."""
    projects = projects_by_line(read, spec)
    scope = "department" if read.kind.name == "department_performance" else "project"
    records: list[PerformanceIndicator] = []
    used: set[tuple[int, int]] = set()
    samples: set[tuple[int, int]] = set()
    headers: set[int] = set()
    for found, group, header in _sections(read, spec):
        headers |= header
        for one in found:
            if is_sample(one, spec.indicators):
                samples |= one.fields
                continue
            used |= one.fields
            project = (None, None) if scope == "department" else projects.get(one.line, (None, None))
            records.append(
                indicator_record(disclosure_id, read.table_id, scope, one, group.get(one.group), project)
            )
    records.sort(key=lambda record: (record.source_line, record.source_column, record.position))
    samples -= used
    taken = used | samples
    labels = {
        (row.line, at)
        for row in read.table.body
        for at in row.printed
        if taken and is_level(row[at], spec) and (row.line, at) not in taken
    }
    return Performance(
        tuple(records), frozenset(used), frozenset(samples), frozenset(headers), frozenset(labels)
    )


_Section = tuple[list[Found], dict[int, Group], set[int]]


def _sections(read: ReadTable, spec: TableSpec) -> list[_Section]:
    if read.table.is_form:
        return _form_sections(read, spec)
    sections = []
    groups = find_groups(read.table.columns, midterm=False, spec=spec)
    if groups:
        columns = read.table.columns
        found = read_indicators(read.table.body, columns, groups, spec.indicators, read.table.pages)
        sections.append((found, dict(enumerate(groups)), set[int]()))
    listing = [c for c in read.table.columns if c.role == "indicators" and not groups]
    for column in listing:
        for row in read.table.body:
            found = list(listed_indicators(row, column, row[column.index], spec.indicators))
            sections.append((found, {}, set()))
    return sections


def _form_sections(read: ReadTable, spec: TableSpec) -> list[_Section]:
    """Cut a form at its indicator headers and read the rows below each."""
    body = read.table.body
    heads = [position for position, row in enumerate(body) if is_indicator_header(row, spec)]
    texts = [normalise(row[at]) for row in body for at in row.printed if len(row[at]) < 30]
    midterm = any(word in text for text in texts for word in load_lines().midterm)
    sections: list[_Section] = []
    for head, end in zip(heads, [*heads[1:], len(body)], strict=False):
        stairs = _staircase(body, head, spec)
        if stairs:
            found = _read_staircase(body[head + stairs : end], body[head], spec)
            sections.append((found, {}, {row.line for row in body[head : head + stairs]}))
            continue
        columns = read_columns([body[head]], spec)
        groups = find_groups(columns, midterm, spec)
        found = read_indicators(body[head + 1 : end], columns, groups, spec.indicators, read.table.pages)
        sections.append((found, dict(enumerate(groups)), {body[head].line}))
    return sections


def _staircase(body: Sequence[Row], head: int, spec: TableSpec) -> int:
    """Return the number of header rows where 指标值 and 备注 stand below 三级指标 in one column, else 0."""
    name = next((at for at in body[head].printed if _role(body[head], at, spec) == "indicator"), None)
    if any(_role(body[head], at, spec) == "target" for at in body[head].printed) or name is None:
        return 0
    rows = 1
    while head + rows < len(body) and body[head + rows].printed == (name,):
        if _role(body[head + rows], name, spec) not in {"target", "remark"}:
            break
        rows += 1
    return rows if rows > 1 else 0


def _role(row: Row, at: int, spec: TableSpec) -> str | None:
    word = spec.word(row[at])
    return word.role if word else None


def _read_staircase(rows: Sequence[Row], head: Row, spec: TableSpec) -> list[Found]:
    """Read a list in which each target is printed on the line after its indicator."""
    name_at = next(at for at in head.printed if _role(head, at, spec) == "indicator")
    found: list[Found] = []
    level1: str | None = None
    level2: str | None = None
    waiting: Found | None = None
    for row in rows:
        for at in row.printed:
            if at < name_at and (word := spec.word(row[at])) is not None and word.role in INDICATOR_ROLES:
                return found
            if at < name_at and normalise(row[at]) in spec.indicators.level1:
                level1 = label_text(row[at])
                for one in found:
                    one.level1 = one.level1 or level1
            elif at < name_at:
                level2 = label_text(row[at])
        text = row[name_at].strip()
        if not text or looks_like_money(text):
            waiting = None
        elif waiting is None:
            target = read_target("", spec.indicators)
            waiting = Found(row.line, name_at, 0, label_text(text), level1, level2, target)
            waiting.fields = {
                (row.line, at) for at in row.printed if at == name_at or not looks_like_money(row[at])
            }
            found.append(waiting)
        else:
            waiting.target = read_target(text, spec.indicators)
            waiting.line = row.line
            waiting.fields.add((row.line, name_at))
            waiting = None
    return found


def projects_by_line(read: ReadTable, spec: TableSpec) -> dict[int, tuple[str | None, str | None]]:
    """Return the project, and its code, that each line of a table belongs to."""
    if read.table.is_form:
        name = project_of_form(read.table.body, spec)
        return {row.line: (name, None) for row in read.table.body}
    read_rows = {reading.line: reading for reading in read.readings}
    column = next(
        (c.index for role in ("subproject", "project") for c in read.table.columns if c.role == role), None
    )
    found: dict[int, tuple[str | None, str | None]] = {}
    current: tuple[str | None, str | None] = (None, None)
    for row in read.table.body:
        reading = read_rows.get(row.line)
        if reading is not None:
            current = (
                (reading.project, reading.project_code) if reading.project or reading.is_unit else current
            )
        elif column is not None and not read_rows and row[column].strip() and not is_level(row[column], spec):
            current = (label_text(row[column]), None)
        found[row.line] = current
    return found


def project_of_form(body: Sequence[Row], spec: TableSpec) -> str | None:
    """Return the project a form is about: the cell beside 项目名称."""
    for row in body:
        for position, at in enumerate(row.printed[:-1]):
            word = spec.word(row[at])
            if (
                word is not None
                and word.role in {"project", "subproject"}
                and (len(row.printed) == _PAIR or not spec.word(row[row.printed[position + 1]]))
            ):
                return label_text(row[row.printed[position + 1]])
    return None


def unit_of_form(body: Sequence[Row], spec: TableSpec) -> str | None:
    """Return the organisation that carries a form's project out: the cell beside 实施单位."""
    units = load_lines().units
    for row in body:
        for label, at in pairwise(row.printed):
            word = spec.word(row[label])
            if word is not None and word.role == "unit" and any(u in row[label] for u in units):
                name = label_text(row[at])
                if load_organisations().is_name(name):
                    return name
    return None


def is_level(text: str, spec: TableSpec) -> bool:
    """Tell whether a cell names a level of indicators."""
    return bare(text) in spec.indicators.level1 | spec.indicators.level2
