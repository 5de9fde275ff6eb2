"""Codes that a row does not print and that follow from its name within the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.parse.cells import is_code
from yusuan.parse.rows import Reading
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.blocks import CLASSIFICATIONS
from yusuan.spec.spelling import NAME_ENDINGS, PARTICLES, bare_label, bare_name

_NAMED_CODE = re.compile(r"([一-鿿]{3,30}(?:[（(][一-鿿]{1,6}[）)])?)[（(](\d{3}|\d{5}|\d{7})[）)]")
_CLASS = 3
_NAMES = ("function", "economic", "gov_economic")


def resolve_codes(tables: Sequence[ReadTable], prose: Sequence[str] = ()) -> None:
    """Give rows of two-sided and uncoded tables the function and economic codes that coded tables print.

    The text names codes, too: `机关工资福利支出（501）`; ``prose`` are its lines without tables.

    A name that stands for several codes takes the one that the codes of the rows around it leave open.
    """
    known = {classification: _codes_by_name(tables, classification) for classification in _NAMES}
    for named, name, code in _codes_in_prose(prose):
        for spelling in (name, *(name.removesuffix(ending) for ending in NAME_ENDINGS)):
            known[named].setdefault(spelling, {code})
    for read in tables:
        for block, readings in read.blocks:
            if block.side != "expenditure":
                continue
            _resolve_named(readings, known)
            if read.kind.rows_are != "items" or _has_codes(readings):
                continue
            classification = _classification(readings, known)
            if classification is not None:
                _resolve(readings, known[classification], classification)


def _has_codes(readings: Sequence[Reading]) -> bool:
    return any(
        code for reading in readings for code, _ in reading.codes.values() if not reading.code_resolved
    )


def _resolve_named(readings: Sequence[Reading], known: dict[str, dict[str, set[str]]]) -> None:
    """Give names that stand in a column of a classification's names the one code that they have."""
    for reading in readings:
        if "catalogue" not in reading.words and reading.project is None:
            continue
        for classification, (code, name) in reading.codes.items():
            codes = known[classification].get(_plain(name or ""), set())
            if code is None and len(codes) == 1:
                reading.codes[classification] = (next(iter(codes)), name)
                reading.code_resolved = True


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
    plain = bare_label(name)
    for particle in PARTICLES:
        plain = plain.replace(particle, "")
    return plain


def _classification(readings: Sequence[Reading], known: dict[str, dict[str, set[str]]]) -> str | None:
    """Return the classification whose names the rows print most, or None where they print neither."""
    named = {name for reading in readings for name in reading.codes}
    known = {name: codes for name, codes in known.items() if name in named} or known
    labels = [_plain(reading.item) for reading in readings if reading.item and not reading.is_total]
    counts = {name: sum(label in codes for label in labels) for name, codes in known.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def _resolve(readings: Sequence[Reading], codes: dict[str, set[str]], classification: str) -> None:
    """Give each row of a block the code of its name that fits the codes of the rows before and after it."""
    rows = [reading for reading in readings if reading.item is not None and not reading.is_total]
    candidates = [codes.get(_plain(reading.item or ""), set()) for reading in rows]
    classes_only = any(len(code) == _CLASS for found in candidates if len(found) == 1 for code in found)
    classes: set[str] = set()
    taken: set[str] = set()
    before = ""
    for at, (reading, found) in enumerate(zip(rows, candidates, strict=True)):
        allowed = {
            code for code in found if len(code) == _CLASS or not classes_only or code[:_CLASS] in classes
        }
        after = next((next(iter(one)) for one in candidates[at + 1 : at + 2] if len(one) == 1), "")
        code = _choose(allowed, before, after, taken)
        if code is None:
            continue
        reading.codes[classification] = (code, bare_name(reading.item or ""))
        reading.code_resolved = True
        before = code
        taken.add(code)
        classes |= {code} if len(code) == _CLASS else set()


def _choose(codes: set[str], before: str, after: str, taken: set[str]) -> str | None:
    """Return the code that the rows around a name leave open, or None where they leave several.

    Its row stands over the next one where that one's code begins with it, else below the row before.
    """
    if len(codes) == 1:
        return next(iter(codes))
    above = [code for code in codes if len(after) > len(code) and after.startswith(code)]
    if above:
        return max(above, key=len)
    left = codes - taken
    if len(left) == 1 and codes & taken:
        return next(iter(left))
    below = [code for code in left for size in (3, 5) if len(code) > size and code[:size] == before[:size]]
    closest = [code for code in left if len(before) >= 5 and code.startswith(before[:5])] or below
    return closest[0] if len(set(closest)) == 1 else None
