"""A strip of dots: one for each comparable unit, the unit's own among them, on one scale."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import log10

from markupsafe import Markup

from yusuan.site.across.peers import Place

WIDTH = 360
HEIGHT = 22
EDGE = 6
WIDE_RANGE = 20
"""How many times the smallest the largest is where steps on the scale stand for factors."""


def is_logarithmic(place: Place) -> bool:
    """Tell whether figures lie so far apart that a plain scale would crowd all but the largest."""
    return place.low > 0 and place.high / place.low > WIDE_RANGE


def dot_strip(place: Place) -> Markup:
    """Draw the strip as inline SVG; dots that fall on one spot are drawn once."""
    spot = _scale(place)
    dots = "".join(f"M{at} 11h0" for at in sorted(set(map(spot, place.others))))
    words = f"{len(place.others)} 个单位中，{place.below} 个更低，{place.above} 个更高"
    return Markup(
        '<svg class="ysp-strip" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<path class="ysp-axis" d="M{3} 11H{4}"/><path class="ysp-dots" d="{5}"/>'
        '<path class="ysp-own" d="M{6} 11h0"/></svg>'
    ).format(WIDTH, HEIGHT, words, EDGE, WIDTH - EDGE, dots, spot(place.own))


def _scale(place: Place) -> Callable[[Decimal], int]:
    """Return how values are placed on the scale, from zero, or from the lowest where steps are factors."""
    step: Callable[[Decimal], float] = log10 if is_logarithmic(place) else float
    low, high = step(place.low), step(place.high)
    if step is float:
        low = min(0.0, low)

    def spot(value: Decimal) -> int:
        share = (step(value) - low) / (high - low) if high > low else 0.5
        return round(EDGE + share * (WIDTH - 2 * EDGE))

    return spot
