"""Departments and their units lead to each other; totals never add both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow.parquet as pq
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.made import DEPARTMENT, UNIT
from tests.browser.pages import published_records


def test_a_unit_leads_to_its_department_and_back(made_visit: Visit) -> None:
    page = made_visit.open(f"units/{UNIT}/")
    above = page.locator(".dp-family")
    expect(above).to_contain_text("部门的数字里已有本单位，不能相加")
    above.get_by_role("link", name="某县教育体育局 2024 年预算").click()
    expect(page).to_have_url(re.compile(f"{DEPARTMENT}/$"))
    below = page.locator(".dp-family")
    expect(below).to_contain_text("下属单位：1 家")
    below.get_by_role("link", name="某县第二幼儿园 2024 年预算").click()
    expect(page).to_have_url(re.compile(f"{UNIT}/$"))


def test_a_region_counts_a_unit_within_its_department_once(made_visit: Visit) -> None:
    page = made_visit.open("regions/532600/")
    line = page.locator(".ys-years li").first
    expect(line).to_contain_text("2 份，支出合计 30.50 万元")
    expect(line).to_contain_text("1 份下属单位的已在其部门之内")


def test_the_data_say_it_everywhere(made_site: Path) -> None:
    folder = made_site / "units" / UNIT
    (row,) = published_records(folder, "disclosures")
    assert row["parent_unit_id"] == "532600-sample-education-bureau"
    everything = pq.read_table(made_site / "downloads" / "disclosures.parquet").to_pylist()
    parents = {one["disclosure_id"]: one["parent_unit_id"] for one in everything}
    assert parents[UNIT] == row["parent_unit_id"]
    assert [name for name, parent in parents.items() if parent] == [UNIT]
    assert json.loads((folder / "digest.json").read_text("utf-8"))["parent"] == row["parent_unit_id"]
