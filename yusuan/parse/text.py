"""Bytes to lines: the encoding found, and private data masked before anything else sees it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 20 * 1024 * 1024
MAX_LINE = 200_000

NAME_MASK = "〔姓名已隐去〕"
PHONE_MASK = "〔电话已隐去〕"
EMAIL_MASK = "〔邮箱已隐去〕"
IDENTITY_MASK = "〔证件号已隐去〕"
MASKS = frozenset({NAME_MASK, PHONE_MASK, EMAIL_MASK, IDENTITY_MASK})

_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![\d.])")
_LANDLINE = re.compile(r"(?<!\d)(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3}[-—－])\s?[1-9]\d{6,7}(?!\d)")
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_PERSON_LABEL = (
    r"(?:填\s*报\s*人|填\s*表\s*人|联\s*系\s*人|(?:项目|单位|部门)?\s*负\s*责\s*人|经\s*办\s*人|制\s*表\s*人)"
)
_PERSON_CELL = re.compile(rf"^\s*{_PERSON_LABEL}(?:\s*[(（][^()（）]{{0,8}}[)）])?\s*[:：]?\s*$")
_PERSON_INLINE = re.compile(
    rf"({_PERSON_LABEL}\s*[:：]\s*)([一-鿿·]{{2,4}}|[一-鿿]\s[一-鿿])(?=[\s,，;；。、(（)）]|$|联系|电话|填报|日期)"
)
_PHONE_LABEL = re.compile(r"^\s*(?:联系电话|电话|联系方式|手机)(?:号码)?\s*[:：]?\s*$")
_PHONE_INLINE = re.compile(r"((?:联系电话|联系方式|电话|手机)(?:号码)?\s*[:：]\s*)(\d[\d\- ]{5,14}\d)")
_PHONE_VALUE = re.compile(r"^\s*\d[\d\- ]{5,14}\d\s*$")
_NAME_VALUE = re.compile(r"^\s*[一-鿿·]{1,4}(?:\s[一-鿿·]{1,3})?\s*$")


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
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if lines and not lines[-1]:
        lines.pop()
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    if len(lines[longest]) > MAX_LINE:
        raise UnreadableFile(
            f"line {longest + 1} has {len(lines[longest]):,} characters: split it into lines"
        )
    counts: Counter[str] = Counter()
    masked = tuple(mask_line(line, counts) for line in lines)
    return SourceText(masked, hashlib.sha256(data).hexdigest(), encoding, dict(sorted(counts.items())))


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


def mask_line(line: str, counts: Counter[str]) -> str:
    """Return the line with private data replaced by masks, and count what was replaced by class.

    Masking a masked line changes nothing. Cells stay where they are: no tab is added or taken.
    """
    if "\t" in line:
        line = "\t".join(_mask_cells(line.split("\t"), counts))
    for name, pattern, mask in (
        ("email", _EMAIL, EMAIL_MASK),
        ("identity_number", _IDENTITY, IDENTITY_MASK),
        ("phone", _MOBILE, PHONE_MASK),
        ("phone", _LANDLINE, PHONE_MASK),
    ):
        line, found = pattern.subn(mask, line)
        counts[name] += found
    for name, pattern, mask in (("phone", _PHONE_INLINE, PHONE_MASK), ("name", _PERSON_INLINE, NAME_MASK)):
        line, found = pattern.subn(rf"\g<1>{mask}", line)
        counts[name] += found
    for name in [name for name, count in counts.items() if not count]:
        del counts[name]
    return line


def _mask_cells(cells: list[str], counts: Counter[str]) -> list[str]:
    """Mask the cell that follows a label of a person or a telephone, blanks between them passed over."""
    waiting = None
    masked = []
    for cell in cells:
        if waiting == "name" and _NAME_VALUE.match(cell) and not _PHONE_LABEL.match(cell):
            counts["name"] += 1
            cell = NAME_MASK
        elif waiting == "phone" and _PHONE_VALUE.match(cell):
            counts["phone"] += 1
            cell = PHONE_MASK
        if cell.strip():
            waiting = "name" if _PERSON_CELL.match(cell) else "phone" if _PHONE_LABEL.match(cell) else None
        masked.append(cell)
    return masked
