"""Text as overlapping bigrams: exact search in Chinese without knowing where words end.

``驻京联络处`` becomes ``驻 驻京 京联 联络 络处 处``; a query's bigrams asked for as a phrase find it as a
substring anywhere. The single character at either end of a run of characters makes phrases whole that touch
it from another word (``2023年`` in ``2023年度``). ``bigrams.js`` does the same to the query and puts excerpts
back together: tokens carry the punctuation of the text, which the indexer ignores.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

CELL, LINE = "|", "~"
"""Stand for the tab between two cells and for the end of a line within a token, which holds no space."""

SIDE = "\ufdd0"
"""Stands, in a text, for the tab between the two sides of a row; in a token two cell marks do.

No text holds this one: it is no character.
"""

SWAPPED = ("，,", "。^", "、`", "；;", "：:", "（(", "）)", "“{", "”}", "《[", "》]", "—-", "｜|", "～~")
"""Chinese punctuation changes places with ASCII in tokens: Pagefind takes that for no part of a word."""

MARKS = str.maketrans(
    {pair[at]: pair[1 - at] for pair in SWAPPED for at in (0, 1)} | {"\t": CELL, "\n": LINE}
)

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
PASSED_OVER = rf"“”‘’\"'「」『』{{}}|~{SIDE}\s"
"""Marks between 三公 and 经费 that leave them one run: a reader types 三公经费."""

RUN = rf"[{HAN}](?:[{PASSED_OVER}]*[{HAN}])*"
WORD = rf"(?:(?![{HAN}])[^\W_])+(?:(?<=[0-9])[.][0-9]+)?"
TOKEN = re.compile(rf"(?P<run>{RUN})|{WORD}")
CHARACTER = re.compile(rf"([{HAN}])([^{HAN}]*)")
CELLS = re.compile(rf"[|{SIDE}]{{2,}}|{SIDE}")
THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")
UNUSUAL = re.compile(r"[^\x20-\x7e\t\n\u4e00-\u9fff，。、；：？！（）“”‘’《》【】—｜～\ufdd0]+")


def normalise(text: str) -> str:
    """Bring text to the forms that are searched: half-width letters, numbers without separators."""
    plain = UNUSUAL.sub(lambda odd: unicodedata.normalize("NFKC", odd.group()), text)
    return THOUSANDS.sub("", plain)


def to_bigrams(text: str) -> str:
    """Write text as tokens with a space between; punctuation stays with the character before it.

    At the start it stays with the one after it.
    """
    marked = normalise(text).translate(MARKS)
    tokens: list[str] = []
    end = 0
    for match in TOKEN.finditer(marked):
        marks = _tail(marked[end : match.start()]) if end < match.start() else ""
        made = list(_run_tokens(match.group())) if match.lastgroup else [match.group()]
        if tokens:
            tokens[-1] += marks
        else:
            made[0] = marks + made[0]
        tokens += made
        end = match.end()
    if tokens:
        tokens[-1] += _tail(marked[end:])
    return " ".join(tokens)


def fold(text: str) -> str:
    """Reduce text to what two spellings of the same words share; part of it is part of its text's fold.

    Between runs of characters stands a bar, between words a space, between the two nothing.
    """
    folded: list[str] = []
    was_run: bool | None = None
    for match in TOKEN.finditer(normalise(text).translate(MARKS).lower()):
        is_run = match.lastgroup == "run"
        if is_run == was_run:
            folded.append("|" if is_run else " ")
        folded.append(
            "".join(char for char, _ in CHARACTER.findall(match.group())) if is_run else match.group()
        )
        was_run = is_run
    return "".join(folded)


def _tail(marks: str) -> str:
    solid = "".join(marks.split())
    return CELLS.sub(_cell, solid) if len(solid) > 1 or SIDE in solid else solid


def _cell(found: re.Match[str]) -> str:
    return CELL * 2 if SIDE in found.group() else CELL


def _run_tokens(run: str) -> Iterator[str]:
    """Write a run of characters: the first, each with the next, and the last."""
    characters = run if run.isalpha() else [char + _tail(marks) for char, marks in CHARACTER.findall(run)]
    if len(characters) > 1:
        yield characters[0][0]
    for one, other in pairwise(characters):
        yield one + other[0]
    yield characters[-1]
