"""Tables as published: the document's own cells, each number with an address of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.model import BudgetLine, Check, Leftover, Table
from yusuan.site.headers import HeaderCell, merge_header
from yusuan.site.labels import Labels, find_labels
from yusuan.site.packages import UnitPackage

MAX_HEADER_ROWS = 4
NAMED_COLUMNS = 0.75
NUMBER = re.compile(r"^[-−+]?[\d,，]+(?:\.\d+)?%?$")
CODE = re.compile(r"^\d{2,}$")

STATUS_WORDS = {
    "declared_empty": "文件注明本表无数据。",
    "empty": "文件印了表头，没有印数字，也没有说明原因。",
    "blank_form": "文件印了一张没有填写的空表。",
    "absent": "文件目录列有这张表，正文没有印出。",
    "unreadable": "这张表印在文件里，本站没能读出。",
}
"""What a table's status means; a table with data needs no words."""

Row = tuple[int, list[str]]
"""A printed row: its line and its cells."""


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """A cell as printed; ``anchor`` addresses a number, ``flaw`` says what is odd about it."""

    text: str
    style: str
    anchor: str | None = None
    flaw: str | None = None
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A printed row with its line; a row without cells is a line of text within the table.

    ``fails`` are the checks that failed with a figure of this line.
    """

    line: int
    style: str
    cells: Sequence[PublishedCell] = ()
    text: str = ""
    fails: Sequence[Check] = ()


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as the page shows it; ``status`` says in words why there are no figures."""

    table: Table
    title: str
    width: int
    header: Sequence[tuple[int, Sequence[HeaderCell]]]
    rows: Sequence[PublishedRow]
    status: str | None
    label_column: int

    @property
    def anchor(self) -> str:
        """Name the table's place on the unit page."""
        return f"table-{self.table.table_id}"


def published_tables(unit: UnitPackage) -> list[PublishedTable]:
    """Lay out every table of the document, those without figures too, in printed order."""
    leftovers = {(item.source_line, item.source_column): item for item in unit.leftovers}
    ordered = sorted(unit.tables, key=lambda table: (table.first_line is None, table.first_line or 0))
    titles = _titles(unit)
    return [_publish(unit, table, titles[table.table_id], leftovers) for table in ordered]


def _titles(unit: UnitPackage) -> dict[str, str]:
    """Name each table; forms of one title by the project that they are about."""
    counts = Counter(table.title for table in unit.tables)
    projects: dict[str, set[str]] = {}
    named = [(one.table_id, one.project) for one in unit.performance_indicators]
    named += [(text.table_id, text.project) for text in unit.form_texts]
    for table_id, project in named:
        if project:
            projects.setdefault(table_id, set()).add(project)
    titles = {}
    for table in unit.tables:
        own = projects.get(table.table_id, set()) if counts[table.title] > 1 else set()
        titles[table.table_id] = "：".join((table.title, *(own if len(own) == 1 else ())))
    return titles


def _publish(
    unit: UnitPackage, table: Table, title: str, leftovers: dict[tuple[int, int], Leftover]
) -> PublishedTable:
    printed = _printed_rows(unit, table)
    amounts = unit.amounts_by_table.get(table.table_id, [])
    first_data = min((line.source_line for line in amounts), default=None)
    header, body = _split_header(printed, first_data)
    width = max((len(cells) for _, cells in printed if len(cells) > 1), default=1)
    repeated = {tuple(cells) for _, cells in header}
    labels = find_labels(amounts, dict(printed))
    layout = _Layout(unit, leftovers, repeated, width, labels)
    return PublishedTable(
        table=table,
        title=title,
        width=width,
        header=merge_header(header, width),
        rows=[layout.row(line, cells) for line, cells in body],
        status=_status(table),
        label_column=labels.first,
    )


def _status(table: Table) -> str | None:
    """Say in words why a table has no amounts; one that prints other things only says so."""
    if table.status == "empty" and table.cell_count:
        return "这张表没有印金额。"
    return STATUS_WORDS.get(table.status)


