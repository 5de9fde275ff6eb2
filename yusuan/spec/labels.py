"""Chinese words for the values of columns: ``labels.toml``, the vocabulary, the titles of tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from yusuan.spec.files import read_toml
from yusuan.spec.load import load_tables
from yusuan.spec.vocabulary import load_vocabulary

_KINDS = frozenset({"tables.kind", "budget_lines.table_kind"})


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = read_toml("labels.toml")
    spec = load_tables()
    titles = {kind.name: kind.title for kind in (*spec.by_name.values(), spec.other)}
    vocabulary = {f"budget_lines.{name}": words for name, words in load_vocabulary().items()}
    return {**found, **vocabulary, **dict.fromkeys(_KINDS, titles)}


def labels_of(resource: str, column: str) -> Mapping[str, str]:
    """Return the words for the values of a resource's column; empty where its values need none.

    >>> labels_of("checks", "status")["fail"], dict(labels_of("checks", "title"))
    ('不符', {})
    """
    return _labels().get(f"{resource}.{column}", {})
