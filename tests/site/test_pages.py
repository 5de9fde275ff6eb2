"""Pages: written from packages alone, safe with any text, replaced as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from tests.package_records import disclosure, parsed_disclosures
from tests.site_packages import MARKUP, NAME, office, write_packages
from yusuan.model import ParsedDisclosure
from yusuan.package import write_package
from yusuan.site import shared_outputs, unit_outputs, write_shared_pages, write_site, write_unit_pages
from yusuan.site.mkdocs.hook import table_of_contents
from yusuan.site.packages import UnusablePackage, load_unit
from yusuan.site.pages.headings import headings
from yusuan.site.places import places_of

VOID = {"meta", "link", "br", "input", "hr", "img"}


CONFIG = Path(__file__).parents[2] / "mkdocs.yml"


class Shape(HTMLParser):
    """Read a page's tags, ids and text; an unbalanced page is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def split_page(path: Path) -> tuple[dict[str, object], str]:
    """Read a page's front matter and its block, as MkDocs does."""
    body, head = get_data(path.read_text("utf-8"))
    return head, body


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write_site(write_packages(tmp_path / "packages"), tmp_path / "docs")
    return tmp_path / "docs"


def test_all_pages_are_written(docs: Path) -> None:
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    assert pages == {
        "findings/column-total/index.md",
        "findings/index.md",
        "functions/201/index.md",
        "functions/20103/index.md",
        "functions/2010301/index.md",
        "functions/208/index.md",
        "functions/20805/index.md",
        "functions/2080505/index.md",
        "functions/index.md",
        "economics/index.md",
        "glossary/index.md",
        "index.md",
        "regions/330000/index.md",
        "regions/330500/index.md",
        "regions/index.md",
        f"units/{NAME}/index.md",
        f"units/{NAME}/source/index.md",
        "units/index.md",
    }
    beside = {
        path.relative_to(docs / f"units/{NAME}").as_posix() for path in docs.glob(f"units/{NAME}/**/*.*")
    }
    pages = {"index.md", "source/index.md", "digest.json"}
    assert beside == pages | {f"{NAME}.zip", f"{NAME}.xlsx", "tables/t01.csv"}
    downloads = {path.name for path in (docs / "downloads").iterdir()}
    assert {"all.zip", "all.xlsx", "budget_lines.parquet", "excel"} <= downloads
    assert not any(name.endswith(".csv") for name in downloads), "records as CSV are in the zip"
    assert (docs / "_includes/downloads.html").is_file()


def test_markup_in_a_document_is_text_on_every_page(docs: Path) -> None:
    for path in [*docs.rglob("*.md"), *docs.rglob(".search/*.html")]:
        text = path.read_text("utf-8")
        head, body = split_page(path) if path.suffix == ".md" else ({}, text)
        assert head.get("prerendered", True) is True
        page = Shape(body)
        assert "script" not in page.tags
        assert "<script" not in text.replace(json.dumps(MARKUP, ensure_ascii=False)[1:-1], "")
    unit = Shape(split_page(docs / f"units/{NAME}/index.md")[1])
    for shown in (
        f"某某局{MARKUP}",
        f"行政运行{MARKUP}",
        f"项目甲{MARKUP}",
        f"支出总表{MARKUP}",
        f"负责 {MARKUP}",
    ):
        assert shown in unit.text
    assert f"项目甲{MARKUP}" in Shape(split_page(docs / f"units/{NAME}/source/index.md")[1]).text


def test_a_page_is_one_block_without_blank_lines_and_ids_are_unique(docs: Path) -> None:
    for path in docs.rglob("*.md"):
        body = split_page(path)[1].strip()
        assert body.startswith("<div")
        assert body.endswith("</div>")
        assert "\n\n" not in body
        ids = Shape(body).ids
        assert len(ids) == len(set(ids))


def test_numbers_rows_and_lines_have_their_addresses(docs: Path) -> None:
    unit = Shape(split_page(docs / f"units/{NAME}/index.md")[1])
    assert {"L10C2", "L10", "table-t01", "table-t02", "section-s001", "leftovers"} <= set(unit.ids)
    source = Shape(split_page(docs / f"units/{NAME}/source/index.md")[1])
    assert {"L1", "L10", "L16"} <= set(source.ids)
    assert "L2" not in source.ids


def test_the_summary_says_how_much_and_on_what(docs: Path) -> None:
    head, body = split_page(docs / f"units/{NAME}/index.md")
    summary = str(head["description"]).replace("\u00a0", " ")
    assert "计划支出 1,000.00 万元" in summary
    assert "一般公共服务支出 900.00 万元（90.0%）" in summary
    assert "项目支出占" not in summary, "the key figures say it"
    assert re.search(r'href="source/#L10">原文第 10 行', body)


