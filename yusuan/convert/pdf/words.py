"""Glyphs → runs: what stands close together on one baseline; and the text of a line of runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from yusuan.convert.pdf.page import Glyph

_LEVEL = 0.3  # of the font size: baselines no farther apart are one
CLOSE = 0.4  # of the font size: a wider gap parts two runs
_BLANK = " \u3000"


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs without a gap between them, on one baseline; ``spaced`` where a space was printed before it."""

    glyphs: tuple[Glyph, ...]
    spaced: bool = False

    @property
    def text(self) -> str:
        """Return what the run says."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def x0(self) -> float:
        """Return its left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Return its right edge."""
        return self.glyphs[-1].x1

    @property
    def size(self) -> float:
        """Return its font size."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """Return where it stands."""
        return self.glyphs[0].baseline

    @property
    def middle(self) -> float:
        """Return the height of its middle, in which the glyphs of all fonts are."""
        return self.baseline - 0.35 * self.size

    @property
    def top(self) -> float:
        """Return about where its glyphs end above."""
        return self.baseline - 0.85 * self.size


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs by line, lines from above, glyphs from the left, each printed once.

    Bold letters of a font without them are printed several times, a hair apart.
    """
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.baseline):
        near = [line for line in lines[-4:] if abs(_base(line) - glyph.baseline) <= _LEVEL * glyph.size]
        if near:
            near[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_printed_once(sorted(line, key=lambda one: one.x0)) for line in lines]


def _base(line: Sequence[Glyph]) -> float:
    return line[-1].baseline


def _printed_once(line: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in line:
        if any(_same(glyph, other) for other in kept[-3:]):
            continue
        kept.append(glyph)
    return kept


def _same(one: Glyph, other: Glyph) -> bool:
    if one.text != other.text or one.text in _BLANK:
        return False
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.6 * min(one.x1 - one.x0, other.x1 - other.x0) and abs(one.size - other.size) < 1


def runs_of(line: Sequence[Glyph]) -> list[Run]:
    """Return the runs of a line, parted at spaces and at gaps."""
    runs: list[Run] = []
    current: list[Glyph] = []
    spaced = False
    for glyph in line:
        blank = glyph.text in _BLANK
        gap = glyph.x0 - current[-1].x1 if current else 0.0
        if current and (blank or gap > CLOSE * max(glyph.size, current[-1].size)):
            runs.append(Run(tuple(current), spaced))
            current, spaced = [], False
        if blank:
            spaced = True
        else:
            current.append(glyph)
    if current:
        runs.append(Run(tuple(current), spaced))
    return runs


def text_of_runs(runs: Sequence[Run]) -> str:
    """Return the text of one line: a space where one is printed, or where a gap means one.

    Chinese characters set apart to fill a cell (收　入) are not given spaces that nobody typed.
    """
    spread = _is_spread(runs)
    parts = [runs[0].text] if runs else []
    for before, run in pairwise(runs):
        gap = (run.x0 - before.x1) / max(run.size, before.size)
        wide = gap > 0.8 and not spread
        letters = bool(re.match(r"[\w.,%]", run.text) and re.search(r"[\w.,%]$", before.text))
        latin = letters and run.text[0].isascii() and before.text[-1].isascii()
        parts.append((" " if run.spaced or wide or latin else "") + run.text)
    return "".join(parts)


def _is_spread(runs: Sequence[Run]) -> bool:
    """Tell whether every run is one or two characters, at even distances."""
    if len(runs) < 2 or any(len(run.glyphs) > 2 or run.text.isascii() for run in runs):
        return False
    gaps = [after.x0 - before.x1 for before, after in pairwise(runs)]
    return max(gaps) <= 1.6 * median(gaps) + 1.0
