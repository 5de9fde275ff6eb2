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
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def read_web(path: Path) -> tuple[Document, list[list[str]]]:
    """Return a web page's contents, and its words as Python's own parser reads them."""
    text = _decoded(path.read_bytes())
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
    return Document(tuple(blocks), 0, left_out), [witness.words()]


def _decoded(data: bytes) -> str:
    """Return the text of a page, by its byte-order mark, by the encoding it names, or by trying."""
    named = _CHARSET.search(data[:4096])
    name = named.group(1).decode("ascii").lower() if named else ""
    first = "gb18030" if name in ("gb2312", "gbk", "gb18030") else "utf-8-sig"
    for encoding in (first, "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConvertError("neither UTF-8 nor GB 18030: save the page as UTF-8")


class _Reader:
    """Goes through the elements of a page; keeps what is left out."""

    def __init__(self) -> None:
        self.left_out: list[tuple[str, str]] = []

    def blocks(self, element: Any) -> Iterator[Block]:
        """Yield paragraphs and tables in order; a table that holds others only sets them on the page."""
        words = [element.text or ""]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or self._is_out(child, tag):
                pass
            elif tag == "table" and child.find(".//table") is None:
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

    def _inline(self, element: Any) -> str:
        words = [element.text or ""]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag and not self._is_out(child, tag):
                words.append(" " if tag == "br" else self._inline(child))
            words.append(child.tail or "")
        return "".join(words)

    def _rows(self, table: Any) -> Iterator[list[Spanning]]:
        for row in table.iter("tr"):
            yield [
                Spanning(self._cell(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
                for cell in row
                if cell.tag in ("td", "th")
            ]

    def _cell(self, cell: Any) -> str:
        return " ".join(block.text for block in self.blocks(cell) if isinstance(block, Paragraph))


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
