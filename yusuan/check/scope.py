"""Whose figure a sentence gives: after 其中 and 具体为 it is a part of what the passage began with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from yusuan.check.document import Document
from yusuan.model import Statement
from yusuan.spec.narrative import announces_parts, load_narrative
from yusuan.spec.numbering import numbering_of
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import normalise

_PARTS = re.compile(alternatives(load_narrative().lists_parts))

_ENDS = ("。", "：", ":")
_PAUSES = ("；", ";")  # ends of a list's items, where the next one is numbered; else a margin stands there
_BROKEN = 3  # lines into which one sentence is broken


def whole_of(document: Document, statement: Statement) -> Statement | None:
    """Return the figure that a statement's figure is a part of by the words before it, or None.

    `进修及培训（20508）102.32万元。具体为：公用经费28.32万元` gives no 公用经费 of the unit.
    """
    return _wholes(document).get(id(statement))


@lru_cache(maxsize=2)
def _wholes(document: Document) -> Mapping[int, Statement]:
    lines = document.parsed.lines
    wholes: dict[int, Statement] = {}
    announced: Statement | None = None
    before: list[Statement] = []
    for passage in _passages(document.statements, lines):
        follows = bool(before) and _follows(lines, before[-1], passage[0])
        if follows and announces_parts(_line_above(lines, passage[0])):
            announced = before[0]
        elif announced and not _goes_on_listing(lines, before[-1], passage[0]):
            announced = None
        is_part = follows and _PARTS.search(_before(passage[0])) is not None
        head = before[0] if is_part else passage[0]
        own = _wholes_within(passage, head)
        wholes |= own
        if announced:
            wholes |= {id(said): announced for said in passage if id(said) not in own}
        before = [head, *passage] if is_part else passage
    return wholes


def _wholes_within(passage: Sequence[Statement], head: Statement) -> dict[int, Statement]:
    """Return the wholes of a passage's figures behind 其中: the figure before it there, or the head.

    The head is the passage's first figure, or that of the passage before where this one begins with 具体为.
    """
    wholes: dict[int, Statement] = {}
    seen = ""
    last = None
    for statement in passage:
        if statement.text != (last.text if last else None):
            seen += last.text if last else ""
        own = _before(statement)
        if statement is not head and _PARTS.search(seen + own):
            marked = _PARTS.search(own)
            begins = [s for s in passage if s.text == statement.text and _is_before(s, marked, statement)]
            wholes[id(statement)] = begins[-1] if begins else head
        last = statement
    return wholes


def _line_above(lines: Sequence[str], statement: Statement) -> str:
    """Return the nearest line above a statement's that prints something."""
    above = range(statement.source_line - 2, -1, -1)
    return next((lines[number] for number in above if lines[number].strip()), "")


def _goes_on_listing(lines: Sequence[str], last: Statement, statement: Statement) -> bool:
    """Tell whether a figure is a list's next: of its item or the next; or of none, no full stop between."""
    number, other = (numbering_of(lines[one.source_line - 1].strip()) for one in (last, statement))
    if number is None or other is None:
        return number is other and not _line_above(lines, statement).rstrip().endswith("。")
    return number.style == other.style and 0 <= other.value - number.value <= 1


def _follows(lines: Sequence[str], last: Statement, statement: Statement) -> bool:
    """Tell whether no heading and no item of a list begins between two figures."""
    return not any(numbering_of(line.strip()) for line in lines[last.source_line : statement.source_line - 1])


def _goes_on(lines: Sequence[str], last: Statement, statement: Statement) -> bool:
    """Tell whether a statement is of the same passage as the last: its line, or one that goes on from it."""
    if statement.source_line == last.source_line or statement.text == last.text:
        return True
    between = [line.strip() for line in lines[last.source_line - 1 : statement.source_line - 1]]
    between = [line for line in between if line]
    ends = (*_ENDS, *_PAUSES) if numbering_of(lines[statement.source_line - 1].strip()) else _ENDS
    return 0 < len(between) <= _BROKEN and not any(line.endswith(ends) for line in between)


def _passages(statements: Sequence[Statement], lines: Sequence[str]) -> Iterator[list[Statement]]:
    """Yield the statements of each line, with those of sentences that go on from the line above."""
    passage: list[Statement] = []
    for statement in statements:
        if statement.source_column is not None:
            continue
        if passage and not _goes_on(lines, passage[-1], statement):
            yield passage
            passage = []
        passage.append(statement)
    if passage:
        yield passage


def _before(statement: Statement) -> str:
    """Return what the sentence says before a statement's subject."""
    text, subject = normalise(statement.text), normalise(statement.subject)
    return text[: text.find(subject)] if subject and subject in text else text


def _is_before(other: Statement, mark: re.Match[str] | None, statement: Statement) -> bool:
    """Tell whether a figure of the same sentence stands before the word that begins its parts."""
    if mark is None or other is statement:
        return False
    return len(_before(other)) < mark.start()
