"""What readers download: names that say what it is, links to the page, words beside codes."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import build_data
from tests.package_records import plain
from tests.site_packages import NAME, check, office
from yusuan.model import ParsedDisclosure
from yusuan.package import write_collection, write_package
from yusuan.site import write_site
from yusuan.site.filenames import file_name
from yusuan.spec.fields import load_fields
from yusuan.spec.labels import labels_of
from yusuan.spec.load import load_tables

SITE = "https://example.org/yusuan/"


def bare_office() -> ParsedDisclosure:
    """Return a document whose second check failed."""
    parsed = office()
    checks = [check(f"a-{n}", rule="a", title="甲", message="乙。", status=s) for n, s in enumerate(STATUSES)]
    return replace(parsed, records={**parsed.records, "checks": checks})


STATUSES = ("pass", "not_applicable", "fail", "unreadable")


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Write a document and its collection for a site of an address; return the folder."""
    folder = tmp_path / "p"
    write_package(bare_office(), folder / NAME, SITE)
    write_collection([folder / NAME], folder / "all", SITE)
    return folder


def sheet(path: Path, name: str) -> list[list[openpyxl.cell.Cell]]:
    """Return the cells of a sheet."""
    return [list(row) for row in openpyxl.load_workbook(path)[name].iter_rows()]


def test_line_numbers_of_a_workbook_lead_to_the_page(packages: Path) -> None:
    book = openpyxl.load_workbook(packages / NAME / f"{NAME}.xlsx")
    table = book.worksheets[1]
    lines = {row[-1].value: row[-1].hyperlink for row in table.iter_rows() if row[-1].hyperlink}
    assert lines and all(isinstance(line, int) for line in lines)
    for line, link in lines.items():
        assert f"{link.target}#{link.location}" == f"{SITE}units/{NAME}/#L{line}"
    facts = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert facts["网页"] == f"{SITE}units/{NAME}/"


def test_without_a_site_a_workbook_has_no_links(tmp_path: Path) -> None:
    write_package(plain(), tmp_path / plain().disclosure.disclosure_id)
    (path,) = tmp_path.rglob("*.xlsx")
    cells = (cell for each in openpyxl.load_workbook(path) for row in each.iter_rows() for cell in row)
    assert not any(cell.hyperlink for cell in cells)


def test_checks_that_failed_come_first_with_words_beside_their_codes(packages: Path) -> None:
    rows = sheet(packages / NAME / f"{NAME}.xlsx", "勾稽核对")
    header = [cell.value for cell in rows[1]]
    code = header.index("结果") if "结果" in header else header.index("状态")
    assert header[code + 1] == f"{header[code]}（中文）"
    shown = [(row[code].value, row[code + 1].value) for row in rows[2:]]
    assert shown == [
        ("fail", "不符"),
        ("unreadable", "没能读出，未核对"),
        ("not_applicable", "不适用"),
    ]
    assert "另有 1 项相符" in str(rows[0][0].value), "those that came out right are in the zip"


def test_the_workbook_of_all_units_has_one_money_unit_and_leads_to_the_pages(packages: Path) -> None:
    path = packages / "all" / "all.xlsx"
    totals = sheet(path, "公开文件")
    assert totals[1][0].value == "金额单位：万元"
    header = [cell.value for cell in totals[2]]
    row = dict(zip(header, totals[3], strict=True))
    assert Decimal(str(row["支出总计"].value)) == Decimal("1000")
    assert row["单位"].hyperlink.target == f"{SITE}units/{NAME}/"
    assert row["预算或决算"].value == "单位预算"
    projects = sheet(path, "项目")
    assert Decimal(str(projects[3][5].value)) == Decimal("250")
    (finding,) = sheet(path, "核对不符")[3:]
    assert finding[-1].hyperlink.location == "check-a-2"
    assert finding[-1].value == f"units/{NAME}/#check-a-2"


def test_without_a_site_the_workbook_of_all_units_names_paths_that_lead_on(tmp_path: Path) -> None:
    write_package(bare_office(), tmp_path / NAME)
    write_collection([tmp_path / NAME], tmp_path / "all")
    note, _, header, finding = sheet(tmp_path / "all" / "all.xlsx", "核对不符")
    assert [header[-1].value, finding[-1].value] == ["网页", f"units/{NAME}/#check-a-2"]
    assert finding[-1].hyperlink is None
    assert "首页的网址" in str(note[0].value)


def test_csv_of_the_collection_opens_in_excel(packages: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_site(packages, docs)
    path = docs / "downloads" / "excel" / "checks.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    plain_rows = (packages / "all" / "checks.csv").read_text("utf-8").count("\n")
    assert len(rows) == plain_rows
    assert "不符" in rows[3] and all("（" in one or one.isprintable() for one in rows[0])
    for name in load_fields().resources:
        found = docs / "downloads" / "excel" / f"{name}.csv"
        if found.exists():
            cells = [cell for row in csv.reader(found.read_text("utf-8-sig").splitlines()) for cell in row]
            assert not any(cell.startswith(("=", "@")) for cell in cells)


def test_every_code_has_its_word() -> None:
    for name, resource in load_fields().resources.items():
        for field in resource.fields:
            labels = labels_of(name, field.name)
            if labels and field.enum:
                assert set(labels) == set(field.enum), f"{name}.{field.name}"
    words = load_tables().words.values()
    assert {word.measure for word in words} - {None} <= set(labels_of("budget_lines", "measure"))
    assert {word.fund for word in words} - {None} <= set(labels_of("budget_lines", "fund"))
    assert labels_of("tables", "kind")["three_public"]


@pytest.mark.parametrize(
    ("whose", "what", "path", "name"),
    [
        ("某局 2023 年预算", "01 收支/总表", "t.csv", "某局2023年预算-01收支-总表.csv"),
        ("../etc", "", "a.xlsx", "etc.xlsx"),
        ("某局", "一\n二", "a.parquet", "某局-一二.parquet"),
        ("某局", "t01收支总表", ".csv", "某局-t01收支总表.csv"),
    ],
)
def test_a_download_is_named_by_unit_year_and_table(whose: str, what: str, path: str, name: str) -> None:
    assert file_name(whose, what, path) == name


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://a.github.io/yusuan", "https://a.github.io/yusuan/"),
        ("http://localhost:8000/", ""),
        ("http://127.0.0.1:8000/", ""),
        ("javascript:a.b", ""),
        ("", ""),
    ],
)
def test_only_a_site_that_others_can_reach_is_led_to(given: str, address: str) -> None:
    assert build_data.site_url(given) == address
