"""The printed lines that a finding compares, as far as a reader needs to see them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup, escape

from yusuan.model import Check
from yusuan.site.amounts import format_as_said
from yusuan.spec.money import YUAN_PER_UNIT

NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")

AMOUNT = re.compile(r"\d[\d,，]*\.\d+|\d[\d,，]{4,}")
IN_NUMBER = re.compile(r"[\d.,，][\d.,，%]")
BRACKETS = str.maketrans("（）〔〕［］【】[]", "()()()()()")

LONGEST = 160
"""Characters of a line that are quoted; a paragraph is cut, its line number leads to the whole."""

BESIDE = 40
"""Characters on either side of a number that a paragraph is quoted with."""

CUT = "……"

Quotes = Mapping[int, Sequence[str]]
"""The cells of lines, those without text left out; a line of running text is one cell."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: what it is, the line that it is of, and that line with what it is of marked.

    ``printed`` is the number as the line prints it, None where the line does not: then it is worked out.
    ``repeats`` says that the other side has quoted the line already.
    """

    label: str
    line: int | None
    value: Decimal | None
    cells: Sequence[Markup] = ()
    printed: str | None = None
    repeats: bool = False


def quote_lines(source: Sequence[str], checks: Iterable[Check]) -> Quotes:
    """Quote the lines of a document (``source[0]`` is line 1) that its failed checks name."""
    lines = {
        line
        for check in checks
        if check.status == "fail"
        for line in (check.left_line, check.right_line)
        if line and line <= len(source)
    }
    return {line: _cells(source[line - 1]) for line in sorted(lines)}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t") if cell.strip()]


def sides_of(check: Check, quotes: Quotes) -> list[Side]:
    """Return the sides of a failed check that say anything, each with what its line prints of it."""
    sides: list[Side] = []
    given = (
        (check.left_label, check.left_line, check.left_value),
        (check.right_label, check.right_line, check.right_value),
    )
    said = f"{check.headline or ''}{check.message}"
    for label, line, value in given:
        if not line and value is None:
            continue
        cells = quotes.get(line or 0, ())
        wanted = _wanted(value, said)
        printed = next((cell[at:to] for cell in cells for at, to in _numbers(cell, wanted)), None)
        repeats = printed is None and bool(cells) and any(side.line == line for side in sides)
        shown = () if repeats else quoted(cells, wanted, label)
        sides.append(Side(label or "数字", line, value, shown, printed, repeats))
    return sides


def _wanted(value: Decimal | None, said: str) -> frozenset[Decimal]:
    """Return what a line may print for a value: money in whatever unit; a percentage or a year as it is."""
    if value is None:
        return frozenset()
    is_money = not format_as_said(value, said).endswith(("%", "年"))
    return frozenset({value, *(value / factor for factor in YUAN_PER_UNIT.values() if is_money)})


def quoted(cells: Sequence[str], wanted: Collection[Decimal], label: str | None = None) -> list[Markup]:
    """Return the cells of a line with the numbers marked that are wanted.

    Where none is, the label itself is marked, if the line prints it: the number of a document. Of a long line
    there is as much as LONGEST, and whatever stands around what is marked.
    """
    shown: list[Markup] = []
    room = LONGEST
    for cell in cells:
        spans = list(_numbers(cell, wanted) if wanted else _words(cell, label or ""))
        if len(cell) <= room or spans:
            kept = [(0, len(cell))] if len(cell) <= room else _around(cell, spans)
            shown.append(_marked(cell, kept, spans))
        elif room > 0:
            shown.append(escape(cell[:room] + CUT))
        room = max(room - len(cell), 0)
    return shown


def _numbers(cell: str, wanted: Collection[Decimal]) -> Iterator[tuple[int, int]]:
    """Yield from where up to where a cell prints a number that is wanted."""
    for found in NUMBER.finditer(cell):
        is_meant = len(found.group()) > 1 or _is_count(cell, found.end())
        if is_meant and Decimal(re.sub("[,，]", "", found.group())) in wanted:
            yield found.span()


def _is_count(cell: str, end: int) -> bool:
    """Tell whether a lone digit counts something: 6 个项目, a cell of its own; not the 1 of 指标 1：."""
    behind = cell[end:].lstrip()[:1]
    return len(cell) == 1 or behind == "%" or (behind.isalpha() and not behind.isascii())


def _words(cell: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where a cell prints words, brackets of whatever kind and spaces between aside."""
    plain = [(char, at) for at, char in enumerate(cell.translate(BRACKETS)) if not char.isspace()]
    text, wanted = "".join(char for char, _ in plain), "".join(words.translate(BRACKETS).split())
    at = text.find(wanted) if wanted else -1
    if at >= 0:
        yield plain[at][1], plain[at + len(wanted) - 1][1] + 1


def _around(cell: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches around some places, those that are close as one, no number cut in two."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = max(start - BESIDE, 0), min(end + BESIDE, len(cell))
        while first and IN_NUMBER.match(cell, first - 1):
            first -= 1
        while last < len(cell) and IN_NUMBER.match(cell, last - 1):
            last += 1
        if kept and first <= kept[-1][1] + BESIDE:
            kept[-1] = (kept[-1][0], last)
        else:
            kept.append((first, last))
    return kept


def _marked(cell: str, kept: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Markup:
    """Write the stretches of a cell that are kept, with places marked and dots for what is left out."""
    written = Markup()
    for first, last in kept:
        written += Markup(CUT) if first and not written.endswith(CUT) else Markup()
        within = [span for span in spans if first <= span[0] and span[1] <= last]
        for end, start in pairwise([first, *(place for span in within for place in span), last]):
            text = escape(cell[end:start])
            is_number = (end, start) in within
            written += Markup("<mark>{}</mark>").format(text) if is_number else text
        written += Markup(CUT) if last < len(cell) else Markup()
    return written


def one_digit(sides: Sequence[Side]) -> tuple[str, str] | None:
    """Return the digits in which two printed amounts of one length differ, where it is one place only.

    Years and counts, which a slip changes as easily but a reader sees at once, are none.
    """
    if len(sides) != 2 or not all(AMOUNT.fullmatch(side.printed or "") for side in sides):
        return None
    one, other = (re.sub("[,，]", "", side.printed or "") for side in sides)
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return apart[0] if len(one) == len(other) and len(apart) == 1 and "".join(apart[0]).isdigit() else None