def test_headings_become_the_table_of_contents() -> None:
    found = table_of_contents(
        headings('<h2 id="a">甲 <b>乙</b></h2><h3 id="b" class="x">丙</h3><h2 id="c">&lt;丁</h2>')
    )
    assert [(item.title, item.id, len(item.children)) for item in found.items] == [
        ("甲 乙", "a", 1),
        ("&lt;丁", "c", 0),
    ]


def test_writing_twice_changes_nothing_and_gone_units_go(tmp_path: Path) -> None:
    other = office(disclosure_id="330500-other-2023")
    kept = office()
    records = {
        name: [row for row in rows if name != "sections"]
        for name, rows in other.records.items()
        if name == ""
    }
    packages = write_packages(
        tmp_path / "p", kept, ParsedDisclosure(other.disclosure, records, other.lines, ())
    )
    docs = tmp_path / "docs"
    write_site(packages, docs)
    before = {path: path.read_bytes() for path in docs.rglob("*") if path.is_file()}
    write_site(packages, docs)
    assert {path: path.read_bytes() for path in docs.rglob("*") if path.is_file()} == before
    (docs / "units/.330500-other-2023.new").mkdir()
    write_site(write_packages(tmp_path / "q", kept), docs)
    assert [path.name for path in (docs / "units").iterdir() if path.is_dir()] == [NAME]
    assert [path.name for path in (docs / ".search/units").iterdir()] == [NAME]


def test_a_folder_that_holds_another_disclosure_is_refused(tmp_path: Path) -> None:
    packages = write_packages(tmp_path)
    (packages / NAME).rename(packages / "renamed")
    with pytest.raises(UnusablePackage, match="renamed"):
        load_unit(packages / "renamed")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        (
            {"province": "甲省", "city": "乙市", "county": "丙县", "adcode": "341302"},
            ["340000", "341300", "341302"],
        ),
        ({"province": "甲省", "city": "乙市", "adcode": "330500"}, ["330000", "330500"]),
        ({"province": "甲市", "county": "乙区", "adcode": "110101"}, ["110000", "110101"]),
        ({"province": "甲省", "adcode": "330000"}, ["330000"]),
        ({"province": "甲省"}, []),
    ],
)
def test_places(changes: dict[str, str], codes: list[str]) -> None:
    assert [place.adcode for place in places_of(disclosure(**changes))] == codes


@given(parsed_disclosures())
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_any_package_has_a_page(tmp_path_factory: pytest.TempPathFactory, parsed: ParsedDisclosure) -> None:
    folder = tmp_path_factory.mktemp("any")
    package = folder / "packages" / parsed.disclosure.disclosure_id
    write_package(parsed, package)
    write_unit_pages(package, folder / "docs")
    page = folder / "docs/units" / package.name / "index.md"
    head, body = split_page(page)
    assert head["prerendered"] is True
    assert "script" not in Shape(body).tags


def test_a_unit_of_several_years_leads_to_each_of_them(tmp_path: Path) -> None:
    years = [
        ParsedDisclosure(disclosure(f"330500-some-office-{year}", fiscal_year=year), {}, [], ())
        for year in (2022, 2023)
    ]
    docs = tmp_path / "docs"
    write_site(write_packages(tmp_path / "packages", *years), docs)
    build(
        load_config(str(CONFIG), docs_dir=str(docs), site_dir=str(tmp_path / "site"), strict=False, nav=None)
    )
    page = (tmp_path / "site/units/330500-some-office-2022/index.html").read_text("utf-8")
    strip = re.search(r'<nav class="ys-siblings".*?</nav>', page, re.DOTALL)
    assert strip
    assert re.findall(r'href="([^"]+)"', strip.group()) == [
        "../330500-some-office-2023/",
        "../../compare/?units=330500-some-office-2022,330500-some-office-2023",
    ]
    assert '<span aria-current="page">2022 年预算</span>' in strip.group()


def test_all_that_is_written_is_listed_as_output(tmp_path: Path) -> None:
    """What is not listed is not written again where it is gone."""
    docs, packages = tmp_path / "docs", tmp_path / "packages"
    write_packages(packages, office())
    write_unit_pages(packages / NAME, docs)
    assert_below(docs, unit_outputs(NAME, docs))
    write_shared_pages(packages, docs)
    assert_below(docs, [*unit_outputs(NAME, docs), *shared_outputs(docs)])


def assert_below(docs: Path, outputs: Sequence[Path]) -> None:
    """Assert that each file of a folder is one of the outputs, or below one."""
    files = [path for path in docs.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if not {path, *path.parents} & set(outputs)] == []
