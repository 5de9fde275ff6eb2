"""What a first visit loads: little, all of it used; the colours that a reader chose stay."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Response, expect

from tests.browser.conftest import ROOT, Visit
from tests.browser.moving import MOST_SHIFTED, PUSHED, WATCH
from yusuan.site.mkdocs.stylesheet import lean_stylesheet

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
LIMIT = 150_000
"""Bytes, compressed as a server does, that a first visit to a unit's page may load."""

WITHOUT_PAGE = 35_000
"""Bytes of styles and scripts that it may load."""


def largest(site: Path) -> str:
    """Name the disclosure with the largest page."""
    return max(DISCLOSURES, key=lambda name: (site / "units" / name / "index.html").stat().st_size)


def test_a_first_visit_to_the_largest_page_loads_little(visit: Visit, site: Path) -> None:
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    visit.page.on("response", keep)
    page = visit.open(f"units/{largest(site)}/")
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body(), 6)) for answer in answers}
    assert sum(sizes.values()) <= LIMIT
    assert sum(size for url, size in sizes.items() if not url.endswith("/")) <= WITHOUT_PAGE
    assert any(url.endswith("assets/material.css") for url in sizes)


@pytest.mark.parametrize("path", ["", "findings/", f"units/{DISCLOSURES[0]}/"])
def test_pages_stand_still_while_they_load(visit: Visit, path: str) -> None:
    visit.page.add_init_script(WATCH)
    page = visit.open(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") < MOST_SHIFTED
    assert page.evaluate(PUSHED) > 0, "the measure itself does not work"


MEASURED = """
  window.measured = [];
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "scrollWidth");
  Object.defineProperty(Element.prototype, "scrollWidth", {
    configurable: true,
    get() {
      if (this.matches(".ys-scroll")) measured.push(this);
      return get.call(this);
    },
  });
"""


def test_tables_far_below_are_not_laid_out_to_ask_how_wide_they_are(visit: Visit, site: Path) -> None:
    visit.page.add_init_script(MEASURED)
    page = visit.open(f"units/{largest(site)}/")
    page.wait_for_load_state("networkidle")
    far = "!box.checkVisibility() || box.getBoundingClientRect().top > 2 * innerHeight"
    below = f"measured.filter((box) => {far})"
    assert page.evaluate(f"{below}.length") == 0
    page.locator(".ys-table .ys-scroll").last.scroll_into_view_if_needed()
    last = "measured.includes([...document.querySelectorAll('.ys-table .ys-scroll')].pop())"
    expect(page.locator(".ys-table .ys-scroll").last).to_be_in_viewport()
    assert page.evaluate(
        f"new Promise((done) => requestAnimationFrame(() => setTimeout(done))).then(() => {last})"
    )


def test_search_is_loaded_when_a_reader_comes_to_it(visit: Visit) -> None:
    page = visit.open()
    page.wait_for_load_state("networkidle")
    assert not visit.asked_for("search-engine.js")
    page.locator("#search").focus()
    page.wait_for_load_state("networkidle")
    assert visit.asked_for("search-engine.js")


def test_nothing_of_the_theme_s_own_that_no_page_loads_is_published(site: Path) -> None:
    assert not (site / "assets" / "javascripts").exists()
    assert not (site / "assets" / "stylesheets").exists()


def test_the_colours_that_a_reader_chose_stay(visit: Visit) -> None:
    page = visit.open()
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "auto")
    for expected in ("paper", "ink"):
        page.locator(".md-header__option label:visible").click()
        expect(scheme).to_have_attribute("data-md-color-scheme", expected)
    page.reload()
    expect(scheme).to_have_attribute("data-md-color-scheme", "ink")
    visit.open(f"units/{DISCLOSURES[0]}/")
    expect(scheme).to_have_attribute("data-md-color-scheme", "ink")
    page.locator(".md-header__option label:visible").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "auto")


def test_the_contents_show_where_the_reader_is(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/#downloads")
    if page.viewport_size and page.viewport_size["width"] < 800:
        return  # no contents beside the page
    active = page.locator(".md-nav__link--active")
    expect(active).to_have_count(1)
    assert active.inner_text().strip() in {"下载", "引用、许可、纠错"}
    page.set_viewport_size({"width": 1280, "height": 300})
    contents = page.locator(".md-sidebar__scrollwrap")
    assert contents.evaluate("(box) => box.scrollHeight > box.clientHeight && box.clientHeight < innerHeight")


def test_rules_of_parts_that_no_page_has_are_left_out() -> None:
    css = """
        :root{--md-a:1;--md-b:2;--md-c:var(--md-b)}
        .md-search__form{color:red}
        .md-nav .md-search,.md-nav{top:0}
        @media print{.md-tooltip2:after{left:0}.md-grid:not(.admonition){left:var(--md-c)}}
        .md-icon{left:1px}
    """
    assert lean_stylesheet(css) == (
        ":root{--md-b:2;--md-c:var(--md-b)}.md-nav{top:0}"
        "@media print{.md-grid:not(.admonition){left:var(--md-c)}}.md-icon{left:1px}"
    )
