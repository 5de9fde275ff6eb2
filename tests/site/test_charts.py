"""Charts: what they show, that nothing is clipped, and that a part never passes for the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.package_records import budget_line, table
from tests.site_packages import NAME, write_packages
from yusuan.model import BudgetLine
from yusuan.site.charts import CHART_KINDS, describe, unit_charts
from yusuan.site.charts.drawing import draw_bars, draw_divided_bar
from yusuan.site.charts.figures import (
    REST_LABEL,
    Figures,
    Missing,
    Part,
    clean_label,
    figures_of,
    fold_small,
    printed_total,
)
from yusuan.site.charts.forms import Vega
from yusuan.site.charts.split import find_split
from yusuan.site.charts.svg import render_svg
from yusuan.site.charts.text import em_width, wrap_label
from yusuan.site.charts.three_public import find_three_public
from yusuan.site.packages import UnitPackage, load_unit

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> UnitPackage:
    return load_unit(write_packages(tmp_path_factory.mktemp("packages")) / NAME)


def part(label: str, wan: str, tone: str = "1") -> Part:
    return Part(label, Decimal(wan) * 10_000, tone, 7, 1)


def total(wan: str) -> BudgetLine:
    return budget_line(10, 1, "合计", wan, is_leaf=False)


def test_parts_that_fall_short_show_the_gap() -> None:
    figures = figures_of(table(), [part("甲", "60"), part("乙", "30")], total("100"))
    assert isinstance(figures, Figures)
    assert not figures.is_complete
    assert [(p.label, p.amount) for p in figures.parts][-1] == (REST_LABEL, Decimal(100_000))
    assert sum(p.amount for p in figures.parts) == figures.total


def test_money_kept_in_reserve_is_a_part_of_its_own(unit: UnitPackage) -> None:
    measures = {"total": "100", "basic": "60", "project": "30", "reserve": "10"}
    lines = [
        budget_line(10, n, "合计", wan, is_leaf=False, measure=name, side="expenditure")
        for n, (name, wan) in enumerate(measures.items(), start=1)
    ]
    whole = replace(unit, tables=[table(kind="expenditure")], budget_lines=lines)
    figures = find_split(whole)
    assert isinstance(figures, Figures) and figures.is_complete
    assert [p.label for p in figures.parts] == ["基本支出", "项目支出", "单位预留机动经费"]


def test_parts_that_exceed_the_total_are_no_chart() -> None:
    found = figures_of(table(), [part("甲", "60"), part("乙", "50")], total("100"))
    assert isinstance(found, Missing)
    assert "110.00" in found.reason
    assert "100.00" in found.reason


def test_rounding_is_neither_a_gap_nor_an_excess() -> None:
    for last in ("39.99", "40.01"):
        figures = figures_of(table(), [part("甲", "60"), part("乙", last)], total("100"))
        assert isinstance(figures, Figures)
        assert figures.is_complete


@pytest.mark.parametrize("amounts", [[], ["0"], ["5", "-2"]])
def test_nothing_and_negative_amounts_are_no_chart(amounts: list[str]) -> None:
    assert isinstance(figures_of(table(), [part("甲", wan) for wan in amounts], total("3")), Missing)


def test_a_table_without_total_says_that_we_added() -> None:
    figures = figures_of(table(), [part("甲", "60")], None)
    assert isinstance(figures, Figures)
    assert figures.total_line is None
    assert "相加" in figures.notes[0]


def test_the_total_is_the_largest_amount_that_is_no_leaf() -> None:
    leaf = budget_line(7, 1, "甲", "100")
    totals = [total("40"), total("100"), replace(total("100"), source_line=12)]
    assert printed_total([leaf, *totals]) is totals[1]
    assert printed_total([leaf]) is None


def test_small_parts_are_folded_and_counted() -> None:
    folded = fold_small([part(str(n), str(n)) for n in range(1, 11)], 3, "项")
    assert [p.label for p in folded] == ["10", "9", "8", "其余 7 项"]
    assert folded[-1].amount == Decimal(280_000)
    assert len(fold_small(folded, 3, "项")) == 4


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("一、一般公共服务", "一般公共服务"),
        ("（廿一）灾害防治", "灾害防治"),
        ("其中：（1）公务用车", "公务用车"),
        ("3、公务用车费", "公务用车费"),
        ("12345热线", "12345热线"),
        ("一般公共服务", "一般公共服务"),
        ("912项目(新增)", "912项目(新增)"),
        ("2023年度信息化项目", "2023年度信息化项目"),
    ],
)
def test_labels_lose_their_numbering_only(printed: str, clean: str) -> None:
    assert clean_label(printed) == clean


def test_the_charts_of_a_unit(unit: UnitPackage) -> None:
    charts = {chart.kind.slug: chart for chart in unit_charts(unit)}
    functions, split = charts["functions"].figures, charts["split"].figures
    assert functions and split
    assert [p.amount for p in functions.parts] == [Decimal(9_000_000), Decimal(1_000_000)]
    assert [(p.label, p.anchor) for p in split.parts] == [
        ("基本支出 · 人员", "L10C3"),
        ("基本支出 · 公用", "L10C4"),
        ("项目支出", "L10C5"),
    ]
    assert {slug for slug, chart in charts.items() if chart.reason} == {"income", "three-public", "economic"}
    assert all(chart.reason is None or chart.reason.endswith("。") for chart in charts.values())


def test_every_kind_has_a_slug_of_its_own() -> None:
    assert len({kind.slug for kind in CHART_KINDS}) == len(CHART_KINDS)


def test_a_chart_speaks_and_follows_the_page(unit: UnitPackage) -> None:
    for chart in unit_charts(unit):
        if chart.svg is None or chart.figures is None:
            continue
        root = ElementTree.fromstring(chart.svg)
        assert root.get("role") == "img"
        words = {child.get("id"): child.text for child in root}
        assert [words.get(name) for name in (root.get("aria-labelledby") or "").split()] == [
            f"{chart.kind.title}（{chart.kind.subtitle}）",
            describe(chart.figures),
        ]
        colours = {found.get("fill") for found in root.iter()} - {None, "none", "transparent"}
        assert all(re.fullmatch(r"var\(--chart-\w+\)", colour or "") for colour in colours)
        assert len(list(root.iter(f"{SVG}path"))) >= len(chart.figures.parts)


def labels_of(svg: str) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, right, baseline and size of every line of text, 1 em a full-width character."""
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        move = re.search(r"translate\(([\d.-]+),([\d.-]+)\)", text.get("transform") or "")
        assert move
        x, y = float(move[1]), float(move[2])
        size = float((text.get("font-size") or "").removesuffix("px"))
        for number, line in enumerate(text.findall(f"{SVG}tspan") or [text]):
            width = em_width(line.text or "") * size
            left = x - width if text.get("text-anchor") == "end" else x
            yield left, left + width, y + number * float(line.get("dy") or 0), size


