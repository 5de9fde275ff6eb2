"""What people come for, from beginning to end: citizen, journalist, someone who compares."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Visit
from tests.browser.pages import published_records

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
PNG = b"\x89PNG"


def downloaded(page: Page, selector: str) -> bytes:
    """Click on what downloads a file; return its bytes."""
    with page.expect_download() as waiting:
        page.locator(selector).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_a_citizen_goes_by_region_and_understands_the_spending(visit: Visit) -> None:
    page = visit.open()
    page.locator(".ys-find a[href='regions/']").click()
    page.locator(".ys-places a").first.click()
    expect(page).to_have_url(re.compile(r"/regions/\d{6}/$"))
    page.locator(".ys-list tbody a[href*='units/']").first.click()
    expect(page.locator(".ys-lede")).to_contain_text("万元")
    expect(page.locator(".ys-hundreds li").first).to_contain_text("元")
    page.locator(".ys-hundreds a").first.click()
    expect(page.locator("td:target")).to_be_in_viewport()


def test_a_journalist_goes_from_a_finding_to_both_lines_and_takes_the_csv(visit: Visit) -> None:
    page = visit.open("findings/")
    finding = page.locator(".ys-findings li").filter(has=page.locator(".ys-sides blockquote").nth(1)).first
    for number in range(2):
        side = finding.locator(".ys-sides > div").nth(number)
        link = side.locator("a")
        line = re.search(r"\d+", link.inner_text())
        quoted = side.locator("blockquote span").first.inner_text().rstrip("…")
        link.click()
        assert line
        expect(page.locator("div:target > a").first).to_have_text(line.group())
        expect(page.locator("div:target")).to_be_in_viewport()
        expect(page.locator("div:target")).to_contain_text(quoted)
        page.go_back()
    rows = downloaded(page, "a[download][href$='findings.csv']").decode("utf-8-sig").splitlines()
    total = re.search(r"(\d+) 项不符", page.locator("h1").inner_text())
    assert total
    assert len(list(csv.reader(rows))) == int(total.group(1)) + 1


COUNTED = re.compile(r"核对 ?([\d,]+) ?项，([\d,]+) ?项不符，合为 ?([\d,]+) ?处")


def test_findings_are_counted_alike_everywhere(visit: Visit, site: Path) -> None:
    """A check is 一项, what fails for one cause 一处: home, findings, units and their checks say the same."""
    page = visit.open()
    home = page.locator(".ys-keys > div", has_text="核对，其中不符").inner_text()
    made, failed, found = (int(n.replace(",", "")) for n in re.findall(r"[\d,]+", home))
    assert page.locator("a", has_text=f"全部 {found} 处").count() == 1
    listed = page.locator("td[data-label='核对']").all_inner_texts()
    visit.open("findings/")
    said = COUNTED.search(page.locator("h1").inner_text())
    assert said and [int(n.replace(",", "")) for n in said.groups()] == [made, failed, found]
    assert page.locator(".ys-findings > li").count() == found, "the example fits on one page"
    sums = [0, 0, 0]
    for unit in sorted(path.name for path in (site / "units").iterdir() if (path / "source").is_dir()):
        visit.open(f"units/{unit}/")
        facts = COUNTED.search(page.locator(".ys-facts").inner_text())
        again = COUNTED.search(page.locator("h2#checks ~ .ys-note").first.inner_text())
        assert facts and again and facts.groups() == again.groups(), unit
        own = [int(n.replace(",", "")) for n in facts.groups()]
        assert page.locator("h2#checks ~ ul > li").count() == own[2], unit
        assert f"{own[1]} 项不符（共 {own[0]} 项）" in listed, unit
        sums = [sum(pair) for pair in zip(sums, own, strict=True)]
    assert sums == [made, failed, found]


def test_findings_come_first_and_can_be_chosen_by_year_and_place(visit: Visit) -> None:
    page = visit.open("findings/")
    assert page.locator("h2").first.get_attribute("id") == "all"
    assert page.locator(".ys-findings li").first.bounding_box()["y"] < 1400  # type: ignore[index]
    places = page.get_by_label("哪里")
    place = places.locator("option").last.inner_text()
    places.select_option(place)
    expect(page.get_by_role("status").filter(has_text="选出")).to_be_visible()
    shown = page.locator(".ys-document:visible")
    assert set(shown.evaluate_all("(all) => all.map((one) => one.dataset.place)")) == {place}
    others = page.locator(f".ys-document:not([data-place='{place}'])")
    assert others.count() > 0
    expect(others.first).to_be_hidden()
    page.reload()
    expect(page.get_by_label("哪里")).to_have_value(place)
    page.get_by_label("哪里").select_option("全部")
    expect(others.first).to_be_visible()


def test_findings_stand_on_the_unit_page_with_their_own_address(visit: Visit, site: Path) -> None:
    name = DISCLOSURES[0]
    checks = published_records(site / "units" / name, "checks")
    failed = {row["check_id"]: row["cause_id"] for row in checks if row["status"] == "fail"}
    page = visit.open(f"units/{name}/#check-{list(failed)[-1]}")
    expect(page.locator("li:target")).to_be_in_viewport()
    assert page.locator("#checks ~ .ys-findings > li").count() == len(set(failed.values()))
    assert all(page.locator(f"[id='check-{check_id}']").count() == 1 for check_id in failed)


def test_a_comparison_can_be_tried_before_anything_is_chosen(visit: Visit) -> None:
    page = visit.open("compare/")
    page.get_by_role("button", name="先用前 3 份试试").click()
    page.locator("#compare table").first.wait_for()
    assert page.locator("#compare table").first.locator("thead a").count() == 3


def test_a_comparison_takes_up_what_a_document_prints_by_item_only(visit: Visit, site: Path) -> None:
    """Of these two one prints classes and one items only: the class stands there as their sum."""
    first, second = (name for name in DISCLOSURES if name.startswith(("330500", "411100")))
    page = visit.open(f"compare/?units={first},{second}")
    by_function = page.get_by_role("region", name="按功能（类）")
    row = by_function.locator("tbody tr", has=page.get_by_role("link", name=re.compile("^201 ")))
    expect(row.locator("td")).to_have_count(2)
    assert "未找到" not in by_function.inner_text()
    items = [
        amount
        for amount in budget_lines(site, second)
        if amount["table_kind"] == "expenditure"
        and amount["measure"] == "total"
        and amount["is_leaf"] == "true"
    ]
    wanted = sum(Decimal(a["amount_yuan"]) for a in items if a["function_code"].startswith("201"))
    expect(row.locator("td").nth(1)).to_contain_text(f"{wanted / 10000:,.2f}")
    expect(row.locator("td").nth(1)).to_contain_text("行相加")
    scales = {meter.get_attribute("max") for meter in row.locator("meter").all()}
    assert len(scales) == 1, "one scale for all bars of a row"
    expect(page.locator(".ys-compared svg")).to_have_count(2)
    rows = downloaded(page, "#compare button:has-text('CSV')").decode("utf-8-sig").splitlines()
    taken = [
        one for one in csv.DictReader(rows) if one["分组"] == "按功能（类）" and one["科目"].startswith("201")
    ]
    assert [Decimal(one["金额（元）"]) for one in taken][1] == wanted


def test_what_is_printed_is_not_missing_and_little_is_not_nothing(visit: Visit) -> None:
    """Of these one states its money for people in the text only; another's 三公 is a sliver."""
    page = visit.open(f"compare/?units={','.join(DISCLOSURES)}")
    people = page.get_by_role("region", name="人员").locator("td")
    stated = people.nth([name.startswith("341302") for name in DISCLOSURES].index(True))
    expect(stated).to_contain_text("858.63 文字所述")
    stated.locator("a").click()
    expect(page.locator("div:target")).to_contain_text("人员经费 858.63 万元")
    page.go_back()
    table = page.get_by_role("region", name="总数")
    expect(table).to_contain_text("不足 0.1%")
    assert not re.search(r"(?<![\d.])0\.0%", table.inner_text())
    rows = downloaded(page, "#compare button:has-text('CSV')").decode("utf-8-sig").splitlines()
    shares = [Decimal(one["占单位支出（%）"]) for one in csv.DictReader(rows) if one["占单位支出（%）"]]
    amounts = [Decimal(one["金额（元）"]) for one in csv.DictReader(rows) if one["占单位支出（%）"]]
    assert all(bool(share) is bool(yuan) for share, yuan in zip(shares, amounts, strict=True))


