"""`make add`: from a published file to a disclosure, its row in the catalog and its package."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from scripts.add import main, tell
from scripts.adding import Added
from tests.convert.pages import Page, write_pdf
from tests.convert.published import as_docx, as_html, as_pdf, as_xlsx, parts_of
from yusuan.convert import Converted
from yusuan.convert.numbers import Conservation
from yusuan.convert.shape import Document, LeftOut
from yusuan.run.catalog import load_catalog
from yusuan.run.catalog_row import write_row
from yusuan.run.naming import propose_id

ROOT = Path(__file__).parent.parent.parent
CASE = ROOT / "tests/cases/430000-sample-transport-bureau-2024/430000-sample-transport-bureau-2024.txt"
PARTS = parts_of(CASE.read_text("utf-8"))

Adder = Callable[..., int]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Adder:
    """Return `make add` in a folder of its own."""
    for name in ("AS", "URL", "PUBLISHED", "REPLACE", "FILE", "PORT"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: object) -> int:
        places = [("--disclosures", "d"), ("--packages", "p"), ("--docs", "docs")]
        return main(
            [*map(str, words), *(word for flag, name in places for word in (flag, str(tmp_path / name)))]
        )

    return run


def row_of(tmp_path: Path, name: str) -> dict[str, str]:
    """Return a row of the catalog."""
    return load_catalog(tmp_path / "d/catalog.csv").fields[f"{name}.txt"]


def test_a_published_file_becomes_a_disclosure(
    add: Adder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = as_pdf(PARTS, tmp_path / "部门预算 公开.pdf")
    assert add(source, "--url", "https://example.org/a.pdf", "--published", "2024-02-01") == 0
    (text,) = (tmp_path / "d").glob("*.txt")
    name = text.stem
    assert name.endswith("-2024") and name.isascii()
    row = row_of(tmp_path, name)
    assert row == {
        "source_document_name": "部门预算 公开.pdf",
        "source_document_format": "pdf",
        "source_document_pages": str(text.read_text("utf-8").count("\f") + 1),
        "source_document_sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "source_url": "https://example.org/a.pdf",
        "published_on": "2024-02-01",
        "included_on": date.today().isoformat(),
    }
    assert (tmp_path / "p" / name / "datapackage.json").is_file()
    told = capsys.readouterr().out
    assert "numbers, all in the text" in told and f"/units/{name}/" in told


def test_what_is_told_of_one_document_names_lines_and_rules(
    add: Adder, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "8123")
    parts = [
        part.replace("支出预算3026.49万元", "支出预算3026.94万元") if isinstance(part, str) else part
        for part in PARTS
    ]
    assert parts != PARTS
    assert add(as_html(parts, tmp_path / "a.html"), "--as", "430000-x-2024") == 0
    told = capsys.readouterr().out
    with (tmp_path / "p/430000-x-2024/checks.csv").open(encoding="utf-8-sig", newline="") as file:
        failed = [row for row in csv.DictReader(file) if row["status"] == "fail"]
    assert failed and f"\n{len(failed)} checks failed:\n" in told
    for row in failed:
        line = row["left_line"] or row["right_line"]
        place = f"{tmp_path}/d/430000-x-2024.txt" + (f":{line}" if line else "")
        assert f"{place}: {row['rule']}: {row['message']}\n" in told
    assert any(row["left_line"] for row in failed)
    assert "`make serve PORT=8123`; if that runs already, `make site PORT=8123` and reload" in told
    assert "http://localhost:8123/units/430000-x-2024/#leftovers" in told


def test_examples_of_what_was_left_out_are_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    texts = ["某局2024年预算", "某局2024年预算", "第 2 页", "某局2024年预算"]
    document = Document((), 4, tuple(LeftOut("header", page, text) for page, text in enumerate(texts, 1)))
    tell(
        Added("a-2024", Path("a-2024.txt"), Converted("a.pdf", "pdf", "", document, Conservation(0, (), ())))
    )
    assert "left out: 4 × header, such as “某局2024年预算”; “第 2 页”\n" in capsys.readouterr().out


def test_links_of_a_folder_are_passed_over_and_counted(
    add: Adder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    elsewhere = as_html(PARTS, tmp_path / "elsewhere.html")
    (folder / "1.html").symlink_to(elsewhere)
    (folder / "2.html").symlink_to(elsewhere)
    assert add(folder) == 1
    told = capsys.readouterr().out
    assert "no PDF, Word, Excel or HTML file is in in; symbolic links are passed over (2): put" in told
    shutil.copy(elsewhere, folder / "3.html")
    assert add(folder) == 0
    assert "NOTE in: symbolic links are passed over (2): put" in capsys.readouterr().out
    assert len(list((tmp_path / "d").glob("*.txt"))) == 1


def test_nothing_is_overwritten_untold(
    add: Adder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = as_html(PARTS, tmp_path / "a.html")
    assert add(first, "--as", "430000-x-2024") == 0
    text = tmp_path / "d/430000-x-2024.txt"
    text.write_text("由人改过\n", "utf-8")
    assert add(first, "--as", "430000-x-2024") == 1
    assert add(as_docx(PARTS, tmp_path / "b.docx"), "--as", "430000-x-2024") == 1
    assert add(first, "--as", "430000-y-2024") == 1
    assert text.read_text("utf-8") == "由人改过\n"
    told = capsys.readouterr().out
    assert "this very file is there already" in told and "another disclosure has this id" in told
    assert "this very file is disclosures/430000-x-2024.txt already" in told
    assert add(first, "--as", "430000-x-2024", "--replace") == 0
    assert text.read_text("utf-8") != "由人改过\n"


def test_several_files_are_one_disclosure_and_their_pages_count_on(add: Adder, tmp_path: Path) -> None:
    narrative = as_pdf([part for part in PARTS if isinstance(part, str)], tmp_path / "说明.pdf")
    tables = as_pdf(PARTS, tmp_path / "表.pdf")
    assert add(narrative, tables, "--as", "430000-x-2024") == 0
    row = row_of(tmp_path, "430000-x-2024")
    assert row["source_document_name"] == "说明.pdf; 表.pdf"
    text = (tmp_path / "d/430000-x-2024.txt").read_text("utf-8")
    assert text.count("\f") + 1 == int(row["source_document_pages"])


@pytest.mark.parametrize("packed", [False, True])
def test_a_folder_or_an_archive_has_a_disclosure_a_file_or_folder(
    add: Adder, tmp_path: Path, packed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    (folder / "甲").mkdir(parents=True)
    as_html(PARTS, folder / "甲/1.html")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4")
    (folder / "readme.txt").write_text("no disclosure", "utf-8")
    given = folder
    if packed:
        given = tmp_path / "in.zip"
        with zipfile.ZipFile(given, "w") as archive:
            for path in folder.rglob("*.*"):
                archive.write(path, path.relative_to(folder).as_posix())
    assert add(given) == 1, "one of them is broken"
    assert len(list((tmp_path / "d").glob("*.txt"))) == 1
    assert "ERROR broken.pdf: damaged" in capsys.readouterr().out


def test_what_names_no_unit_needs_a_name(
    add: Adder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Page()
    page.text(60, 100, "这不是预算公开文件，只有12个字。")
    assert add(write_pdf(tmp_path / "x.pdf", [page])) == 1
    told = capsys.readouterr().out
    assert "no id can be proposed" in told and "AS=" in told
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--published", "last year"), "is no date"),
        (("--url", "example"), "is no web address"),
        (("--as", "某局"), "letters, digits and hyphens"),
        (("--as", "../x"), "letters, digits and hyphens"),
        (("--as", "all"), "is the collection's"),
    ],
)
def test_wrong_words_are_told(
    add: Adder, tmp_path: Path, words: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(as_html(PARTS, tmp_path / "a.html"), *words) == 1
    assert message in capsys.readouterr().out
    assert not (tmp_path / "d").exists()


def test_make_hands_a_file_name_over_as_it_is(tmp_path: Path) -> None:
    """A name with spaces, quotation marks and a command in it is a name."""
    name = "某局 $(touch pwned) 'x'; y.pdf"
    (tmp_path / name).write_bytes(b"%PDF-1.4")
    given = str(tmp_path / name).replace("$", "$$")
    environment = {**os.environ, "PYTHON": sys.executable}
    made = subprocess.run(
        ["make", "-o", ".venv", "add", f"FILE={given}", f"PYTHON={sys.executable}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert f"ERROR {name}: damaged" in made.stdout
    assert not (ROOT / "pwned").exists()


def test_a_row_leaves_the_others_and_their_columns_alone(tmp_path: Path) -> None:
    catalog = tmp_path / "catalog.csv"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    catalog.write_text('source_file,published_on,unit_name\na.txt,2023-01-31,"某局，甲"\n', "utf-8")
    write_row(catalog, "b.txt", {"source_document_format": "pdf", "source_document_pages": "3"})
    write_row(catalog, "a.txt", {"source_document_format": "docx", "source_document_pages": ""})
    rows = list(csv.DictReader(catalog.read_text("utf-8").splitlines()))
    assert [row["unit_name"] for row in rows] == ["某局，甲", ""]
    assert [row["source_document_format"] for row in rows] == ["docx", "pdf"]
    assert load_catalog(catalog).errors == {}


@pytest.mark.parametrize(
    ("unit", "adcode", "final", "proposed"),
    [
        ("湖州市人民政府办公室", "330500", False, "330500-ren-min-zheng-fu-ban-gong-shi-2023"),
        ("湖州市财政局（本级）", "330500", True, "330500-cai-zheng-ju-2023-final"),
        ("某局", None, False, "mou-ju-2023"),
        ("浙江省", "330000", False, "330000-zhe-jiang-sheng-2023"),
    ],
)
def test_an_id_is_the_place_the_unit_and_the_year(
    unit: str, adcode: str | None, final: bool, proposed: str
) -> None:
    assert propose_id(unit, adcode, 2023, final) == proposed


def test_sheets_and_pages_are_added_too(add: Adder, tmp_path: Path) -> None:
    assert add(as_xlsx(PARTS, tmp_path / "a.xlsx"), "--as", "430000-x-2024") == 0
    assert "source_document_pages" not in row_of(tmp_path, "430000-x-2024")
