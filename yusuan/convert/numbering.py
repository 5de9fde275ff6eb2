"""The numbers that Word makes for lists and headings, which its text does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Self

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts, what stands around the number (`（%1）`), where it starts."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, document: Any) -> Self:
        """Return the lists that a document (python-docx) defines."""
        found = cls()
        part = next(
            (one.target_part for one in document.part.rels.values() if one.reltype.endswith("/numbering")),
            None,
        )
        if part is None:
            return found
        root = part.element
        kinds = {one.get(f"{_W}abstractNumId"): one for one in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            kind = number.find(f"{_W}abstractNumId")
            defined = kinds.get(kind.get(f"{_W}val")) if kind is not None else None
            for level in defined.iter(f"{_W}lvl") if defined is not None else ():
                at = int(level.get(f"{_W}ilvl", "0"))
                found.levels[number.get(f"{_W}numId"), at] = Level(
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
        for style in document.styles.element.iter(f"{_W}style"):
            set_by = style.find(f"{_W}pPr/{_W}numPr")
            if set_by is not None:
                found.styles[style.get(f"{_W}styleId")] = _place(set_by)
        return found

    def label(self, paragraph: Any) -> str:
        """Return the number of a paragraph with what stands around it, counting it; "" where it has none."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        named = self.styles.get(style.get(f"{_W}val")) if style is not None else None
        place = _place(own) if own is not None else named
        if place is None or place not in self.levels:
            return ""
        number, at = place
        counts = self.counts[number]
        counts[at] = counts.get(at, self.levels[place].start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        return re.sub(
            r"%(\d)", lambda match: self._count(number, int(match.group(1)) - 1), self.levels[place].text
        )

    def _count(self, number: str, at: int) -> str:
        level = self.levels.get((number, at), Level("decimal", "", 1))
        return written(self.counts[number].get(at, level.start), level.form)


def written(count: int, form: str) -> str:
    """Return a number as a list writes it; bullets and unknown ways of counting write none."""
    if form in ("chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting"):
        return _chinese(count)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr(count - 1 + ord("a" if form == "lowerLetter" else "A"))
    if form in ("decimal", "decimalFullWidth", "decimalZero", "decimalHalfWidth"):
        return str(count)
    return ""


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    if count > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(f"{_W}{name}")
    return default if child is None else child.get(f"{_W}val", default)


def _place(element: Any) -> tuple[str, int]:
    return _value(element, "numId", ""), int(_value(element, "ilvl", "0"))
