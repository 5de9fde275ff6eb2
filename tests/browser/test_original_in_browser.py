"""Pages of the published file at each line and number, page ends, and what its conversion left in doubt."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.made import PDF, SEVERAL, UNIT


def test_key_figures_name_line_and_page_and_lead_to_both(made_visit: Visit) -> None:
    page = made_visit.open(f"units/{UNIT}/")
    figure = page.locator(".ys-keys > div", has_text="支出合计")
    expect(figure).to_contain_text("原文第 42 行 · 第 2 页")
    expect(figure.get_by_text("第 2 页")).to_have_attribute("href", f"{PDF}#page=2")


def test_a_table_over_two_pages_names_both_and_marks_where_the_second_begins(made_visit: Visit) -> None:
    page = made_visit.open(f"units/{UNIT}/")
    table = page.locator(".ys-table", has=page.locator("#L86"))
    expect(table.locator(".ys-cap")).to_contain_text("行 · 第 3–4 页")
    assert table.locator("tbody [data-page]").evaluate_all(
        "cells => cells.map((cell) => [cell.parentElement.id, cell.dataset.page])"
    ) == [["L78", "3"], ["L86", "4"]]


def test_a_touched_number_leads_to_its_page(made_visit: Visit) -> None:
    page = made_visit.open(f"units/{UNIT}/#L86C2")
    page.locator("#L86C2").click()
    expect(page.locator(".ys-pop")).to_contain_text("原文第 86 行")
    expect(page.locator(".ys-pop").get_by_text("第 4 页")).to_have_attribute("href", f"{PDF}#page=4")


def test_findings_name_the_page_too(made_visit: Visit) -> None:
    page = made_visit.open(f"units/{UNIT}/")
    for place in page.locator(".ys-sides > div", has_text="行").all():
        expect(place).to_contain_text(" 页")


def test_the_source_page_shows_page_ends(made_visit: Visit) -> None:
    page = made_visit.open(f"units/{UNIT}/source/")
    assert page.locator(".pg-rule").all_inner_texts() == [f"第 {number} 页" for number in (1, 2, 3, 4)]
    assert page.locator("#P4 + div").get_attribute("id") == "L86"
    expect(page.locator("#P4 a")).to_have_attribute("href", f"{PDF}#page=4")


def test_what_the_conversion_left_in_doubt_stands_on_both_pages(made_visit: Visit) -> None:
    for path in ("", "source/"):
        page = made_visit.open(f"units/{UNIT}/{path}")
        warning = page.locator(".pg-warning")
        expect(warning).to_be_visible()
        expect(warning).to_contain_text("第 5 页是图片，图上印的内容不在文字里")


def test_pages_of_several_files_are_no_pages_of_one(made_visit: Visit) -> None:
    page = made_visit.open(f"units/{SEVERAL}/")
    assert page.locator(".ys-keys .ys-src").first.inner_text().startswith("原文第")
    assert page.locator("[href*='#page=']").count() == 0
    assert page.locator("[data-page]").count() == 0
    page = made_visit.open(f"units/{SEVERAL}/source/")
    expect(page.locator("#P2")).to_have_text("连续第 2 页")
    expect(page.locator(".ys-source")).to_contain_text("由 2 个文件依次转成")
