"""The page of the published file that each record stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from yusuan.model import Record


def with_pages(
    records: Mapping[str, Sequence[Record]], pages: Sequence[int | None]
) -> dict[str, Sequence[Record]]:
    """Return the records with the page of their line, or of their first one, where the text has pages.

    ``pages`` holds the 1-based page of each line, None throughout where it has none.
    """
    if not any(pages):
        return dict(records)
    return {name: [_with_page(record, pages) for record in rows] for name, rows in records.items()}


def _with_page(record: Record, pages: Sequence[int | None]) -> Record:
    if not any(field.name == "source_page" for field in fields(record)):
        return record
    line = getattr(record, "source_line", None) or getattr(record, "first_line", None)
    return replace(record, source_page=pages[line - 1]) if line else record
