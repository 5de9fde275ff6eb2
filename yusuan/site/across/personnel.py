"""How many people work in a unit, and what they cost where no table of expenditure sets that apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from yusuan.model import Statement
from yusuan.spec.money import YUAN_PER_UNIT
from yusuan.spec.personnel import CLASSES, COUNTED_IN, MONEY, PRESENT


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


def staff_money(
    statements: Sequence[Statement], economics: Sequence[dict[str, Any]]
) -> dict[str, Any] | None:
    """Return what is spent on people as the text states it, else added up from the classes that it is.

    ``economics`` are amounts as a digest has them. The text may state several amounts, of several funds:
    which of them is the whole is not guessed.
    """
    said = {
        (one.value * YUAN_PER_UNIT[one.unit], one.source_line)
        for one in statements
        if one.subject in MONEY and one.value is not None and one.unit in YUAN_PER_UNIT
    }
    if len({yuan for yuan, _ in said}) == 1:
        yuan, line = min(said)
        return {"yuan": f"{yuan:f}", "place": f"source/#L{line}", "how": "文字所述"}
    rows = [one for one in economics if one["code"] in CLASSES]
    if len(rows) != len(CLASSES):
        return None
    names = "、".join(f"{one['code']} {one['name']}" for one in rows)
    added = sum((Decimal(one["yuan"]) for one in rows), Decimal(0))
    return {"yuan": f"{added:f}", "place": f"#{rows[0]['anchor']}", "how": f"{names}相加"}
