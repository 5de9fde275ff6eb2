"""axe-core over every page kind: no violation, light and dark, wide and narrow, everything unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, ROOT

RUN = """axe.run({ resultTypes: ['violations'], rules: {
  'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true },
} })"""
"""With the rules of WCAG 2.1 and 2.2 that axe leaves out unless asked."""
AXE = resources.files("axe_playwright_python") / "axe.min.js"
DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
FIRST, LAST = DISCLOSURES[0], DISCLOSURES[-1]
PATHS = [
    "",
    f"units/{FIRST}/",
    f"units/{LAST}/",
    f"units/{FIRST}/source/",
    f"embed/{FIRST}/functions/",
    "units/",
    "regions/",
    "regions/330000/",
    "findings/",
    "findings/contents/",
    "functions/",
    "functions/201/",
    "economics/",
    "economics/30101/",
    "glossary/",
    f"compare/?units={FIRST},{LAST}",
    "data/",
    "method/",
    "about/",
    "contribute/",
    "search/",
    "404.html",
]


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def page_without_chinese(browser_without_chinese: Browser) -> Iterator[Page]:
    context = browser_without_chinese.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    assert violations(page, address + path) == []


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_where_no_font_has_chinese(
    page_without_chinese: Page, address: str, path: str
) -> None:
    """Other widths and heights of letters must not make anything too small to touch."""
    assert violations(page_without_chinese, address + path) == []


def test_the_browsers_have_the_fonts_that_their_names_say(page: Page, page_without_chinese: Page) -> None:
    """A font that has the characters sets 一 and 语 one em wide; one that lacks them draws a narrower box."""
    for shown, has_chinese in ((page, True), (page_without_chinese, False)):
        shown.set_content("<span style='font: 100px sans-serif'>一语</span>")
        width = shown.evaluate("document.querySelector('span').getBoundingClientRect().width")
        assert (width == 200) is has_chinese


def violations(page: Page, address: str) -> list[str]:
    """Return what axe finds, at both widths in one visit: the page is the same, its layout is not."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    said = []
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        found = page.evaluate(RUN)["violations"]
        said += [
            f"{size['width']} px: {one['id']}: {node['html'][:200]}"
            for one in found
            for node in one["nodes"][:3]
        ]
    return said
