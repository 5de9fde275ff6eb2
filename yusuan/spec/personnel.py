"""Load how documents count the people of a unit: ``personnel.toml``."""

from __future__ import annotations

from typing import Any

from yusuan.spec.files import read_toml

_DATA: dict[str, Any] = read_toml("personnel.toml")

PRESENT: frozenset[str] = frozenset(_DATA["present"])
"""What a statement calls the people who really work in a unit."""

MONEY: frozenset[str] = frozenset(_DATA["money"])
"""What a statement calls the money that is spent on people."""

CLASSES: tuple[str, ...] = tuple(_DATA["classes"])
"""The classes of economic spending, by code, that together are spent on people."""

COUNTED_IN: str = _DATA["unit"]
"""The unit of a statement that counts people."""