def budget_lines(site: Path, name: str) -> list[dict[str, str]]:
    """Read the published amounts of a disclosure."""
    return published_records(site / "units" / name, "budget_lines")


def test_two_units_are_compared_and_the_address_keeps_the_choice(visit: Visit) -> None:
    page = visit.open("compare/")
    for _ in range(2):
        page.locator(".ys-offers button").first.click()
        page.locator("#compare table").first.wait_for()
    expect(page.locator(".ys-picked li")).to_have_count(2)
    shared = page.url
    assert len(urlsplit(shared).query.split(",")) == 2
    table = page.locator("#compare table").first
    before = table.inner_text()
    assert re.search(r"\d+\.\d\d", before)
    page.reload()
    expect(table).to_have_text(re.compile("支出合计"))
    assert table.inner_text() == before
    page.locator(".ys-picked button").first.click()
    expect(page.locator(".ys-picked li")).to_have_count(1)
    page.go_back()
    expect(page.locator(".ys-picked li")).to_have_count(2)
    page.locator("#compare td a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("query", ["?units=no-such-unit", "?units=%3Cscript%3E,../..", "?units="])
def test_comparing_survives_any_address(visit: Visit, query: str) -> None:
    page = visit.open(f"compare/{query}")
    expect(page.locator("#compare")).to_contain_text("还没有选单位")
    visit.complaints[:] = [said for said in visit.complaints if "404" not in said]


def test_a_table_sorts_by_keyboard_and_returns_to_its_order(visit: Visit) -> None:
    page = visit.open("units/")
    column = page.locator("th", has_text="支出合计").first
    cells = page.locator(".ys-list tbody tr td:nth-child(3)")
    printed = cells.all_inner_texts()
    amounts = sorted((float(text.replace(",", "")) for text in printed), reverse=True)
    button = column.locator("button")
    button.focus()
    for direction, expected in (("descending", amounts), ("ascending", amounts[::-1])):
        page.keyboard.press("Enter")
        expect(column).to_have_attribute("aria-sort", direction)
        assert [float(text.replace(",", "")) for text in cells.all_inner_texts()] == expected
    page.keyboard.press("Enter")
    assert cells.all_inner_texts() == printed


def test_a_table_as_published_sorts_too(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/#table-t03")
    table = page.locator("#table-t03 ~ .ys-scroll table")
    before = table.locator("tbody").inner_text()
    button = table.locator("th button").nth(2)
    button.click()
    assert table.locator("tbody").inner_text() != before
    button.click()
    button.click()
    assert table.locator("tbody").inner_text() == before


def test_a_number_tells_its_own_address(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/#tables")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell = page.locator(".ys-table td[id]").first
    cell.click()
    page.locator(".ys-pop button").first.click()
    expect(page.locator(".ys-pop button").first).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"units/{DISCLOSURES[0]}/#{cell.get_attribute('id')}")
    page.keyboard.press("Escape")
    expect(page.locator(".ys-pop")).to_be_hidden()


def test_a_chart_downloads_as_svg_png_and_csv(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    row = "#chart-functions [data-chart-files] button"
    files = [downloaded(page, f"{row}:text-is('{name}')") for name in ("SVG", "PNG", "数据")]
    svg = files[0].decode()
    assert svg.startswith("<svg")
    assert "var(--" not in svg
    assert "钱花在哪里" in svg
    assert files[1].startswith(PNG)
    assert len(files[1]) > 20_000
    rows = list(csv.reader(files[2].decode("utf-8-sig").splitlines()))
    assert rows[0] == ["项目", "万元", "占合计", "原文"]
    assert rows[-1][0] == "合计"
    assert float(rows[-1][1]) == pytest.approx(sum(float(row[1]) for row in rows[1:-1]), abs=0.05)


def test_targets_fold_open_for_a_link(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/#targets")
    form = page.locator("details[id^=targets-]").first
    form.locator("summary").click()
    expect(form.locator("table")).to_be_visible()
    assert form.locator("td a.lean-ln").count() == form.locator("tbody tr").count()


def test_downloads_are_named_by_unit_year_and_table(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    whose = page.locator("h1").evaluate("(h1) => h1.firstChild.textContent")
    names = page.locator("a[download]").evaluate_all("links => links.map((link) => link.download)")
    assert all(re.match(rf"{whose}2023年预算(-\S+)?\.(csv|xlsx|zip|parquet)$", name) for name in names), names
    assert len(set(names)) == len(names)
    link = page.locator(".ys-table a[download]").first
    link.scroll_into_view_if_needed()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == link.get_attribute("download")


def test_the_data_page_offers_csv_for_excel_and_one_workbook(visit: Visit) -> None:
    page = visit.open("data/")
    excel = page.get_by_label("公开文件 Excel 用的 CSV")
    with page.expect_download() as download:
        excel.click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    assert download.value.suggested_filename == "阳光预算-公开文件.csv"
    expect(page.get_by_role("link").and_(page.locator("[href$='all.xlsx']"))).to_have_count(1)
