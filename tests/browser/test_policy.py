"""The Content-Security-Policy: on every page, obeyed by pages, and in the way of what they must not do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import read_pages

SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")[^>]*>")
INLINE = re.compile(r"<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=\"", re.IGNORECASE)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
UNIT = "units/330500-huzhou-government-office-2023/"
PAGES = [
    "",
    UNIT,
    f"{UNIT}source/",
    "regions/330500/",
    "units/",
    "findings/",
    "functions/",
    "compare/",
    "search/",
]
PAGES += ["data/", "method/", "glossary/", "about/", "contribute/", "404.html"]


def test_every_page_has_the_policy_before_anything_that_loads(site: Path) -> None:
    for path in read_pages(site):
        text = path.read_text("utf-8")
        found = POLICY.search(text)
        assert found, path
        assert "default-src 'self'" in found.group(1)
        assert "unsafe-inline" not in found.group(1)
        assert "'unsafe-eval'" not in found.group(1)
        assert not re.search(r"<(?:script|style|link)\b", text[: found.start()]), path


def test_no_page_holds_a_script_or_a_style_of_its_own(site: Path) -> None:
    for path in read_pages(site):
        text = re.sub(r"<script[^>]*json\">.*?</script>", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not SCRIPT.search(text), path
        assert not INLINE.search(text), f"{path}: {INLINE.search(text)}"


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_every_kind_violate_nothing(visit: Visit, path: str) -> None:
    """The visit itself fails on any complaint in the console, and a violation is one."""
    page = visit.open(path)
    page.wait_for_load_state("networkidle")


def test_search_and_charts_work_under_the_policy(visit: Visit) -> None:
    page = visit.open(UNIT)
    page.locator("input[type=search]").fill("接待")
    expect(page.locator("#search-results a").first).to_be_visible()
    page.keyboard.press("Escape")
    chart = page.locator("figure.ys-chart", has=page.locator("[data-chart]")).first
    chart.scroll_into_view_if_needed()
    chart.locator("[data-chart]").click()
    expect(chart.locator("details tbody tr").first).to_be_visible()


def test_a_comparison_is_drawn_under_the_policy(visit: Visit) -> None:
    page = visit.open("compare/")
    page.locator(".ys-offers button").first.click()
    bar = page.locator(".ys-compared rect").first
    bar.wait_for(state="attached")
    assert float(bar.get_attribute("width") or 0) > 0


def _run(page: Page, code: str) -> object:
    return page.evaluate(code)


def test_what_a_document_could_smuggle_in_does_not_run(visit: Visit) -> None:
    page = visit.open(UNIT)
    _run(
        page,
        """() => {
          const holder = document.createElement("div");
          holder.innerHTML = '<img src="x" onerror="window.ran = 1">' +
            '<a href="javascript:window.ran=1" id="lure">x</a>';
          document.body.append(holder);
          const script = document.createElement("script");
          script.textContent = "window.ran = 1";
          document.body.append(script);
          document.getElementById("lure").click();
        }""",
    )
    page.wait_for_timeout(300)
    assert _run(page, "window.ran") is None
    assert any("Content Security Policy" in said for said in visit.complaints)
    visit.complaints.clear()
