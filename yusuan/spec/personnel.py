"""Load how documents count the people of a unit: ``personnel.toml``."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    resources.files(__package__).joinpath("personnel.toml").read_text("utf-8")
)

PRESENT: frozenset[str] = frozenset(_DATA["present"])
"""What a statement calls the people who really work in a unit."""

MONEY: frozenset[str] = frozenset(_DATA["money"])
"""What a statement calls the money that is spent on people."""

CLASSES: tuple[str, ...] = tuple(_DATA["classes"])
"""The classes of economic spending, by code, that together are spent on people."""

COUNTED_IN: str = _DATA["unit"]
"""The unit of a statement that counts people."""
