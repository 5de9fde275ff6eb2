"""The files of the spec, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return what a TOML file of this folder holds; nobody may change it."""
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
