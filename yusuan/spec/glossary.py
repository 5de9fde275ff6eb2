"""The site's own glossary: ``glossary.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word of budgets in plain words, with an example; ``also`` are words that lead to it too."""

    id: str
    word: str
    plain: str
    example: str
    also: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Name the entry's place on the glossary's page."""
        return f"term-{self.id}"


@cache
def load_glossary() -> tuple[GlossaryTerm, ...]:
    """Read the glossary in its own order."""
    text = resources.files(__package__).joinpath("glossary.toml").read_text("utf-8")
    entries = tomllib.loads(text)["term"]
    return tuple(GlossaryTerm(**{**entry, "also": tuple(entry.get("also", ()))}) for entry in entries)
