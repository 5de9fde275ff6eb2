"""What is shown is what is published: the page, the table's CSV and the workbook, cell by cell."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest

from tests.browser.conftest import ROOT, Visit
from tests.browser.pages import published_records

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
LINE = "原文行号"
YUAN = {"元": 1, "万元": 10_000}
# The table as a grid: what stands over each cell, and each cell's own text without what the page adds.
READ = """(table) => {
  const added = ["SUP", "SMALL"];
  const own = (cell) =>
    [...cell.childNodes].filter((n) => !added.includes(n.nodeName)).map((n) => n.textContent).join("").trim();
  const over = [];
  [...(table.tHead?.rows ?? [])].forEach((row, y) => {
    over[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (over[y][x] !== undefined) x += 1;
      for (let dy = 0; dy < cell.rowSpan; dy += 1) {
        over[y + dy] ??= [];
        for (let dx = 0; dx < cell.colSpan; dx += 1) over[y + dy][x + dx] = own(cell);
      }
      x += cell.colSpan;
    }
  });
  const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("again"));
  return rows.map((row) => [...row.cells].map((cell, x) => ({
    id: cell.id, text: own(cell), over: over.map((line) => line[x] ?? ""),
    moved: cell.querySelector("small")?.textContent ?? "",
  })));
}"""


def plain(text: str) -> str:
    return "".join(normalize("NFKC", text).split())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", DISCLOSURES)
def test_each_amount_stands_under_the_heading_that_the_data_give_it(
    visit: Visit, site: Path, name: str
) -> None:
    folder = site / "units" / name
    amounts = {
        f"L{row['source_line']}C{row['source_column']}": row
        for row in published_records(folder, "budget_lines")
    }
    page = visit.open(f"units/{name}/")
    seen = set()
    for table in page.locator(".ys-table table").all():
        rows: list[list[dict[str, Any]]] = table.evaluate(READ)
        printed = {plain(text) for row in rows[:1] for cell in row for text in cell["over"] if text}
        for cell in (cell for row in rows for cell in row if cell["id"] in amounts):
            seen.add(cell["id"])
            path = amounts[cell["id"]]["column"]
            heading = plain(path.split("/")[-1])
            is_under = heading in map(plain, cell["over"]) or heading not in printed
            assert is_under or path in cell["moved"], cell
            if amounts[cell["id"]]["repaired"]:
                assert cell["moved"], cell
    assert seen == set(amounts)


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_table_and_its_csv_are_one(visit: Visit, site: Path, name: str) -> None:
    page = visit.open(f"units/{name}/")
    for section in page.locator(".ys-table", has=page.locator("a[download]")).all():
        href = section.locator("a[download]").first.get_attribute("href") or ""
        with (site / "units" / name / href).open(encoding="utf-8-sig", newline="") as file:
            published = [[plain(cell).lstrip("'") for cell in row] for row in csv.reader(file)]
        rows: list[list[dict[str, Any]]] = section.locator("table").evaluate(READ)
        for row in rows:
            shown = [plain(cell["text"]) for cell in row[1:]]
            assert any(line[: len(shown)] == shown for line in published), shown


@pytest.mark.parametrize("name", DISCLOSURES)
def test_the_workbook_has_each_amount_under_its_own_heading(site: Path, name: str) -> None:
    folder = site / "units" / name
    book = openpyxl.load_workbook(folder / f"{name}.xlsx", read_only=True)
    found: defaultdict[tuple[int, str], list[Decimal]] = defaultdict(list)
    for sheet in book.worksheets[1:]:
        header: list[str] | None = None
        for row in sheet.iter_rows(values_only=True):
            if header is None:
                header = [str(cell or "") for cell in row] if LINE in row else None
                continue
            line = row[header.index(LINE)]
            for title, value in zip(header, row, strict=False):
                if isinstance(value, int | float) and isinstance(line, int):
                    found[line, title].append(Decimal(str(value)))
    for amount in published_records(folder, "budget_lines"):
        sides = ("", "收入：", "支出：")
        titles = [
            side + amount["column"] + unit for side in sides for unit in ("", f"（{amount['money_unit']}）")
        ]
        values = [value for title in titles for value in found[int(amount["source_line"]), title]]
        assert Decimal(amount["amount_yuan"]) / YUAN[amount["money_unit"]] in values, amount


def test_words_that_stand_beside_their_heading_are_set_under_it(visit: Visit) -> None:
    name = next(name for name in DISCLOSURES if name.startswith("421303"))
    page = visit.open(f"units/{name}/#L336")
    table = page.locator(".ys-table table", has=page.locator("#L336"))
    rows: list[list[dict[str, Any]]] = table.evaluate(READ)
    printed = {row[0]["text"]: row for row in rows}
    for line in range(336, 345):
        under = {cell["over"][1]: cell["text"] for cell in printed[str(line)] if cell["text"]}
        assert under["政府采购品目"].startswith("[")
        assert under["功能科目"] == "[2010302]—一般行政管理"
        assert under["部门支出经济分类"].startswith("[3")
        assert (under["资金来源"], under["资金性质"]) == ("年初安排", "经费拨款补助")
        assert under["采购数量"].isdigit() and under["单价（元）"].isdigit()
        told = [cell["moved"] for cell in printed[str(line)] if cell["moved"]]
        assert told == ["自此各格原印在左 1 格", "原印在左 1 格"], told
