"""A total as a hundred yuan: what each part would take, in words that need no percent sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.site.amounts import NBSP
from yusuan.site.charts import ChartView
from yusuan.site.charts.figures import Figures
from yusuan.spec.money import round_to

JIAO = Decimal("0.1")
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a hundred yuan, and the number on the page that it follows from."""

    name: str
    yuan: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Hundred:
    """One way to divide a hundred yuan; ``title`` says by what."""

    title: str
    slices: Sequence[Slice]


DIVISIONS = (("split", "按人员、公用和项目"),)


def hundreds(charts: Sequence[ChartView]) -> list[Hundred]:
    """Divide a hundred yuan in the ways that the unit's charts divide its expenditure."""
    by_slug = {chart.kind.slug: chart.figures for chart in charts}
    found = ((title, by_slug.get(slug)) for slug, title in DIVISIONS)
    return [Hundred(title, _slices(figures)) for title, figures in found if figures]


def _slices(figures: Figures) -> list[Slice]:
    shown = list(figures.parts[:SHOWN])
    slices = [Slice(part.label, _yuan(part.amount, figures.total), part.anchor) for part in shown]
    rest = figures.parts[SHOWN:]
    if rest:
        added = sum((part.amount for part in rest), Decimal(0))
        slices.append(Slice(f"其余 {len(rest)} 项", _yuan(added, figures.total), None))
    return slices


def _yuan(amount: Decimal, total: Decimal) -> str:
    of_hundred = amount / total * 100
    if of_hundred < JIAO / 2:
        return f"不到{NBSP}1{NBSP}角"
    return f"{round_to(of_hundred, JIAO)}{NBSP}元"
