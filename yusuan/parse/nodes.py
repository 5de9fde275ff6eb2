"""A row as a node of its table's hierarchy: its amounts, code, level and parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.parse.cells import parse_amount
from yusuan.parse.rows import Reading

_ZERO = Decimal(0)
_NEVER_ADDED = frozenset({"change", "unit_price"})


@dataclass(slots=True)
class Node:
    """A row while its place is sought: its number, reading, the amounts that add up, level and parent."""

    number: int
    reading: Reading
    amounts: dict[int, Decimal]
    level: int = 1
    parent: int | None = None
    among: bool = False


def added(node: Node) -> dict[int, Decimal]:
    """Return a row's amounts in the columns that add up: not prices, not changes."""
    never = {cell.column.index for cell in node.reading.amounts if cell.column.measure in _NEVER_ADDED}
    return {column: amount for column, amount in node.amounts.items() if column not in never}


def amounts_of_reading(reading: Reading) -> dict[int, Decimal]:
    found = {}
    for cell in reading.amounts:
        number = parse_amount(cell.text)
        if number is not None:
            found[cell.column.index] = number
    return found


def code_of(reading: Reading) -> str | None:
    """Return the code by which a row is placed: its own classification's, not the government's beside it."""
    for classification in ("function", "economic", "gov_economic"):
        if classification in reading.codes and reading.codes[classification][0]:
            return reading.codes[classification][0]
    return None


def grand_total(nodes: Sequence[Node]) -> dict[int, Decimal] | None:
    """Return the largest total printed in each column, or None where no total row prints an amount."""
    largest: dict[int, Decimal] = {}
    for node in nodes:
        if node.reading.is_total:
            for column, amount in node.amounts.items():
                largest[column] = max(amount, largest.get(column, amount), key=abs)
    return largest or None


def adds_up(total: dict[int, Decimal], rows: Sequence[Node]) -> bool:
    """Tell whether rows add up to the total in every column, within rounding."""
    columns = set(total) | {column for node in rows for column in node.amounts}
    tolerance = Decimal("0.005") * (len(rows) + 1)
    return all(
        abs(total.get(column, _ZERO) - sum((node.amounts.get(column, _ZERO) for node in rows), _ZERO))
        <= tolerance
        for column in columns
    )
