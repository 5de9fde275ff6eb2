"""The shapes tables take: one or more blocks of label columns followed by amount columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from yusuan.parse.cells import (
    is_blank,
    is_code,
    is_dash,
    looks_like_money,
    parse_amount,
    parse_money,
    split_bracketed,
)
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import CODE_ROLES, Column
from yusuan.spec.lines import load_lines
from yusuan.spec.load import Kind, load_tables
from yusuan.spec.roles import roles_that_are

_STARTS_BLOCK = roles_that_are("starts_block")
_UNITS = roles_that_are("organisation")
_PROJECTS = roles_that_are("project")
_AMOUNTS = roles_that_are("amount")
CLASSIFICATIONS = {"2": "function", "3": "economic", "5": "gov_economic"}


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring columns read together: label columns, and the amount columns they label."""

    side: str
    labels: tuple[Column, ...]
    amounts: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the block in order."""
        return tuple(sorted((*self.labels, *self.amounts), key=lambda column: column.index))


def read_contents(columns: Sequence[Column], body: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns, those of unknown words as labels where the cells below are words, not figures.

    A column of names that holds codes alone, as 功能科目 may, is one of codes.

    Such a column begins a block where it is the first, the first below a heading that follows figures, or
    stands between two columns of figures with the same word. One of whole numbers stays unknown, whatever
    is said above it, where the columns of known words print decimals throughout: it may count something.
    """
    found: list[Column] = []
    has_decimals = _prints_decimals([column.index for column in columns if _is_known_amount(column)], body)
    for column, after in zip_longest(columns, columns[1:]):
        unread = column.unknown and _is_amount(column) and column.unknown[-1] == column.levels[-1]
        if unread and _holds_words(column.index, body):
            role = "label" if _begins_block(column, found, after) else "attribute"
            found.append(replace(column, role=role))
        elif column.role in {"name", "unknown"} and _holds_codes(column.index, body):
            found.append(replace(column, role="code"))
        elif column.role == "unknown" and _is_headed(column) and _holds_money(column.index, body):
            found.append(replace(column, role="amount"))
        elif unread and column.role == "amount" and has_decimals and _holds_whole(column.index, body):
            found.append(replace(column, role="unknown"))
        else:
            found.append(column)
    return tuple(found)


def _holds_codes(column: int, body: Sequence[Row]) -> bool:
    texts = [row[column].strip() for row in body if not is_blank(row[column])]
    return bool(texts) and all(is_code(text) for text in texts)


def _is_headed(column: Column) -> bool:
    """Tell whether a word stands over a column itself, not only over one to its left."""
    return bool(column.levels) and column.levels[-1].first == column.index


def _holds_money(column: int, body: Sequence[Row]) -> bool:
    """Tell whether the cells of a column are numbers, and two at least are printed as money is."""
    texts = [row[column] for row in body if not is_blank(row[column])]
    figures = sum(parse_amount(text) is not None or is_dash(text) for text in texts)
    return figures * 10 >= len(texts) * 9 and sum(map(looks_like_money, texts)) > 1


def _holds_words(column: int, body: Sequence[Row]) -> bool:
    texts = [row[column] for row in body if not is_blank(row[column])]
    figures = sum(parse_amount(text) is not None or parse_money(text) is not None for text in texts)
    return figures * 2 < len(texts)


def _is_known_amount(column: Column) -> bool:
    return column.role == "amount" and not column.unknown


def _prints_decimals(columns: Sequence[int], body: Sequence[Row]) -> bool:
    """Tell whether the numbers in columns, zeros aside, are several and all printed as money is."""
    texts = [row[at] for row in body for at in columns if parse_amount(row[at])]
    return len(texts) > 1 and all(map(looks_like_money, texts))


def _holds_whole(column: int, body: Sequence[Row]) -> bool:
    """Tell whether a column prints numbers, zeros aside, and none of them as money is printed."""
    texts = [row[column] for row in body if parse_amount(row[column])]
    return bool(texts) and not any(map(looks_like_money, texts))


def _begins_block(column: Column, before: Sequence[Column], after: Column | None) -> bool:
    if not before:
        return True
    if not _is_amount(before[-1]):
        return False
    is_again = after is not None and _is_amount(after) and after.words[-1:] == before[-1].words[-1:]
    return is_again or (len(column.levels) > 1 and column.levels[0].first == column.index)


def split_blocks(columns: Sequence[Column], kind: Kind) -> tuple[Block, ...]:
    """Cut a table's columns into blocks, each with the side its amounts are on."""
    parts: list[list[Column]] = [[]]
    for position, column in enumerate(columns):
        amounts_follow = any(_is_amount(later) for later in columns[position:])
        if column.role in _STARTS_BLOCK and amounts_follow and any(_is_amount(c) for c in parts[-1]):
            parts.append([])
        parts[-1].append(column)
    sides = [_side_of(part, position, len(parts), kind) for position, part in enumerate(parts)]
    return tuple(
        Block(
            side,
            tuple(column for column in part if not _is_amount(column)),
            tuple(column for column in part if _is_amount(column)),
        )
        for side, part in zip(sides, parts, strict=True)
    )


def _is_amount(column: Column) -> bool:
    return column.role in _AMOUNTS


def _side_of(part: Sequence[Column], position: int, parts: int, kind: Kind) -> str:
    if parts == 1:
        return kind.side
    first = part[0]
    classified = any(spent in word for word in first.words[-1:] for spent in load_lines().spent)
    if position and (classified or first.side is None):
        return "expenditure"
    return first.side or ("income" if position == 0 and kind.shapes[:1] == ("two_sided",) else kind.side)


def shapes_of(columns: Sequence[Column], body: Sequence[Row]) -> frozenset[str]:
    """Return what the rows of a table can be, by its columns and the codes its rows print."""
    roles = {column.role for column in columns}
    shapes = set()
    if {column.side for column in columns} >= {"income", "expenditure"} or _blocks_of_labels(columns) > 1:
        shapes.add("two_sided")
    if roles & _PROJECTS:
        shapes.add("projects")
    if roles & {"indicator", "target", "indicators"}:
        shapes.add("indicators")
    if roles & _UNITS and not roles & {"name", "code", "class"}:
        shapes.add("units")
    shapes |= _classifications(columns, body)
    if roles & {"label", "group_label"} and "two_sided" not in shapes:
        shapes.add("measures")
    if not roles - _AMOUNTS:
        shapes.add("bare")
    return frozenset(shapes)


def _blocks_of_labels(columns: Sequence[Column]) -> int:
    return sum(
        column.role in _STARTS_BLOCK and (position == 0 or _is_amount(columns[position - 1]))
        for position, column in enumerate(columns)
    )


def _classifications(columns: Sequence[Column], body: Sequence[Row]) -> set[str]:
    coded = [column for column in columns if column.role in CODE_ROLES | {"name", "unit_or_item"}]
    words = "".join(word for column in coded for word in column.words)
    found = {CLASSIFICATIONS.get(code[0]) for code in _codes(coded[:2], body)} & {"function", "economic"}
    named = load_tables().composed.classification_in(words)
    if not found and named:
        return {named.removeprefix("gov_")}
    return {str(name) for name in found} or ({"function", "economic"} if coded else set())


def _codes(columns: Sequence[Column], body: Sequence[Row]) -> Iterator[str]:
    for row in body:
        for column in columns:
            code = split_bracketed(row[column.index])[0] or row[column.index].strip()
            if is_code(code):
                yield code
