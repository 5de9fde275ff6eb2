"""The project's own texts, published as PDF, Word, Excel and web page: what converting has to bring back."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
from openpyxl.styles import Border, Side

from tests.convert.pages import Page, width_of, write_pdf
from yusuan.convert.shape import Document, Paragraph, Row, Table
from yusuan.convert.write import text_of

Part = str | list[list[str]]
LEFT, EM, ROWS = 50.0, 10.0, 60
SMALL = 6.0


def parts_of(text: str) -> list[Part]:
    """Return the paragraphs and tables of a text; an empty line parts two tables."""
    parts: list[Part] = []
    for is_row, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        if is_row:
            parts.append([[cell.strip() for cell in line.split("\t")] for line in lines])
        else:
            parts += [line.strip() for line in lines if line.strip()]
    return parts


def as_text(parts: Sequence[Part], path: Path) -> Path:
    """Publish as the text that every other format has to give."""
    blocks = [
        Paragraph(part) if isinstance(part, str) else Table(tuple(Row(tuple(row)) for row in part))
        for part in parts
    ]
    path.write_text(text_of(Document(tuple(blocks))), "utf-8")
    return path


def as_pdf(parts: Sequence[Part], path: Path) -> Path:
    """Publish as PDF: paragraphs set in by two, ruled tables, cells wrapped, page numbers."""
    setter = _Setter()
    for part in parts:
        if isinstance(part, str):
            setter.paragraph(part)
        else:
            setter.table(part)
    return write_pdf(path, setter.pages)


class _Setter:
    """Sets paragraphs and tables on pages, a new page when one is full."""

    def __init__(self) -> None:
        self.pages = [Page(1400, 842)]
        self.y = 60.0

    def room(self, height: float) -> None:
        """Turn the page where there is no room."""
        if self.y + height > 780:
            page = self.pages[-1]
            page.text(690, 820, f"- {len(self.pages)} -")
            self.pages.append(Page(1400, 842))
            self.y = 60.0

    def paragraph(self, text: str) -> None:
        """Set a paragraph."""
        for number, line in enumerate(broken(text, 126, first=124)):
            self.room(18)
            self.pages[-1].text(LEFT + (0 if number else 2 * EM), self.y, line, EM)
            self.y += 18

    def table(self, rows: list[list[str]]) -> None:
        """Set a ruled table, its columns as wide as their longest number, or ten characters."""
        width = max(map(len, rows))
        filled = [[*row, *[""] * (width - len(row))] for row in rows]
        widths = [max(_least(row[column]) for row in filled) for column in range(width)]
        xs = [LEFT]
        for one in widths:
            xs.append(xs[-1] + one)
        ys, lines = [self.y], list[list[str]]()
        for row in filled:
            cells = ["\n".join(broken(text, (w - 7) / SMALL)) for text, w in zip(row, widths, strict=True)]
            height = 9 + 7.2 * max(cell.count("\n") + 1 for cell in cells)
            if self.y + height > 780 and lines:
                self.pages[-1].grid(xs, ys, lines, SMALL)
                self.room(height)
                ys, lines = [self.y], []
            lines.append(cells)
            self.y += height
            ys.append(self.y)
        self.pages[-1].grid(xs, ys, lines, SMALL)
        self.y += 24


def _least(text: str) -> float:
    words = max((width_of(word, SMALL) for word in text.split() if word.isascii()), default=0.0)
    return 7 + max(words, min(width_of(text, SMALL), 10 * SMALL), 2 * SMALL)


def broken(text: str, most: float, first: float | None = None) -> list[str]:
    """Break a text into lines of so many full-width characters; a number is never broken."""
    lines: list[str] = []
    line = ""
    for word in _words(text):
        room = first if first is not None and not lines else most
        if line and width_of(line + word, 1) > room:
            lines.append(line)
            line = ""
        line += word
    return [*lines, line]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for is_latin, found in groupby(text, key=lambda one: one.isascii() and one != " "):
        group = list(found)
        words += ["".join(group)] if is_latin else group
    return words


def as_docx(parts: Sequence[Part], path: Path) -> Path:
    """Publish as a Word file."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), max(map(len, part)))
        cells = table._cells  # a public access is a search of the whole table
        for number, row in enumerate(part):
            for column, text in enumerate(row):
                cells[number * len(table.columns) + column].text = text
        document.add_paragraph("")
    document.save(str(path))
    return path


def as_xlsx(parts: Sequence[Part], path: Path) -> Path:
    """Publish as a workbook: a sheet a table, what stands above it in rows without a frame."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    framed = Border(*(Side("thin") for _ in range(4)))
    above: list[str] = []
    for part in [*parts, []]:
        if isinstance(part, str):
            above.append(part)
            continue
        sheet = book.create_sheet(f"表{len(book.worksheets) + 1}")
        for number, text in enumerate(above, start=1):
            sheet.cell(number, 1, text)
        for number, row in enumerate(part, start=len(above) + 1):
            for column, text in enumerate(row, start=1):
                _put(sheet.cell(number, column), text)
                sheet.cell(number, column).border = framed
        above = []
    book.save(path)
    return path


def _put(cell: openpyxl.cell.Cell, text: str) -> None:
    """Put an amount as a number that is displayed as it was printed, anything else as text."""
    plain = text.replace(",", "")
    whole, point, cents = plain.partition(".")
    if point and whole.lstrip("-").isdecimal() and cents.isdecimal():
        cell.value = float(plain)
        cell.number_format = ("#,##0." if "," in text else "0.") + "0" * len(cents)
    elif text:
        cell.value = text
        cell.data_type = "s"  # `=100%` is a target, no formula


def as_html(parts: Sequence[Part], path: Path) -> Path:
    """Publish as a web page in GBK, with a script and a navigation around the text."""
    body = []
    for part in parts:
        if isinstance(part, str):
            body.append(f"<p>{html.escape(part)}</p>")
            continue
        rows = ["".join(f"<td><span>{html.escape(text)}</span></td>" for text in row) for row in part]
        body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    page = (
        '<html><head><meta charset="gb2312"><title>1</title><script>var a = 99;</script></head><body>'
        f"<nav>首页 2</nav>{''.join(body)}</body></html>"
    )
    path.write_bytes(page.encode("gb18030"))
    return path
