"""Pages to embed and pictures for social networks: safe with any text, drawn once, gone with their unit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import ImageChops

from tests.package_records import disclosure
from tests.site.test_pages import Shape
from tests.site_packages import NAME, write_packages
from yusuan.site import write_site
from yusuan.site.files.card import MARGIN, WIDTH, card_words, draw_card, write_card
from yusuan.site.views.summary import KeyFigure

FIGURES = [
    KeyFigure(name, f"{n}.00 万元", "", n, None)
    for n, name in enumerate(["支出合计", "收入合计", "基本支出", "项目支出", "“三公”经费"], start=1)
]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return generated pages of one office."""
    write_site(write_packages(tmp_path / "packages"), tmp_path / "docs")
    return tmp_path / "docs"


def test_every_chart_and_finding_has_a_page_to_embed(docs: Path) -> None:
    page = (docs / "units" / NAME / "index.md").read_text("utf-8")
    charts = re.findall(r'data-chart="([\w-]+)"', page)
    checks = re.findall(r'<li id="(check-[\w-]+)"', page)
    assert charts
    assert checks
    found = {path.parent.name for path in (docs / "embed" / NAME).rglob("index.html")}
    assert found == {*charts, *checks}
    for name in found:
        assert f'href="../../embed/{NAME}/{name}/"' in page


def test_pages_to_embed_say_where_they_come_from_and_show_markup_as_text(docs: Path) -> None:
    for path in (docs / "embed").rglob("*.html"):
        text = path.read_text("utf-8")
        shape = Shape(text.partition("<!doctype html>")[2])
        assert "script" not in shape.tags
        assert "header" not in shape.tags
        assert "来源：《预算" in shape.text
        assert "公布日期没有登记" in shape.text
        assert f"../../../units/{NAME}/#" in text
        assert re.search(r'content="default-src \'self\'; script-src \'none\'', text)


def test_a_card_shows_the_figures_of_the_unit() -> None:
    words = card_words(disclosure(unit_name="某某局<b>&\x00\n"), FIGURES)
    texts = [one.text for one in words]
    assert texts[:2] == ["某某局<b>&  ", "2023 年单位预算"]
    assert "“三公”经费" in texts
    assert "收入合计" not in texts


@pytest.mark.parametrize(("length", "lines"), [(5, 1), (30, 2), (200, 2)])
def test_a_long_name_takes_two_lines_and_says_where_it_is_cut(length: int, lines: int) -> None:
    words = card_words(disclosure(unit_name="局" * length), FIGURES)
    shown = [one.text for one in words if re.fullmatch("局+…?", one.text)]
    assert len(shown) == lines
    assert ("…" in shown[-1]) == (length == 200)


def test_every_word_of_a_card_is_drawn_within_it() -> None:
    words = card_words(disclosure(unit_name="局" * 200), FIGURES)
    empty = draw_card([]).convert("RGB")
    for one in words:
        apart = ImageChops.difference(draw_card([one]).convert("RGB"), empty)
        box = apart.convert("L").point(lambda shade: shade if shade > 40 else 0).getbbox()
        assert box is not None
        assert one.x - 3 <= box[0] < box[2] <= WIDTH - MARGIN
        assert one.y - one.size <= box[1] < box[3] <= one.y + one.size // 2


def test_a_card_is_drawn_anew_only_where_it_shows_something_else(tmp_path: Path) -> None:
    first = tmp_path / write_card(disclosure(), FIGURES, tmp_path)
    assert first.read_bytes().startswith(b"\x89PNG")
    first.write_bytes(b"kept")
    assert tmp_path / write_card(disclosure(), FIGURES, tmp_path) == first
    assert first.read_bytes() == b"kept"
    second = tmp_path / write_card(disclosure(), FIGURES[:1], tmp_path)
    assert second != first
    assert list((tmp_path / "cards").rglob("*.png")) == [second]


def test_what_is_of_a_unit_that_is_gone_goes(tmp_path: Path) -> None:
    packages, docs = write_packages(tmp_path / "packages"), tmp_path / "docs"
    write_site(packages, docs)
    (docs / "embed" / "gone" / "functions").mkdir(parents=True)
    (docs / "cards" / "gone").mkdir()
    write_site(packages, docs)
    assert [path.name for path in (docs / "embed").iterdir()] == [NAME]
    assert [path.name for path in (docs / "cards").iterdir()] == [NAME]


def test_the_page_names_its_card(docs: Path) -> None:
    head = (docs / "units" / NAME / "index.md").read_text("utf-8").split("---")[1]
    [card] = re.findall(r'^card: "(cards/[^"]+)"', head, re.MULTILINE)
    assert (docs / card).is_file()
