"""A web page → paragraphs and tables; what is no content (scripts, navigation, hidden parts) is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lxml import etree, html

from yusuan.convert.grid import Spanning, spread
from yusuan.convert.shape import Block, ConvertError, Document, LeftOut, Paragraph

_NO_TEXT = frozenset(
    re.findall(r"\S+", "script style template noscript head title select button iframe svg object")
)
_AROUND = frozenset({"nav", "footer"})
_INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr b big cite code del em font i img input ins label mark o:p s small span strong sub sup tt u",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LINKED = 0.6  # of what an element says: one with more leads to other pages
_OF_A_CELL = 3  # paragraphs: one with more is running text

MAX_BROKEN = 1 / 500
"""Characters that may be unreadable; of a page in another encoding most are."""

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def read_web(path: Path) -> tuple[Document, list[list[str]]]:
    """Return a web page's contents, and its words as Python's own parser reads them; raises ConvertError."""
    text, warnings = _decoded(path.read_bytes())
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError) as error:
        raise ConvertError(f"damaged: {error}") from error
    reader = _Reader()
    body = root.find("body")
    blocks = [] if body is None else list(reader.blocks(body))
    witness = _Witness()
    witness.feed(text)
    witness.close()
    left_out = tuple(LeftOut(sort, 1, said) for sort, said in reader.left_out)
    return Document(tuple(blocks), 0, left_out, warnings), [witness.words()]


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page, by the encoding it names or by trying, and a warning where that fits ill.

    A few bytes that are no characters are shown as browsers show them, as U+FFFD, and counted.
    """
    named = _CHARSET.search(data[:4096])
    name = named.group(1).decode("ascii").lower() if named else ""
    first = "gb18030" if name in ("gb2312", "gbk", "gb18030") else "utf-8-sig"
    for encoding in (first, "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    texts = [data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    text = min(texts, key=lambda one: one.count("\ufffd"))
    broken = text.count("\ufffd")
    if broken > len(text) * MAX_BROKEN:
        raise ConvertError("neither UTF-8 nor GB 18030: save the page as UTF-8")
    return text, (f"{broken} places hold bytes that are no characters, shown as \ufffd",)


class _Reader:
    """Goes through the elements of a page; keeps what is left out."""

    def __init__(self) -> None:
        self.left_out: list[tuple[str, str]] = []
        self.cells = 0
        """How many cells, one in the other, are being read: within one, links are what it says."""

    def blocks(self, element: Any) -> Iterator[Block]:
        """Yield paragraphs and tables in order; of a table that only sets a page, what it holds."""
        words = [element.text or ""]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or self._is_out(child, tag) or self._leads_away(child, tag):
                pass
            elif tag == "table" and not _only_sets(child):
                yield from _paragraph(words)
                words = []
                table = spread(self._rows(child))
                if table.rows:
                    yield table
            elif tag == "br":
                yield from _paragraph(words)
                words = []
            elif tag in _INLINE and not _has_blocks(child):
                words.append(self._inline(child))
            else:
                yield from _paragraph(words)
                words = []
                yield from self.blocks(child)
            words.append(child.tail or "")
        yield from _paragraph(words)

    def _is_out(self, element: Any, tag: str) -> bool:
        if tag in _NO_TEXT:
            return True
        sort = "navigation" if tag in _AROUND else "hidden text"
        if (
            tag not in _AROUND
            and not _HIDDEN.search(element.get("style", ""))
            and element.get("hidden") is None
        ):
            return False
        said = " ".join(_SPACE.sub(" ", text) for text in _said(element))
        if said.strip():
            self.left_out.append((sort, said.strip()))
        return True

    def _leads_away(self, element: Any, tag: str) -> bool:
        """Tell whether an element holds links to other pages and little else."""
        if self.cells or tag in _INLINE or element.find(".//a") is None:
            return False
        said = _letters(element)
        linked = sum(_letters(link) for link in element.iter("a") if _leaves(link))
        if linked < said * _LINKED:
            return False
        if said:
            self.left_out.append(("navigation", " ".join(" ".join(_said(element)).split())))
        return True

    def _inline(self, element: Any) -> str:
        words = [element.text or ""]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag and not self._is_out(child, tag):
                words.append(" " if tag == "br" else self._inline(child))
            words.append(child.tail or "")
        return "".join(words)

    def _rows(self, table: Any) -> Iterator[list[Spanning]]:
        for row in _own_rows(table):
            if not self._is_out(row, "tr"):
                yield [
                    Spanning(self._cell(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
                    for cell in _cells(row)
                    if not self._is_out(cell, "td")
                ]

    def _cell(self, cell: Any) -> str:
        """Return what a cell says, that of a small table within it too."""
        words: list[str] = []
        self.cells += 1
        for block in self.blocks(cell):
            rows = () if isinstance(block, Paragraph) else block.rows
            words += (
                [block.text] if isinstance(block, Paragraph) else [text for row in rows for text in row.cells]
            )
        self.cells -= 1
        return " ".join(word for word in words if word.strip())


def _letters(element: Any) -> int:
    return sum(map(str.isalnum, "".join(_said(element))))


def _leaves(link: Any) -> bool:
    return not str(link.get("href", "#")).startswith("#")


def _own_rows(table: Any) -> list[Any]:
    """Return the rows of a table, not those of tables within it."""
    groups = [table, *(one for one in table if one.tag in ("thead", "tbody", "tfoot"))]
    own = {row for group in groups for row in group if row.tag == "tr"}
    return [row for row in table.iter("tr") if row in own]


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _only_sets(table: Any) -> bool:
    """Tell whether a table only sets a page: its cells hold tables or running text, its rows say nothing.

    A small table within a cell of a table of data is part of that cell.
    """
    said = [sum(bool("".join(cell.itertext()).strip()) for cell in _cells(row)) for row in _own_rows(table)]
    in_columns = sum(count > 1 for count in said)
    if any(sum(len(_cells(row)) > 1 for row in _own_rows(inner)) > 1 for inner in table.iterfind(".//table")):
        return True
    if in_columns > 1:
        return False
    paragraphs = max(
        (len(cell.findall(".//p")) for row in _own_rows(table) for cell in _cells(row)), default=0
    )
    return not in_columns or paragraphs > _OF_A_CELL or table.find(".//table") is not None


def _said(element: Any) -> Iterator[str]:
    """Yield the text within an element, without scripts and styles."""
    if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
        return
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""


def _has_blocks(element: Any) -> bool:
    return any(
        isinstance(one.tag, str) and one.tag not in _INLINE | {"br"} for one in element.iterdescendants()
    )


def _paragraph(words: list[str]) -> Iterator[Paragraph]:
    text = _SPACE.sub(" ", "".join(words)).replace("\xa0", " ").strip()
    if text:
        yield Paragraph(text)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1


class _Witness(HTMLParser):
    """The words of a page, each element's by itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_TEXT:
            self.inside.append(tag)
        if tag not in _INLINE:
            self.found.append("\x00")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()
        if tag not in _INLINE:
            self.found.append("\x00")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)

    def words(self) -> list[str]:
        """Return the words so far."""
        return "".join(self.found).split("\x00")
