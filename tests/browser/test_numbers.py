"""One store of values: every number on a unit page is the one in CSV, Parquet and workbook."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.browser.conftest import ROOT
from tests.browser.pages import published_records, read_page

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
FACTORS = {"元": Decimal(1), "万元": Decimal(10_000)}
NUMBER = re.compile(r"[-−]?[\d,，]*\.?\d+")

Value = tuple[str, Decimal]
"""What is printed, and the amount in yuan."""


def from_csv(folder: Path) -> dict[str, Value]:
    return {
        f"L{row['source_line']}C{row['source_column']}": (row["printed_value"], Decimal(row["amount_yuan"]))
        for row in published_records(folder, "budget_lines")
    }


def from_parquet(folder: Path) -> dict[str, Value]:
    """Read a unit's amounts from the file of all units."""
    rows = pq.read_table(
        folder.parents[1] / "downloads" / "budget_lines.parquet",
        filters=[("disclosure_id", "=", folder.name)],
    ).to_pylist()
    return {
        f"L{row['source_line']}C{row['source_column']}": (row["printed_value"], row["amount_yuan"])
        for row in rows
    }


def from_workbook(path: Path) -> dict[int, list[Decimal]]:
    """Read the amounts in yuan of every sheet that is a table of the document, by their line."""
    found: dict[int, list[Decimal]] = {}
    for sheet in openpyxl.load_workbook(path, read_only=True):
        rows = list(sheet.iter_rows(values_only=True))
        start = next((n for n, row in enumerate(rows) if row[-1] == "原文行号"), None)
        if start is None or not re.match(r"\d\d ", sheet.title):
            continue
        units = [_money_unit(str(head), str(rows[1][0])) for head in rows[start][:-1]]
        for row in rows[start + 1 :]:
            amounts = [
                Decimal(str(cell)) * FACTORS[unit]
                for cell, unit in zip(row[:-1], units, strict=True)
                if isinstance(cell, int | float) and unit
            ]
            found.setdefault(int(str(row[-1])), []).extend(amounts)
    return found


def _money_unit(head: str, under_title: str) -> str:
    """Read a column's unit of money: from its own heading, else from the line below the sheet's title."""
    own = re.search("（(元|万元)）$", head)
    return own.group(1) if own else under_title.removeprefix("单位：").strip()


@pytest.mark.parametrize("name", DISCLOSURES)
def test_every_number_of_a_unit_page_is_the_published_one(site: Path, name: str) -> None:
    folder = site / "units" / name
    shown = {cell.id: cell.text.strip() for cell in read_page(folder / "index.html").cells}
    published = from_csv(folder)
    assert published
    assert shown == {place: printed for place, (printed, _) in published.items()}
    assert from_parquet(folder) == published


@pytest.mark.parametrize("name", DISCLOSURES)
def test_the_workbook_holds_the_same_amounts(site: Path, name: str) -> None:
    folder = site / "units" / name
    amounts: dict[int, list[Decimal]] = {}
    for place, (_, yuan) in from_csv(folder).items():
        amounts.setdefault(int(place[1:].partition("C")[0]), []).append(yuan)
    held = from_workbook(folder / f"{name}.xlsx")
    assert {line: sorted(found) for line, found in held.items()} == {
        line: sorted(found) for line, found in amounts.items()
    }


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_printed_number_in_its_unit_is_its_amount_in_yuan(site: Path, name: str) -> None:
    for row in published_records(site / "units" / name, "budget_lines"):
        number = NUMBER.search(row["printed_value"])
        assert number, row
        plain = Decimal(re.sub("[,，]", "", number.group()).replace("−", "-"))
        assert plain * FACTORS[row["money_unit"]] == Decimal(row["amount_yuan"]), row
