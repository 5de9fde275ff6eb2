"""Search by what readers mean: numbers in tables, names as people say them, everyday words, a slip."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from scripts.search_session import ask
from tests.browser.conftest import Visit
from tests.browser.made import SEVERAL, UNIT
from tests.browser.moving import MOST_SHIFTED, PUSHED, WATCH
from yusuan.model import BudgetLine
from yusuan.site.across.digest import load_digests
from yusuan.site.packages import UnitPackage, load_unit, unit_folders
from yusuan.site.search.lines import side_columns
from yusuan.site.search.names import initials_of, other_names
from yusuan.spec.search import WORDS


@pytest.fixture(scope="session")
def units(site: Path) -> list[UnitPackage]:
    """Read the packages that the site was made of."""
    return [load_unit(folder) for folder in unit_folders(site.parent / "datapackages")]


def most_printed(unit: UnitPackage) -> tuple[str, list[BudgetLine]]:
    """Return the number that a unit's tables print most often, and its cells."""
    cells: dict[str, list[BudgetLine]] = {}
    for line in unit.budget_lines:
        if line.amount_yuan > 1000 and "." in line.printed_value:
            cells.setdefault(line.printed_value, []).append(line)
    return max(cells.items(), key=lambda found: len({line.source_line for line in found[1]}))


def test_a_number_leads_to_the_rows_that_print_it(visit: Visit, units: list[UnitPackage]) -> None:
    for unit in units:
        number, cells = most_printed(unit)
        page = visit.open(f"search/?q={quote(number)}")
        first = page.locator("#search-page h2").first
        expect(first).to_have_text("表格")
        rows = page.locator("#search-page h2:has-text('表格') + ul")
        more = rows.locator("summary")
        for step in range(more.count()):
            more.nth(step).click()
        own = f"units/{unit.disclosure.disclosure_id}/#L"
        links = rows.locator("li a:not(.ys-src)").evaluate_all("(links) => links.map((link) => link.href)")
        found = {int(link.split(own)[1]) for link in links if own in link}
        assert {line.source_line for line in cells} <= found | {p.source_line for p in unit.projects}
        expect(rows.locator("mark").first).to_be_visible()


