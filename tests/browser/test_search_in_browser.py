"""Search as readers use it: the header's field, the search page, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from scripts.search_recall import measure_names, measure_phrases
from scripts.search_session import ask
from tests.browser.conftest import PHONE, ROOT, Visit
from yusuan.site.packages import UnitPackage, load_unit, unit_folders
from yusuan.site.search.bigrams import fold, to_bigrams

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
SAMPLE = 80
RESULTS = "#search-results a"


@pytest.fixture(scope="session")
def units(site: Path) -> list[UnitPackage]:
    """Read the packages that the site was made of."""
    return [load_unit(folder) for folder in unit_folders(site.parent / "datapackages")]


def search(page: Page, text: str) -> None:
    """Type into the header's field and wait for what it shows."""
    page.locator("#search").fill(text)
    expect(page.locator("#search-results > *").first).to_be_visible()


def test_every_phrase_finds_its_page(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    for score in measure_phrases(units, lambda text: ask(page, visit.address, text), SAMPLE):
        assert score.asked > SAMPLE / 4
        assert not score.failures, str(score)


def test_a_name_finds_first_what_it_names(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    score = measure_names(units, lambda text: ask(page, visit.address, text))
    assert score.asked > len(units)
    assert not score.failures, str(score)


def test_a_project_shows_its_amount_and_leads_to_its_row(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    listed = [project for unit in units for project in unit.projects if project.total_yuan]
    for project in {project.disclosure_id: project for project in listed}.values():
        search(page, project.subproject or project.project)
        first = page.locator(RESULTS).first
        expect(first).to_have_attribute("href", re.compile(rf"units/{project.disclosure_id}/#L\d+$"))
        expect(first.locator("mark").first).to_be_visible()
        expect(first.locator(".ys-beside")).to_contain_text("元")
        first.click()
        expect(page).to_have_url(re.compile(rf"/units/{project.disclosure_id}/#L\d+$"))
        expect(page.locator(":target")).to_be_in_viewport()


def test_results_lead_to_the_line_that_prints_the_words(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    for unit in units:
        number, text = max(enumerate(unit.source, start=1), key=lambda line: len(fold(line[1])))
        hits = ask(page, visit.address, text[:30]).hits
        assert number in [hit.line for hit in hits if hit.unit == unit.disclosure.disclosure_id]


SAME = [
    ["IPv6", "ipv6", "ＩＰｖ６"],
    ["“三公”经费", "三公经费", "三 公 经 费", '"三公"经费'],
    ["1,623.35", "1623.35", "１，６２３．３５"],
    ["一般公共预算", "一般 公共 预算", "一般公共预算 "],
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_make_no_difference(visit: Visit, spellings: list[str]) -> None:
    page = visit.open()
    found = [[(hit.path, hit.title) for hit in ask(page, visit.address, text).hits] for text in spellings]
    assert all(one == found[0] for one in found)


def test_single_characters_are_found(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    for character in "驻党岗粮券〇龘":
        printed = {u.disclosure.disclosure_id for u in units if any(character in line for line in u.source)}
        assert ask(page, visit.address, character).units == printed, character


def test_search_by_keyboard(visit: Visit) -> None:
    page = visit.open("method/")
    page.keyboard.press("/")
    field = page.locator("#search")
    expect(field).to_be_focused()
    page.keyboard.type("行政运行")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(RESULTS).nth(1)
    expect(second).to_have_class(re.compile("is-active"))
    expect(field).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(page.locator("#search-results")).to_be_hidden()
    field.focus()
    field.fill("行政运行 ")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/units/"))


def test_the_panel_fits_the_screen(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    search(page, "政府")
    box, size = page.locator("#search-results").bounding_box(), page.viewport_size
    assert box and size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


ODD = [
    "甲乙丙丁戊己庚辛壬癸",
    '"><script>alert(1)</script>龘',
    "<b>龘</b>",
    '"龘" OR *',
    "龘" * 3000,
    "%00\\龘'",
]


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_search_that_finds_nothing_says_what_to_do_next(visit: Visit, query: str) -> None:
    page = visit.open()
    search(page, query)
    expect(page.locator("#search-results p")).to_contain_text("没有找到")
    expect(page.locator("#search-results a", has_text="按地区")).to_have_attribute(
        "href", re.compile("/regions/$")
    )
    assert page.locator("#search-results script, #search-results b").count() == 0


def test_a_query_that_is_half_right_is_offered_its_half(visit: Visit) -> None:
    page = visit.open()
    search(page, "一般公共预算龘龘龘龘")
    page.locator("#search-results a", has_text="改搜").click()
    expect(page).to_have_url(re.compile("/search/"))
    expect(page.locator("#search-page li a").first).to_be_visible()


@pytest.mark.parametrize("query", ["", "   ", "，。"])
def test_an_empty_query_finds_nothing_and_breaks_nothing(visit: Visit, query: str) -> None:
    page = visit.open(f"search/?q={quote(query)}")
    expect(page.locator("#search-query")).to_have_value(query)
    expect(page.locator("#search-page li a")).to_have_count(0)
    page.locator("#search").fill(query)
    expect(page.locator(RESULTS).filter(has_text="全部结果")).to_have_count(0)


def test_the_search_page_keeps_query_and_filters_in_its_address(
    visit: Visit, units: list[UnitPackage]
) -> None:
    page = visit.open(f"search/?q={quote('办公室')}")
    expect(page.locator("#search-page li a").first).to_be_visible()
    province = units[0].disclosure.province or ""
    page.get_by_label("省份").select_option(province)
    expect(page).to_have_url(re.compile("province="))
    page.get_by_role("button", name="原文", exact=True).click()
    expect(page).to_have_url(re.compile("kind=narrative"))
    page.reload()
    expect(page.get_by_label("省份")).to_have_value(province)
    expect(page.locator("#search-page h2")).to_have_text(["原文"])
    inside = {u.disclosure.disclosure_id for u in units if u.disclosure.province == province}
    links = page.locator("#search-page li a").evaluate_all("(links) => links.map((link) => link.href)")
    assert links
    assert all(link.split("/units/")[1].split("/")[0] in inside for link in links)


def test_the_header_leads_to_the_search_page_with_the_query(visit: Visit) -> None:
    page = visit.open("about/")
    search(page, "行政运行")
    page.locator("#search-results a.ys-all").click()
    expect(page).to_have_url(re.compile("/search/.q="))
    expect(page.locator("#search-query")).to_have_value("行政运行")
    expect(page.locator("#search-page mark").first).to_be_visible()
    if page.viewport_size == PHONE:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_search_page_leads_elsewhere(plain_visit: Visit) -> None:
    page = plain_visit.open("search/?q=x")
    expect(page.locator("#search-page")).to_contain_text("JavaScript")
    for path in ("regions/", "units/"):
        page.locator(f"#search-page a[href$='{path}']").click()
        expect(page).to_have_url(f"{plain_visit.address}{path}")
        page.go_back()


TEXTS = [
    "驻京联络处工作经费 189.50 万元",
    "“三公”经费ＡＢＣ１，２３４．５",
    "〇三表\n\n人人",
    "a 一；（本级）[2015] {x} ~|^`",
    "合  计\t\t基本支出\t900.00\t500.00",
    "1,623.35",
    "",
]


def test_search_reads_queries_and_the_index_as_it_was_written(visit: Visit) -> None:
    page = visit.open()
    read: list[list[str]] = page.evaluate(
        "async ([base, texts]) => {"
        "const { fold, pieces, rebuild } = await import(`${base}assets/bigrams.js`);"
        "return texts.map(([text, tokens]) => [fold(pieces(text)).text, fold(rebuild(tokens).list).text]); }",
        [visit.address, [[text, to_bigrams(text)] for text in TEXTS]],
    )
    assert read == [[fold(text)] * 2 for text in TEXTS]
