"""Bytes to text: the encoding found, or the reason why a file is no readable text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from yusuan.errors import YusuanError
from yusuan.spec.documents import load_encoding

_SAMPLE = 100_000
_CONVERT = "turn it into a disclosure with make add FILE=…"
_FORMATS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda head: head.startswith(b"%PDF"), "the file is a PDF"),
    (
        lambda head: head.startswith(b"PK\3\4"),
        "the file is a zip archive, as those of Word and Excel are (binary)",
    ),
    (lambda head: head.startswith(b"\xd0\xcf\x11\xe0"), "the file is an old Word or Excel file (binary)"),
    (lambda head: head.startswith(b"{\\rtf"), "the file is rich text (RTF)"),
    (
        lambda head: bool(
            re.match(
                rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
                head,
                re.I | re.S,
            )
        ),
        "the file is a web page (HTML), not its text",
    ),
)


class UnreadableFile(YusuanError):
    """Raised when a file is no readable text; the message says why and what to do."""


def decode(data: bytes) -> str:
    """Return a file's text, in UTF-8, UTF-16 or GB 18030 (with GBK and GB 2312).

    Raises UnreadableFile for a file that is empty, of another format, or in another encoding.
    """
    text = _decoded(data)
    if not text.strip():
        raise UnreadableFile("the file is empty")
    for is_format, reason in _FORMATS[-1:]:
        if is_format(text[:4_000].encode("utf-8", "replace")):
            raise UnreadableFile(f"{reason}: {_CONVERT}")
    return text


def _decoded(data: bytes) -> str:
    for is_format, reason in _FORMATS:
        if is_format(data[:4_000]):
            raise UnreadableFile(f"{reason}: {_CONVERT}")
    wide = _wide_encoding(data)
    for encoding in (wide,) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and _is_big5(data, text):
            break
        return text
    if wide is None and _is_big5(data, ""):
        raise UnreadableFile("the text is in Big5, in traditional characters, which no table is known by")
    raise UnreadableFile("neither UTF-8, UTF-16 nor GB 18030: save it as UTF-8 text")


def _wide_encoding(data: bytes) -> str | None:
    """Return the UTF-16 that a mark or the place of NULs shows; raises UnreadableFile for binary data."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and len(data) % 2 == 0:
        return "utf-16"
    if b"\0" not in data:
        return None
    head = data[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 == 0 and even * 20 < odd and odd * 50 > len(head):
        return "utf-16-le"
    if len(data) % 2 == 0 and odd * 20 < even and even * 50 > len(head):
        return "utf-16-be"
    raise UnreadableFile("the file holds NUL bytes: it is binary, no text")


def _is_big5(data: bytes, as_gb: str) -> bool:
    """Tell whether bytes are Big5: more of its words come out of it than of GB 18030."""
    as_big5 = data[:_SAMPLE].decode("big5hkscs", "replace")
    words = load_encoding()
    found = sum(word in as_big5 for word in words["traditional"])
    return found >= 2 and not any(word in as_gb[:_SAMPLE] for word in words["simplified"])
