"""The printed lines that a finding compares, as far as a reader needs to see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup, escape

from yusuan.model import Check
from yusuan.spec.money import YUAN_PER_UNIT

NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")

LONGEST = 160
"""Characters of a line that are quoted; a paragraph is cut, its line number leads to the whole."""

Quotes = Mapping[int, Sequence[str]]
"""The cells of lines, those without text left out; a line of running text is one cell."""


def quote_lines(source: Sequence[str], checks: Iterable[Check]) -> Quotes:
    """Quote the lines of a document (``source[0]`` is line 1) that its failed checks name."""
    lines = {
        line
        for check in checks
        if check.status == "fail"
        for line in (check.left_line, check.right_line)
        if line and line <= len(source)
    }
    return {line: _quoted(source[line - 1]) for line in sorted(lines)}


def _quoted(line: str) -> list[str]:
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    kept: list[str] = []
    for cell in cells:
        room = LONGEST - sum(map(len, kept))
        if len(cell) > room:
            return [*kept, f"{cell[:room]}……"]
        kept.append(cell)
    return kept


def mark_value(cell: str, value: Decimal | None) -> Markup:
    """Mark the numbers of a quoted cell that stand for a value, in whatever unit of money."""
    if value is None:
        return escape(cell)
    wanted = {value, *(value / factor for factor in YUAN_PER_UNIT.values())}
    marked, end = Markup(), 0
    for found in NUMBER.finditer(cell):
        if Decimal(re.sub("[,，]", "", found.group())) in wanted:
            marked += escape(cell[end : found.start()]) + Markup("<mark>{}</mark>").format(found.group())
            end = found.end()
    return marked + escape(cell[end:])
