"""Load the words of document titles and of private data of ``documents.toml``."""

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


@dataclass(frozen=True, slots=True)
class PrivateSpec:
    """Labels before the names of people and before telephone numbers."""

    persons: tuple[str, ...]
    plain: tuple[str, ...]
    no_names: tuple[str, ...]
    phones: tuple[str, ...]


def _words(section: str) -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(resources.files(__package__).joinpath("documents.toml").read_text("utf-8"))
    return {key: tuple(words) for key, words in data[section].items()}


@cache
def load_documents() -> DocumentSpec:
    """Return the title words."""
    return DocumentSpec(**_words("title"))


@cache
def load_private() -> PrivateSpec:
    """Return the labels before private data."""
    return PrivateSpec(**_words("private"))
