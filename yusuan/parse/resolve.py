"""Codes that a row does not print and that follow from its name within the document."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.parse.reading import ReadTable
from yusuan.parse.rows import Reading
from yusuan.spec.spelling import bare_label, bare_name

_NAMES = {"function": "function", "economic": "economic"}


def resolve_codes(tables: Sequence[ReadTable]) -> None:
    """Give rows of two-sided and uncoded tables the function and economic codes that coded tables print.

    A name that stands for several codes takes the one below the code of the row before it, if only one is.
    """
    known = {classification: _codes_by_name(tables, classification) for classification in _NAMES}
    for read in tables:
        for block, readings in read.blocks:
            if block.side != "expenditure" or read.kind.rows_are != "items":
                continue
            if any(code for reading in readings for code, _ in reading.codes.values()):
                continue
            classification = _classification(readings, known)
            if classification is not None:
                _resolve(readings, known[classification], classification)


def _codes_by_name(tables: Sequence[ReadTable], classification: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for read in tables:
        for reading in read.readings:
            code, name = reading.codes.get(classification, (None, None))
            if code and name and not reading.code_resolved:
                found.setdefault(bare_label(name), set()).add(code)
    return found


def _classification(readings: Sequence[Reading], known: dict[str, dict[str, set[str]]]) -> str | None:
    """Return the classification whose names the rows print most, or None where they print neither."""
    labels = [bare_label(reading.item) for reading in readings if reading.item and not reading.is_total]
    counts = {name: sum(label in codes for label in labels) for name, codes in known.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def _resolve(readings: Sequence[Reading], codes: dict[str, set[str]], classification: str) -> None:
    before = ""
    for reading in readings:
        if reading.item is None or reading.is_total:
            continue
        name = reading.item
        code = _choose(codes.get(bare_label(name), set()), before)
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
