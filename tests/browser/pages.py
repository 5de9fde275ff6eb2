"""The built pages as files: read without a browser, one parse a page."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "input", "hr", "img", "source", "wbr"}
LOADING = {("script", "src"), ("img", "src"), ("link", "href"), ("source", "src"), ("iframe", "src")}


@dataclass
class Cell:
    """A table cell with an id of its own: its text and whether it stands in the document's tables."""

    id: str
    text: str = ""


@dataclass
class BuiltPage:
    """What a page links to, loads and holds."""

    path: Path
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    title: str = ""


class _Reader(HTMLParser):
    def __init__(self, page: BuiltPage) -> None:
        super().__init__()
        self.page = page
        self.cell: Cell | None = None
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.page.ids.add(str(values["id"]))
        if tag == "a" and values.get("href") is not None:
            self.page.links.append(str(values["href"]))
        is_reference = tag == "link" and values.get("rel") in {"canonical", "alternate", "next", "prev"}
        for name in ("src", "href"):
            if (tag, name) in LOADING and values.get(name) and not is_reference:
                self.page.loads.append(str(values[name]))
        if tag in {"td", "th", "tr"}:
            self.cell = None  # its end tag may be left out
        if tag == "td" and values.get("id"):
            self.cell = Cell(str(values["id"]))
            self.page.cells.append(self.cell)
        if tag == "script" and values.get("type") == "application/ld+json":
            self.page.data.append("")
            self.inside = "data"
        elif tag in {"title", "sup", "small"}:
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "table"}:
            self.cell = None
        if tag in {"script", "title", "sup", "small"}:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "data":
            self.page.data[-1] += data
        elif self.inside == "title" and not self.page.title:
            self.page.title = data
        elif self.cell is not None and self.inside not in {"sup", "small"}:
            self.cell.text += data


def read_page(path: Path) -> BuiltPage:
    """Read one built page."""
    page = BuiltPage(path)
    _Reader(page).feed(path.read_text("utf-8"))
    return page


def read_pages(site: Path) -> dict[Path, BuiltPage]:
    """Read every built page, by its path."""
    return {path: read_page(path) for path in sorted(site.rglob("*.html"))}


def published_records(folder: Path, resource: str) -> list[dict[str, str]]:
    """Return the rows of a resource from the package that lies beside a unit's page."""
    with zipfile.ZipFile(folder / f"{folder.name}.zip") as archive:
        text = archive.read(f"{resource}.csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
