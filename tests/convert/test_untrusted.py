"""Files that are locked, broken, without text or made to do harm: a clear message, nothing else happens."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from tests.convert.pages import Page, write_pdf
from yusuan.convert import ConvertError, Limits, convert_apart
from yusuan.convert.archive import sources_of
from yusuan.convert.convert import convert_file


def page_with(text: str) -> Page:
    """Return a page that says something."""
    page = Page()
    page.text(60, 100, text)
    return page


def test_a_file_is_what_its_bytes_say(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "table.xlsx", [page_with("某局2024年部门预算共12万元")])
    assert convert_apart(path).format == "pdf"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"MZ\x90\x00 program", "no PDF, Word, Excel or HTML file"),
        (b"%PDF-1.7 and nothing more", "damaged"),
        (b"PK\x03\x04 torn", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "damaged"),
        (b"<html><body></body></html>", "there is no text in it"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    with pytest.raises(ConvertError, match=message):
        convert_apart(path)


def test_a_torn_pdf_is_read_or_refused_never_guessed(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "x.pdf", [page_with("某局2024年部门预算共12万元")])
    path.write_bytes(path.read_bytes()[:700])
    with pytest.raises(ConvertError):
        convert_apart(path)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    """Standard security handler, revision 2, whose keys fit no password that is tried."""
    lock = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    path = write_pdf(tmp_path / "x.pdf", [page_with("某局2024年部门预算共12万元")])
    path.write_bytes(
        path.read_bytes().replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<01><01>] /Encrypt " + lock.encode())
    )
    with pytest.raises(ConvertError, match="locked with a password"):
        convert_apart(path)


def scanned(path: Path, pages: int) -> Path:
    """Write a PDF whose pages are images."""
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(595, 842)
        bitmap = pdfium.PdfBitmap.new_native(64, 64, pdfium.raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, 64, 64)
        image = pdfium.PdfImage.new(document)
        image.set_bitmap(bitmap)
        image.set_matrix(pdfium.PdfMatrix().scale(500, 700))
        page.insert_obj(image)
        page.gen_content()
    document.save(path)
    return path


def test_a_scan_says_that_it_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(ConvertError, match="scanned: its pages are images"):
        convert_apart(scanned(tmp_path / "x.pdf", 3))


def test_a_scanned_page_among_others_is_told(tmp_path: Path) -> None:
    whole = pdfium.PdfDocument(
        write_pdf(tmp_path / "a.pdf", [page_with("某局2024年部门预算共12万元收支平衡") for _ in range(3)])
    )
    whole.import_pages(pdfium.PdfDocument(scanned(tmp_path / "b.pdf", 1)))
    whole.save(tmp_path / "x.pdf")
    assert "page 4 is an image" in " ".join(convert_apart(tmp_path / "x.pdf").document.warnings)


def test_scripts_and_attachments_do_nothing(tmp_path: Path) -> None:
    extra = "/OpenAction << /S /JavaScript /JS (while (true) {}) >> /AA << /WC << /S /Launch /F (x.exe) >> >>"
    path = write_pdf(tmp_path / "x.pdf", [page_with("某局2024年部门预算共12万元")], extra)
    assert convert_apart(path).conservation.compared == 2


def bomb(path: Path, names: tuple[str, ...]) -> Path:
    """Write an archive that unpacks to far more than it is."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b"0" * (30 * 1024 * 1024))
    return path


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml", "a.pdf"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    path = bomb(tmp_path / "x.zip", (name,))
    with pytest.raises(ConvertError, match="it unpacks to"):
        convert_apart(path)
    with pytest.raises(ConvertError, match="it unpacks to"):
        sources_of([path], tmp_path)  # as an archive
        convert_apart(path)


def test_time_and_memory_end(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "x.pdf", [page_with("某局2024年部门预算共12万元")])
    with pytest.raises(ConvertError, match="not done after 0 seconds"):
        convert_apart(path, Limits(seconds=0))
    long = write_pdf(tmp_path / "y.pdf", [page_with("某局部门预算" * 400) for _ in range(300)])
    with pytest.raises(ConvertError, match="MB"):
        convert_apart(long, Limits(memory=64 * 1024**2))


