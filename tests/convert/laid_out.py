"""A text laid out as offices do it: headers merged, amounts as numbers, parts hidden, tables that frame."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
from docx.shared import RGBColor
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from tests.convert.published import Part

Grid = list[list[str]]
_AMOUNT = re.compile(r"^-?\d[\d,]*\.\d+$")
_INTEGER = re.compile(r"^-?\d{1,9}$")
_PERCENT = re.compile(r"^-?\d+(?:\.\d+)?%$")
FORMATS = (
    "0.{}",
    "#,##0.{}",
    "#,##0.{}_ ",
    "#,##0.{}_);(#,##0.{})",
    '_ * #,##0.{}_ ;_ * \\-#,##0.{}_ ;_ * "-"??_ ;_ @_ ',
)


def even(grid: Grid) -> Grid:
    """Return a grid whose rows have one length."""
    width = max(map(len, grid))
    return [[*row, *[""] * (width - len(row))] for row in grid]


def header_rows(grid: Grid) -> int:
    """Return how many rows stand above the first that prints an amount."""
    return next((at for at, row in enumerate(grid) if any(map(_AMOUNT.match, row))), 0)


def spans(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the cells of a header that are merged: row and column → rows and columns that they span.

    A text goes over the blanks at its right; where the row below is blank under all of them, down over it.
    """
    head = header_rows(grid)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for row in range(head):
        for column, text in enumerate(grid[row]):
            if not text or (row, column) in taken:
                continue
            right = column + 1
            while right < len(grid[row]) and not grid[row][right] and (row, right) not in taken:
                if any(grid[above][right] for above in range(row)):
                    break
                right += 1
            down = row + 1
            while down < head and not any(grid[down][column:right]):
                down += 1
            taken |= {(r, c) for r in range(row, down) for c in range(column, right)}
            if (down - row, right - column) != (1, 1):
                found[row, column] = (down - row, right - column)
    return found


