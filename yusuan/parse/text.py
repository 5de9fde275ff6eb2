"""Bytes to lines: the encoding found, and private data masked before anything else sees it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yusuan.parse.privacy import Masking

MAX_BYTES = 20 * 1024 * 1024
MAX_LINE = 200_000
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters and code points that are no characters: nothing prints them, and SVG forbids them."""


class UnreadableFile(ValueError):
    """Raised when a file is no readable text; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document's masked lines (entry 0 is line 1), its hash, encoding, and counts of what was masked."""

    lines: tuple[str, ...]
    sha256: str
    encoding: str
    redactions: Mapping[str, int]


def load_text(path: Path) -> SourceText:
    """Read a file into masked lines.

    UTF-8, with or without a byte-order mark, and GB 18030 (GBK, GB 2312) are read. Raises UnreadableFile for
    a file that is empty, too large, binary or in neither encoding, and OSError where it cannot be opened.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableFile(f"{size:,} bytes, more than {MAX_BYTES:,}: is this the text of one disclosure?")
    data = path.read_bytes()
    text, encoding = _decode(data)
    lines = _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    if lines and not lines[-1]:
        lines.pop()
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    if len(lines[longest]) > MAX_LINE:
        raise UnreadableFile(
            f"line {longest + 1} has {len(lines[longest]):,} characters: split it into lines"
        )
    masking = Masking()
    masked = tuple(masking.mask(line) for line in lines)
    counts = {name: count for name, count in sorted(masking.counts.items()) if count}
    return SourceText(masked, hashlib.sha256(data).hexdigest(), encoding, counts)


def _decode(data: bytes) -> tuple[str, str]:
    if b"\0" in data:
        raise UnreadableFile("the file holds NUL bytes: it is binary or UTF-16; save it as UTF-8 text")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise UnreadableFile("the file is empty")
        return text, encoding
    raise UnreadableFile("neither UTF-8 nor GB 18030: save it as UTF-8 text")
