"""The tables a document prints, and those it names and does not print."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.model import Table
from yusuan.parse.gather import Gathered
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.recognise import Declared
from yusuan.parse.tables.titles import title_head, title_text
from yusuan.spec.indicators import load_indicators
from yusuan.spec.load import load_tables
from yusuan.spec.spelling import money_unit_in, normalise


def inventory(
    disclosure_id: str,
    tables: Sequence[ReadTable],
    declared: Sequence[Declared],
    gathered: Gathered,
) -> tuple[list[Table], dict[str, int]]:
    """Return a row for each table printed, then one for each declared and absent; and these ones' lines.

    Declared tables are matched to printed ones by title, then by kind. Lines are those of the contents, by
    table id.
    """
    matched = _match(tables, declared)
    rows = [_printed(disclosure_id, read, matched.get(read.table_id), gathered) for read in tables]
    found = {id(entry) for entry in matched.values()}
    left = [entry for entry in declared if id(entry) not in found]
    absent = {f"t{number:02}": entry for number, entry in enumerate(left, start=len(tables) + 1)}
    rows += [_absent(disclosure_id, table_id, entry) for table_id, entry in absent.items()]
    return rows, {table_id: entry.line for table_id, entry in absent.items()}


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
    gathered: Gathered,
) -> Table:
    table = read.table
    printed = table.title.text if table.title else None
    status = _status(read, gathered)
    assumed = gathered.assumed.get(read.table_id)
    unit, unit_line = table.money_unit or _unit_in_header(read) or (assumed, None)
    return Table(
        disclosure_id=disclosure_id,
        table_id=read.table_id,
        kind=read.kind.name,
        title_printed=printed,
        title=title_text(printed) if printed else (entry.title if entry else read.kind.title),
        money_unit=unit,
        money_unit_line=unit_line,
        first_line=table.first_line,
        last_line=table.last_line,
        header_last_line=table.header.rows[-1].line if table.header.rows else None,
        row_count=len(table.body),
        cell_count=gathered.cells[read.table_id],
        sums_tested=gathered.sums.get(read.table_id, (0, 0))[0],
        sums_held=gathered.sums.get(read.table_id, (0, 0))[1],
        status=status,
        note=_note(read, status, gathered),
    )


def _unit_in_header(read: ReadTable) -> tuple[str, int] | None:
    """Return the money unit that a header word names, and its line."""
    levels = (level for column in read.table.columns if column.money_unit for level in column.levels)
    return next(((unit, level.line) for level in levels if (unit := money_unit_in(level.text))), None)


def _status(read: ReadTable, gathered: Gathered) -> str:
    if _is_sample(read):
        return "blank_form"
    if gathered.kept[read.table_id]:
        return "data"
    if gathered.unread[read.table_id]:
        return "unreadable"
    if any(load_tables().no_data.search(normalise(note.text)) for note in read.table.notes):
        return "declared_empty"
    return "empty"


def _note(read: ReadTable, status: str, gathered: Gathered) -> str | None:
    """Return the note printed below a table, else what explains its status or its money unit."""
    table = read.table
    if table.notes:
        return table.notes[0].text
    if table.other_money_unit and status in {"data", "unreadable"}:
        return f"所印金额单位“{table.other_money_unit}”不在本站词表中"
    if status == "unreadable":
        return f"表中有{gathered.unread[read.table_id]}个数字未能读出"
    if unit := gathered.assumed.get(read.table_id):
        return f"本表没有印金额单位，按其他各表所印的{unit}计"
    return None


def _is_sample(read: ReadTable) -> bool:
    """Tell whether a form is left as issued: sample words where indicators belong."""
    words = [row[at] for row in read.table.body for at in row.printed]
    samples = sum(map(load_indicators().is_sample, words))
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
        header_last_line=None,
        row_count=0,
        cell_count=0,
        sums_tested=0,
        sums_held=0,
        status="absent",
        note=f"目录第{entry.line}行列有此表，正文中没有",
    )