def covered_by(merged: dict[tuple[int, int], tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the places that merged cells take from others."""
    return {
        (row + down, column + right)
        for (row, column), (rows, columns) in merged.items()
        for down in range(rows)
        for right in range(columns)
        if down or right
    }


def as_office_docx(parts: Sequence[Part], path: Path) -> Path:
    """Publish as Word: merged headers, runs cut anywhere, hidden text, the title in a frame."""
    document = docx.Document()
    for number, part in enumerate(parts):
        if isinstance(part, str) and number == 0:
            document.add_table(1, 1).cell(0, 0).text = part
        elif isinstance(part, str):
            paragraph = document.add_paragraph(style="Heading 1" if part.startswith("#") else None)
            middle = len(part) // 2
            paragraph.add_run(part[:middle])
            paragraph.add_run(part[middle:]).font.color.rgb = RGBColor(0, 0, 0)
            paragraph.add_run("隐藏批注 77.77").font.hidden = True
        else:
            _word_table(document, even(part))
            document.add_paragraph("")
    document.save(str(path))
    return path


def _word_table(document: docx.document.Document, grid: Grid) -> None:
    table = document.add_table(len(grid), len(grid[0]))
    cells = table._cells  # a public access is a search of the whole table
    width = len(grid[0])
    for row, line in enumerate(grid):
        for column, text in enumerate(line):
            cell = cells[row * width + column]
            cell.text = text
    for (row, column), (rows, columns) in spans(grid).items():
        cells[row * width + column].merge(cells[(row + rows - 1) * width + column + columns - 1])


def as_office_xlsx(parts: Sequence[Part], path: Path) -> Path:
    """Publish as a workbook: titles over merged cells, numbers with formats, rows, columns, sheets hidden."""
    book = openpyxl.Workbook()
    book.active.title = "草稿"
    book.active["A1"] = "不公开 55.55"
    book.active.sheet_state = "hidden"
    above: list[str] = []
    for part in [*parts, []]:
        if isinstance(part, str):
            above.append(part)
            continue
        sheet = book.create_sheet(f"表{len(book.worksheets)}")
        _fill(sheet, above, even(part) if part else [[""]], FORMATS[len(book.worksheets) % len(FORMATS)])
        above = []
    book.save(path)
    return path


def as_one_sheet(parts: Sequence[Part], path: Path) -> Path:
    """Publish as a workbook of one sheet, its tables one below the other, each with its title."""
    book = openpyxl.Workbook()
    sheet = book.active
    framed = Border(*(Side("thin") for _ in range(4)))
    row = 1
    for part in parts:
        if isinstance(part, str):
            sheet.cell(row, 1, part).data_type = "s"
            row += 1
            continue
        for line in part:
            for column, text in enumerate(line, start=1):
                sheet.cell(row, column).border = framed
                _put(sheet.cell(row, column), text, FORMATS[1])
            row += 1
        row += 1
    book.save(path)
    return path


def _fill(
    sheet: openpyxl.worksheet.worksheet.Worksheet, above: Sequence[str], grid: Grid, shape: str
) -> None:
    """Fill a sheet; its second column and the row below its header are hidden, and hold numbers."""
    framed = Border(*(Side("thin") for _ in range(4)))
    width = len(grid[0])
    columns = [1, *range(3, width + 2)]  # the second is hidden
    for number, text in enumerate(above, start=1):
        sheet.cell(number, 1, text).data_type = "s"
        if width > 1:
            sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width + 1)
    head = header_rows(grid)
    top = len(above) + 1
    rows = [top + row + (row >= head) for row in range(len(grid))]  # one below the header is hidden
    for row, line in zip(rows, grid, strict=True):
        for column, text in zip(columns, line, strict=True):
            cell = sheet.cell(row, column)
            cell.border = framed
            _put(cell, text, shape)
        sheet.cell(row, 2, 11.11)
    sheet.cell(top + head, 1, "公式校验 99.99")
    sheet.row_dimensions[top + head].hidden = True
    sheet.column_dimensions[get_column_letter(2)].hidden = True
    for (row, column), (down, right) in spans(grid).items():
        if column == 0 and right > 1:
            continue  # it would go over the hidden column
        sheet.merge_cells(
            start_row=rows[row],
            start_column=columns[column],
            end_row=rows[row] + down - 1,
            end_column=columns[column] + right - 1,
        )


def _put(cell: openpyxl.cell.Cell, text: str, shape: str) -> None:
    """Put an amount or share as the number that it is, a whole number as one, anything else as text."""
    if _AMOUNT.match(text):
        cents = "0" * len(text.partition(".")[2])
        cell.value = float(text.replace(",", ""))
        shape = FORMATS[1] if cell.value == 0 and '"-"' in shape else shape  # which shows no number for 0
        cell.number_format = shape.replace("{}", cents)
    elif _PERCENT.match(text):
        places = len(text.rstrip("%").partition(".")[2])
        cell.value = float(text.rstrip("%")) / 100
        cell.number_format = ("0." + "0" * places if places else "0") + "%"
    elif _INTEGER.match(text) and str(int(text)) == text:
        cell.value = int(text)
    elif text:
        cell.value = text
        cell.data_type = "s"  # `=100%` is a target, no formula


def as_office_html(parts: Sequence[Part], path: Path) -> Path:
    """Publish as a page of a content system: in GBK, set by tables, with spans, hidden rows, inner tables."""
    body = []
    for part in parts:
        if isinstance(part, str):
            body.append(f"<P class=MsoNormal><SPAN lang=EN-US>{html.escape(part)}<o:p></o:p></SPAN></P>")
        else:
            body.append(_web_table(even(part)))
    page = (
        '<html><head><META http-equiv=Content-Type content="text/html; charset=gb2312"></head>'
        "<body><table width=100%><tr><td><img src=1.gif></td><td><a href=/>首页</a></td></tr></table>"
        "<div>当前位置：<a href=/>首页</a> &gt; <a href=/1/>政务公开</a> &gt; <a href=/2/>财政 2</a></div>"
        "<table width=980 align=center><tr>"
        "<td valign=top><ul><li><a href=/1/>机构</a><li><a href=/2/>公告 3</a></ul></td>"
        f"<td><div id=zoom>{''.join(body)}</div></td></tr></table></body></html>"
    )
    path.write_bytes(page.encode("gb18030"))
    return path


def _web_table(grid: Grid) -> str:
    merged = spans(grid)
    hidden = covered_by(merged)
    rows = []
    for row, line in enumerate(grid):
        cells = []
        for column, text in enumerate(line):
            if (row, column) in hidden:
                continue
            down, right = merged.get((row, column), (1, 1))
            span = (f" rowspan={down}" if down > 1 else "") + (f' colspan="{right}"' if right > 1 else "")
            inner = html.escape(text) or "&nbsp;"
            if row and _AMOUNT.match(text) and column == len(line) - 1:
                inner = f"<table><tr><td>{inner}</td></tr></table>"
            cells.append(f"<td{span}><p><font>{inner}</font></p></td>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
    rows.insert(len(rows) // 2, "<tr style='display:none'><td>隐藏 88.88</td></tr>" if len(grid) > 3 else "")
    return f"<div><table border=1><tbody>{''.join(rows)}</tbody></table></div>"
