"""A document's package: valid, equal in both formats, the same bytes every time, whole or not there."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from frictionless import Package, validate
from hypothesis import given, settings

from tests.package_records import LINES, SPEC, budget_line, parsed_disclosures, plain
from yusuan.model import BudgetLine, ParsedDisclosure, Record
from yusuan.package import disclosure_package, write_package
from yusuan.package.schema import arrow_schema

NAME = "330500-some-office-2023"


def written(parsed: ParsedDisclosure, folder: Path) -> Path:
    """Write a package and return its folder."""
    write_package(parsed, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by their path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def errors(folder: Path) -> list[str]:
    """Return the types of the errors that frictionless finds in a package."""
    report = validate(str(folder / "datapackage.json"))
    found = [error.type for error in report.errors] + [e.type for task in report.tasks for e in task.errors]
    assert report.valid == (not found)
    return found


def published_records(parsed: ParsedDisclosure) -> dict[str, Sequence[Record]]:
    """Return the records that a package must hold, by resource."""
    return {"disclosures": [parsed.disclosure], **parsed.records}


def read_csv(path: Path, schema: pa.Schema) -> pa.Table:
    """Read a CSV file through PyArrow with the types of a schema."""
    return pyarrow.csv.read_csv(
        path,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={
                field.name: pa.string() if pa.types.is_dictionary(field.type) else field.type
                for field in schema
            },
            null_values=[""],
            strings_can_be_null=True,
            true_values=["true"],
            false_values=["false"],
        ),
    )


def duckdb_rows(query: str, path: Path) -> list[tuple[Any, ...]]:
    """Return the rows of a query whose one parameter is a path."""
    return duckdb.execute(query, [str(path)]).fetchall()


def check_formats_are_equal(folder: Path, records: Mapping[str, Sequence[Record]]) -> None:
    """Check each resource's CSV and Parquet, read through PyArrow and DuckDB, against the records."""
    assert {path.stem for path in folder.glob("*.parquet")} == records.keys()
    assert {path.stem for path in folder.glob("*.csv")} == records.keys()
    for name, rows in records.items():
        resource = SPEC.resources[name]
        expected = [tuple(getattr(row, field.attribute) for field in resource.fields) for row in rows]
        parquet = pq.read_table(folder / f"{name}.parquet")
        assert parquet.schema.equals(arrow_schema(resource))
        assert [tuple(row.values()) for row in parquet.to_pylist()] == expected
        comma = read_csv(folder / f"{name}.csv", parquet.schema)
        assert [tuple(row.values()) for row in comma.to_pylist()] == expected
        assert duckdb_rows("SELECT * FROM read_parquet(?)", folder / f"{name}.parquet") == expected
        types = dict(
            duckdb_rows(
                "SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(?))",
                folder / f"{name}.parquet",
            )
        )
        for field in resource.fields:
            assert field.type != "number" or types[field.name] == f"DECIMAL(18,{field.decimals})"
        columns = "{" + ", ".join(f"'{column}': '{kind}'" for column, kind in types.items()) + "}"
        dialect = "header = true, delim = ',', quote = '\"', escape = '\"'"
        query = f"SELECT * FROM read_csv(?, {dialect}, columns = {columns})"
        assert duckdb_rows(query, folder / f"{name}.csv") == expected


@settings(max_examples=25)
@given(parsed_disclosures())
def test_any_records_make_a_valid_package_with_equal_formats(parsed: ParsedDisclosure) -> None:
    with TemporaryDirectory() as name:
        folder = written(parsed, Path(name) / "package")
        assert errors(folder) == []
        check_formats_are_equal(folder, published_records(parsed))


@settings(max_examples=10)
@given(parsed_disclosures())
def test_the_same_records_give_the_same_bytes(parsed: ParsedDisclosure) -> None:
    with TemporaryDirectory() as name:
        one = contents(written(parsed, Path(name) / "one"))
        assert contents(written(parsed, Path(name) / "other")) == one


def test_a_package_holds_what_the_contract_names(tmp_path: Path) -> None:
    found = contents(written(plain(), tmp_path / NAME)).keys()
    resources = ["disclosures", "tables", "budget_lines", "leftovers", "redactions"]
    tables = {f"{resource}.{form}" for resource in resources for form in ("csv", "parquet")}
    assert found == tables | {
        "datapackage.json",
        "source.txt",
        "tables/t01.csv",
        f"{NAME}.xlsx",
        f"{NAME}.zip",
    }
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_csv_is_plain(tmp_path: Path) -> None:
    header, *rows = (written(plain(), tmp_path / NAME) / "budget_lines.csv").read_bytes().split(b"\n")
    assert header.decode().split(",") == [field.name for field in SPEC.resources["budget_lines"].fields]
    assert rows[0].decode() == (
        f"{NAME},t01,income_expenditure,1,income,一、财政拨款,,,,,,,,,false,,,false,1,1,,true,预算数,total,,,,,"
        '16233500.00,"1,623.35",万元,,7,1,'
    )
    assert rows[-1] == b""


def test_parquet_is_compressed_and_says_what_may_be_null(tmp_path: Path) -> None:
    path = written(plain(), tmp_path / NAME) / "budget_lines.parquet"
    with pq.ParquetFile(path) as file:
        group = file.metadata.row_group(0)
        chunks = [group.column(number) for number in range(group.num_columns)]
        nullable = {field.name: field.nullable for field in file.schema_arrow}
    assert {chunk.compression for chunk in chunks} == {"ZSTD"}
    assert all("RLE_DICTIONARY" in chunk.encodings for chunk in chunks if chunk.physical_type == "BYTE_ARRAY")
    assert nullable == {field.name: not field.required for field in SPEC.resources["budget_lines"].fields}


