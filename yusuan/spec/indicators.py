"""Load the words of performance targets of ``indicators.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from yusuan.spec.spelling import normalise


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """Words of performance targets, by normal spelling.

    ``parents`` maps a second level to the names of the first level it stands below; ``operators`` and
    ``operators_behind`` map what is printed before and behind a number to the operator it says; ``compared``
    finds an operator before a digit, ``samples`` matches what a form prints that is left as issued.
    """

    level1: frozenset[str]
    level2: frozenset[str]
    parents: Mapping[str, tuple[str, ...]]
    operators: Mapping[str, str]
    operators_behind: Mapping[str, str]
    units: frozenset[str]
    compared: re.Pattern[str]
    samples: re.Pattern[str]

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
    data = tomllib.loads(resources.files(__package__).joinpath("indicators.toml").read_text("utf-8"))
    levels = [_level(entry) for entry in data["level"]]
    operators = _by_spelling(data["operators"])
    longest_first = sorted(operators, key=len, reverse=True)
    return IndicatorSpec(
        level1=frozenset(name for names, _, _ in levels for name in names),
        level2=frozenset(name for _, below, _ in levels for name in below),
        parents={name: names + others for names, below, others in levels for name in below},
        operators=operators,
        operators_behind=_by_spelling(data["operators_behind"]),
        units=frozenset(data["units"]["names"]),
        compared=re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})(?=\\d)"),
        samples=re.compile(data["samples"]["pattern"]),
    )


def _level(entry: Mapping[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the names of a first level, of the levels below it, and of others that these stand below."""
    names, below, others = (
        tuple(map(normalise, entry.get(key, ()))) for key in ("names", "below", "also_below")
    )
    return names, below, others


def _by_spelling(operators: Mapping[str, list[str]]) -> dict[str, str]:
    return {normalise(text): operator for operator, texts in operators.items() for text in texts}
