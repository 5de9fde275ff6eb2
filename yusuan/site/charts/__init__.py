"""The charts of a unit page: each finds its figures in one table, or says why there is no chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from yusuan.site.amounts import format_share, format_yuan
from yusuan.site.charts import economic, flow, functions, income, projects, split, three_public
from yusuan.site.charts.figures import REST, Figures, Missing
from yusuan.site.charts.forms import Vega
from yusuan.site.charts.svg import render_svg
from yusuan.site.packages import UnitPackage

Legend = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A chart of the unit page: its names, and how its figures are found and drawn."""

    slug: str
    title: str
    subtitle: str
    find: Callable[[UnitPackage], Figures | Missing]
    draw: Callable[[Figures], Vega]
    legend: Legend = ()


@dataclass(frozen=True, slots=True)
class PaintedKind:
    """A chart that is drawn without Altair, and only where there is something to show."""

    slug: str
    title: str
    subtitle: str
    find: Callable[[UnitPackage], Figures | Missing]
    paint: Callable[[Figures, str, str], Markup]
    legend: Legend = ()


CHART_KINDS = (
    ChartKind(
        functions.SLUG,
        functions.TITLE,
        functions.SUBTITLE,
        functions.find_functions,
        functions.chart_functions,
    ),
    ChartKind(split.SLUG, split.TITLE, split.SUBTITLE, split.find_split, split.chart_split),
    ChartKind(income.SLUG, income.TITLE, income.SUBTITLE, income.find_income, income.chart_income),
    ChartKind(
        three_public.SLUG,
        three_public.TITLE,
        three_public.SUBTITLE,
        three_public.find_three_public,
        three_public.chart_three_public,
    ),
    ChartKind(
        economic.SLUG,
        economic.TITLE,
        economic.SUBTITLE,
        economic.find_economic,
        economic.chart_economic,
        economic.LEGEND,
    ),
    ChartKind(
        projects.SLUG,
        projects.TITLE,
        projects.SUBTITLE,
        projects.find_projects,
        projects.chart_projects,
    ),
)


PAINTED_KINDS = (PaintedKind(flow.SLUG, flow.TITLE, flow.SUBTITLE, flow.find_flow, flow.paint_flow),)


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart ready for the page: its figures and SVG, or the reason why there is none."""

    kind: ChartKind | PaintedKind
    figures: Figures | None
    reason: str | None
    svg: Markup | None

    @property
    def legend(self) -> Legend:
        """Explain the tones that the chart uses."""
        used = {part.tone for part in self.figures.parts} if self.figures else set()
        return [(tone, name) for tone, name in self.kind.legend if tone in used]


def unit_charts(unit: UnitPackage) -> list[ChartView]:
    """Make every chart of a unit page, in order."""
    drawn = [_chart(kind, kind.find(unit)) for kind in CHART_KINDS]
    painted = [(kind, kind.find(unit)) for kind in PAINTED_KINDS]
    return [*drawn, *(_painted(kind, found) for kind, found in painted if isinstance(found, Figures))]


def _painted(kind: PaintedKind, found: Figures) -> ChartView:
    svg = kind.paint(found, f"{kind.title}（{kind.subtitle}）", describe(found))
    return ChartView(kind, found, None, svg)


def _chart(kind: ChartKind, found: Figures | Missing) -> ChartView:
    if isinstance(found, Missing):
        return ChartView(kind, None, found.reason, None)
    svg = render_svg(kind.draw(found), kind.slug, f"{kind.title}（{kind.subtitle}）", describe(found))
    return ChartView(kind, found, None, svg)


def describe(figures: Figures) -> str:
    """Say a chart in words, for those who do not see it."""
    parts = "；".join(
        f"{part.label} {format_yuan(part.amount)}，占 {format_share(part.amount, figures.total)}"
        for part in figures.parts
    )
    rest = "" if figures.is_complete else "各项相加不到合计。"
    return f"合计 {format_yuan(figures.total)}：{parts}。{rest}"


__all__ = ["CHART_KINDS", "REST", "ChartKind", "ChartView", "describe", "unit_charts"]
