"""Charts, findings and numbers taken elsewhere: shared, embedded, cited, and as a picture for networks."""

from __future__ import annotations

import re
import struct
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, SITE_URL, Visit

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
UNIT = f"units/{DISCLOSURES[0]}/"
IMAGE = re.compile(r'<meta property="og:image" content="([^"]+)">')


def opened(visit: Visit, path: str) -> Page:
    """Open a page that may use the clipboard."""
    page = visit.open(path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def copied(page: Page) -> str:
    """Return what is on the clipboard."""
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_every_chart_has_a_row_to_take_it_elsewhere(visit: Visit) -> None:
    page = opened(visit, UNIT)
    charts = page.locator("figure.ys-chart:has([data-chart])")
    assert charts.count()
    for number in range(charts.count()):
        row = charts.nth(number).locator(".ysh-row")
        expect(row).to_be_visible()
        assert row.locator("a, button").all_inner_texts() == ["分享", "嵌入", "PNG", "SVG", "数据"]
    chart = charts.first
    chart.get_by_role("button", name="分享").click()
    expect(chart.get_by_text("已复制")).to_be_visible()
    assert copied(page) == f"{visit.address}{UNIT}#{chart.get_attribute('id')}"


def test_the_code_to_embed_leads_to_a_page_with_source_and_date(visit: Visit) -> None:
    page = opened(visit, UNIT)
    chart = page.locator("figure.ys-chart:has([data-chart])").first
    title = chart.locator("strong").inner_text()
    chart.get_by_role("link", name="嵌入").click()
    code = chart.get_by_label("嵌入代码", exact=True)
    expect(code).to_be_visible()
    frame = re.fullmatch(r'<iframe src="([^"]+)" title="[^"<>]+"[^>]*></iframe>', code.input_value())
    assert frame
    chart.get_by_role("button", name="复制代码").click()
    expect(chart.get_by_text("已复制")).to_be_visible()
    assert copied(page) == code.input_value()
    assert frame.group(1).startswith(f"{visit.address}embed/{DISCLOSURES[0]}/")
    page.goto(frame.group(1))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("svg")).to_be_visible()
    expect(page.locator("header")).to_have_count(0)
    expect(page.locator("footer")).to_contain_text("来源：《")
    expect(page.locator("footer")).to_contain_text("公布")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    href = page.locator("footer a").get_attribute("href")
    page.goto(f"{frame.group(1)}{href}")
    expect(page.locator("figure:target")).to_be_visible()


def test_a_finding_is_shared_embedded_cited_and_taken_as_data(visit: Visit) -> None:
    page = opened(visit, "findings/")
    finding = page.locator(".ys-findings > li").first
    row = finding.locator(".ysh-row")
    names = ["分享", "嵌入", "数据", "引用 GB/T 7714", "引用 纯文字"]
    assert row.locator("a, button").all_inner_texts() == names
    row.get_by_role("button", name="分享").click()
    expect(row.get_by_text("已复制")).to_be_visible()
    address = copied(page)
    row.get_by_role("button", name="引用 GB/T 7714").click()
    headline = finding.locator("b").first.inner_text()
    expect(page.locator("body")).to_be_visible()
    gbt = copied(page)
    assert f": {headline}[EB/OL]" in gbt
    assert gbt.endswith(f"{address}.")
    page.goto(address)
    expect(page.locator("li:target b").first).to_have_text(headline)
    page.goto(f"{visit.address}findings/")
    with page.expect_download() as waiting:
        page.locator(".ysh-row").first.get_by_role("button", name="数据").click()
    rows = Path(waiting.value.path()).read_text("utf-8-sig").splitlines()
    assert rows[0] == "数字,数值,行号,原文"
    embed = page.locator(".ysh-row a").first.get_attribute("href") or ""
    page.goto(f"{visit.address}findings/{embed}")
    expect(page.locator("h1")).to_have_text(headline)
    expect(page.locator("footer")).to_contain_text("来源：《")


GBT = (
    r"{unit}\. .+: .*第 {line} 行 {value}\[EB/OL\]\. "
    r"(?:\(\d{{4}}-\d\d-\d\d\))?\[{today}\]\. {url}\."
)
PLAIN = r"{unit}：《.+》，\d{{4}} 年，.*第 {line} 行 {value}；阳光预算整理，{url}（{today} 查阅）"


@pytest.mark.parametrize(("button", "pattern"), [("引用 GB/T 7714", GBT), ("引用 纯文字", PLAIN)])
def test_a_number_is_cited_with_its_line(visit: Visit, button: str, pattern: str) -> None:
    page = opened(visit, f"{UNIT}#tables")
    cell = page.locator("td[id]").first
    cell.click()
    page.get_by_role("button", name=button, exact=True).last.click()
    expect(page.locator(".ys-pop").get_by_text("已复制")).to_be_visible()
    name = cell.get_attribute("id") or ""
    filled = pattern.format(
        unit=re.escape(page.locator("h1").inner_text().split("\n")[0].strip()[:4]) + ".*",
        line=name[1:].split("C")[0],
        value=re.escape(cell.inner_text().split("\n")[0].strip()),
        today=date.today().isoformat(),
        url=re.escape(f"{visit.address}{UNIT}#{name}"),
    )
    assert re.fullmatch(filled, copied(page)), copied(page)


def test_the_page_itself_is_cited_in_both_forms(visit: Visit) -> None:
    page = opened(visit, f"{UNIT}#cite")
    for place in page.locator("[data-citation]").all():
        text = place.locator("span").first.inner_text()
        assert date.today().isoformat() in text
        assert f"{visit.address}{UNIT}" in text
        place.get_by_role("button").click()
        expect(place.get_by_text("已复制")).to_be_visible()
        assert copied(page) == text


def test_without_scripts_charts_can_be_embedded_and_pages_cited(plain_visit: Visit) -> None:
    page = plain_visit.open(UNIT)
    row = page.locator("figure.ys-chart .ysh-row").first
    assert row.locator("a, button").all_inner_texts() == ["嵌入"]
    expect(page.locator("[data-citation=gbt]")).to_contain_text("[EB/OL]")
    row.locator("a").click()
    expect(page.locator("svg")).to_be_visible()


@pytest.mark.parametrize("name", DISCLOSURES)
def test_the_picture_for_social_networks_is_there(site: Path, name: str) -> None:
    found = IMAGE.search((site / "units" / name / "index.html").read_text("utf-8"))
    assert found
    assert found.group(1).startswith(f"{SITE_URL}cards/{name}/")
    data = (site / found.group(1).removeprefix(SITE_URL)).read_bytes()
    assert len(data) < 60_000
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (900, 472)
