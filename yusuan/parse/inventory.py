"""The tables a document prints, and those it names and does not print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yusuan.model import Table
from yusuan.parse.reading import ReadTable
from yusuan.parse.recognise import Declared
from yusuan.parse.titles import title_head, title_text
from yusuan.spec.spelling import normalise

_NO_DATA = re.compile(
    r"无数据|无发生额|没有.{0,60}(?:支出|收入|安排|采购)|无.{0,20}(?:支出|项目|预算)|不涉及|为空"
)
_SAMPLE = re.compile(r"^(?:指标\d|指标值\d|目标\d[:：]?|……)$")


def inventory(
    disclosure_id: str,
    tables: Sequence[ReadTable],
    declared: Sequence[Declared],
    cells: Mapping[str, int],
    records: Mapping[str, int],
) -> list[Table]:
    """Return a row for each table printed, then one for each declared and absent.

    ``cells`` and ``records`` count data cells and records by table id. Declared tables are matched to printed
    ones by title, then by kind.
    """
    matched = _match(tables, declared)
    rows = [_printed(disclosure_id, read, matched.get(read.table_id), cells, records) for read in tables]
    found = {id(entry) for entry in matched.values()}
    absent = [entry for entry in declared if id(entry) not in found]
    for number, entry in enumerate(absent, start=len(tables) + 1):
        rows.append(_absent(disclosure_id, f"t{number:02}", entry))
    return rows


def _match(tables: Sequence[ReadTable], declared: Sequence[Declared]) -> dict[str, Declared]:
    """Pair printed tables with entries of the contents: same title first, then same kind, each once."""
    left = list(declared)
    matched: dict[str, Declared] = {}
    for read in tables:
        title = title_head(read.table.title.text) if read.table.title else None
        entry = next((entry for entry in left if title is not None and normalise(entry.title) == title), None)
        if entry is not None:
            matched[read.table_id] = entry
            left.remove(entry)
    for read in tables:
        entry = next((entry for entry in left if entry.kind.name == read.kind.name), None)
        if entry is not None and read.table_id not in matched:
            matched[read.table_id] = entry
            left.remove(entry)
    return matched


def _printed(
    disclosure_id: str,
    read: ReadTable,
    entry: Declared | None,
    cells: Mapping[str, int],
    records: Mapping[str, int],
) -> Table:
    table = read.table
    printed = table.title.text if table.title else None
    status = _status(read, records.get(read.table_id, 0))
    unit = table.money_unit
    return Table(
        disclosure_id=disclosure_id,
        table_id=read.table_id,
        kind=read.kind.name,
        title_printed=printed,
        title=title_text(printed) if printed else (entry.title if entry else read.kind.title),
        money_unit=unit[0] if unit else _unit_in_header(read),
        money_unit_line=unit[1] if unit else None,
        first_line=table.first_line,
        last_line=table.last_line,
        row_count=len(table.body),
        cell_count=cells.get(read.table_id, 0),
        status=status,
        note=table.notes[0].text if table.notes else None,
    )


def _unit_in_header(read: ReadTable) -> str | None:
    return next((column.money_unit for column in read.table.columns if column.money_unit), None)


def _status(read: ReadTable, records: int) -> str:
    if _is_sample(read):
        return "blank_form"
    if records:
        return "data"
    if any(_NO_DATA.search(normalise(note.text)) for note in read.table.notes):
        return "declared_empty"
    return "empty"


def _is_sample(read: ReadTable) -> bool:
    """Tell whether a form is left as issued: sample words where indicators belong."""
    words = [normalise(row[at]) for row in read.table.body for at in row.printed]
    samples = sum(bool(_SAMPLE.match(word)) for word in words)
    return samples >= 3 and samples * 3 >= len(words)


def _absent(disclosure_id: str, table_id: str, entry: Declared) -> Table:
    return Table(
        disclosure_id=disclosure_id,
        table_id=table_id,
        kind=entry.kind.name,
        title_printed=None,
        title=entry.title,
        money_unit=None,
        money_unit_line=None,
        first_line=None,
        last_line=None,
        row_count=0,
        cell_count=0,
        status="absent",
        note=f"目录第{entry.line}行列有此表，正文中没有",
    )
