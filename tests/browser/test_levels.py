"""Spending level by level, changes and the flow of funds, with and without scripts."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Visit

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))


def test_levels_open_down_to_items_without_scripts(plain_visit: Visit) -> None:
    opened = 0
    for name in DISCLOSURES:
        page = plain_visit.open(f"units/{name}/")
        tree = page.locator(".ysd-tree")
        if not tree.count():
            continue
        branch = tree.locator(":scope > details").first
        branch.locator("summary").first.click()
        inner = branch.locator(":scope > div > .ysd").first
        expect(inner).to_be_visible()
        link = branch.locator(":scope > div > p.ysd a").last
        expect(link).to_be_visible()
        assert (link.get_attribute("href") or "").startswith("#L")
        opened += 1
    assert opened > 2


def test_a_level_leads_to_the_cell_that_prints_it(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    branch = page.locator(".ysd-tree > details").first
    branch.locator("summary").first.click()
    link = branch.locator(":scope > div > p.ysd a").last
    amount = link.inner_text().split("\u00a0")[0]
    link.click()
    cell = page.locator("td:target")
    expect(cell).to_be_in_viewport()
    expect(cell).to_contain_text(amount.replace(",", "")[:4])


def test_changes_quote_reasons_and_lead_to_their_lines(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/#changes")
    row = page.locator("#changes + .ys-scroll tbody tr").first
    expect(row).to_contain_text("“")
    line = (row.locator("a.ys-src").get_attribute("href") or "").split("#L")[1]
    row.locator("a.ys-src").click()
    expect(page.locator("div:target > a").first).to_have_text(line)


def test_the_flow_of_funds_can_be_taken_as_a_picture(visit: Visit) -> None:
    shown = 0
    for name in DISCLOSURES:
        page = visit.open(f"units/{name}/")
        figure = page.locator("#chart-flow")
        if not figure.count():
            continue
        expect(figure.locator("svg")).to_be_visible()
        expect(figure).to_contain_text("文件没有印出哪笔来源用在哪里")
        with page.expect_download() as waiting:
            figure.get_by_role("button", name="SVG").click()
        drawn = waiting.value.path().read_text("utf-8")
        assert drawn.startswith("<svg")
        assert "var(--" not in drawn
        shown += 1
    assert shown
