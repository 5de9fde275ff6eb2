"""A strip of dots: one for each comparable unit, the unit's own among them, on one scale."""

from __future__ import annotations

from decimal import Decimal
from math import log10

from markupsafe import Markup

from yusuan.site.peers import Place

WIDTH = 360
HEIGHT = 22
EDGE = 6
WIDE_RANGE = 20
"""How many times the smallest the largest is where steps on the scale stand for factors."""


def is_logarithmic(place: Place) -> bool:
    """Tell whether figures lie so far apart that a plain scale would crowd all but the largest."""
    values = [*place.others, place.own]
    return min(values) > 0 and max(values) / min(values) > WIDE_RANGE


def dot_strip(place: Place) -> Markup:
    """Draw the strip as inline SVG; dots that fall on one spot are drawn once."""
    values = [*place.others, place.own]
    spots = sorted({_spot(value, values, is_logarithmic(place)) for value in place.others})
    own = _spot(place.own, values, is_logarithmic(place))
    dots = "".join(f"M{spot} 11h0" for spot in spots)
    words = f"{len(place.others)} 个单位中，{place.below} 个更低，{place.above} 个更高"
    return Markup(
        '<svg class="ysp-strip" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<path class="ysp-axis" d="M{3} 11H{4}"/><path class="ysp-dots" d="{5}"/>'
        '<path class="ysp-own" d="M{6} 11h0"/></svg>'
    ).format(WIDTH, HEIGHT, words, EDGE, WIDTH - EDGE, dots, own)


def _spot(value: Decimal, values: list[Decimal], is_log: bool) -> int:
    """Place a value on the scale, which begins at zero, or at the smallest where steps are factors."""
    if is_log:
        low, high, at = log10(min(values)), log10(max(values)), log10(value)
    else:
        low, high, at = min(0.0, float(min(values))), float(max(values)), float(value)
    share = (at - low) / (high - low) if high > low else 0.5
    return round(EDGE + share * (WIDTH - 2 * EDGE))
