"""One published file → a document, its hash, and its numbers compared with those a second reader sees."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from yusuan.convert.formats import format_of
from yusuan.convert.numbers import Conservation, compare_numbers
from yusuan.convert.shape import ConvertError, Document

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted file: what it holds, what it was, and whether all its numbers are there."""

    name: str
    format: str
    sha256: str
    document: Document
    conservation: Conservation


def convert_file(path: Path, progress: Progress = lambda done, of: None) -> Converted:
    """Convert a file of any format here, in this process; raises ConvertError where that cannot be done.

    A file of unknown origin goes through ``convert_apart`` instead.
    """
    form = format_of(path)
    if form == "zip":
        raise ConvertError("an archive in an archive: unpack it first")
    document, words = _read(path, form, progress)
    if not any(document.blocks):
        raise ConvertError("there is no text in it")
    found = compare_numbers(document, words)
    warning = _warning(found)
    if warning:
        document = replace(document, warnings=(*document.warnings, warning))
    return Converted(path.name, form, hashlib.sha256(path.read_bytes()).hexdigest(), document, found)


def _read(path: Path, form: str, progress: Progress) -> tuple[Document, list[list[str]]]:
    """Return a file's contents, and its words by page as a second reader sees them.

    The readers are imported only where their format is met: each loads a library.
    """
    if form == "pdf":
        from yusuan.convert.pdf.read import read_pdf  # noqa: PLC0415

        return read_pdf(path, progress)
    if form in ("docx", "doc"):
        from yusuan.convert.word import read_word  # noqa: PLC0415

        return read_word(path, form)
    if form in ("xlsx", "xls"):
        from yusuan.convert.excel import read_excel  # noqa: PLC0415

        return read_excel(path, form)
    from yusuan.convert.web import read_web  # noqa: PLC0415

    return read_web(path)


def _warning(found: Conservation) -> str | None:
    """Say which numbers the text lacks or has too many of, with their pages."""
    parts = [
        f"{len(numbers)} numbers {what}: "
        + ", ".join(f"{number.printed} (page {number.page})" for number in numbers[:10])
        + (", …" if len(numbers) > 10 else "")
        for numbers, what in (
            (found.missing, "of the file are not in the text"),
            (found.added, "are in the text only"),
        )
        if numbers
    ]
    return "; ".join(parts) or None
