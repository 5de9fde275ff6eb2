"""A unit's department is filled in where the unit itself prints it, and the collection has it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.package_records import budget_line, disclosure, plain
from tests.site_digests import digest
from yusuan.model import FormText, ParsedDisclosure, Record
from yusuan.package import set_parent, write_package
from yusuan.package.integrity import sound_records
from yusuan.run.departments import departments_of
from yusuan.site.across.families import Member, counted_already, families

CITY = {"province": "浙江省", "city": "湖州市", "adcode": "330500"}
SCHOOL, BUREAU = "330500-school-2023", "330500-bureau-2023"


def document(
    name: str, unit: str, forms: Mapping[str, str] | None = None, **changes: Any
) -> ParsedDisclosure:
    """Return a document of a unit whose forms print texts by their labels."""
    own = disclosure(name, unit_id=name.removesuffix("-2023"), unit_name=unit, **CITY | changes)
    texts = enumerate((forms or {}).items())
    records: dict[str, Sequence[Record]] = {
        "tables": [replace(one, disclosure_id=name) for one in plain().records["tables"]],
        "form_texts": [FormText(name, "t01", None, label, text, 7, n) for n, (label, text) in texts],
    }
    return replace(plain(), disclosure=own, records={key: rows for key, rows in records.items() if rows})


def found(folder: Path, *documents: ParsedDisclosure) -> dict[str, str | None]:
    """Return the departments that are found for documents, by id."""
    for one in documents:
        write_package(sound_records(one), folder / one.disclosure.disclosure_id)
    return {path.name: parent for path, parent in departments_of(sorted(folder.iterdir())).items()}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("主管部门", "湖州市教育局"),
        ("主管部门及代码", "105_湖州市教育局（本级）"),
        ("主 管 部 门", "湖州市 教育局"),
    ],
)
def test_the_department_that_a_form_names_is_found(tmp_path: Path, label: str, text: str) -> None:
    school = document(SCHOOL, "湖州市某中学", {label: text})
    parents = found(tmp_path, school, document(BUREAU, "湖州市教育局"))
    assert parents == {SCHOOL: "330500-bureau", BUREAU: None}


@pytest.mark.parametrize(
    "forms",
    [
        {"主管部门": "湖州市某中学"},
        {"主管部门": "湖州市财政局"},
        {"主管部门": "实施期限"},
        {"主管部门": "湖州市教育局", "主管单位": "湖州市财政局"},
        {"实施单位": "湖州市教育局"},
    ],
)
def test_what_is_not_proved_stays_empty(tmp_path: Path, forms: dict[str, str]) -> None:
    parents = found(tmp_path, document(SCHOOL, "湖州市某中学", forms), document(BUREAU, "湖州市教育局"))
    assert set(parents.values()) == {None}


def test_a_department_of_another_place_is_none(tmp_path: Path) -> None:
    school = document(SCHOOL, "湖州市某中学", {"主管部门": "湖州市教育局"})
    elsewhere = document(BUREAU, "湖州市教育局", adcode="330400", city="嘉兴市")
    assert found(tmp_path, school, elsewhere) == {SCHOOL: None, BUREAU: None}


def test_two_organisations_of_the_name_are_none(tmp_path: Path) -> None:
    school = document(SCHOOL, "湖州市某中学", {"主管部门": "湖州市教育局"})
    bureaus = [document(name, "湖州市教育局") for name in (BUREAU, "330500-another-2023")]
    assert found(tmp_path, school, *bureaus)[SCHOOL] is None


def test_a_code_that_the_unit_s_own_begins_with_names_the_department(tmp_path: Path) -> None:
    school = document(SCHOOL, "湖州市某中学")
    printed = [
        (7, 1, "湖州市教育局", "105"),
        (7, 3, "湖州市某中学", "105010"),
        (10, 1, "湖州市财政局", "106"),
    ]
    lines = [
        replace(budget_line(line, column, name, "1.00"), disclosure_id=SCHOOL, unit_name=name, unit_code=code)
        for line, column, name, code in printed
    ]
    school = replace(school, records={**school.records, "budget_lines": lines})
    assert found(tmp_path, school, document(BUREAU, "湖州市教育局"))[SCHOOL] == "330500-bureau"


def test_a_package_changes_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / SCHOOL
    write_package(sound_records(document(SCHOOL, "湖州市某中学")), folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not set_parent(folder, None)
    assert set_parent(folder, "330500-bureau")
    for entry in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        data = (folder / entry["path"]).read_bytes()
        assert entry["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    with zipfile.ZipFile(folder / f"{SCHOOL}.zip") as archive:
        assert {"README.txt", "CITATION.cff"} <= set(archive.namelist())
        assert archive.read("disclosures.csv") == (folder / "disclosures.csv").read_bytes()
    assert set_parent(folder, None)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_only_a_whole_department_s_document_has_its_units_money_in_it() -> None:
    unit = Member("u", "unit", "dept", 2023, "budget", "unit")
    whole = Member("d", "dept", None, 2023, "budget", "department")
    assert counted_already([unit, whole]) == {"u"}
    assert counted_already([unit, whole._replace(level="unit")]) == set()
    assert counted_already([unit, whole._replace(year=2022)]) == set()
    assert counted_already([unit, whole._replace(type="final_accounts")]) == set()
    assert counted_already([unit]) == set()


def test_only_a_departments_document_of_the_same_year_and_type_has_a_units_money_in_it() -> None:
    department = {"unit_id": "d", "level": "department", "unit": "某局", "parent": None}
    unit = {"id": "u", "unit_id": "u", "level": "unit", "unit": "某所", "parent": "d"}
    for year, kind, is_within in (
        (2023, "budget", True),
        (2024, "budget", False),
        (2023, "final_accounts", False),
    ):
        above = digest(year, kind, **department, id="d1")
        family = families([above, digest(2023, "budget", **unit)])["u"]
        assert (family.department == above, family.is_within) == (True, is_within)
