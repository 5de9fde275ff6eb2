"""Rows of a grid that stand over its header: a title, the money unit, the organisation, a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.parse.cells import is_figure
from yusuan.parse.tables.grids import Row, money_unit_of, unit_name_of
from yusuan.parse.tables.titles import is_title
from yusuan.spec.load import TableSpec
from yusuan.spec.spelling import normalise

_PERIOD_CAPTION = re.compile(r"^[(（]?\s*20\d{2}\s*年(?:度)?\s*[)）]?$")
_MOST_PIECES = 8


def is_caption(rows: Sequence[Row], spec: TableSpec) -> bool:
    """Tell whether rows only carry what stands over a table: its title, money unit, organisation."""
    return all(is_caption_row(row, spec) for row in rows)


def is_caption_row(row: Row, spec: TableSpec) -> bool:
    """Tell whether a row only carries a title, a number, a money unit or the name of the organisation."""
    texts = [row[column].strip() for column in row.printed]
    if not texts:
        return True
    if money_unit_of(joined := "".join(texts)) and unit_name_of(joined) and len(texts) <= _MOST_PIECES:
        return True  # a caption that the columns' lines cut into pieces
    if len(texts) > 4 or any(spec.word(text) or is_figure(text) for text in texts):
        return False
    if len(texts) == 1:
        return (
            _PERIOD_CAPTION.match(texts[0]) is not None
            or spec.title_number.match(normalise(texts[0])) is not None
            or money_unit_of(texts[0]) is not None
            or unit_name_of(texts[0]) is not None
            or is_title(texts[0], spec)
        )
    if any(money_unit_of(text) for text in texts):
        return True
    stated = [unit_name_of(text) is not None for text in texts]
    return any(stated) and all(
        ok or text.endswith((":", "：")) for ok, text in zip(stated, texts, strict=True)
    )
