"""Write the Excel workbook: 说明, then a sheet for each published table and each other resource."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import xlsxwriter

from yusuan.package.sheets import Sheet
from yusuan.package.tabular import Link, Value

# Excel's own limits, counted in UTF-16 units.
_CELL_LIMIT = 32_767
_NAME_LIMIT = 31
_LINK_LIMIT = 65_530
_WIDEST, _NARROWEST, _ROWS_MEASURED = 60, 8, 200
_CUT = "……（下略，全文见数据包 ZIP 中的 CSV）"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# The file's date, fixed so that the same records give the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_workbook(
    facts: Iterable[tuple[str, str]], sheets: Sequence[Sheet], title: str, path: Path, hint: str | None = None
) -> None:
    """Write the sheets behind one that states source, licence and citation; ``hint``: how to read them."""
    names = sheet_names(["说明", *(sheet.name for sheet in sheets)])
    contents = [(name, sheet.notes[0]) for name, sheet in zip(names[1:], sheets, strict=True)]
    guide = [("", ""), ("工作表", "内容"), *contents, ("", ""), ("提示", hint or _HINT)]
    first = Sheet("说明", (), ("项", "内容"), (*facts, *guide))
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"title": _legal(title), "created": _CREATED})
        for name, sheet in zip(names, [first, *sheets], strict=True):
            _SheetWriter(book, name).write(sheet)


_HINT = (
    "各表按原文的行列整理，金额为数值，照原文的单位，写在表名下面；最后一列是原文件行号，点开是本站页面上的那一行；"
    "没有打印金额的行不列出，照原样的见网页上各表的 CSV。其余工作表的金额一律为元。"
    "逐个金额的编码、口径和资金来源见数据包 ZIP 中的 budget_lines.csv。"
)


def sheet_names(wished: Iterable[str]) -> list[str]:
    """Return names that Excel allows: no forbidden characters, at most 31 UTF-16 units, all different."""
    names: list[str] = []
    for wish in wished:
        plain = re.sub(r"[\[\]:*?/\\]", " ", _legal(wish)).strip(" '") or "表"
        name, number = clipped(plain, _NAME_LIMIT).strip(" '"), 1
        while name.casefold() in {other.casefold() for other in names}:
            number += 1
            name = clipped(plain, _NAME_LIMIT - len(f" {number}")) + f" {number}"
        names.append(name)
    return names


def clipped(text: str, limit: int, ending: str = "") -> str:
    """Return text of at most ``limit`` UTF-16 units, what is cut off replaced by ``ending``."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * (limit - len(ending))].decode("utf-16-le", "ignore") + ending


def _cell_text(text: str) -> str:
    """Return text as a cell can hold it; most is short and plain, and left as it is."""
    legal = text if text.isprintable() else _legal(text)
    return legal if 2 * len(legal) <= _CELL_LIMIT else clipped(legal, _CELL_LIMIT, _CUT)


def _legal(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


class _SheetWriter:
    """Writes one sheet, each kind of value with its number format."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.link = book.add_format({"font_color": "#1D4F86", "underline": 1})
        self.links = 0
        self.number = cache(lambda places: book.add_format({"num_format": _number_format(places)}))

    def write(self, sheet: Sheet) -> None:
        """Write notes, header and rows; the header stays in sight and can be filtered."""
        for index, note in enumerate(sheet.notes):
            self.sheet.write_string(index, 0, _cell_text(note), self.bold)
        top = len(sheet.notes)
        for column, title in enumerate(sheet.header):
            self.sheet.write_string(top, column, _cell_text(title), self.bold)
            self.sheet.set_column(column, column, _width(sheet, column))
        for index, row in enumerate(sheet.rows, start=top + 1):
            for column, value in enumerate(row):
                self._write_value(index, column, value)
        self.sheet.freeze_panes(top + 1, 0)
        # Codes are text on purpose; without this Excel marks each as a number gone wrong.
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if sheet.rows and sheet.notes:
            self.sheet.autofilter(top, 0, top + len(sheet.rows), len(sheet.header) - 1)

    def _write_value(self, row: int, column: int, value: Value) -> None:
        if isinstance(value, bool):
            self.sheet.write_string(row, column, "是" if value else "否")
        elif isinstance(value, Decimal):
            places = len(f"{value:f}".partition(".")[2])
            self.sheet.write_number(row, column, value, self.number(places))
        elif isinstance(value, int):
            self.sheet.write_number(row, column, value)
        elif isinstance(value, Link):
            self._write_link(row, column, value)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, self.day)
        elif value:
            self.sheet.write_string(row, column, _cell_text(value))

    def _write_link(self, row: int, column: int, link: Link) -> None:
        """Write a cell that leads to a page; a sheet can hold 65,530 such, further ones show no link."""
        self.links += 1
        if self.links <= _LINK_LIMIT:
            self.sheet.write_url(row, column, link.address, self.link)
        if isinstance(link.shown, int):
            self.sheet.write_number(row, column, link.shown, self.link)
        else:
            self.sheet.write_string(row, column, _cell_text(link.shown), self.link)


def _number_format(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")


def _width(sheet: Sheet, column: int) -> int:
    """Return a column's width in Latin characters; a Chinese character takes two."""
    texts = [sheet.header[column], *(_shown(row[column]) for row in sheet.rows[:_ROWS_MEASURED])]
    return min(_WIDEST, max(_NARROWEST, 2 + max(map(_display_width, texts))))


def _shown(value: Value) -> str:
    return str(value.shown) if isinstance(value, Link) else str(value or "")


@lru_cache(100_000)
def _display_width(text: str) -> int:
    if text.isascii():
        return min(len(text), _WIDEST)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:_WIDEST])
