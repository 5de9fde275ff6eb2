"""Load the names of measures and funds of ``vocabulary.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from yusuan.spec.files import read_toml

PERIODS = ("all", "current_year", "carried_over", "carried_forward")
SIDES = ("income", "expenditure")
_DATA = read_toml("vocabulary.toml")
PHASES = ("approved", "adjusted", "executed")

NEVER_ADDED = frozenset(_DATA["apart"]["never_added"])
"""Measures that add up with no other amounts."""

BESIDE_THREE_PUBLIC = frozenset(_DATA["apart"]["beside_three_public"])
"""Measures that a “三公” table prints and its total may leave out."""


@cache
def load_vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Return the names that the fields `measure` and `fund` may hold, each with its meaning in Chinese."""
    return {name: words for name, words in _DATA.items() if name != "apart"}


def described(field: str) -> str:
    """Return the names that a field may hold with their meanings, as its description lists them."""
    return "；".join(f"{name} {meaning}" for name, meaning in load_vocabulary()[field].items())
