"""Load the names of measures and funds of ``vocabulary.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

PERIODS = ("all", "current_year", "carried_over", "carried_forward")
SIDES = ("income", "expenditure")
PHASES = ("approved", "adjusted", "executed")


@cache
def load_vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Return the names that the fields `measure` and `fund` may hold, each with its meaning in Chinese."""
    return tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))


def described(field: str) -> str:
    """Return the names that a field may hold with their meanings, as its description lists them."""
    return "；".join(f"{name} {meaning}" for name, meaning in load_vocabulary()[field].items())
