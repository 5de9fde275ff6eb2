"""Lines to masked lines: what is private is found in its cell and its table, replaced and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yusuan.parse.privacy.columns import Asked, asked_cells
from yusuan.parse.privacy.figures import ask_beside_phones, mark_figures
from yusuan.parse.privacy.folding import fold
from yusuan.parse.privacy.labels import BANK, IDENTITY, NAME, PHONE, asked_at_end
from yusuan.parse.privacy.names import names_filling, names_in
from yusuan.parse.privacy.numbers import EMAIL, Span, private_numbers
from yusuan.parse.privacy.values import fits, numbers_among_words, phones_filling

NAME_MASK = "〔姓名已隐去〕"
PHONE_MASK = "〔电话已隐去〕"
EMAIL_MASK = "〔邮箱已隐去〕"
IDENTITY_MASK = "〔证件号已隐去〕"
BANK_MASK = "〔账号已隐去〕"
_MASK_OF = {
    NAME: NAME_MASK,
    PHONE: PHONE_MASK,
    EMAIL: EMAIL_MASK,
    IDENTITY: IDENTITY_MASK,
    BANK: BANK_MASK,
}
TAKEN_DOWN = "〔已隐去〕"
"""What stands in place of a cell that takedown.csv names."""
MASKS = frozenset({*_MASK_OF.values(), TAKEN_DOWN})


@dataclass(frozen=True, slots=True)
class Masked:
    """Lines with private data replaced, and how often each class was."""

    lines: tuple[str, ...]
    counts: Mapping[str, int]


def mask_lines(lines: Sequence[str]) -> Masked:
    """Return the lines of a document with private data replaced; no tab is added or taken, and masks stay."""
    rows = [fold(line).split("\t") for line in lines]
    asked = asked_cells(rows)
    mark_figures(rows, asked)
    ask_beside_phones(rows, asked)
    _ask_next_lines(rows, asked)
    counts: Counter[str] = Counter()
    masked = []
    for number, line in enumerate(lines):
        cells = line.split("\t")
        for at, folded in enumerate(rows[number]):
            spans = _spans(folded, number, at, asked)
            for start, end, kind in reversed(spans):
                cells[at] = cells[at][:start] + _MASK_OF[kind] + cells[at][end:]
            counts.update(kind for _, _, kind in spans)
        masked.append("\t".join(cells))
    return Masked(tuple(masked), {kind: counts[kind] for kind in sorted(counts)})


def _ask_next_lines(rows: Sequence[Sequence[str]], asked: Asked) -> None:
    """Ask the next line for what a line of text ends by asking for."""
    kinds: tuple[str, ...] = ()
    for number, row in enumerate(rows):
        if not any(cell.strip() for cell in row):
            continue
        at = next(place for place, cell in enumerate(row) if cell.strip())
        if kinds and any(fits(row[at], kind) for kind in kinds):
            asked.kinds.setdefault((number, at), kinds)
        kinds = asked_at_end(row[0]) if len(row) == 1 else ()


def _spans(text: str, number: int, at: int, asked: Asked) -> list[Span]:
    """Return where a folded cell is private; what a label asks for comes before what the text says itself."""
    if not text.strip():
        return []
    if (number, at) not in asked.kinds:
        return list(_own_spans(text, (number, at) in asked.figures))
    spans = _asked_spans(text, asked.kinds[number, at], (number, at) in asked.weak)
    if not spans and (number, at) not in asked.figures:
        spans = private_numbers(text)
    elif spans and (number, at) not in asked.figures:
        spans = _joined(spans, private_numbers(text))
    return _joined(spans, names_in(text, [span for span in spans if span[2] == PHONE]))


@lru_cache(maxsize=1 << 14)
def _own_spans(text: str, is_figure: bool) -> tuple[Span, ...]:
    """Return where a folded cell is private by what it says itself; a figure holds no private number."""
    spans = [] if is_figure else private_numbers(text)
    return tuple(_joined(spans, names_in(text, [span for span in spans if span[2] == PHONE])))


def _asked_spans(text: str, kinds: Sequence[str], weak: bool) -> list[Span]:
    """Return what a cell holds of the kinds that a label asks for: the first kind that it holds decides."""
    for kind in kinds:
        names = names_filling(text, weak) if kind == NAME else []
        if names:
            return _with_numbers(text, names)
        if kind != NAME and fits(text, kind):
            among = numbers_among_words(text, kind)
            whole = [(len(text) - len(text.lstrip()), len(text.rstrip()), kind)]
            return _joined(among, names_filling(text, weak=True)) if among else whole
    return []


def _with_numbers(text: str, found: list[Span]) -> list[Span]:
    """Add the telephone number that stands behind names in one cell."""
    last = found[-1][1]
    rest = text[last:]
    begin = last + len(rest) - len(rest.lstrip(" :,、/;()"))
    if found[-1][2] == NAME and phones_filling(text[begin:]):
        return [*found, (begin, len(text.rstrip()), PHONE)]
    return found


def _joined(first: list[Span], more: list[Span]) -> list[Span]:
    """Return both lists in order, without what overlaps the first."""
    apart = [one for one in more if all(one[1] <= start or end <= one[0] for start, end, _ in first)]
    return sorted([*first, *apart])
