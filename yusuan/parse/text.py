"""Bytes to lines: decoded, cleaned of what nobody sees, private data masked before anything else sees it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.parse.decoding import UnreadableFile, decode
from yusuan.parse.privacy import mask_lines
from yusuan.parse.takedown import load_takedown, take_down

MAX_BYTES = 20 * 1024 * 1024
"""Bytes of a file; the longest disclosure known has 0.4 million."""

MAX_LINES = 100_000
"""Lines of a file; the longest disclosure known has 6,000."""

MAX_LINE = 200_000
"""Characters of a line; the longest known has 5,000."""

MAX_CELLS = 1_000
"""Cells of a line; the widest table known has 90."""

MAX_LABEL = 10_000
"""Characters of a cell; the longest known has 2,000."""

MAX_ROWS = 5_000
"""Rows of a table, as lines of cells without a line of text between them; the longest known has 650."""

MAX_ALL_CELLS = 100_000
"""Cells of a document, each of which stands on its pages; the most known are 13,000."""

FORM_FEED = "\f"
_BLANKS = " \u3000"
_LINE_FEED_LIKE = "\x0b\x85\u2028\u2029"
# Letters that no font draws: they hide inside words and numbers as control characters do.
_UNDRAWN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document's masked lines (entry 0 is line 1), their pages, its hash, and what was masked.

    ``pages`` holds the 1-based page of each line, None throughout where the text has no form feed.
    """

    lines: tuple[str, ...]
    pages: tuple[int | None, ...]
    sha256: str
    redactions: Mapping[str, int]


def load_text(path: Path) -> SourceText:
    """Read a file into masked lines.

    UTF-8, UTF-16 and GB 18030 (GBK, GB 2312) are read. Lines that ``takedown.csv`` beside the file names
    are masked whole. Raises UnreadableFile for a file that is empty, too large, binary or in another
    encoding, and OSError where it cannot be opened.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableFile(f"{size:,} bytes, more than {MAX_BYTES:,}: is this the text of one disclosure?")
    data = path.read_bytes()
    text = decode(data)
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if raw and not raw[-1].strip(FORM_FEED):
        raw.pop()
    _check_limits(raw)
    pages = _pages(raw)
    lines = [visible(line.replace(FORM_FEED, "")) for line in raw]
    sha256 = hashlib.sha256(data).hexdigest()
    masked = mask_lines(lines)
    counts = dict(masked.counts)
    kept, taken = take_down(masked.lines, load_takedown(path, sha256))
    if taken:
        counts["taken_down"] = taken
    return SourceText(kept, pages, sha256, dict(sorted(counts.items())))


def _check_limits(lines: Sequence[str]) -> None:
    """Refuse what no disclosure holds, and what no reader and no browser would get through."""
    if len(lines) > MAX_LINES:
        raise UnreadableFile(f"{len(lines):,} lines, more than {MAX_LINES:,}: split it into disclosures")
    rows = cells = 0
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE:
            raise UnreadableFile(f"line {number} has {len(line):,} characters: split it into lines")
        own = line.count("\t") + 1
        if own > MAX_CELLS:
            raise UnreadableFile(f"line {number} has {own:,} cells, more than {MAX_CELLS:,}: split the table")
        rows = 0 if own == 1 and line.strip() else rows + (own > 1)
        if rows > MAX_ROWS:
            raise UnreadableFile(
                f"line {number} is row {rows:,} of a table, more than {MAX_ROWS:,}: split it"
            )
        if own == 1:
            continue
        cells += own
        if cells > MAX_ALL_CELLS:
            raise UnreadableFile(
                f"line {number} has cell {cells:,} of the document, more than {MAX_ALL_CELLS:,}, which makes "
                "pages too large to open: split it into disclosures"
            )
        if len(line) > MAX_LABEL:
            _check_labels(number, line.split("\t"))


def _check_labels(number: int, cells: Sequence[str]) -> None:
    for at, cell in enumerate(cells):
        if len(cell) > MAX_LABEL:
            raise UnreadableFile(
                f"line {number}, field {at}, has {len(cell):,} characters, over {MAX_LABEL:,}: is it a cell?"
            )


def _pages(lines: Sequence[str]) -> tuple[int | None, ...]:
    """Return the page that each line stands on: a form feed begins one with what follows it in the line."""
    if not any(FORM_FEED in line for line in lines):
        return (None,) * len(lines)
    pages: list[int | None] = []
    page = 1
    for line in lines:
        seen = len(line) - len(line.lstrip(" \t\u3000\f"))
        before = line[:seen] if line.strip() else line
        pages.append(page + before.count(FORM_FEED))
        page += line.count(FORM_FEED)
    return tuple(pages)


def visible(text: str) -> str:
    """Return text without characters that nothing prints or that turn the direction of what stands around.

    Control and format characters go (a zero-width blank splits a number that a reader sees whole, U+202E
    shows an amount backwards), so do code points that are no characters; tabs stay. Blanks of other widths
    and line separators of Unicode become ordinary blanks, except the full-width one, which Chinese prints.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_CLEANED)


class _Cleaned(dict[int, str | None]):
    """What each character becomes, found when it is first met."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        kind = unicodedata.category(letter)
        cleaned: str | None = letter
        if letter in _LINE_FEED_LIKE or (kind in {"Zs", "Zl", "Zp"} and letter not in _BLANKS):
            cleaned = " "
        elif letter != "\t" and (kind in {"Cc", "Cf", "Cs"} or letter in _UNDRAWN or _is_no_character(code)):
            cleaned = None
        self[code] = cleaned
        return cleaned


_CLEANED = _Cleaned()


def _is_no_character(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


__all__ = ["FORM_FEED", "SourceText", "UnreadableFile", "load_text", "visible"]
