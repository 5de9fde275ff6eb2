"""Printed amounts: how finely they are rounded, how they are written in a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from yusuan.model import BudgetLine
from yusuan.spec.money import FACTORS, round_to, sum_error
from yusuan.spec.spelling import is_among

_HALF = Decimal("0.5")


def step_of(value: Decimal) -> Decimal:
    """Return one unit of a number's last printed digit: 5.93 → 0.01, 15 → 1."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


def half_step(value: Decimal) -> Decimal:
    """Return how far a printed number may be from the number that was rounded to it."""
    return step_of(value) * _HALF


def decimals_of(printed: str) -> int:
    """Return how many decimals a printed amount has.

    >>> decimals_of("1,623.35"), decimals_of("15"), decimals_of("12.50元")
    (2, 0, 2)
    """
    digits = re.search(r"\.(\d+)", printed)
    return len(digits[1]) if digits else 0


def half_digit(line: BudgetLine, decimals: int | None = None) -> Decimal:
    """Return, in yuan, half of the last digit of a printed amount: of its own, or of its table's decimals."""
    places = decimals_of(line.printed_value) if decimals is None else decimals
    return _HALF.scaleb(-places) * FACTORS[line.money_unit]


def sum_tolerance(unit: str, terms: int) -> Decimal:
    """Return, in yuan, how far a sum of printed terms may be from its printed total."""
    return FACTORS[unit] * sum_error(terms)


def money(yuan: Decimal, unit: str = "万元") -> str:
    """Write an amount of yuan in a money unit, as `28.50万元`."""
    return f"{plain(round_to(yuan / FACTORS[unit]), 2)}{unit}"


def plain(value: Decimal, decimals: int | None = None) -> str:
    """Write a number without exponent and zeros behind, with at least ``decimals`` places where given."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if decimals:
        whole, _, rest = text.partition(".")
        text = f"{whole}.{rest.ljust(decimals, '0')}"
    return "0" if text in {"-0", ""} else text


def line_words(*lines: int | None) -> str:
    """Write the lines of a finding as `（第206行）`, `（第206、207行）`, or nothing."""
    known = list(dict.fromkeys(line for line in lines if line is not None))
    return f"（第{'、'.join(str(line) for line in known)}行）" if known else ""


@lru_cache(10_000)
def squeeze(text: str) -> str:
    """Return a label without white space, its quotation marks in pairs, short enough for a sentence."""
    bare = re.sub(r"“([^“”]*)“", r"“\1”", "".join(text.split()))
    return bare if len(bare) <= 40 else f"{bare[:39]}…"


def heading_of_column(line: BudgetLine) -> str:
    """Return the last level of the heading that an amount stands under: `小计` of `财政拨款/小计`."""
    return line.column.rsplit("/", 1)[-1]


def is_part_of_column(line: BudgetLine) -> bool:
    """Tell whether an amount's column is headed 其中: a part of another, with the same words otherwise."""
    return is_among(heading_of_column(line))
