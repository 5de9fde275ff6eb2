"""The forms that charts take, each made and validated once by Altair and compiled once to Vega.

Charts of one form differ in their rows, their height and how far the scale goes: those are put in afterwards
(``filled``), which takes no Altair. yusuan.site.charts.drawing lays the rows out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

BARS, SHARES, DIVIDED = "bars", "shares", "divided"
"""A bar for each part; bars over a track, as shares of the whole; one bar divided into the parts."""

ROWS = "rows"

Vega = dict[str, Any]


def filled(form: str, rows: Sequence[Mapping[str, Any]], height: int, end: float) -> Vega:
    """Return a form as Vega with its rows, its height in pixels and the amount at the end of its scale."""
    vega = _compiled(form)
    data = [{"name": ROWS, "values": list(rows)} if one["name"] == ROWS else one for one in vega["data"]]
    scales = [{**scale, "domain": [0, end]} for scale in vega["scales"]]
    return {**vega, "height": height, "data": data, "scales": scales}


@cache
def _compiled(form: str) -> Vega:
    """Make a form and compile it; Altair is loaded here, so that a run that draws nothing is spared it."""
    import vl_convert  # noqa: PLC0415

    from yusuan.site.charts.altair_forms import make_form  # noqa: PLC0415

    vega: Vega = vl_convert.vegalite_to_vega(make_form(form))
    return vega
