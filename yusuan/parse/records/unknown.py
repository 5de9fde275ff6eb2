"""Header words that the vocabulary lacks, for the run's report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from yusuan.model import UnknownWord
from yusuan.parse.rows.table import ReadTable
from yusuan.spec.load import load_tables
from yusuan.spec.spelling import bare, nearest


@lru_cache(maxsize=1 << 12)
def _nearest(word: str) -> tuple[str, ...]:
    return nearest(word, load_tables().words)


def unknown_words(tables: Sequence[ReadTable]) -> list[UnknownWord]:
    """Return each unknown header word once a table, where it stands, with the nearest known spellings."""
    found: dict[tuple[str, str], UnknownWord] = {}
    for read in tables:
        if read.table.is_form or not read.blocks:
            continue
        title = read.table.title.text if read.table.title else read.kind.title
        for column in read.table.columns:
            for level in column.unknown:
                word = UnknownWord(level.text, title, level.line, level.first, _nearest(bare(level.text)))
                found.setdefault((read.table_id, level.text), word)
    return list(found.values())
