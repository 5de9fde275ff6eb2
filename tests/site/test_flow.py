"""The flow of funds: only whole sides of the same money, no band from a source to a use, figures to scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.package_records import table
from tests.site.test_pages import Shape
from yusuan.site.charts import flow
from yusuan.site.charts.figures import REST, Figures, Missing, Part
from yusuan.site.packages import UnitPackage

TABLE = table(kind="expenditure")


def figures(*amounts: int, rest: int = 0, **changes: object) -> Figures:
    """Return figures of a table with these amounts in 万元, and a part that it does not list."""
    parts = [Part(f"项{n}", Decimal(a) * 10_000, "1", n, 1) for n, a in enumerate(amounts, start=1)]
    parts += [Part("其余", Decimal(rest) * 10_000, REST)] if rest else []
    total = sum((part.amount for part in parts), Decimal(0))
    return replace(Figures(TABLE, parts, total, 9), **changes)  # type: ignore[arg-type]


def find(
    monkeypatch: pytest.MonkeyPatch, income: Figures | Missing, spent: Figures | Missing
) -> Figures | Missing:
    """Find the flow of a unit with this income and this spending."""
    monkeypatch.setattr(flow, "find_income", lambda unit: income)
    monkeypatch.setattr(flow, "find_functions", lambda unit: spent)
    return flow.find_flow(UnitPackage.__new__(UnitPackage))


def test_sources_and_uses_of_one_total_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    found = find(monkeypatch, figures(60, 40), figures(70, 20, 10))
    assert isinstance(found, Figures)
    assert [part.label[:3] for part in found.parts] == ["来源："] * 2 + ["用途："] * 3
    assert found.total == 1_000_000
    assert "没有印出哪笔来源用在哪里" in found.notes[0]


PARTLY = replace(TABLE, kind="general_budget_expenditure")


@pytest.mark.parametrize(
    ("income", "spent"),
    [
        (figures(100), figures(70, 30)),
        (figures(60, 40), figures(70, 29)),
        (figures(60, 30, rest=10), figures(70, 30)),
        (figures(60, 40), figures(70, 20, rest=10)),
        (figures(60, 40), figures(70, 30, table=PARTLY)),
        (Missing("x"), figures(70, 30)),
        (figures(60, 40), Missing("x")),
    ],
    ids=["one source", "another total", "rest of income", "rest of uses", "one fund", "no income", "no uses"],
)
def test_nothing_is_drawn_of_what_is_not_the_same_money(
    monkeypatch: pytest.MonkeyPatch, income: Figures | Missing, spent: Figures | Missing
) -> None:
    assert isinstance(find(monkeypatch, income, spent), Missing)


def heights(svg: str) -> list[float]:
    """Return the heights of the bands where they meet the bar in the middle."""
    return [float(height) for height in re.findall(r"v([\d.]+)C", svg)]


@pytest.mark.parametrize(
    ("sources", "uses"), [((60, 40), (70, 20, 10)), ((99, 1), (50, 50)), ((1, 1, 1), (3,))]
)
def test_bands_are_to_scale(
    monkeypatch: pytest.MonkeyPatch, sources: Sequence[int], uses: Sequence[int]
) -> None:
    found = find(monkeypatch, figures(*sources), figures(*uses))
    assert isinstance(found, Figures)
    svg = flow.paint_flow(found, "题<b>", "文&")
    Shape(svg)
    total = sum(sources)
    expected = [amount / total * flow.TALL for amount in (*sorted(sources, reverse=True), *uses)]
    assert heights(svg) == pytest.approx(expected, abs=0.06)
    height = float(svg.split('viewBox="0 0 360 ')[1].split('"')[0])
    places = [float(y) for y in re.findall(r'<text x="\d+" y="([\d.]+)"', svg)]
    assert 0 < min(places) <= max(places) <= height
    assert "题&lt;b&gt;" in svg
