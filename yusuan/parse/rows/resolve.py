"""Codes that a row does not print and that follow from its name within the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.parse.cells import is_code
from yusuan.parse.rows import Reading
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.blocks import CLASSIFICATIONS
from yusuan.spec.spelling import bare_label, bare_name

_NAMED_CODE = re.compile(r"([一-鿿]{3,30})[（(](\d{3}|\d{5}|\d{7})[）)]")
_NAMES = ("function", "economic", "gov_economic")


def resolve_codes(tables: Sequence[ReadTable], prose: Sequence[str] = ()) -> None:
    """Give rows of two-sided and uncoded tables the function and economic codes that coded tables print.

    The text names codes, too: `机关工资福利支出（501）`; ``prose`` are its lines without tables.

    A name that stands for several codes takes the one below the code of the row before it, if only one is.
    """
    known = {classification: _codes_by_name(tables, classification) for classification in _NAMES}
    for named, name, code in _codes_in_prose(prose):
        known[named].setdefault(name, {code})
    for read in tables:
        for block, readings in read.blocks:
            if block.side != "expenditure" or read.kind.rows_are != "items":
                continue
            if any(code for reading in readings for code, _ in reading.codes.values()):
                continue
            classification = _classification(readings, known)
            if classification is not None:
                _resolve(readings, known[classification], classification)


def _codes_in_prose(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        for match in _NAMED_CODE.finditer(line):
            name, code = _plain(match.group(1)), match.group(2)
            if is_code(code) and code[0] in CLASSIFICATIONS:
                yield CLASSIFICATIONS[code[0]], name, code


def _codes_by_name(tables: Sequence[ReadTable], classification: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for read in tables:
        for reading in read.readings:
            code, name = reading.codes.get(classification, (None, None))
            if code and name and not reading.code_resolved:
                found.setdefault(_plain(name), set()).add(code)
    return found


def _plain(name: str) -> str:
    """Return a name as it is compared: 对个人和家庭补助 is 对个人和家庭的补助."""
    return bare_label(name).replace("的", "")


def _classification(readings: Sequence[Reading], known: dict[str, dict[str, set[str]]]) -> str | None:
    """Return the classification whose names the rows print most, or None where they print neither."""
    named = {name for reading in readings for name in reading.codes}
    known = {name: codes for name, codes in known.items() if name in named} or known
    labels = [_plain(reading.item) for reading in readings if reading.item and not reading.is_total]
    counts = {name: sum(label in codes for label in labels) for name, codes in known.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def _resolve(readings: Sequence[Reading], codes: dict[str, set[str]], classification: str) -> None:
    before = ""
    for reading in readings:
        if reading.item is None or reading.is_total:
            continue
        name = reading.item
        code = _choose(codes.get(_plain(name), set()), before)
        if code is None:
            continue
        reading.codes[classification] = (code, bare_name(name))
        reading.code_resolved = True
        before = code


def _choose(codes: set[str], before: str) -> str | None:
    if len(codes) == 1:
        return next(iter(codes))
    below = [code for code in codes for size in (3, 5) if len(code) > size and code[:size] == before[:size]]
    closest = [code for code in codes if len(before) >= 5 and code.startswith(before[:5])] or below
    return closest[0] if len(set(closest)) == 1 else None
