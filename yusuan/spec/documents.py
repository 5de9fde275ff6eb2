"""Load the words of document titles of ``documents.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """Words of a document's title: what it is, whose it is, and what is no part of the name."""

    final: tuple[str, ...]
    budget: tuple[str, ...]
    department: tuple[str, ...]
    unit: tuple[str, ...]
    tails: tuple[str, ...]
    labels: tuple[str, ...]


@cache
def load_documents() -> DocumentSpec:
    """Return the title words."""
    data = tomllib.loads(resources.files(__package__).joinpath("documents.toml").read_text("utf-8"))
    return DocumentSpec(**{key: tuple(words) for key, words in data["title"].items()})
