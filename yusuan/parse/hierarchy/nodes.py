"""A row as a node of its table's hierarchy: its key, numbering, amounts, level and parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.parse.cells import parse_amount
from yusuan.parse.rows import Reading
from yusuan.spec.money import sum_error
from yusuan.spec.numbering import Numbering, numbering_of
from yusuan.spec.spelling import is_among, without_among
from yusuan.spec.vocabulary import NEVER_ADDED

_ZERO = Decimal(0)


@dataclass(slots=True)
class Node:
    """A row while its place is sought: its number, reading, the amounts that add up, level and parent."""

    number: int
    reading: Reading
    amounts: dict[int, Decimal]
    level: int = 1
    parent: int | None = None
    among: bool = False
    repeats: bool = False
    numbering: Numbering | None = None


def make_node(number: int, reading: Reading) -> Node:
    """Return a row as a node, not yet placed."""
    amounts = amounts_of_reading(reading)
    never = {cell.column.index for cell in reading.amounts if cell.column.measure in NEVER_ADDED}
    added = {} if reading.is_change else {at: amount for at, amount in amounts.items() if at not in never}
    numbering = numbering_of(without_among(reading.item or ""))
    # 其中：（一） begins a series that （二） goes on with
    first = numbering is not None and numbering.value == 1
    return Node(number, reading, added, among=is_among(reading.item or "") and not first, numbering=numbering)


def amounts_of_reading(reading: Reading) -> dict[int, Decimal]:
    """Return a row's numbers by the index of their column."""
    found = {}
    for cell in reading.amounts:
        number = parse_amount(cell.text)
        if number is not None:
            found[cell.column.index] = number
    return found


def is_bought(node: Node) -> bool:
    """Tell whether a row is one thing that is bought, and so no sum of others."""
    return "catalogue" in node.reading.words


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


def sum_of(nodes: Sequence[Node]) -> dict[int, Decimal]:
    """Return the sums of the amounts of rows, by column."""
    sums: dict[int, Decimal] = {}
    for node in nodes:
        for column, amount in node.amounts.items():
            sums[column] = sums.get(column, _ZERO) + amount
    return sums


def equal(total: Mapping[int, Decimal], sums: Mapping[int, Decimal], terms: int) -> bool:
    """Tell whether sums are a total in every column, within rounding; blank is nothing."""
    allowed = sum_error(terms)
    return all(
        abs(total.get(column, _ZERO) - sums.get(column, _ZERO)) <= allowed for column in {*total, *sums}
    )


def adds_up(total: Mapping[int, Decimal], rows: Sequence[Node]) -> bool:
    """Tell whether rows add up to the total in every column, within rounding."""
    return equal(total, sum_of(rows), len(rows))
