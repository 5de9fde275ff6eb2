"""Word → paragraphs and tables. A .doc is made a .docx by LibreOffice where that is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx

from yusuan.convert.grid import Spanning, spread
from yusuan.convert.numbering import Numbering
from yusuan.convert.shape import Block, ConvertError, Document, LeftOut, Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = {f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr", f"{_W}trPr", f"{_W}tcPr"}
_PIECE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|</w:p>|<w:(?:tab|br|cr)(?: [^>]*)?/>")
_OFFICE = ("soffice", "libreoffice")
_OFFICE_SECONDS = 120


def read_word(path: Path, form: str) -> tuple[Document, list[list[str]]]:
    """Return a Word file's contents, and its words as the bare XML has them."""
    if form == "doc":
        with tempfile.TemporaryDirectory(prefix="yusuan-") as folder:
            return _read(_renewed(path, Path(folder)))
    return _read(path)


def _renewed(path: Path, folder: Path) -> Path:
    """Return a .docx of an old .doc, made by LibreOffice."""
    office = next((found for name in _OFFICE if (found := shutil.which(name))), None)
    if office is None:
        raise ConvertError(
            "the old .doc format is read through LibreOffice, which is not installed: "
            "apt install libreoffice-writer; or save the file as .docx"
        )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    source = folder / "source.doc"
    shutil.copyfile(path, source)
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=_OFFICE_SECONDS)
    except subprocess.TimeoutExpired:
        raise ConvertError(f"LibreOffice did not open it in {_OFFICE_SECONDS} seconds: given up") from None
    made = folder / "source.docx"
    if not made.exists():
        raise ConvertError("LibreOffice cannot open it: the file is damaged")
    return made


def _read(path: Path) -> tuple[Document, list[list[str]]]:
    try:
        opened = docx.Document(str(path))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # its parts are read by several libraries, each with errors of its own
        raise ConvertError(
            f"damaged ({type(error).__name__}: {error}): fetch it again, or save it anew in Word"
        ) from error
    reader = _Reader(Numbering.of(opened))
    blocks = list(reader.blocks(opened.element.body))
    left_out = tuple(LeftOut("hidden text", 1, text) for text in reader.hidden)
    return Document(tuple(blocks), 0, left_out), [[*_bare_words(path), *reader.labels]]


class _Reader:
    """Goes through the XML of a document; keeps what is hidden, and the numbers that Word makes for lists."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.hidden: list[str] = []
        self.labels: list[str] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield paragraphs and tables in order, those within content controls and text boxes too."""
        for element in parent:
            if element.tag == f"{_W}p":
                text = self.paragraph(element)
                if text.strip():
                    yield Paragraph(text.strip())
                yield from self._boxes(element)
            elif element.tag == f"{_W}tbl" and _only_frames(element):
                for cell in (cell for row in _within(element, f"{_W}tr") for cell in _within(row, f"{_W}tc")):
                    yield from self.blocks(cell)
            elif element.tag == f"{_W}tbl":
                table = spread(self._rows(element))
                if table.rows:
                    yield table
            elif element.tag not in _SKIPPED and element.tag not in _PROPERTIES:
                yield from self.blocks(element)

    def paragraph(self, element: Any) -> str:
        """Return the text of a paragraph, its list number first."""
        label = self.numbering.label(element)
        text = "".join(self._texts(element))
        if label and text.strip():
            self.labels.append(label)
            return label + text.strip()
        return text

    def _texts(self, element: Any) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                yield child.text or ""
            elif tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                yield " "
            elif tag == f"{_W}noBreakHyphen":
                yield "-"
            elif tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
                self.hidden.append("".join(one.text or "" for one in child.iter(f"{_W}t")))
            elif (
                tag not in _SKIPPED and tag not in _PROPERTIES and tag not in (_FALLBACK, f"{_W}txbxContent")
            ):
                yield from self._texts(child)

    def _boxes(self, element: Any) -> Iterator[Block]:
        for box in element.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self.blocks(box)

    def _rows(self, table: Any) -> Iterator[list[Spanning]]:
        for row in _within(table, f"{_W}tr"):
            before = row.find(f"{_W}trPr/{_W}gridBefore")
            cells = [Spanning("", _number(before))] if before is not None else []
            for cell in _within(row, f"{_W}tc"):
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                span = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"))
                cells.append(Spanning("" if goes_on else self._cell(cell), span))
            yield cells

    def _cell(self, cell: Any) -> str:
        parts = []
        for block in self.blocks(cell):
            rows = [] if isinstance(block, Paragraph) else block.rows
            parts += (
                [block.text] if isinstance(block, Paragraph) else [text for row in rows for text in row.cells]
            )
        return " ".join(part for part in parts if part.strip())


def _only_frames(table: Any) -> bool:
    """Tell whether a table is a frame around text: one cell a row."""
    return all(len(list(_within(row, f"{_W}tc"))) == 1 for row in _within(table, f"{_W}tr"))


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of a tag, those within content controls and marks of changes too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _within(child, tag)


def _number(element: Any) -> int:
    value = element.get(f"{_W}val", "1") if element is not None else "1"
    return int(value) if value.isdecimal() else 1


def _bare_words(path: Path) -> list[str]:
    """Return the words of the document's XML, read without a parser."""
    with zipfile.ZipFile(path) as packed:
        data = packed.read("word/document.xml").decode("utf-8", "replace")
    data = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", data, flags=re.DOTALL)
    data = re.sub(r"<w:(del|moveFrom)[ >].*?</w:\1>", "", data, flags=re.DOTALL)
    pieces = _PIECE.finditer(data)
    return "".join("\x00" if piece.group(1) is None else piece.group(1) for piece in pieces).split("\x00")
