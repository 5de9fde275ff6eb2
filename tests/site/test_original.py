"""The published file: pages of lines, where they open, and warnings in the readers' words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.package_records import disclosure, plain
from tests.tiny import DISCLOSURE, typed
from yusuan.convert.convert import _warning
from yusuan.convert.numbers import Conservation, Number
from yusuan.convert.pdf.doubt import PageNotes, warnings_of
from yusuan.package import write_package
from yusuan.parse.disclosure import parse_disclosure
from yusuan.site.original import original_of
from yusuan.site.packages import load_unit
from yusuan.site.views.source import source_lines
from yusuan.spec.conversion import conversion_words


def opened(url: str, form: str | None = "pdf", name: str | None = "a.pdf") -> str | None:
    """Return the address at which page 2 opens."""
    given = disclosure(source_url=url, source_document_format=form, source_document_name=name)
    return original_of(given, ["", "\f"]).opens(2)


@pytest.mark.parametrize("url", ["https://a.gov.cn/x.pdf", "http://a.gov.cn/x.PDF?v=1"])
def test_a_pdf_opens_on_a_page(url: str) -> None:
    assert opened(url) == f"{url}#page=2"


def test_an_address_with_a_place_in_it_gets_another() -> None:
    assert opened("https://a.gov.cn/x.pdf#top") == "https://a.gov.cn/x.pdf#page=2"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)//x.pdf",
        "file:///etc/x.pdf",
        "https://a.gov.cn/t1.html",
        "https://a.gov.cn/",
        "https://a.gov.cn/tables.xlsx",
    ],
)
def test_nothing_else_does(url: str) -> None:
    assert opened(url) is None


def test_neither_another_format_nor_several_files_do() -> None:
    assert opened("https://a.gov.cn/x.pdf", "docx") is None
    assert opened("https://a.gov.cn/x.pdf", "pdf", "a.pdf; b.pdf") is None


def test_a_page_ends_where_the_text_has_a_form_feed(tmp_path: Path) -> None:
    path = tmp_path / "330500-some-office-2023.txt"
    text = typed(DISCLOSURE).replace("收支总表\n单位", "\f\f收支总表\n单位") + "\f\n"
    path.write_text(text, "utf-8")
    parsed = parse_disclosure(path)
    write_package(parsed, tmp_path / path.stem)
    unit = load_unit(tmp_path / path.stem)
    assert unit.source == list(parsed.lines)
    assert [unit.original.counted(number) for number in range(1, len(unit.source) + 1)] == list(parsed.pages)
    assert {line.source_page for line in unit.budget_lines} == {
        unit.original.page(line.source_line) for line in unit.budget_lines
    }
    shown = [(line.number, page) for line in source_lines(unit, []) for page in line.pages]
    start = next(n for n, line in enumerate(text.split("\n"), start=1) if line.startswith("\f\f"))
    last = len(unit.source)
    assert shown == [(1, (1, False)), (start, (2, True)), (start, (3, False)), (last, (4, True))]


def test_a_text_without_page_ends_says_nothing_of_pages(tmp_path: Path) -> None:
    write_package(plain(), tmp_path / plain().disclosure.disclosure_id)
    unit = load_unit(tmp_path / plain().disclosure.disclosure_id)
    assert unit.original.page(1) is None
    assert not any(line.pages for line in source_lines(unit, []))


def test_every_warning_of_a_conversion_is_said_in_chinese() -> None:
    notes = [PageNotes(number, 2000, 0, 0, 0, 0) for number in range(1, 9)]
    notes += [
        PageNotes(9, 0, 0, 0, 1, 0),
        PageNotes(10, 2000, 1800, 0, 1, 0),
        PageNotes(11, 2000, 0, 3, 0, 2),
    ]
    found = list(warnings_of(notes))
    assert len(found) == 4
    lost = tuple(Number("1,234.5", page) for page in range(3, 15))
    found += [
        _warning(Conservation(100, lost, lost[:1])) or "",
        "no second reader could confirm the numbers (E: x)",
    ]
    said = conversion_words("a.pdf: " + "; ".join(found))
    assert "1,234.5（第 3 页）, 1,234.5（第 4 页）" in said
    assert re.findall(r"[A-Za-z]{2,}", said.removeprefix("a.pdf")) == []


def test_a_warning_that_somebody_wrote_stays() -> None:
    assert conversion_words("第 3 页模糊 {0}") == "第 3 页模糊 {0}"
