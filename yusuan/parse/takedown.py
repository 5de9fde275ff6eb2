"""Lines to take down: what was published of a document and must not be, listed beside the documents.

``takedown.csv`` in the folder of disclosures has the columns source_file, source_sha256, line and reason.
It names lines, never what is printed on them, and stands whatever is built anew; SECURITY.md tells its use.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from yusuan.parse.decoding import UnreadableFile, decode
from yusuan.parse.privacy import TAKEN_DOWN

FILE = "takedown.csv"
COLUMNS = ("source_file", "source_sha256", "line", "reason")
_NUMBER = re.compile("0{0,9}[1-9][0-9]{0,8}")


def load_takedown(path: Path, sha256: str) -> frozenset[int]:
    """Return the numbers of a document's lines that the list beside it takes down.

    Raises UnreadableFile where the list cannot be relied on for this document: it is no such table, a row
    names no line, or the document has changed since, so that its lines may be others.
    """
    beside = path.parent / FILE
    if not beside.is_file():
        return frozenset()
    reader = csv.DictReader(decode(beside.read_bytes()).splitlines(), strict=True)
    lines = set()
    try:
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise UnreadableFile(f"{FILE}: the columns have to be {', '.join(COLUMNS)}")
        for row in reader:
            if (row["source_file"] or "").strip() == path.name:
                lines.add(_line(row, reader.line_num, sha256))
    except csv.Error as error:
        raise UnreadableFile(f"{FILE}, after line {reader.line_num}: {error}") from None
    return frozenset(lines)


def _line(row: dict[str, str], number: int, sha256: str) -> int:
    line = (row["line"] or "").strip()
    if not _NUMBER.fullmatch(line):
        raise UnreadableFile(f"{FILE}, line {number}: {line!r} is no line number")
    if (row["source_sha256"] or "").strip().lower() != sha256:
        raise UnreadableFile(
            f"{FILE}, line {number}: the document is another one than the list was made for; look up which "
            f"line it is now and write source_sha256 {sha256}"
        )
    return int(line)


def take_down(lines: Sequence[str], numbers: Collection[int]) -> tuple[tuple[str, ...], int]:
    """Return lines with those of some numbers masked, cell by cell so that columns stay; and how many.

    Raises UnreadableFile where a number is no line.
    """
    if numbers and max(numbers) > len(lines):
        raise UnreadableFile(f"{FILE}: the document has no line {max(numbers)}")
    masked = tuple(_masked(line) if number in numbers else line for number, line in enumerate(lines, start=1))
    return masked, len(numbers)


def _masked(line: str) -> str:
    return "\t".join(TAKEN_DOWN if cell.strip() else cell for cell in line.split("\t"))
