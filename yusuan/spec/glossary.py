"""The site's own glossary: ``glossary.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from yusuan.spec.files import read_toml


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
    entries = read_toml("glossary.toml")["term"]
    return tuple(GlossaryTerm(**{**entry, "also": tuple(entry.get("also", ()))}) for entry in entries)
