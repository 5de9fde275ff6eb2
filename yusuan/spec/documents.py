"""Load the words of document titles and of private data of ``documents.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yusuan.spec.files import read_toml


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """Words of a document's title: what it is, whose it is, and what is no part of the name."""

    final: tuple[str, ...]
    budget: tuple[str, ...]
    department: tuple[str, ...]
    unit: tuple[str, ...]
    tails: tuple[str, ...]
    published: tuple[str, ...]
    published_as: tuple[str, ...]
    number: tuple[str, ...]
    official: tuple[str, ...]
    overview: tuple[str, ...]
    general: tuple[str, ...]
    labels: tuple[str, ...]
    joining_tails: tuple[str, ...]
    leads: tuple[str, ...]
    annexes: tuple[str, ...]
    parts: tuple[str, ...]
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivateSpec:
    """Labels before private data, what names are made of, and what is no name and no telephone."""

    persons: tuple[str, ...]
    number: str
    code: str
    besides: tuple[str, ...]
    joins: tuple[str, ...]
    number_joins: tuple[str, ...]
    cell_joins: tuple[str, ...]
    links: tuple[str, ...]
    extensions: tuple[str, ...]
    deputies: tuple[str, ...]
    hidden: tuple[str, ...]
    no_second_letters: tuple[str, ...]
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
    found: dict[str, Any] = read_toml("documents.toml")[name]
    return dict(found)


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
        number=given.pop("number"),
        code=given.pop("code"),
        **{key: tuple(words) for key, words in given.items()},
    )
