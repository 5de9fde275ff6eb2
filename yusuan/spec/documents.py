"""Load the words of document titles and of private data of ``documents.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


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
    """Labels before private data, what names are made of, and what is no name and no telephone."""

    persons: tuple[str, ...]
    plain: tuple[str, ...]
    after_labels: tuple[str, ...]
    signers: tuple[str, ...]
    no_names: tuple[str, ...]
    phones: tuple[str, ...]
    banks: tuple[str, ...]
    identities: tuple[str, ...]
    titles: tuple[str, ...]
    after_names: tuple[str, ...]
    not_names: frozenset[str]
    no_name_ends: tuple[str, ...]
    money_after: tuple[str, ...]
    money_before: tuple[str, ...]
    codes: tuple[str, ...]
    amounts: tuple[str, ...]
    surnames: frozenset[str]
    compound_surnames: frozenset[str]


def _section(name: str) -> dict[str, Any]:
    data: dict[str, dict[str, Any]] = tomllib.loads(
        resources.files(__package__).joinpath("documents.toml").read_text("utf-8")
    )
    return data[name]


@cache
def load_documents() -> DocumentSpec:
    """Return the title words."""
    return DocumentSpec(**{key: tuple(words) for key, words in _section("title").items()})


@cache
def load_encoding() -> Mapping[str, tuple[str, ...]]:
    """Return words in traditional and in simplified characters, by which encodings are told apart."""
    return {key: tuple(words) for key, words in _section("encoding").items()}


@cache
def load_private() -> PrivateSpec:
    """Return the words around private data."""
    given = _section("private")
    return PrivateSpec(
        not_names=frozenset(given.pop("not_names")),
        surnames=frozenset("".join(given.pop("surnames").split())),
        compound_surnames=frozenset(given.pop("compound_surnames")),
        **{key: tuple(words) for key, words in given.items()},
    )
