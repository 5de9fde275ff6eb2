"""What readers do: look, follow a number to its line, download, touch a chart."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Visit
from tests.browser.pages import published_records

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
CHARTS = 6
NUMBER = re.compile(r"[\d,]+\.\d{2}")


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a published CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_home_leads_to_every_unit_and_region(visit: Visit) -> None:
    page = visit.open()
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("input[type=search]").count() == 1
    for name in DISCLOSURES:
        assert page.locator(f"a[href$='units/{name}/']").count() >= 1
    assert page.locator("a[href*='regions/']").count() >= 2
    assert overflow(page) == 0


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_unit_page_shows_its_charts(visit: Visit, name: str) -> None:
    page = visit.open(f"units/{name}/")
    figures = page.locator("figure.ys-chart")
    charts = CHARTS + page.locator("#chart-flow").count()  # only where money has several sources
    assert figures.count() == charts
    drawn = page.locator("figure.ys-chart svg[role=img]")
    assert drawn.count() >= 3
    for chart in drawn.all():
        assert chart.locator("path, rect").count() > 1
        assert chart.locator("title").count() == 1
    said = page.locator("figure.ys-chart .ys-missing")
    assert drawn.count() + said.count() == charts
    assert all(len(sentence) > 10 for sentence in said.all_inner_texts())
    assert overflow(page) == 0


@pytest.mark.parametrize("name", DISCLOSURES)
def test_key_figures_lead_to_the_line_that_prints_them(visit: Visit, name: str) -> None:
    page = visit.open(f"units/{name}/")
    for number in range(page.locator(".ys-keys dd").count()):
        figure = page.locator(".ys-keys dd").nth(number)
        printed = NUMBER.search(figure.inner_text())
        assert printed
        figure.locator("a").first.click()
        expect(page).to_have_url(re.compile(r"/source/#L\d+$"))
        line = page.locator("div:target")
        expect(line).to_be_in_viewport()
        assert printed.group().replace(",", "") in line.inner_text().replace(",", "")
        page.go_back()


def test_a_number_has_an_address_and_leads_to_its_line(visit: Visit, site: Path) -> None:
    name = DISCLOSURES[0]
    amount = published_records(site / "units" / name, "budget_lines")[-1]
    place = f"L{amount['source_line']}C{amount['source_column']}"
    page = visit.open(f"units/{name}/#{place}")
    cell = page.locator("td:target")
    expect(cell).to_be_in_viewport()
    assert cell.inner_text().strip() == amount["printed_value"]
    cell.locator("xpath=..").locator("th.ys-ln a").click()
    expect(page).to_have_url(re.compile(f"/source/#L{amount['source_line']}$"))
    line = page.locator("div:target")
    expect(line).to_be_in_viewport()
    assert amount["printed_value"] in line.inner_text()
    line.locator("a[href^='../#L']").click()
    expect(page).to_have_url(re.compile(f"/units/{name}/#L{amount['source_line']}$"))


def test_a_number_has_an_address_by_keyboard_too(visit: Visit, site: Path) -> None:
    name = DISCLOSURES[0]
    table = published_records(site / "units" / name, "budget_lines")[0]["table_id"]
    page = visit.open(f"units/{name}/")
    region = page.get_by_role("region", name=re.compile(f"^{table} "))
    region.focus()
    page.keyboard.press("Enter")
    first = page.locator("td:focus")
    places = region.locator("td[id]")
    expect(first).to_have_id(places.first.get_attribute("id") or "")
    page.keyboard.press("ArrowDown")
    second = page.locator("td:focus").get_attribute("id")
    assert second and second != places.first.get_attribute("id")
    page.keyboard.press("Enter")
    shown = page.get_by_role("group", name=re.compile("^数字 "))
    expect(shown.get_by_role("button").first).to_be_focused()
    line = second[1:].split("C")[0]
    expect(shown.get_by_role("link", name=f"原文第 {line} 行")).to_have_attribute("href", f"source/#L{line}")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(page.locator("td:focus")).to_have_id(second)


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_line_that_does_not_add_up_leads_to_both_figures(visit: Visit, site: Path, name: str) -> None:
    rows = published_records(site / "units" / name, "checks")
    printed = published_records(site / "units" / name, "budget_lines")
    lines = {row["source_line"] for row in printed}
    fails = [row for row in rows if row["status"] == "fail"]
    page = visit.open(f"units/{name}/")
    for row in fails:
        for line in {row["left_line"], row["right_line"]} & lines:
            flag = page.locator(f"#L{line} a.ys-flag[href='#check-{row['check_id']}']")
            expect(flag).to_have_count(1)
        shown = page.locator(f"#check-{row['check_id']}")
        for line in {row["left_line"], row["right_line"]} - {""}:
            expect(shown.locator(f"a[href='source/#L{line}']").first).to_be_attached()


@pytest.mark.parametrize("name", DISCLOSURES)
def test_every_published_amount_stands_at_its_address(visit: Visit, site: Path, name: str) -> None:
    page = visit.open(f"units/{name}/")
    shown: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('td[id]')]"
        ".map((cell) => [cell.id, cell.firstChild.data.trim()]))"
    )
    published = {
        f"L{row['source_line']}C{row['source_column']}": row["printed_value"]
        for row in published_records(site / "units" / name, "budget_lines")
    }
    assert shown == published


LONGEST = max(
    DISCLOSURES, key=lambda name: (ROOT / "disclosures" / f"{name}.txt").read_text("utf-8").count("\t")
)


def test_no_row_hides_in_a_box(visit: Visit) -> None:
    """No box of the page scrolls up and down; a long table says how many rows it has, and shows all."""
    page = visit.open(f"units/{LONGEST}/")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    boxes = "[...document.querySelectorAll('.ys-scroll')]"
    assert page.evaluate(f"{boxes}.filter((b) => b.scrollHeight > b.clientHeight + 9).length") == 0
    name = (
        page.locator(".ys-table", has=page.locator("table.is-short")).first.locator("h3").get_attribute("id")
    )
    table = page.locator(".ys-table", has=page.locator(f"#{name}"))
    rows = table.locator("tbody tr").count()
    button = table.get_by_role("button", name=f"共 {rows} 行")
    last = table.locator("tbody tr").last
    expect(last).to_be_hidden()
    button.click()
    expect(last).to_be_visible()
    expect(button).to_have_count(0)
    last.scroll_into_view_if_needed()
    expect(table.locator("thead th").first).to_be_in_viewport()


def test_a_link_to_a_row_far_down_shows_it(visit: Visit) -> None:
    page = visit.open(f"units/{LONGEST}/")
    far = page.locator("table.is-short tbody tr[id]").last.get_attribute("id")
    page = visit.open(f"units/{LONGEST}/?again#{far}")
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_a_wide_table_shows_that_there_is_more(visit: Visit) -> None:
    page = visit.open(f"units/{LONGEST}/")
    box = page.locator(".ys-table .ys-tall").filter(has=page.locator("thead")).last
    box.scroll_into_view_if_needed()
    wider = box.evaluate("(b) => b.scrollWidth > b.clientWidth + 2")
    shown = expect(box)  # a frame later: a table is asked how wide it is once it is in sight
    (shown.to_have_class if wider else shown.not_to_have_class)(re.compile("has-more"))
    box.evaluate("(b) => { b.scrollLeft = b.scrollWidth; }")
    expect(box).not_to_have_class(re.compile("has-more"))


def test_a_table_downloads_as_csv_that_excel_reads(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    with page.expect_download() as waiting:
        page.locator(".ys-cap a[download]").first.click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert len(rows) > 3
    assert any(NUMBER.fullmatch(cell) for row in rows for cell in row)


def test_the_workbook_and_the_package_download(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    for suffix in (".xlsx", ".zip"):
        with page.expect_download() as waiting:
            page.locator(f"a[download][href$='{suffix}']").click()
        assert Path(waiting.value.path()).read_bytes().startswith(b"PK")


def test_a_touched_chart_opens_its_figures_and_loads_nothing(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    chart = page.locator("figure.ys-chart", has=page.locator("[data-chart]")).first
    chart.scroll_into_view_if_needed()
    before = len(visit.requests)
    chart.locator("[data-chart]").click()
    first = chart.locator("details tbody tr").first
    expect(first).to_be_visible()
    assert visit.requests[before:] == []
    first.locator("a").click()
    expect(page.locator("td:target")).to_be_in_viewport()


def test_a_page_is_complete_without_scripts_and_dark(plain_visit: Visit) -> None:
    page = plain_visit.open(f"units/{DISCLOSURES[0]}/")
    assert page.locator("figure.ys-chart svg text").first.is_visible()
    assert page.locator(".ys-table td").first.is_visible()
    dark = page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", dark)[:3]) < 64


def test_regions_data_and_missing_pages(visit: Visit) -> None:
    page = visit.open("regions/")
    links = page.locator("a[href*='regions/']").evaluate_all("(links) => links.map((link) => link.href)")
    for link in sorted({link for link in links if re.search(r"/regions/\d{6}/$", link)}):
        page.goto(link)
        assert page.locator("a[href*='units/']").count() >= 1
        assert overflow(page) == 0
    page = visit.open("data/")
    for file in page.locator("a[download]").evaluate_all("(links) => links.map((link) => link.href)"):
        assert page.request.get(file).ok
    assert page.request.get(f"{visit.address}404.html").ok
    for path in ("method/", "about/", "units/", "search/"):
        assert overflow(visit.open(path)) == 0


@pytest.mark.parametrize("name", DISCLOSURES)
def test_every_link_of_a_unit_page_leads_somewhere(visit: Visit, name: str) -> None:
    page = visit.open(f"units/{name}/")
    links: list[str] = page.eval_on_selector_all("a[href]", "(links) => links.map((link) => link.href)")
    own = sorted({link for link in links if link.startswith(visit.address)})
    ids: dict[str, set[str]] = {}
    for link in own:
        path, _, anchor = link.partition("#")
        if path not in ids:
            answer = page.request.get(path)
            assert answer.ok, path
            is_page = "html" in answer.headers["content-type"]
            ids[path] = set(re.findall(r'\bid="([^"]+)"', answer.text())) if is_page else set()
        assert not anchor or anchor in ids[path], link


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_unit_page_describes_its_data_for_machines(visit: Visit, name: str) -> None:
    page = visit.open(f"units/{name}/")
    described = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert described["@type"] == "Dataset"
    assert described["identifier"] == name
    assert {one["encodingFormat"] for one in described["distribution"]} >= {"application/zip"}
    assert len(described["distribution"]) == 2, "the package and the workbook"
    assert page.locator("link[rel=canonical]").get_attribute("href")
    assert page.locator("meta[name=description]").get_attribute("content")
