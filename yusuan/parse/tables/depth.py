"""How deep a header is whose words nobody knows: the rows of words over columns of money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.parse.cells import is_code, is_dash, looks_like_money, parse_amount, parse_money
from yusuan.parse.tables.grids import Row

_DEEPEST = 4
_LONGEST_WORD = 30
_FEWEST_WORDS = 2  # words of a header: one alone is a caption or a form's heading
_FEWEST_ROWS = 2  # rows of money below it
_WIDEST_SPAN = 30  # columns that one word stands over
_LONG_NUMBER = re.compile(r"\d{5}")


def header_depth(rows: Sequence[Row]) -> int:
    """Return how many rows at the head of a grid print words only, over columns that hold money below.

    0 where the first row prints numbers, where sentences or single cells stand there as in forms, or where
    the money below stands under no word of theirs.
    """
    depth = 0
    while depth < len(rows) and depth < _DEEPEST and _is_words(rows[depth]):
        depth += 1
    body = [row for row in rows[depth:] if row.printed]
    if not depth or len(rows[0].printed) < _FEWEST_WORDS or not body or _is_words(body[0]):
        return 0
    money = [{at for at in row.printed if looks_like_money(row[at])} for row in body]
    columns = set().union(*money)
    headed = {at for at in columns if any(_spans(row, at) for row in rows[:depth])}
    filled = sum(bool(found) for found in money)
    return depth if headed and headed == columns and (filled >= _FEWEST_ROWS or filled == len(body)) else 0


def _is_words(row: Row) -> bool:
    texts = [row[at] for at in row.printed]
    return bool(texts) and not any(
        parse_amount(text) is not None
        or parse_money(text) is not None
        or is_code(text)
        or is_dash(text)
        or len(text) > _LONGEST_WORD
        or _LONG_NUMBER.search(text) is not None
        for text in texts
    )


def _spans(row: Row, column: int) -> bool:
    """Tell whether a row prints a word over a column, or to the left of it as one that spans it."""
    return any(row[at].strip() for at in range(column, max(column - _WIDEST_SPAN, -1), -1))
