"""The package of all documents: everything once, in order, in both formats, with memory bounded."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from frictionless import validate
from hypothesis import given, settings

from tests.package.test_package import check_formats_are_equal, contents, errors, published_records
from tests.package_records import disclosure, parsed_disclosures, plain
from yusuan.model import ParsedDisclosure, Record
from yusuan.package import PackageError, collection, write_collection, write_package


def renamed(name: str, **changes: Any) -> ParsedDisclosure:
    """Return the plain disclosure under another identifier, with some of its values changed."""
    records: dict[str, list[Record]] = {
        resource: [replace(row, disclosure_id=name) for row in rows]
        for resource, rows in plain().records.items()
    }
    return ParsedDisclosure(disclosure(name, **changes), records, plain().lines, ())


def packages(folder: Path, *parsed: ParsedDisclosure) -> list[Path]:
    """Write packages into a folder and return their folders."""
    folders = [folder / one.disclosure.disclosure_id for one in parsed]
    for one, path in zip(parsed, folders, strict=True):
        write_package(one, path)
    return folders


@settings(max_examples=10)
@given(parsed_disclosures("a-1"), parsed_disclosures("b-2"))
def test_any_packages_make_a_valid_collection_with_equal_formats(
    one: ParsedDisclosure, other: ParsedDisclosure
) -> None:
    one = replace(one, disclosure=replace(one.disclosure, fiscal_year=2022))
    other = replace(other, disclosure=replace(other.disclosure, fiscal_year=2023))
    with TemporaryDirectory() as name:
        write_collection(packages(Path(name), other, one), Path(name) / "all")
        assert errors(Path(name) / "all") == []
        first, second = published_records(one), published_records(other)
        together = {key: [*first.get(key, []), *second.get(key, [])] for key in {**first, **second}}
        check_formats_are_equal(Path(name) / "all", together)


def test_rows_stand_by_year_province_and_document(tmp_path: Path) -> None:
    parsed = [
        renamed("d-1", fiscal_year=2022, adcode="330500", province="乙省"),
        renamed("a-1", fiscal_year=2023, adcode="330500", province="乙省"),
        renamed("c-1", fiscal_year=2023, adcode="110000", province="甲市"),
        renamed("b-1", fiscal_year=2023, adcode="330400", province="乙省"),
    ]
    write_collection(packages(tmp_path, *parsed), tmp_path / "all")
    with pq.ParquetFile(tmp_path / "all" / "tables.parquet") as file:
        groups = [file.read_row_group(n)["disclosure_id"].to_pylist() for n in range(file.num_row_groups)]
    assert groups == [["d-1"] * 2, ["c-1"] * 2, ["a-1", "a-1", "b-1", "b-1"]]
    lines = (tmp_path / "all" / "disclosures.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ["disclosure_id", "d-1", "c-1", "a-1", "b-1"]


def test_large_groups_are_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "ROW_GROUP_LIMIT", 11)
    parts = packages(tmp_path, *(renamed(f"a-{number}") for number in range(5)))
    write_collection(parts, tmp_path / "all")
    with pq.ParquetFile(tmp_path / "all" / "budget_lines.parquet") as file:
        sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert sizes == [10, 10, 5]


def test_the_order_given_does_not_matter_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    parts = packages(tmp_path, renamed("a-1"), renamed("b-1", fiscal_year=2021), renamed("c-1"))
    write_collection(parts, tmp_path / "all")
    before = contents(tmp_path / "all")
    write_collection(parts[::-1], tmp_path / "all")
    assert contents(tmp_path / "all") == before


def test_a_collection_describes_itself(tmp_path: Path) -> None:
    write_collection(packages(tmp_path, renamed("a-1"), renamed("b-1")), tmp_path / "all")
    descriptor = json.loads((tmp_path / "all" / "datapackage.json").read_text("utf-8"))
    assert descriptor["name"] == "yusuan-all"
    assert descriptor["description"].startswith("2 份公开文件")
    part = json.loads((tmp_path / "a-1" / "datapackage.json").read_text("utf-8"))
    schemas = [{r["name"]: r.get("schema") for r in d["resources"]} for d in (descriptor, part)]
    assert schemas[0]["budget_lines"] == schemas[1]["budget_lines"] is not None
    with zipfile.ZipFile(tmp_path / "all" / "all.zip") as archive:
        inside = set(archive.namelist()) - {"README.txt", "CITATION.cff", "datapackage.json"}
    assert inside == {name for name in contents(tmp_path / "all") if name.endswith(".csv")}
    assert validate(str(tmp_path / "all" / "all.zip"), type="package").valid


def test_a_large_collection_has_no_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "ARCHIVE_LIMIT", 1000)
    write_collection(packages(tmp_path, renamed("a-1")), tmp_path / "all")
    assert not (tmp_path / "all" / "all.zip").exists()
    assert errors(tmp_path / "all") == []


def test_a_failure_leaves_the_old_collection_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = packages(tmp_path, renamed("a-1"), renamed("b-1"))
    write_collection(parts[:1], tmp_path / "all")
    before = contents(tmp_path / "all")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(collection, "write_descriptor", fail)
    with pytest.raises(OSError, match="no space left"):
        write_collection(parts, tmp_path / "all")
    assert contents(tmp_path / "all") == before
    assert {path.name for path in tmp_path.iterdir()} == {"a-1", "b-1", "all"}


def test_a_folder_that_is_no_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(PackageError, match=r"x is no data package"):
        write_collection([tmp_path / "x"], tmp_path / "all")
    with pytest.raises(PackageError, match="no package to collect"):
        write_collection([], tmp_path / "all")


def test_one_document_in_two_folders_is_refused(tmp_path: Path) -> None:
    write_package(renamed("a-1"), tmp_path / "x")
    write_package(renamed("a-1", fiscal_year=2024), tmp_path / "z")
    write_package(renamed("b-1"), tmp_path / "y")
    with pytest.raises(PackageError, match=r"x and .*z are both a-1"):
        write_collection([tmp_path / "x", tmp_path / "y", tmp_path / "z"], tmp_path / "all")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_package_of_another_contract_is_refused(form: str, tmp_path: Path) -> None:
    (part,) = packages(tmp_path, renamed("a-1"))
    (part / f"leftovers.{form}").write_bytes((part / f"redactions.{form}").read_bytes())
    with pytest.raises(PackageError, match="leftovers has other columns"):
        write_collection([part], tmp_path / "all")
    assert not (tmp_path / "all").exists()
