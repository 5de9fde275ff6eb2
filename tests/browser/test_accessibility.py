"""axe-core over every page kind: no violation, light and dark, wide and narrow, everything unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, ROOT

# Rules of WCAG 2.2 that axe leaves out unless asked.
RUN = "axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"
AXE = resources.files("axe_playwright_python") / "axe.min.js"
DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
FIRST, LAST = DISCLOSURES[0], DISCLOSURES[-1]
PATHS = [
    "",
    f"units/{FIRST}/",
    f"units/{LAST}/",
    f"units/{FIRST}/source/",
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


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    """Both widths in one visit: the page is the same, its layout is not."""
    page.goto(address + path, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        found = page.evaluate(RUN)["violations"]
        said = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]
        assert said == [], f"{size['width']} px"
