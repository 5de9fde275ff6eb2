"""Excel → a table a sheet, its cells as displayed; what stands above or below the frame is running text."""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
import xlrd

from yusuan.convert.displayed import displayed
from yusuan.convert.grid import MAX_FIELDS, table_of, too_large
from yusuan.convert.shape import Block, ConvertError, Document, LeftOut, Paragraph

_PRINTED = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(slots=True)
class Sheet:
    """A sheet: its texts by row and column, which rows are framed, and what is hidden.

    ``unseen`` are numbers that their format hides (`;;;`).
    """

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    unseen: dict[tuple[int, int], str] = field(default_factory=dict)
    framed: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, value: Any, written: str) -> None:
        """Take a cell in, as it is displayed."""
        text = displayed(value, written)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and value and not text:
            self.unseen[row, column] = repr(value)
        self.texts[row, column] = text


def read_excel(path: Path, form: str) -> tuple[Document, list[list[str]]]:
    """Return a workbook's contents, and its values as a second reader sees them; raises ConvertError."""
    try:
        sheets, hidden = _new(path) if form == "xlsx" else _old(path)
        values = _values(path)
    except (ConvertError, MemoryError, RecursionError):
        raise
    except Exception as error:  # its parts are read by several libraries, each with errors of its own
        if "encrypt" in str(error).lower():
            raise ConvertError("locked with a password: save it without one, then add it") from error
        raise ConvertError(
            f"damaged ({type(error).__name__}: {error}): fetch it again, or save it anew in Excel"
        ) from error
    blocks: list[Block] = []
    left_out = [LeftOut("hidden sheet", 1, name) for name in hidden]
    words: list[str] = []
    for sheet in sheets:
        blocks += _blocks(sheet, left_out)
        words += _witnessed(sheet, values.get(sheet.name, {}))
    return Document(tuple(blocks), 0, tuple(left_out)), [words]


def _new(path: Path) -> tuple[list[Sheet], list[str]]:
    with path.open("rb") as file:  # given a path, it goes by the name, and workbooks are often called .xls
        book = openpyxl.load_workbook(file, data_only=True)
    sheets, hidden = [], []
    for found in book.worksheets:
        if found.sheet_state != "visible":
            hidden.append(found.title)
            continue
        sheet = Sheet(found.title)
        sheet.hidden_rows = {row - 1 for row, one in found.row_dimensions.items() if one.hidden}
        sheet.hidden_columns = set(_hidden_columns(found))
        for cell in found._cells.values():  # going by rows would make every blank cell up to a stray last one
            if cell.value is not None:
                sheet.put(cell.row - 1, cell.column - 1, cell.value, cell.number_format)
            if cell.has_style and any(side and side.style for side in (cell.border.left, cell.border.right)):
                sheet.framed.add(cell.row - 1)
        sheets.append(sheet)
    return sheets, hidden


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for one in sheet.column_dimensions.values():
        if one.hidden and one.min and one.max:
            yield from range(one.min - 1, min(one.max, 1000))


def _old(path: Path) -> tuple[list[Sheet], list[str]]:
    book = xlrd.open_workbook(path, formatting_info=True, logfile=_Silent())
    sheets, hidden = [], []
    for found in book.sheets():
        if found.visibility:
            hidden.append(found.name)
            continue
        sheet = Sheet(found.name)
        sheet.hidden_rows = {row for row, one in found.rowinfo_map.items() if one.hidden}
        sheet.hidden_columns = {column for column, one in found.colinfo_map.items() if one.hidden}
        for row in range(found.nrows):
            for column in range(found.row_len(row)):
                cell = found.cell(row, column)
                style = book.xf_list[cell.xf_index]
                if style.border.left_line_style or style.border.right_line_style:
                    sheet.framed.add(row)
                value = _old_value(cell, book)
                if value is not None:
                    sheet.put(row, column, value, book.format_map[style.format_key].format_str)
        sheets.append(sheet)
    return sheets, hidden