def _printed_rows(unit: UnitPackage, table: Table) -> list[Row]:
    if table.first_line is None or table.last_line is None:
        return []
    lines = enumerate(unit.source[table.first_line - 1 : table.last_line], start=table.first_line)
    return [(number, _cells(line)) for number, line in lines if line.strip()]


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in line.split("\t")]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells if len(cells) > 1 or "\t" not in line else [*cells, ""]


def _split_header(printed: Sequence[Row], first_data: int | None) -> tuple[list[Row], list[Row]]:
    """Take the rows above the first amount as header; text above them belongs to the title."""
    start = next((i for i, (_, cells) in enumerate(printed) if len(cells) > 1), len(printed))
    end = start
    while end < len(printed) and end - start < MAX_HEADER_ROWS:
        line, cells = printed[end]
        if len(cells) == 1 or line == first_data or _looks_like_data(cells):
            break
        if first_data is None and end > start and _is_numbering(printed[end - 1][1]):
            break
        end += 1
    if not _heads_columns([cells for _, cells in printed[start:end]], printed):
        end = start
    return list(printed[start:end]), list(printed[end:])


def _heads_columns(header: Sequence[Sequence[str]], printed: Sequence[Row]) -> bool:
    """Tell whether the rows name most columns, as a header does and the first rows of a form do not."""
    width = max((len(cells) for _, cells in printed), default=0)
    named = {column for cells in header for column, text in enumerate(cells) if text}
    return len(named) >= width * NAMED_COLUMNS


def _looks_like_data(cells: Sequence[str]) -> bool:
    return not _is_numbering(cells) and any(NUMBER.match(cell) for cell in cells)


def _is_numbering(cells: Sequence[str]) -> bool:
    """Recognise the row that numbers the columns: ``** ** 1 2 3``."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(re.fullmatch(r"\*+|\d{1,2}", cell) for cell in filled)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lay out rows of one table."""

    unit: UnitPackage
    leftovers: dict[tuple[int, int], Leftover]
    repeated: set[tuple[str, ...]]
    width: int
    labels: Labels

    def row(self, line: int, cells: Sequence[str]) -> PublishedRow:
        """Lay out one printed row; a line without columns stays a line of text."""
        fails = self.unit.fails_by_line.get(line, [])
        if len(cells) == 1:
            return PublishedRow(line, "text", text=cells[0], fails=fails)
        if tuple(cells) in self.repeated:
            return PublishedRow(line, "again", text="（换页，表头重印）")
        amounts = {a.source_column: a for a in self.unit.amounts_by_line.get(line, [])}
        padded = [*cells, *[""] * (self.width - len(cells))]
        style = "total" if _is_total(cells) else ""
        shown = [self._cell(line, n, text, amounts) for n, text in enumerate(padded)]
        return PublishedRow(line, style, shown, fails=fails)

    def _cell(self, line: int, column: int, text: str, amounts: Mapping[int, BudgetLine]) -> PublishedCell:
        amount = amounts.get(column)
        if amount is not None:
            return PublishedCell(text, "n", f"L{line}C{column}", amount.repaired, bool(amount.repaired))
        left = self.leftovers.get((line, column))
        if left is not None:
            return PublishedCell(text, "left", None, f"没有归入数据：{left.reason}")
        level = self.labels.level(column, text, list(amounts.values()))
        if column == self.labels.first:
            return PublishedCell(text, f"label d{level or 1}")
        if level is not None and not CODE.match(text):
            return PublishedCell(text, f"d{level}" if level > 1 else "")
        if NUMBER.match(text) and not CODE.match(text):
            return PublishedCell(text, "n")
        return PublishedCell(text, "")


def _is_total(cells: Sequence[str]) -> bool:
    first = "".join(next((cell for cell in cells if cell), "").split())
    return first.endswith(("合计", "总计", "共计")) or bool(NUMBER.match(first) and not CODE.match(first))
