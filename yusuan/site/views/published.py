"""Tables as published: the document's own cells, each number with an address of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yusuan.model import BudgetLine, Check, Leftover, Table
from yusuan.model.printed import PrintedCell, PrintedTable, lay_out
from yusuan.site.packages import UnitPackage, number_anchor
from yusuan.site.views.headers import HeaderCell, merge_header
from yusuan.site.views.labels import Labels, find_labels
from yusuan.spec.load import load_tables

NUMBER = re.compile(r"^[-−+]?[\d,，]+(?:\.\d+)?%?$")
CODE = re.compile(r"^\d{2,}$")

STATUS_WORDS = {
    "declared_empty": "文件注明本表无数据。",
    "empty": "文件印了表头，没有印数字，也没有说明原因。",
    "blank_form": "文件印了一张没有填写的空表。",
    "absent": "文件目录列有这张表，正文没有找到它。",
    "unreadable": "这张表印在文件里，本站没能读出。",
}
"""What a table's status means; a table with data needs no words."""


class PublishedCell(NamedTuple):
    """A cell as printed; ``anchor`` addresses a number, ``flaw`` says what is odd about it.

    ``moved`` says, beside a number that was put right, where it is printed or where it belongs. A tuple: a
    template takes the thousands of cells of a page apart without looking up each part by its name.
    """

    text: str
    style: str
    anchor: str | None = None
    flaw: str | None = None
    moved: str | None = None


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
    mended: bool = False
    unplaced: Sequence[str] = ()

    @property
    def number_columns(self) -> set[int]:
        """Return the columns in which numbers stand, whose headings stand to the right as they do."""
        shown = [(n, cell.style) for row in self.rows for n, cell in enumerate(row.cells) if cell.text]
        numbers = Counter(column for column, style in shown if style == "n")
        filled = Counter(column for column, _ in shown)
        return {column for column, count in numbers.items() if count * 2 > filled[column]}

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
    amounts = unit.amounts_by_table.get(table.table_id, [])
    laid = lay_out(unit.source, table, amounts, unit.procurement_items)
    width = max(laid.width, 1)
    repeated = {tuple(texts) for texts in _stripped(unit, laid)}
    labels = find_labels(amounts, {line: [cell.text for cell in cells] for line, cells in laid.rows})
    layout = _Layout(unit, leftovers, repeated, width, labels)
    return PublishedTable(
        table=table,
        title=title,
        width=width,
        header=merge_header(laid.header, width),
        rows=[layout.row(line, cells) for line, cells in laid.rows],
        status=_status(table),
        label_column=labels.first,
        mended=laid.mended,
        unplaced=laid.unplaced,
    )


def _stripped(unit: UnitPackage, laid: PrintedTable) -> Iterator[list[str]]:
    """Return the header's lines as printed, to tell where it is printed again."""
    for line in sorted({line for line, _ in laid.header}):
        yield _without_blank_end([cell.strip() for cell in unit.source[line - 1].split("\t")])


def _status(table: Table) -> str | None:
    """Say in words why a table has no amounts; one that prints other things only says so."""
    if table.status == "empty" and table.cell_count:
        return "这张表没有印金额。"
    return STATUS_WORDS.get(table.status)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lay out rows of one table."""

    unit: UnitPackage
    leftovers: dict[tuple[int, int], Leftover]
    repeated: set[tuple[str, ...]]
    width: int
    labels: Labels

    def row(self, line: int, laid: Sequence[PrintedCell]) -> PublishedRow:
        """Lay out one printed row; a line without columns stays a line of text."""
        fails = self.unit.fails_by_line.get(line, [])
        cells = [cell.text for cell in laid]
        if len(cells) == 1:
            return PublishedRow(line, "text", text=cells[0], fails=fails)
        if tuple(_without_blank_end(cells)) in self.repeated:
            return PublishedRow(line, "again", text="（换页，表头重印）")
        amounts = {a.source_column: a for a in self.unit.amounts_by_line.get(line, [])}
        is_total = any(amount.is_total for amount in amounts.values())
        if not amounts:  # an empty total has no record
            is_total = load_tables().is_total_label(next(filter(None, cells), ""))
        style = "total" if is_total else ""
        first = next((n for n, cell in enumerate(laid) if _is_moved(cell, n, amounts)), None)
        shown = [self._cell(line, n, cell, amounts, n == first) for n, cell in enumerate(laid)]
        shown += [PublishedCell("", "")] * (self.width - len(shown))
        return PublishedRow(line, style, shown, fails=fails)

    def _cell(
        self, line: int, column: int, cell: PrintedCell, amounts: Mapping[int, BudgetLine], starts: bool
    ) -> PublishedCell:
        """Lay out a cell; ``starts`` says that the words from it on are set under their headings."""
        text, source = cell.text, cell.source_column
        amount = None if source is None else amounts.get(source)
        if amount is not None:
            moved = _moved(cell, column) if amount.repaired else None
            return PublishedCell(text, "n", number_anchor(amount), amount.repaired, moved)
        left = None if source is None else self.leftovers.get((line, source))
        if left is not None:
            return PublishedCell(text, "left", None, f"没有归入数据：{left.reason}")
        level = self.labels.level(column, text, list(amounts.values()))
        moved = f"自此各格{_moved(cell, column)}" if starts else None
        if column == self.labels.first:
            return PublishedCell(text, f"label d{level}" if (level or 1) > 1 else "label", moved=moved)
        if level is not None and not CODE.match(text):
            return PublishedCell(text, f"d{level}" if level > 1 else "", moved=moved)
        is_number = NUMBER.match(text) and not CODE.match(text)
        return PublishedCell(text, "n" if is_number else "", moved=moved)


def _without_blank_end(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept


def _is_moved(cell: PrintedCell, column: int, amounts: Mapping[int, BudgetLine]) -> bool:
    """Tell whether words were set under another heading than the one that they are printed under."""
    source = cell.source_column
    return bool(cell.text) and source not in {None, column} and source not in amounts


def _moved(cell: PrintedCell, column: int) -> str:
    """Say where a number that was put right belongs, or where it is printed."""
    if cell.belongs:
        return f"属于“{cell.belongs}”"
    off = (cell.source_column or 0) - column
    return f"原印在{'右' if off > 0 else '左'} {abs(off)} 格" if off else "已归位"
