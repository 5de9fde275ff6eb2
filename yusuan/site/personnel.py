"""How many people work in a unit, where its document states one number of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yusuan.model import Statement
from yusuan.spec.personnel import COUNTED_IN, PRESENT


def staff_count(statements: Sequence[Statement]) -> dict[str, Any] | None:
    """Return the number of people and the line that states it; None where none or several are stated.

    Departments state a number for each of their units; which of several is the whole is not guessed.
    """
    found = {
        (int(one.value), one.source_line)
        for one in statements
        if one.unit == COUNTED_IN and one.subject in PRESENT and one.value and one.value == int(one.value)
    }
    if len({count for count, _ in found}) != 1:
        return None
    count, line = min(found, key=lambda one: one[1])
    return {"count": count, "line": line}