class _Silent:
    """Takes what xlrd would print."""

    def write(self, text: str) -> int:
        """Take a text and drop it."""
        return len(text)


def _old_value(cell: Any, book: Any) -> Any:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    return cell.value


def _blocks(sheet: Sheet, left_out: list[LeftOut]) -> Iterator[Block]:
    """Yield what is framed as tables, what stands above, between and below as paragraphs.

    Without any frame, the rows from the first one with two cells to the last are one table.
    """
    shown: dict[int, dict[int, str]] = {}
    left_out += [LeftOut("hidden cell", 1, text) for text in sheet.unseen.values()]
    for (row, column), text in sorted(sheet.texts.items()):
        if row in sheet.hidden_rows or column in sheet.hidden_columns:
            if text.strip():
                left_out.append(LeftOut("hidden cell", 1, text))
        elif text.strip():
            shown.setdefault(row, {})[column] = text
    framed = {row for row in shown if row in sheet.framed}
    inside = framed or {row for row in shown if len(shown[row]) > 1}
    first, last = (min(inside), max(inside)) if inside else (0, -1)
    columns = sorted({column for cells in shown.values() for column in cells})
    width = range(columns[0], columns[-1] + 1) if columns else range(0)
    kept = [column for column in width if column not in sheet.hidden_columns]
    if (fields := (last - first + 1) * len(kept)) > MAX_FIELDS:
        raise ConvertError(too_large(f"sheet {sheet.name}, which goes to row {last + 1:,}", fields))
    yield from _running(shown[row] for row in shown if row < first)
    rows = [row for row in range(first, last + 1) if row not in sheet.hidden_rows]
    parts = _between(rows, shown, sheet.framed) if framed else set[int]()
    for is_running, part in groupby(rows, lambda row: row in parts):
        if is_running:
            yield from _running(shown[row] for row in part if row in shown)
        else:
            yield table_of([[shown.get(row, {}).get(column, "") for column in kept] for row in part])
    yield from _running(shown[row] for row in shown if row > last)


def _between(rows: Sequence[int], shown: Mapping[int, Mapping[int, str]], framed: Container[int]) -> set[int]:
    """Return the rows between a sheet's tables: without frame, one of them of a single cell as titles are."""
    found: set[int] = set()
    for is_framed, run in groupby(rows, lambda row: row in framed):
        part = list(run)
        if not is_framed and any(len(shown.get(row, ())) == 1 for row in part):
            found.update(part)
    return found


def _running(rows: Iterable[Mapping[int, str]]) -> Iterator[Paragraph]:
    for cells in rows:
        yield Paragraph(" ".join(text.strip() for text in cells.values()))


def _values(path: Path) -> dict[str, dict[tuple[int, int], Any]]:
    """Return the cells of each sheet as calamine reads them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    found: dict[str, dict[tuple[int, int], Any]] = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        found[name] = {
            (row, column): value
            for row, line in enumerate(rows)
            for column, value in enumerate(line)
            if value != ""
        }
    return found


def _witnessed(sheet: Sheet, values: dict[tuple[int, int], Any]) -> Iterator[str]:
    """Yield the words that the second reader sees: a number as displayed, where it is that number rounded."""
    for place, value in values.items():
        text = sheet.unseen.get(place) or sheet.texts.get(place, "")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield text if _is_rounded(text, value) else repr(value)
        elif isinstance(value, str):
            yield value
        else:
            yield text


def _is_rounded(text: str, value: float) -> bool:
    """Tell whether a text shows a number rounded, or as so many per cent, thousands or millions."""
    found = _PRINTED.search(text)
    if found is None:
        return True  # a word for a number, as `-` for 0
    shown = Decimal(found.group().replace(",", ""))
    exponent = shown.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    nearest = Decimal(1).scaleb(-places) * Decimal("0.5001")
    meant = abs(Decimal(repr(value)))
    return any(abs(shown - meant.scaleb(power)) <= nearest for power in (0, 2, -3, -6))
