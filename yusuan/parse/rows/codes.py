"""The codes of a row: 类, 款, 项 joined and carried down, paired with names, told apart by classification."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.parse.cells import is_code, split_bracketed
from yusuan.parse.tables.blocks import CLASSIFICATIONS
from yusuan.parse.tables.headers import Column
from yusuan.spec.load import Kind, load_tables
from yusuan.spec.spelling import bare_name

_PARTS = ("class", "group", "item")
_FRONTED = re.compile(r"^(\d{3}|\d{5}|\d{7})\s*[-－—]?\s*([一-鿿].*)$")
_SIZES = {"class": 3, "group": 2, "item": 2}
Codes = dict[str, tuple[str | None, str | None]]


@dataclass(slots=True)
class Carried:
    """The 类, 款, 项 printed last, by role: blank upper cells mean that they still hold.

    ``others`` are those of the further classifications that a table prints in cells of their own; ``sets``
    tells by column which one it belongs to (`code_sets`). ``fronted`` are columns with codes before names.
    """

    parts: dict[str, str] = field(default_factory=dict)
    others: dict[int, Carried] = field(default_factory=dict)
    sets: Mapping[int, int] = field(default_factory=dict)
    fronted: frozenset[int] = frozenset()

    def of(self, number: int) -> Carried:
        """Return what is carried for the first (0), second … classification of a row."""
        return self if number == 0 else self.others.setdefault(number, Carried())

    def join(self, printed: dict[str, str]) -> str | None:
        """Return the whole code of a row that prints some of the three parts, and carry them down.

        >>> carried = Carried()
        >>> carried.join({"class": "201", "group": "03"}), carried.join({"item": "02"})
        ('20103', '2010302')
        """
        whole = max((text for text in printed.values() if is_code(text)), key=len, default="")
        if len(whole) > _SIZES["class"] or (whole and "class" not in printed):
            self.parts = {"class": whole[:3], "group": whole[3:5], "item": whole[5:7]}
        else:
            highest = next(at for at, part in enumerate(_PARTS) if part in printed)
            same = printed.get("class") == self.parts.get("class")
            kept = {part: self.parts.get(part, "") for part in _PARTS[:highest]}
            if same and "group" not in printed and "item" in printed:
                kept["group"] = self.parts.get("group", "")
            self.parts = {**kept, **{part: text for part, text in printed.items() if text.isdigit()}}
        code = ""
        for part in _PARTS:
            text = self.parts.get(part, "")
            if not text:
                break
            if len(text) != _SIZES[part]:
                return None
            code += text
        return code if is_code(code) else None


def read_codes(codes: Codes, texts: Sequence[tuple[Column, str]], kind: Kind, carried: Carried) -> None:
    """Add the codes that a row's label cells print, each with the name beside it; a name alone says which
    classification it is of, where its column or the table's kind does.
    """
    code = ""
    for number, parts in _printed_sets(texts, carried.sets).items():
        code = carried.of(number).join(parts) or ""
        if code:
            _set_code(codes, code, None)
    for column, text in texts:
        if column.role == "code" and is_code(text):
            code = text
            _set_code(codes, code, None)
        elif column.role in {"name", "unit_or_item"}:
            bracketed, name = split_bracketed(text)
            if bracketed:
                _set_code(codes, bracketed, name)
            elif code:
                _set_code(codes, code, name)
            elif not codes and column.role == "name" and not column.unknown:
                classification = _classification_of(column, kind)
                if classification:
                    codes[classification] = (None, bare_name(name))
            code = ""


def names_behind_codes(cells: Sequence[str]) -> bool:
    """Tell whether the label cells of a column print a code in front of each name: 2080505 养老保险缴费支出.

    Most of them do, with codes of one classification; a project's name may begin with a number by itself.
    """
    fronted = [match for text in cells if (match := _FRONTED.match(text))]
    classifications = {CLASSIFICATIONS.get(match.group(1)[0]) for match in fronted}
    return len(fronted) > max(1, len(cells) // 2) and len(classifications - {None}) == 1 == len(
        classifications
    )


def with_code_in_brackets(text: str) -> str:
    """Return a label that begins with a code with that in brackets, others as they are."""
    return _FRONTED.sub(r"[\1]\2", text)


def code_sets(columns: Sequence[Column]) -> dict[int, int]:
    """Return for each column of 类, 款, 项 the number of the classification whose part it holds.

    A part met again, or one that ranks no lower than the one before, begins the next classification; so does
    what stands between them.
    """
    sets: dict[int, int] = {}
    number, before = 0, -1
    for column in columns:
        rank = _PARTS.index(column.role) if column.role in _PARTS else None
        if rank is None:
            number, before = number + (before >= 0), -1
            continue
        if rank <= before:
            number += 1
        sets[column.index], before = number, rank
    return sets


def _printed_sets(texts: Sequence[tuple[Column, str]], sets: Mapping[int, int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for column, text in texts:
        if column.role in _PARTS and text.isdigit():
            found.setdefault(sets.get(column.index, 0), {})[column.role] = text
    return found


def _set_code(codes: Codes, code: str, name: str | None) -> None:
    classification = CLASSIFICATIONS.get(code[0]) if is_code(code) else None
    if classification:
        for shorter in [key for key, (known, _) in codes.items() if known and code.startswith(known)]:
            del codes[shorter]
        codes[classification] = (code, name)


def _classification_of(column: Column, kind: Kind) -> str | None:
    if named := load_tables().composed.classification_in("".join(column.words)):
        return named
    return kind.shapes[0] if kind.shapes and kind.shapes[0] in {"function", "economic"} else None
