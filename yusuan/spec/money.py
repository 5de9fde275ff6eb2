"""Units of money: ``money.toml`` as factors, and as the pattern that finds them in text."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from yusuan.spec.files import read_toml
from yusuan.spec.patterns import alternatives

_DATA = read_toml("money.toml")

YUAN_PER_UNIT = {name: Decimal(yuan) for name, yuan in _DATA["unit"].items()}
"""Yuan in each unit that a table can be printed in; `fields.toml` lists the same."""

FACTORS = YUAN_PER_UNIT | {short: YUAN_PER_UNIT[name] for short, name in _DATA["short"].items()}
"""Yuan in each unit that a number in a sentence can have."""

HUNDREDTH = Decimal("0.01")
"""The step to which amounts are printed, in their unit, and published, in yuan."""

_HALF = HUNDREDTH / 2


UNIT = alternatives(YUAN_PER_UNIT)
"""Pattern of a unit over a table."""

SPOKEN = alternatives(FACTORS)
"""Pattern of a unit after a number."""

UNIT_LABELS: tuple[str, ...] = tuple(_DATA["around"]["labels"])
"""What stands before the unit over a table."""

UNIT_LABEL = alternatives(UNIT_LABELS)
"""Pattern of any of them."""

CURRENCY = alternatives(_DATA["around"]["currency"])
"""Pattern of what may stand right before a unit."""

FIGURES = alternatives(_DATA["around"]["figures"])
"""Pattern of what says that figures follow, in front of a unit or over a column."""

NO_UNIT_BEHIND: str = _DATA["around"]["no_unit_behind"]
"""Letters behind which a label of the unit is the end of an organisation's."""


def full_name(unit: str) -> str:
    """Return the unit that a short one stands for: `万` is 万元.

    >>> full_name("万"), full_name("元")
    ('万元', '元')
    """
    return str(_DATA["short"].get(unit, unit))


def round_to(value: Decimal, step: Decimal = HUNDREDTH) -> Decimal:
    """Round a number to a step as the documents do: half away from zero.

    >>> round_to(Decimal("0.125")), round_to(Decimal("-2.25"), Decimal("0.1"))
    (Decimal('0.13'), Decimal('-2.3'))
    """
    return value.quantize(step, rounding=ROUND_HALF_UP)


def rounding_error(unit: str) -> Decimal:
    """Return, in yuan, how far an amount printed to hundredths of a unit may be from what it stands for."""
    return FACTORS[unit] * _HALF


def sum_error(terms: int) -> Decimal:
    """Return how far a sum of terms may be from its total by rounding alone, all printed to hundredths."""
    return _HALF * (terms + 1)
