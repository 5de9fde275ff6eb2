"""Kinds of tables in final accounts (决算): those of a budget, under names of their own."""

from __future__ import annotations

_PREFIX = "final_"


def final_kind(kind: str) -> str:
    """Return the name that a kind has in final accounts."""
    return _PREFIX + kind


def is_final_kind(kind: str) -> bool:
    """Tell whether a kind is one of final accounts."""
    return kind.startswith(_PREFIX)


def plain_kind(kind: str) -> str:
    """Return the name of a kind without the mark of final accounts.

    >>> plain_kind("final_income"), plain_kind("income")
    ('income', 'income')
    """
    return kind.removeprefix(_PREFIX)
