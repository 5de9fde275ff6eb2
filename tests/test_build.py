"""The build script: what it builds, what it reports, and what it leaves alone."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import build_data
from tests.tiny import DISCLOSURE, typed

ONE = "330500-one-office-2023"
TWO = "330500-two-office-2023"
TINY = typed(DISCLOSURE)


@dataclass(frozen=True)
class Run:
    """How a run ended and what it said."""

    status: int | str | None
    output: str

    @property
    def errors(self) -> list[str]:
        """The lines that report an error."""
        return [line.removeprefix("ERROR ") for line in self.output.splitlines() if line.startswith("ERROR ")]

    def did(self, what: str) -> list[str]:
        """Return the files of which a word of progress was said."""
        words = [line.split() for line in self.output.splitlines()]
        return [line[1] for line in words if len(line) == 2 and line[0] == what]


class Workshop:
    """A folder with disclosures, and those for packages and pages."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.input, self.packages, self.docs = (folder / name for name in ("input", "packages", "docs"))
        self.input.mkdir()
        self._capsys = capsys

    def put(self, name: str, text: str = TINY) -> Path:
        """Write an input file."""
        path = self.input / name
        path.write_text(text, "utf-8")
        return path

    def build(self, *arguments: str) -> Run:
        """Run the build script."""
        folders = ["--input", str(self.input), "--packages", str(self.packages), "--docs", str(self.docs)]
        try:
            status: int | str | None = build_data.main([*folders, "--jobs", "1", *arguments])
        except SystemExit as stop:
            status = stop.code
        said = self._capsys.readouterr()
        return Run(status, said.out + said.err)

    @property
    def built(self) -> set[str]:
        """The disclosures that have a package."""
        return {path.parent.name for path in self.packages.glob("*/datapackage.json")} - {"all"}

    def rows(self, resource: str, package: str = "all") -> list[dict[str, str]]:
        """Return the rows of a published CSV file."""
        with (self.packages / package / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def hashes(self) -> dict[str, str]:
        """Return the hash of every file written, by path."""
        return {
            str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
            for root in (self.packages, self.docs)
            for path in sorted(root.rglob("*"))
            if path.is_file() and not path.name.endswith(".build.json")
        }


@pytest.fixture
def workshop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Workshop:
    """Return an empty workshop."""
    return Workshop(tmp_path, capsys)


def test_every_disclosure_becomes_a_package_and_all_of_them_a_collection(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.TXT", TINY.replace("某某局", "另外局"))
    run = workshop.build()
    assert (run.status, run.errors) == (0, [])
    assert workshop.built == {ONE, TWO}
    assert [(row["disclosure_id"], row["unit_name"]) for row in workshop.rows("disclosures")] == [
        (ONE, "湖州市某某局"),
        (TWO, "湖州市另外局"),
    ]
    assert len(workshop.rows("budget_lines")) == 2 * len(workshop.rows("budget_lines", ONE))


def test_the_report_has_a_line_for_each_disclosure(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt", TINY.replace("\t2.00\t2.00\t", "\t2.00\t2.00\t-"))
    run = workshop.build()
    (line,) = [line.split() for line in run.output.splitlines() if line.startswith(ONE) and ":" not in line]
    (row,) = workshop.rows("disclosures")
    assert line[1:4] == [row["tables"], row["cells"], row["leftovers"]] == ["2", "28", "3"]
    told = re.search(rf"^{ONE}: 3 left over \(first in line (\d+)\): ", run.output, re.MULTILINE)
    assert told and int(told[1]) == min(int(row["source_line"]) for row in workshop.rows("leftovers"))
    assert "\nchecks: passed/failed\n" in run.output
    assert "first in line" in workshop.build().output, "a document that is reused says so, too"
    assert run.did("read") == [f"{ONE}.txt"]


def test_pages_are_written_below_docs_and_what_is_there_stays(workshop: Workshop) -> None:
    workshop.docs.mkdir()
    (workshop.docs / "method.md").write_text("手写", "utf-8")
    workshop.put(f"{ONE}.txt")
    workshop.build()
    assert (workshop.docs / "units" / ONE / "index.md").is_file()
    assert (workshop.docs / "method.md").read_text("utf-8") == "手写"


def test_two_files_with_one_id_are_both_named_and_neither_is_built(workshop: Workshop) -> None:
    workshop.put("A-2023.txt")
    workshop.put("a-2023.txt")
    workshop.put(f"{ONE}.txt")
    run = workshop.build()
    assert run.status == 1
    (error,) = run.errors
    assert "A-2023.txt" in error and "a-2023.txt" in error and "both have the id a-2023" in error
    assert workshop.built == {ONE}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("binary.txt", b"PK\x03\x04\x00\x00", "binary"),
        ("neither.txt", b"\xff\xff\xff", "neither UTF-8, UTF-16 nor GB 18030"),
        ("empty.txt", b"", "the file is empty"),
        ("letter.txt", "关于召开会议的通知\n各单位：".encode(), "no table of a known kind"),
        ("预算 2023.txt", TINY.encode(), "rename it, say, to 2023.txt"),
        ("A office_2023.txt", TINY.encode(), "rename it, say, to a-office-2023.txt"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason_and_the_others_are_built(
    workshop: Workshop, name: str, data: bytes, reason: str
) -> None:
    (workshop.input / name).write_bytes(data)
    workshop.put(f"{ONE}.txt")
    run = workshop.build()
    assert run.status == 1
    (error,) = run.errors
    assert error.startswith(f"{name}: ") and reason in error
    assert workshop.built == {ONE}


def test_files_of_other_kinds_are_no_disclosures(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put("README.md", "说明")
    assert workshop.build().status == 0
    assert workshop.built == {ONE}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--jobs", "0"], "--jobs"),
        (["--jobs", "many"], "--jobs"),
        (["--input", "no-such-folder"], "no-such-folder"),
        (["--unknown"], "--unknown"),
        (["--stri"], "--stri"),
        (["--only"], "--only"),
        (["file.txt"], "file.txt"),
    ],
)
def test_wrong_usage_is_status_2_and_nothing_is_written(
    workshop: Workshop, arguments: list[str], message: str
) -> None:
    run = workshop.build(*arguments)
    assert run.status == 2
    assert message in run.output
    assert not workshop.packages.exists()


def test_help_names_every_option(workshop: Workshop) -> None:
    run = workshop.build("--help")
    assert run.status == 0
    options = ["--input", "--packages", "--docs", "--only", "--jobs", "--strict", "--no-cache"]
    assert [option for option in options if option not in run.output] == []


def test_a_second_run_reads_nothing_again_and_writes_the_same_bytes(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    first, hashes = workshop.build(), workshop.hashes()
    second = workshop.build()
    assert sorted(first.did("read")) == sorted(second.did("reused")) == [f"{ONE}.txt", f"{TWO}.txt"]
    assert workshop.hashes() == hashes


def test_reading_everything_anew_writes_the_same_bytes(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.build()
    hashes = workshop.hashes()
    assert workshop.build("--no-cache").did("read") == [f"{ONE}.txt"]
    assert workshop.hashes() == hashes


def test_several_processes_write_the_same_bytes(workshop: Workshop) -> None:
    for name in (ONE, TWO):
        workshop.put(f"{name}.txt")
    workshop.build()
    hashes = workshop.hashes()
    assert workshop.build("--no-cache", "--jobs", "2").status == 0
    assert workshop.hashes() == hashes


def test_pages_about_all_have_the_same_bytes_in_several_processes_and_their_errors_are_said(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (ONE, TWO):
        workshop.put(f"{name}.txt")
    workshop.build()
    hashes = workshop.hashes()
    monkeypatch.setattr("yusuan.publish.MANY", 1)
    assert workshop.build("--no-cache", "--jobs", "2").status == 0
    assert workshop.hashes() == hashes
    (workshop.docs / "corrections.toml").write_text("[[correction]]\n", "utf-8")
    failed = workshop.build("--jobs", "2")
    assert failed.status == 1
    assert "corrections.toml" in failed.output


def test_a_disclosure_that_changed_is_read_again_and_no_other(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.build()
    workshop.put(f"{TWO}.txt", TINY.replace("18.00", "18.01"))
    run = workshop.build()
    assert (run.did("reused"), run.did("read")) == ([f"{ONE}.txt"], [f"{TWO}.txt"])
    assert "18.01" in {row["printed_value"] for row in workshop.rows("budget_lines")}


def test_a_package_that_was_deleted_is_made_again(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.build()
    (workshop.packages / ONE / "datapackage.json").unlink()
    assert workshop.build().did("read") == [f"{ONE}.txt"]
    assert workshop.built == {ONE}


def test_only_builds_what_is_named_and_keeps_the_others(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.build()
    workshop.put(f"{ONE}.txt", TINY.replace("18.00", "18.01"))
    workshop.put(f"{TWO}.txt", TINY.replace("18.00", "18.02"))
    run = workshop.build("--only", ONE.upper())
    assert (run.status, run.did("read")) == (0, [f"{ONE}.txt"])
    printed: dict[str, list[str]] = {ONE: [], TWO: []}
    for row in workshop.rows("budget_lines"):
        printed[row["disclosure_id"]].append(row["printed_value"])
    assert "18.01" in printed[ONE] and "18.02" not in printed[TWO] and "18.00" in printed[TWO]


def test_only_names_an_id_that_no_file_has(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    run = workshop.build("--only", "no-such-2023", ONE)
    assert run.status == 1
    assert run.errors[0].startswith("no-such-2023: no file")
    assert workshop.built == {ONE}


def test_strict_fails_on_cells_left_over(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    assert workshop.build("--strict").status == 0
    workshop.put(f"{ONE}.txt", TINY.replace("\t18.00\t18.00\t", "\t18.00\t18.00\t—"))
    assert workshop.build().status == 0
    strict = workshop.build("--strict")
    assert (strict.status, "cells were left over" in strict.output) == (1, True)


def test_a_word_that_the_vocabulary_lacks_is_named_with_its_line_and_the_nearest(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt", TINY.replace("合计\t基本支出\t项目支出", "合计\t基本支岀\t项目支出"))
    run = workshop.build()
    line = next(n for n, text in enumerate(TINY.splitlines(), start=1) if "合计\t基本支出" in text)
    assert f"{ONE}.txt:{line}: unknown header word 「基本支岀」" in run.output
    assert "nearest known: 基本支出" in run.output


def test_a_disclosure_that_was_removed_disappears(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    gone = workshop.put(f"{TWO}.txt")
    workshop.build()
    gone.unlink()
    assert workshop.build().status == 0
    assert not list(workshop.packages.glob(f"{TWO}*"))
    assert [row["disclosure_id"] for row in workshop.rows("disclosures")] == [ONE]
    assert not [name for name in workshop.hashes() if TWO in name]


def test_the_catalog_sets_what_the_text_cannot_say(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.build()
    workshop.put(
        "catalog.csv",
        "source_file,unit_name,source_url,published_on\n"
        f"{ONE}.txt,湖州市某某局（本级）,https://example.org/a.pdf,2023-02-01\n",
    )
    run = workshop.build()
    assert (run.status, run.did("read")) == (0, [f"{ONE}.txt"]), "what the catalog says is part of the input"
    one, two = workshop.rows("disclosures")
    assert (one["unit_name"], one["source_url"]) == ("湖州市某某局（本级）", "https://example.org/a.pdf")
    assert one["published_on"] == "2023-02-01"
    assert (two["unit_name"], two["source_url"]) == ("湖州市某某局", "")


@pytest.mark.parametrize(
    ("catalog", "message"),
    [
        (f"source_file,name\n{ONE}.txt,某局\n", "unknown columns name"),
        (f"unit_name\n{ONE}.txt\n", "no column source_file"),
        (f'source_file,unit_name\n{ONE}.txt,"某局\n', "after line 1: unexpected end of data"),
    ],
)
def test_a_catalog_that_cannot_be_relied_on_keeps_only_what_it_names_from_being_built(
    workshop: Workshop, catalog: str, message: str
) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.build()
    rows = workshop.rows("budget_lines", ONE)
    workshop.put(f"{ONE}.txt", TINY.replace("18.00", "18.01"))
    workshop.put(f"{TWO}.txt")
    workshop.put("catalog.csv", catalog)
    run = workshop.build()
    assert run.status == 1
    (error,) = run.errors
    assert error.startswith("catalog.csv: ") and message in error and "until it is mended" in error
    assert workshop.built == {ONE, TWO}
    assert workshop.rows("budget_lines", ONE) == rows


@pytest.mark.parametrize(
    ("catalog", "message"),
    [
        (
            f"source_file,unit_name\n{ONE}.txt,某局\n{ONE}.txt,另局\n",
            f"line 3: {ONE}.txt stands in the catalog twice",
        ),
        ("source_file,unit_name\nnone.txt,某局\n", "line 2: there is no file 'none.txt' beside the catalog"),
        (f"source_file,unit_name\n{ONE}.txt,某局,多\n", "line 2: more cells than the header has columns"),
        (f"source_file,published_on\n{ONE}.txt,2023/1/1\n", "line 2: published_on '2023/1/1' is no date"),
        (f"source_file,included_on\n{ONE}.txt,soon\n", "line 2: included_on 'soon' is no date"),
        (f"source_file,fiscal_year\n{ONE}.txt,abc\n", "line 2: fiscal_year 'abc' is no year"),
        (f"source_file,adcode\n{ONE}.txt,999999\n", "line 2: adcode '999999' is no code of GB/T 2260"),
        (
            f"source_file,adcode,city\n{ONE}.txt,330500,杭州市\n",
            "line 2: adcode 330500 is 湖州市, whose city is not 杭州市",
        ),
        (f"source_file,province,city\n{ONE}.txt,浙江省,武汉市\n", "line 2: no place is 浙江省 武汉市"),
    ],
)
def test_a_wrong_row_of_the_catalog_keeps_its_own_file_only_from_being_built(
    workshop: Workshop, catalog: str, message: str
) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.put("catalog.csv", catalog + f"{TWO}.txt\n")
    run = workshop.build()
    assert run.status == 1
    (error,) = run.errors
    assert "catalog.csv, line" in error and message in error
    assert workshop.built == ({ONE, TWO} if "none.txt" in catalog else {TWO})


def test_what_the_catalog_sets_reaches_every_record(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(
        "catalog.csv",
        f"source_file,fiscal_year,document_type,adcode\n{ONE}.txt,2024,final_accounts,420100\n",
    )
    assert workshop.build().status == 0
    (one,) = workshop.rows("disclosures")
    assert [one[name] for name in ("fiscal_year", "document_type", "adcode")] == [
        "2024",
        "final_accounts",
        "420100",
    ]
    assert [one[name] for name in ("province", "city", "county")] == ["湖北省", "武汉市", ""]
    lines = workshop.rows("budget_lines")
    assert {line["fiscal_year"] for line in lines} == {"2024"}
    assert {line["phase"] for line in lines if "预算数" not in line["column"]} == {"executed"}
    assert one["expenditure_total_yuan"]


def test_a_value_of_the_catalog_that_the_contract_forbids_is_an_error(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.put("catalog.csv", f"source_file,document_type,unit_id\n{ONE}.txt,plan,\n{TWO}.txt,,../x\n")
    run = workshop.build()
    assert run.status == 1
    named = sorted(error.split(":")[0] for error in run.errors if "no disclosure was read" not in error)
    assert named == [f"{ONE}.txt", f"{TWO}.txt"]
    assert any("document_type" in error for error in run.errors)
    assert any("unit_id" in error for error in run.errors)


def test_a_run_without_input_leaves_the_last_output(workshop: Workshop) -> None:
    path = workshop.put(f"{ONE}.txt")
    assert workshop.build().status == 0
    path.unlink()
    run = workshop.build()
    assert run.status == 1
    assert any("the last run stand as they were" in error for error in run.errors)
    assert workshop.built == {ONE}
    assert workshop.rows("disclosures")


def test_a_package_that_lost_a_file_is_written_anew(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.build()
    rows = workshop.rows("budget_lines")
    for lost in workshop.packages.glob(f"{ONE}/budget_lines.*"):
        lost.unlink()
    run = workshop.build()
    assert (run.status, run.did("read")) == (0, [f"{ONE}.txt"])
    assert workshop.rows("budget_lines") == rows


def test_no_document_takes_the_name_of_the_collection(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put("all.txt")
    run = workshop.build()
    assert run.status == 1
    (error,) = run.errors
    assert "all-2023.txt" in error
