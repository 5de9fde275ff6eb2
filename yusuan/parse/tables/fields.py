"""Fields of rows that stand beside the header's: a whole header one field off, a column cracked in two.

Where data stand under fields that no header word heads, fields and headed columns are paired in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yusuan.parse.cells import is_code, is_dash, parse_amount
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import CODE_ROLES, Column
from yusuan.spec.load import TableSpec
from yusuan.spec.spelling import normalise

_NEUTRAL = "total"
_LONGEST_PART = 3  # 类 has three digits, 款 and 项 two


def fit_fields(
    columns: Sequence[Column], rows: Sequence[Row], spec: TableSpec
) -> tuple[tuple[int, int], ...] | None:
    """Return where fields really belong, field to column, or None where the header heads what is printed.

    Fields side by side that are never filled together and hold the same sort of thing are one column cracked
    in two. Only a pairing that gives every headed column its field, of its own sort, is returned.
    """
    headed = [column for column in columns if column.levels and column.levels[-1].first == column.index]
    filled = {at for row in rows for at in row.printed}
    if not headed or filled <= {column.index for column in headed}:
        return None
    if (shifted := _shift(filled, {column.index: column for column in headed}, rows, spec)) is not None:
        return shifted
    groups = [[at] for at in sorted(filled)]
    while len(groups) > len(headed):
        pair = next(
            (at for at in range(len(groups) - 1) if _is_cracked(groups[at], groups[at + 1], rows, spec)), None
        )
        if pair is None:
            return None
        groups[pair : pair + 2] = [[*groups[pair], *groups[pair + 1]]]
    if len(groups) != len(headed):
        return None
    pairs = [(group, column) for group, column in zip(groups, headed, strict=True)]
    if not all(_sorts(group, rows, spec) <= _sorts_of(column) for group, column in pairs):
        return None
    if any(column.index not in group and not _is_filled(group, rows) for group, column in pairs):
        return None
    moved = {at: column.index for group, column in pairs for at in group if at != column.index}
    taken = {column.index for _, column in pairs}
    width = max(len(row.cells) for row in rows)
    for at in range(width):
        if at not in moved and at not in filled and at in taken:
            moved[at] = -2 - at  # the header's own field, in which nothing is printed
    return tuple(sorted(moved.items()))


def _shift(
    filled: set[int], headed: Mapping[int, Column], rows: Sequence[Row], spec: TableSpec
) -> tuple[tuple[int, int], ...] | None:
    """Return the shift of all fields to one side that puts each below a header's word, if none is there."""
    if filled & headed.keys():
        return None
    for by in (1, -1, 2, -2):
        if all(at + by in headed for at in filled) and all(
            _sorts([at], rows, spec) <= _sorts_of(headed[at + by]) for at in filled
        ):
            width = max(len(row.cells) for row in rows) + abs(by)
            moved = {at: at + by for at in range(width) if at in filled}
            taken = set(moved.values())
            return tuple(sorted({**{at: -2 - at for at in taken - filled}, **moved}.items()))
    return None


def _is_filled(fields: Sequence[int], rows: Sequence[Row]) -> bool:
    """Tell whether most rows print something in one of the fields: few rows beside a header prove nothing."""
    return sum(any(row[at].strip() for at in fields) for row in rows) * 2 > len(rows)


def _is_cracked(one: Sequence[int], other: Sequence[int], rows: Sequence[Row], spec: TableSpec) -> bool:
    together = any(
        any(row[at].strip() for at in one) and any(row[at].strip() for at in other) for row in rows
    )
    sorts = (_sorts(one, rows, spec) | _sorts(other, rows, spec)) - {_NEUTRAL}
    often = all(sum(any(row[at].strip() for at in side) for row in rows) > 1 for side in (one, other))
    return often and not together and len(sorts) <= 1


def _sorts(fields: Sequence[int], rows: Sequence[Row], spec: TableSpec) -> set[str]:
    return {_sort(row[at], spec) for row in rows for at in fields if row[at].strip()}


def _sort(text: str, spec: TableSpec) -> str:
    if normalise(text) in spec.totals:
        return _NEUTRAL
    if is_code(text) or (text.strip().isdigit() and len(text.strip()) <= _LONGEST_PART):
        return "code"
    return "number" if parse_amount(text) is not None or is_dash(text) else "text"


def _sorts_of(column: Column) -> set[str]:
    if column.role == "amount":
        return {"number", "code"}
    if column.role in CODE_ROLES:
        return {"code", _NEUTRAL}
    loose = column.role in {"unknown", "ordinal"} or column.role.endswith("_code")
    return {"text", "code", "number", _NEUTRAL} if loose else {"text", _NEUTRAL}
