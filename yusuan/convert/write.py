"""Document → text: a line a paragraph or row, fields between tabs, a form feed where a page ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.convert.shape import Document, Paragraph

_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_BREAKS = re.compile(r"[\t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")


def text_of(document: Document) -> str:
    """Return the text of a document, each block set apart by an empty line.

    A form feed opens the first line that begins on a later page than the line before it, one for each page
    end passed; what is cut by a page end stands whole on the page that it begins on.
    """
    lines: list[str] = []
    page = 1
    for line, on in _lines(document):
        if line and on > page:
            line = "\f" * (on - page) + line
            page = on
        lines.append(line)
    ends = "\f" * max(0, document.pages - page)
    return "\n".join(lines).rstrip("\n") + "\n" + (ends + "\n" if ends else "")


def _lines(document: Document) -> Iterator[tuple[str, int]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield clean(block.text), block.page
            yield "", block.page
            continue
        for row in block.rows:
            yield "\t".join(clean(cell) for cell in row.cells), row.page
        if block.rows:
            yield "", block.rows[-1].page


def clean(text: str) -> str:
    """Return text that is safe within one field of one line, of no control characters; an indent stays."""
    return _BREAKS.sub(" ", _NOT_TEXT.sub("", text)).rstrip()
