"""Load the words of performance targets of ``indicators.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from yusuan.spec.files import read_toml
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import normalise


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """Words of performance targets, by normal spelling.

    ``parents`` maps a second level to the names of the first level it stands below; ``operators`` and
    ``operators_behind`` map what is printed before and behind a number to the operator it says; ``compared``
    finds an operator before a digit, ``samples`` matches what a form prints that is left as issued. Names of
    levels end in ``level_endings`` but for ``no_levels``; ``numbered`` stands before an indicator's number,
    ``date_begins`` begins a date, ``until`` parts the ends of a period; the targets of ``costs`` cost money.
    """

    level1: frozenset[str]
    level2: frozenset[str]
    parents: Mapping[str, tuple[str, ...]]
    operators: Mapping[str, str]
    operators_behind: Mapping[str, str]
    units: frozenset[str]
    compared: re.Pattern[str]
    samples: re.Pattern[str]
    level_endings: tuple[str, ...]
    no_levels: frozenset[str]
    numbered: tuple[str, ...]
    costs: tuple[str, ...]
    date_begins: tuple[str, ...]
    until: tuple[str, ...]

    def is_level(self, text: str) -> bool:
        """Tell whether a cell prints the name of a level, and no more."""
        plain = normalise(text)
        return plain in self.level1 or plain in self.level2

    def is_sample(self, text: str) -> bool:
        """Tell whether a cell prints what a form left as issued does: 指标1, ……."""
        return self.samples.match(normalise(text)) is not None


@cache
def load_indicators() -> IndicatorSpec:
    """Return the words of performance targets."""
    data = read_toml("indicators.toml")
    levels = [_level(entry) for entry in data["level"]]
    operators = _by_spelling(data["operators"])
    return IndicatorSpec(
        level1=frozenset(name for names, _, _ in levels for name in names),
        level2=frozenset(name for _, below, _ in levels for name in below),
        parents={name: names + others for names, below, others in levels for name in below},
        operators=operators,
        operators_behind=_by_spelling(data["operators_behind"]),
        units=frozenset(data["units"]["names"]),
        compared=re.compile(rf"{alternatives(operators)}(?=\d)"),
        samples=re.compile(data["samples"]["pattern"]),
        level_endings=tuple(data["names"]["level_endings"]),
        no_levels=frozenset(data["names"]["no_levels"]),
        numbered=tuple(data["names"]["numbered"]),
        costs=tuple(data["names"]["costs"]),
        date_begins=tuple(data["dates"]["begins"]),
        until=tuple(data["dates"]["until"]),
    )


def _level(entry: Mapping[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the names of a first level, of the levels below it, and of others that these stand below."""
    names, below, others = (
        tuple(map(normalise, entry.get(key, ()))) for key in ("names", "below", "also_below")
    )
    return names, below, others


def _by_spelling(operators: Mapping[str, list[str]]) -> dict[str, str]:
    return {normalise(text): operator for operator, texts in operators.items() for text in texts}
