"""Which kind of table a grid is: its header scored against the spec, its title as supporting evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.parse.blocks import Caption, Row
from yusuan.parse.headers import Header, is_title, title_head, without_brackets
from yusuan.parse.layouts import shapes_of
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.spelling import bare, bare_label, normalise

_TITLE, _HEADER, _ROLE, _ROW, _SHAPE, _MISSHAPEN, _NOTE, _NEXT = 7, 4, 8, 1, 4, 2, 3, 4
_ENOUGH = 3
_TELLING = frozenset({"amount", "indicator", "target", "indicators"})
_CONTENTS_NUMBER = re.compile(
    r"^(?:[-*•#]+|\d{1,2}[.、．]|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)、?|表\d{1,2}[.:、]?)"
)
_CONTENTS_PAGE = re.compile(r"[.…·\s]*\d{0,3}$")


@dataclass(frozen=True, slots=True)
class Declared:
    """A table that the document's contents name."""

    line: int
    title: str
    kind: Kind


def find_title(captions: Sequence[Caption], spec: TableSpec) -> Caption | None:
    """Return the caption nearest to the grid that reads as a table's title."""
    return next((caption for caption in reversed(captions) if is_title(caption.text, spec)), None)


def find_declared(lines: Sequence[str], before: int, spec: TableSpec) -> list[Declared]:
    """Return the tables named in the contents, which stand before line ``before``, in order."""
    declared: dict[str, Declared] = {}
    for number, line in enumerate(lines[: before - 1], start=1):
        title = contents_title(line)
        if len(title) <= 60 and without_brackets(title).endswith(spec.declared_endings):
            kind = spec.kind_of_title(title)
            if kind is not None:
                declared.setdefault(title, Declared(number, title, kind))
    return list(declared.values())


def contents_title(line: str) -> str:
    """Return a contents entry without the numbering before and the page number after it."""
    title = _CONTENTS_PAGE.sub("", normalise(line))
    while match := _CONTENTS_NUMBER.match(title):
        title = title[match.end() :]
    return title


def recognise(
    title: str | None,
    header: Header,
    body: Sequence[Row],
    note: str | None,
    expected: Sequence[Kind],
    spec: TableSpec,
) -> Kind | None:
    """Return the kind that the evidence supports best, or None where it supports none enough.

    ``expected`` are the kinds that the contents name and the document has not printed yet, in order: where a
    title is lost they decide between kinds that look alike.
    """
    if title is None and not any(column.role in _TELLING for column in header.columns):
        return None
    titled = spec.kind_of_title(title_head(title)) if title else None
    shapes = shapes_of(header.columns, body)
    words = {bare(level) for column in header.columns for level in column.words}
    labels = {bare_label(row[column]) for row in body for column in row.printed[:2]}
    roles = {column.role for column in header.columns}
    noted = spec.kind_of_title(normalise(note)) if note else None
    scores: list[tuple[int, int, Kind]] = []
    for order, kind in enumerate(spec.kinds):
        if kind.name.startswith("final_") and kind is not titled:
            continue
        score = _TITLE * (kind is titled) + _NOTE * (kind is noted)
        score += _HEADER * bool(kind.header & words) + _ROLE * bool(roles & set(kind.roles))
        score += _ROW * min(3, len(kind.rows & labels)) * (title is None)
        if kind.shapes and shapes:
            score += _SHAPE if shapes & set(kind.shapes) else -_MISSHAPEN
        if titled is None and kind in expected:
            score += max(1, _NEXT - expected.index(kind))
        scores.append((score, -order, kind))
    best = max(scores, key=lambda entry: entry[:2])
    return best[2] if best[0] >= _ENOUGH + (_SHAPE if titled is None else 0) else None
