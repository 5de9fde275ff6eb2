"""Who made the site and how to reach them; addresses that are the page's own; lists and headings that fit."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import expect

from tests.browser.conftest import CONTACT, REPOSITORY, ROOT, Visit
from tests.browser.made import SEVERAL, UNIT
from yusuan.site.mkdocs.hook import refuse_to_publish

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))


@pytest.mark.parametrize("path", ["", f"units/{DISCLOSURES[0]}/", "findings/", "data/", "404.html"])
def test_every_page_says_who_made_it_and_how_to_reach_them(visit: Visit, path: str) -> None:
    footer = visit.open(path).locator("footer.ys-footer")
    expect(footer).to_contain_text("制作")
    expect(footer.locator(f"a[href='mailto:{CONTACT}']")).to_be_visible()
    expect(footer.locator(f"a[href='{REPOSITORY}']")).to_be_visible()
    expect(footer.get_by_role("link", name="更正记录")).to_be_visible()


def test_a_mistake_is_reported_with_the_number_s_address(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    cell = page.locator(".ys-table td[id]").first
    cell.scroll_into_view_if_needed()
    cell.click()
    link = page.locator(".ys-pop").get_by_role("link", name="报告错误").get_attribute("href") or ""
    assert link.startswith(f"{REPOSITORY}/issues/new?")
    body = parse_qs(urlsplit(link).query)["body"][0]
    assert f"{page.url.split('#')[0]}#{cell.get_attribute('id')}" in body
    assert cell.inner_text().strip() in body


def test_citations_say_where_the_page_is(visit: Visit) -> None:
    """The site was built for another address than the one that it is read at."""
    page = visit.open(f"units/{DISCLOSURES[0]}/?from=elsewhere#cite")
    for citation in page.locator("[data-citation]").all():
        expect(citation).to_contain_text(f"{visit.address}units/{DISCLOSURES[0]}/")
    assert page.locator("[data-citation]").count() == 2


@pytest.mark.parametrize(
    ("site_url", "extra", "said"),
    [
        ("http://localhost:8000/", {"contact": "a@example.org"}, "SITE_URL"),
        ("", {"repository": "https://example.org/r"}, "SITE_URL"),
        ("https://example.org/", {"contact": "", "repository": ""}, "SITE_CONTACT"),
    ],
)
def test_a_build_for_publishing_refuses_to_say_localhost_or_nobody(
    site_url: str, extra: dict[str, Any], said: str
) -> None:
    with pytest.raises(PluginError, match=said):
        refuse_to_publish(site_url, extra)
    refuse_to_publish("https://example.org/", {"contact": "a@example.org"})


@pytest.mark.parametrize("path", ["units/", "regions/330000/", "functions/201/", "economics/30101/"])
def test_lists_hide_nothing_past_the_edge(visit: Visit, path: str) -> None:
    page = visit.open(path)
    listed = page.locator(".ys-list")
    assert listed.evaluate("(t) => t.parentElement.scrollWidth - t.parentElement.clientWidth") <= 1
    for cell in listed.locator("tbody tr").first.locator("td").all():
        text = cell.inner_text().strip()
        box = cell.bounding_box()
        if text and box:
            assert box["width"] > 24 or len(text) <= 2, text


def test_headings_of_numbers_stand_over_them(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    table = page.locator(".ys-table table", has=page.locator("thead th.n")).first
    heading = table.locator("thead th.n").last
    assert heading.evaluate("(th) => getComputedStyle(th).textAlign") == "right"


def test_a_unit_page_says_what_a_line_is_and_where_the_original_is(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    expect(page.locator("dt", has_text="公布的原件")).to_have_count(1)
    expect(page.locator("dd", has_text=re.compile("指这份文字的第几行"))).to_have_count(1)


def test_the_log_of_corrections_shows_its_data_the_latest_first(made_visit: Visit) -> None:
    page = made_visit.open("corrections/")
    rows = page.locator(".ys-list tbody tr")
    assert [row.locator("td").first.inner_text() for row in rows.all()] == ["2024-04-01", "2024-03-01"]
    expect(rows.nth(0)).to_contain_text("某撤下的局")
    assert rows.nth(0).locator("a").count() == 0
    expect(rows.nth(1)).to_contain_text("32.05 万元")
    expect(rows.nth(1)).to_contain_text("读错了一位 <b>小数</b>")
    log = page.locator(".ys-list")
    assert log.evaluate("(t) => t.parentElement.scrollWidth - t.parentElement.clientWidth") <= 1
    rows.nth(1).locator("a").click()
    expect(page).to_have_url(f"{made_visit.address}units/{UNIT}/#L42C3")
    expect(page.locator("#L42C3")).to_be_in_viewport()


def test_without_a_correction_the_log_says_so(visit: Visit) -> None:
    expect(visit.open("corrections/").locator(".ys")).to_have_text("还没有记录。")


def test_home_shows_the_latest_included_first(made_visit: Visit) -> None:
    rows = made_visit.open().locator("#newest ~ .ys-scroll tbody tr th a")
    links = [link.get_attribute("href") for link in rows.all()]
    assert links.index(f"units/{SEVERAL}/") < links.index(f"units/{UNIT}/")