def test_a_number_with_its_unit_of_money_finds_the_tables_too(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    for unit in units:
        number, cells = most_printed(unit)
        hits = ask(page, visit.address, f"{number}{cells[0].money_unit}").hits
        assert hits[0].kind in {"table", "project"}, hits[0]


def test_an_amount_with_its_unit_stands_alone(visit: Visit, units: list[UnitPackage]) -> None:
    """Not at the end of a longer number, not at the start of one: 500万 is neither 4500万 nor 5000."""
    page = visit.open()
    longer = {
        line.printed_value for unit in units for line in unit.budget_lines if len(line.printed_value) > 5
    }
    parts = {text.replace(",", "")[:3] for text in longer if text[:3].isdigit()}
    assert parts
    for part in sorted(parts)[:8]:
        whole = re.compile(rf"(?<![\d.]){part}(?:\.0{{1,2}})?(?![\d.])|(?<!\d){part}0000(?!\d)")
        for hit in ask(page, visit.address, f"{part}万").hits:
            assert whole.search(hit.title + hit.excerpt), (part, hit)
    page.goto(f"{visit.address}search/?q={quote('260万')}")
    expect(page.locator("#search-page .ys-count")).to_contain_text("单位相符的表里只印数字的“260”、“260.00”")
    page.goto(f"{visit.address}search/?q={quote('500万')}")
    hits = page.locator("#search-page li a:not(.ys-src)")
    expect(hits.first).to_contain_text("≤500万元")
    expect(hits.first.locator(".ys-beside")).to_have_text("单位：万元")
    assert hits.filter(has_text="政府采购预算表").count() == 0, "its amounts are in 元"


SPELLED = {
    "500万": ["500", "500.0", "500.00", "5000000", "5000000.0", "5000000.00"],
    "2,862.75万元": ["2862.75", "28627500", "28627500.0", "28627500.00"],
    "1.2亿": ["1.2", "1.20", "120000000", "120000000.0", "120000000.00", "12000", "12000.0", "12000.00"],
    "5000元": ["5000", "5000.0", "5000.00", "0.5", "0.50"],
    "0.05元": ["0.05", "0.000005"],
    "500": [],
    "万": [],
}


def test_amounts_are_spelled_as_tables_print_them(visit: Visit) -> None:
    page = visit.open()
    spelled = page.evaluate(
        "async ([base, texts]) => {"
        "const { amounts } = await import(`${base}assets/search-words.js`);"
        "return texts.map(amounts); }",
        [visit.address, list(SPELLED)],
    )
    found = {text: [number for number, _ in own] for text, own in zip(SPELLED, spelled, strict=True)}
    assert found == SPELLED
    units = {text: {unit for _, unit in own} for text, own in zip(SPELLED, spelled, strict=True)}
    assert (units["500万"], units["1.2亿"]) == ({"万元", "元"}, {"亿元", "元", "万元"})


def test_what_is_said_to_be_found_is_shown(visit: Visit, units: list[UnitPackage]) -> None:
    """No number without its point is found for one with it, and no word for one that starts alike."""
    numbers = {line.printed_value for unit in units for line in unit.budget_lines}
    text = "\n".join(line for unit in units for line in unit.source)
    pointless = {number.replace(".", "") for number in numbers if "." in number and "," not in number}
    nowhere = sorted(number for number in pointless if len(number) == 4 and number not in text)[:5]
    assert nowhere
    page = visit.open()
    for query in [*nowhere, "luohan", "zhengzz", "2077"]:
        answer = ask(page, visit.address, query)
        assert (answer.count, answer.hits) == (0, []), query
    page.goto(f"{visit.address}search/?q={nowhere[0]}")
    expect(page.locator("#search-page")).to_contain_text("没有找到")
    expect(page.locator("#search-page .ys-count")).to_have_text("")


def test_units_are_found_by_their_id_and_words_of_it(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    for unit in units:
        own = unit.disclosure.disclosure_id
        for typed in (own, own.split("-")[1]):
            assert ask(page, visit.address, typed).hits[0].unit == own, typed


@pytest.mark.parametrize(
    ("unit", "ending"),
    [(UNIT, r"第 \d+ 行 · 第 \d 页$"), (SEVERAL, r"预算 · 第 \d+ 行$")],
    ids=["pages", "files"],
)
def test_hits_name_the_page_where_it_is_known(made_visit: Visit, unit: str, ending: str) -> None:
    made_visit.open(f"search/?q={quote('基本支出')}")
    places = made_visit.page.locator(f"#search-page li:has(a[href*='/{unit}/']) .ys-from")
    expect(places.first).to_have_text(re.compile(ending))


def test_words_beside_a_unit_s_name_are_looked_for_in_its_documents(
    visit: Visit, units: list[UnitPackage]
) -> None:
    """A citizen types the office and what it spends on: 漯河政府办 招待费."""
    page = visit.open()
    asked = 0
    for unit in units:
        if not any("公务接待费" in line for line in unit.source):
            continue
        own = unit.disclosure.disclosure_id
        for name in (other_names(unit.disclosure)[0], unit.disclosure.unit_name.split("（")[0]):
            for words in (f"{name} 招待费", f"接待费 {name}"):
                hits = ask(page, visit.address, words).hits
                assert {hit.unit for hit in hits} == {own}, words
                assert all("接待费" in hit.title + hit.excerpt for hit in hits), words
                asked += 1
    assert asked
    page.goto(f"{visit.address}search/?q={quote('漯河政府办 招待费')}")
    expect(page.locator("#search-page .ys-count")).to_contain_text("的文件里找“招待费”")


def test_units_are_found_by_short_names_and_initials(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    for unit in units:
        own = unit.disclosure.disclosure_id
        names = [*other_names(unit.disclosure), initials_of(unit.disclosure.unit_name)]
        for name in names:
            hits = ask(page, visit.address, name).hits
            assert own in {hit.unit for hit in hits if hit.kind == "unit"}, name
            assert hits[0].kind == "unit", name


def test_everyday_words_find_what_documents_print(visit: Visit, units: list[UnitPackage]) -> None:
    word = next(word for word, printed in WORDS.items() if "公务接待费" in printed)
    page = visit.open(f"search/?q={quote(word)}")
    expect(page.locator("#search-page .ys-count")).to_contain_text("“公务接待费”")
    expect(page.locator("#search-page mark", has_text="公务接待费").first).to_be_visible()
    answer = ask(visit.open(), visit.address, word)
    printing = {u.disclosure.disclosure_id for u in units if any("公务接待费" in line for line in u.source)}
    assert printing <= answer.units


def test_one_wrong_character_is_put_right_and_said(visit: Visit, units: list[UnitPackage]) -> None:
    for unit in units:
        name = unit.disclosure.unit_name.split("（")[0][:12]
        wrong = f"{name[:-3]}龘{name[-2:]}"
        page = visit.open(f"search/?q={quote(wrong)}")
        expect(page.locator("#search-page .ys-count")).to_contain_text(f"没有“{wrong}”")
        expect(page.locator("#search-page .ys-count")).to_contain_text(f"“{name}”")
        expect(page.locator("#search-page li a").first).to_have_attribute(
            "href", re.compile(f"/units/{unit.disclosure.disclosure_id}/")
        )


def test_codes_and_their_names_lead_to_their_pages(visit: Visit, site: Path) -> None:
    digest = load_digests(site.parent / "docs")[0]
    item = next(one for one in digest["functions"] if len(one["code"]) == 7 and one["name"])
    page = visit.open()
    for typed in (item["code"], item["name"]):
        page.locator("#search").fill(typed)
        code = page.locator(f"#search-results a[href$='/functions/{item['code']}/']")
        expect(code).to_be_visible()
        expect(code).to_contain_text("份文件")
    code.click()
    expect(page.locator("h1")).to_contain_text(item["code"])


def test_the_two_sides_of_a_row_stand_apart(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    seen = 0
    for unit in units:
        for table_id, [end, *_] in side_columns(unit).items():
            rows: dict[int, list[BudgetLine]] = {}
            for line in unit.amounts_by_table[table_id]:
                rows.setdefault(line.source_line, []).append(line)
            for number, cells in rows.items():
                ordered = sorted(cells, key=lambda cell: cell.source_column)
                if any(one.source_column <= end < other.source_column for one, other in pairwise(ordered)):
                    words = ordered[0].item or ""
                    hits = [
                        h
                        for h in ask(page, visit.address, ordered[-1].printed_value).hits
                        if h.line == number
                    ]
                    if hits and hits[0].kind == "table":
                        assert "｜" in hits[0].excerpt, (words, hits[0].excerpt)
                        seen += 1
                        break
    assert seen


def test_excerpts_hold_no_signs_of_formatting(visit: Visit, units: list[UnitPackage]) -> None:
    page = visit.open()
    marked = [line for unit in units for line in unit.source if re.search(r"[*#]{2,}", line)]
    assert marked
    tagged = [line for unit in units for line in unit.source if re.search(r"<[a-z]", line)]
    assert tagged
    for line in marked[:12] + tagged[:12]:
        words = max(re.split(r"[*#\s]+|<[^>]*>", line), key=len)
        if words:
            excerpts = [hit.excerpt for hit in ask(page, visit.address, words[:20]).hits]
            assert not [text for text in excerpts if re.search(r"[*#]{2,}|`|</|<[a-z]|[a-z]>", text)]


@pytest.mark.parametrize("query", ["", "1", "办公室", "甲乙丙丁戊己庚辛壬癸"])
def test_the_search_page_stands_still_while_it_loads(visit: Visit, query: str) -> None:
    visit.page.add_init_script(WATCH)
    page = visit.open(f"search/?q={quote(query)}")
    expect(page.get_by_label("省份").locator("option").nth(1)).to_be_attached()
    if query:
        expect(page.locator("#search-page .ys-results-list > *").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") < MOST_SHIFTED
    assert page.evaluate(PUSHED) > 0, "the measure itself does not work"