def drawn(chart: Vega) -> str:
    return str(render_svg(chart, "x", "标题", "说明"))


def assert_nothing_is_clipped(svg: str) -> None:
    width, height = map(float, (ElementTree.fromstring(svg).get("viewBox") or "").split()[2:])
    labels = list(labels_of(svg))
    assert labels
    for left, right, baseline, size in labels:
        assert left >= 0
        assert right <= width
        assert baseline >= size * 0.8
        assert baseline + size * 0.2 <= height


def test_no_label_leaves_the_charts_of_a_unit(unit: UnitPackage) -> None:
    charts = [str(chart.svg) for chart in unit_charts(unit) if chart.svg]
    assert charts
    for svg in charts:
        assert_nothing_is_clipped(svg)


LABELS = st.text("支出项目（室）—“”0123456789abcW %·", min_size=1, max_size=60)
PARTS = st.lists(
    st.builds(
        Part,
        LABELS,
        st.decimals("0.01", "99999999999999.99", places=2),
        st.sampled_from(["1", "2", "other", "rest"]),
    ),
    min_size=1,
    max_size=8,
)


@given(PARTS)
@settings(max_examples=40)
def test_no_label_ever_leaves_its_chart(parts: list[Part]) -> None:
    figures = Figures(table(), parts, sum((p.amount for p in parts), Decimal(0)), None)
    for chart in (draw_bars(figures), draw_bars(figures, of_total=False), draw_divided_bar(figures)):
        assert_nothing_is_clipped(drawn(chart))


@given(LABELS, st.integers(40, 360))
def test_wrapping_keeps_every_character(text: str, width: int) -> None:
    lines = wrap_label(text, width, 13)
    assert "".join(lines) == text
    assert all(em_width(line) * 13 <= max(width, 13) for line in lines)


def test_charts_need_no_font(unit: UnitPackage, tmp_path: Path) -> None:
    """The text is measured by counting: the drawing names no font and holds no outline of one."""
    svg = next(str(chart.svg) for chart in unit_charts(unit) if chart.svg)
    families = {text.get("font-family") for text in ElementTree.fromstring(svg).iter(f"{SVG}text")}
    assert families == {"inherit"}


def test_an_expense_without_a_number_is_named(unit: UnitPackage) -> None:
    """Luohe's table leaves the cell of 公务接待费 blank, and that is what readers look for."""
    given = {"table_kind": "three_public", "is_leaf": True}
    cells = [
        budget_line(5, 1, "共计", "12.00", **given | {"measure": "three_public", "is_leaf": False}),
        budget_line(8, 1, "公务用车运行维护费", "12.00", **given, measure="vehicle_running"),
    ]
    own = replace(unit, tables=[table(kind="three_public")], budget_lines=cells)
    found = find_three_public(own)
    assert isinstance(found, Figures)
    assert "没有找到因公出国（境）费、公务接待费的数；没有印数不等于 0" in found.notes[0]
    nothing = budget_line(6, 1, "公务接待费", "0.00", **given, measure="reception")
    found = find_three_public(replace(own, budget_lines=[*cells, nothing]))
    assert isinstance(found, Figures)
    assert "公务接待费" not in found.notes[0] and [p.label for p in found.zeros] == ["公务接待费"]