def test_numbers_never_show_an_exponent_or_a_negative_zero(tmp_path: Path) -> None:
    amounts = ["1E+10", "-0.00", "0.1000", "0E+5"]
    lines = [budget_line(7, n, "甲", "1", amount_yuan=Decimal(text)) for n, text in enumerate(amounts)]
    folder = written(plain(budget_lines=lines), tmp_path / NAME)
    position = [field.name for field in SPEC.resources["budget_lines"].fields].index("amount_yuan")
    rows = (folder / "budget_lines.csv").read_text("utf-8").splitlines()[1:]
    assert [row.split(",")[position] for row in rows] == ["10000000000.00", "0.00", "0.10", "0.00"]


def test_the_text_keeps_its_line_numbers(tmp_path: Path) -> None:
    assert (written(plain(), tmp_path / NAME) / "source.txt").read_text("utf-8").split("\n") == LINES


def test_the_descriptor_states_source_licence_and_hashes(tmp_path: Path) -> None:
    folder = written(plain(), tmp_path / NAME)
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (descriptor["name"], descriptor["title"]) == (NAME, "某某市某某局 2023 年单位预算")
    assert [licence["name"] for licence in descriptor["licenses"]] == ["CC0-1.0"]
    (source,) = descriptor["sources"]
    assert (source["file"], source["hash"]) == (f"{NAME}.txt", "sha256:" + "0" * 64)
    assert "path" not in source  # no address is known
    described = {resource["path"] for resource in descriptor["resources"]}
    assert described == contents(folder).keys() - {"datapackage.json", f"{NAME}.zip"}
    for resource in descriptor["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        assert (
            ("schema" in resource)
            == (resource.get("type") == "table")
            == ("/" not in resource["path"] and resource["path"].endswith(".csv"))
        )


def damaged(folder: Path, path: str, old: str, new: str) -> list[str]:
    """Change a file of a package, and its hash and size, and return what frictionless finds."""
    data = (folder / path).read_text("utf-8").replace(old, new, 1).encode()
    assert data != (folder / path).read_bytes()
    (folder / path).write_bytes(data)
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        if resource["path"] == path:
            resource |= {"bytes": len(data), "hash": "sha256:" + hashlib.sha256(data).hexdigest()}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return errors(folder)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("budget_lines.csv", ",8,1,\n", ",7,1,\n", ["primary-key"]),
        ("budget_lines.csv", ",t01,", ",t09,", ["foreign-key"]),
        ("leftovers.csv", f"{NAME},", "other,", ["foreign-key"]),
        ("tables.csv", ",absent,", ",lost,", ["constraint-error"]),
        ("budget_lines.csv", ",false,", ",no,", ["type-error"]),
        ("budget_lines.csv", "table_id", "table", ["incorrect-label"]),
    ],
)
def test_keys_and_constraints_are_really_checked(
    path: str, old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    assert damaged(written(plain(), tmp_path / NAME), path, old, new) == expected


@pytest.mark.parametrize(
    "path", ["budget_lines.csv", "budget_lines.parquet", f"{NAME}.xlsx", "source.txt", "tables/t01.csv"]
)
def test_every_hash_is_really_checked(path: str, tmp_path: Path) -> None:
    folder = written(plain(), tmp_path / NAME)
    with (folder / path).open("ab") as file:
        file.write(b"\n")
    assert set(errors(folder)) >= {"hash-count", "byte-count"}


def test_the_zip_is_a_package_of_its_own_with_a_readme_and_a_citation(tmp_path: Path) -> None:
    folder = written(plain(), tmp_path / NAME)
    with zipfile.ZipFile(folder / f"{NAME}.zip") as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
        assert archive.namelist()[3:] == sorted(archive.namelist()[3:])
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path / "extracted")
    readme, cite = found.pop("README.txt").decode(), found.pop("CITATION.cff").decode()
    whole = contents(folder)
    described = json.loads(found.pop("datapackage.json"))
    held = [resource["path"] for resource in described["resources"]]
    assert found == {name: whole[name] for name in held}, "each piece of data once: no Parquet, no workbook"
    assert set(found) == {
        "source.txt",
        *(name for name in whole if name.endswith(".csv") and "/" not in name),
    }
    assert errors(tmp_path / "extracted") == []
    assert validate(str(folder / f"{NAME}.zip"), type="package").valid
    assert "某某市某某局 2023 年单位预算" in readme
    assert "CC0-1.0" in readme
    assert "budget_lines.csv：收支明细" in readme
    assert 'title: "某某市某某局 2023 年单位预算"\n' in cite


def test_the_zip_is_read_by_its_address(tmp_path: Path) -> None:
    written(plain(), tmp_path / NAME)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / NAME))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        package = Package(f"http://127.0.0.1:{server.server_port}/{NAME}.zip")
        rows = package.get_table_resource("budget_lines").read_rows()
        server.shutdown()
    assert [row["printed_value"] for row in rows] == [
        line.printed_value
        for line in published_records(plain())["budget_lines"]
        if isinstance(line, BudgetLine)
    ]


def test_a_failure_leaves_the_old_package_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(written(plain(), tmp_path / NAME))

    def fail(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as context, pytest.raises(OSError, match="no space left"):
        context.setattr(disclosure_package, "write_archive", fail)
        write_package(plain(leftovers=[]), tmp_path / NAME)
    assert contents(tmp_path / NAME) == before
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert contents(written(plain(leftovers=[]), tmp_path / NAME)).keys() < before.keys()