def test_entities_do_not_grow(tmp_path: Path) -> None:
    sheet = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "1111111111">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + ']><worksheet><sheetData><row><c t="inlineStr"><is><t>&j;</t></is></c></row>'
        + "</sheetData></worksheet>"
    )
    book = openpyxl.Workbook()
    whole = io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "x.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))
    with pytest.raises(ConvertError):
        convert_apart(tmp_path / "x.xlsx", Limits(seconds=20))


def test_names_in_an_archive_never_become_paths(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("../../evil.pdf", b"%PDF-1.4")
        packed.writestr("某局/说明.pdf", b"%PDF-1.4")
        packed.writestr("某局/表.xlsx", b"PK")
        packed.writestr("__MACOSX/._x.txt", b"")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    groups = sources_of([tmp_path / "x.zip"], scratch)
    assert sorted(sorted(one.name for one in group) for group in groups) == [
        ["evil.pdf"],
        ["表.xlsx", "说明.pdf"],
    ]
    assert all(one.path.parent == scratch for group in groups for one in group)


def sheet_to(path: Path, row: int, column: int) -> Path:
    """Write a workbook of one table, and a value far away from it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "收支总表"
    for number, cells in enumerate((("项目", "预算数"), ("收入", 12)), start=1):
        for at, value in enumerate(cells, start=1):
            sheet.cell(number, at, value)
    sheet.cell(row, column, 7)
    sheet.cell(row, column + 1, 8)
    book.save(path)
    return path


def web_page(path: Path, body: str) -> Path:
    """Write a web page."""
    path.write_text(f"<html><body>{body}</body></html>", "utf-8")
    return path


def test_what_is_too_large_says_what_and_how_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = write_pdf(tmp_path / "x.pdf", [page_with("某局2024年部门预算共12万元") for _ in range(4)])
    table = "<table><tr><td>甲<td>1</tr><tr><td colspan=9>乙<td>2</tr></table>"
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        for number in range(4):
            packed.writestr(f"{number}.pdf", b"%PDF-1.4")
    monkeypatch.setattr("yusuan.convert.pdf.read.MAX_PAGES", 3)
    with pytest.raises(ConvertError, match="4 pages, more than 3: is this one disclosure"):
        convert_file(pages)
    monkeypatch.setattr("yusuan.convert.archive.MAX_FILES", 3)
    with pytest.raises(ConvertError, match=r"4 files in x\.zip, more than 3"):
        sources_of([tmp_path / "x.zip"], tmp_path)
    monkeypatch.setattr("yusuan.convert.grid.MAX_FIELDS", 10)
    with pytest.raises(ConvertError, match="a table, by its row 2, has 12 fields, more than 10"):
        convert_file(web_page(tmp_path / "x.html", table))
    monkeypatch.setattr("yusuan.convert.excel.MAX_FIELDS", 10)
    with pytest.raises(
        ConvertError, match="sheet 收支总表, which goes to row 6, has 12 fields, more than 10"
    ):
        convert_file(sheet_to(tmp_path / "x.xlsx", 6, 1))
    monkeypatch.setattr("yusuan.convert.formats.MAX_BYTES", 100)
    with pytest.raises(ConvertError, match="bytes, more than 100: is this one disclosure"):
        convert_file(pages)


def test_a_cell_at_the_end_of_a_sheet_costs_its_table_at_most(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sheet_to(tmp_path / "a.xlsx", 3, 1))
    book.active.cell(1_048_576, 16_384).number_format = "0.00"
    book.save(tmp_path / "b.xlsx")
    assert convert_apart(tmp_path / "b.xlsx").conservation.compared == 3
    with pytest.raises(ConvertError):
        convert_apart(sheet_to(tmp_path / "c.xlsx", 1_048_576, 16_383))
