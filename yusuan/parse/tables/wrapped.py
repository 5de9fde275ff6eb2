"""Cells that a page's end cuts in two: the rest stands alone in the next page's first row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yusuan.parse.cells import is_code, is_dash, is_figure, label_text
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import CODE_ROLES, LABEL_ROLES, Column
from yusuan.spec.organisations import load_organisations
from yusuan.spec.roles import roles_that_are

_OPEN, _CLOSED = "(（", ")）"
_NAMES_OF_PROJECTS = roles_that_are("project") - roles_that_are("identifier") - {"catalogue"}


def rest_of_row(
    body: Sequence[Row], row: Row, columns: Sequence[Column], following: Sequence[Row]
) -> tuple[int, Row] | None:
    """Return the row of the body that a page's first row ends, whole, and its index; None if it ends none.

    ``row`` holds labels only. That they belong to it shows where one of the whole texts is printed elsewhere
    in its column, closes a bracket, is an organisation's name that its first part is not, or is a project's.
    A single label may stand one field to the left of its column.
    """
    by_index = {column.index: column for column in columns}
    for by in (0, 1) if len(row.printed) == 1 else (0,):
        texts = {at + by: row[at].strip() for at in row.printed}
        at = next(
            (at for at in range(len(body) - 1, -1, -1) if any(body[at][c].strip() for c in texts)), None
        )
        if at is None or any(_is_no_rest(text, by_index.get(column)) for column, text in texts.items()):
            continue
        above = body[at]
        has_figures = any(is_figure(above[column]) for column in above.printed)
        if not has_figures or not all(above[column].strip() for column in texts):
            continue
        others = [one for one in (*body, *following) if one is not above]
        if any(_is_proved(above, texts, column, by_index[column], others) for column in texts):
            cells = (cell.strip() + texts.get(column, "") for column, cell in enumerate(above.cells))
            return at, Row(above.line, tuple(cells))
    return None


def _is_no_rest(text: str, column: Column | None) -> bool:
    if column is None or column.role not in LABEL_ROLES - roles_that_are("identifier") - CODE_ROLES:
        return True
    return is_figure(text) or is_code(text) or is_dash(text)


def _is_proved(above: Row, texts: Mapping[int, str], at: int, column: Column, rows: Sequence[Row]) -> bool:
    first, rest = above[at].strip(), texts[at]
    whole = label_text(first + rest)
    if _open_brackets(first) > 0 and _open_brackets(whole) == 0:
        return True
    if rest[0] in _OPEN and rest[-1] in _CLOSED:
        return True
    if len(texts) == 1 and column.role in _NAMES_OF_PROJECTS:
        return True
    organisations = load_organisations()
    if organisations.is_name(whole) and not organisations.is_name(first):
        return True
    return any(label_text(other[at]) == whole for other in rows)


def _open_brackets(text: str) -> int:
    return sum(char in _OPEN for char in text) - sum(char in _CLOSED for char in text)
