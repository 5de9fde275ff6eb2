"""The same pages built by what a user would pick: Markdown under stock MkDocs-Material, Zensical, Hugo.

A generated page becomes a page of Markdown: headings, paragraphs, lists, tables with pipes; charts, which a
user would have to draw, are left out, which favours the peers.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import lxml.html

from benchmarks.measured import CommandFailed, Took, run_measured
from scripts.after_material import COMMAND

HEADINGS = {"h1", "h2", "h3", "h4"}
BLOCKS = {"p", "dt", "dd", "blockquote", "summary"}
LEFT_OUT = {"svg", "script", "style"}
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
GENERATED = "prerendered:"
STOCK = "site_name: stock\ntheme: {name: material, language: zh, font: false}\nplugins: [search]\n"
ZENSICAL = '[project]\nsite_name = "zensical"\n[project.theme]\nlanguage = "zh"\nfont = false\n'
HUGO = 'baseURL = "http://localhost/"\ntitle = "hugo"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
HUGO_PAGE = (
    "<!doctype html><html lang='zh'><title>{{ .Title }}</title><nav>{{ .TableOfContents }}</nav>"
    "<main>{{ .Content }}</main></html>"
)


def markdown_pages(docs: Path, target: Path) -> int:
    """Write the generated pages below ``docs`` as plain Markdown below ``target``; return their number."""
    count = 0
    for path in sorted(docs.rglob("*.md")):
        head, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        if not head.startswith(GENERATED):
            continue
        title = json.loads(next(line for line in head.splitlines() if line.startswith("title:"))[6:])
        page = target / path.relative_to(docs)
        page.parent.mkdir(parents=True, exist_ok=True)
        words = [
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---",
            *_blocks(lxml.html.fromstring(body)),
        ]
        page.write_text("\n\n".join(words) + "\n", "utf-8")
        count += 1
    return count


def _blocks(element: lxml.html.HtmlElement) -> Iterator[str]:
    for child in element:
        if child.tag in LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag in HEADINGS:
            yield f"{'#' * int(child.tag[1])} {_text(child)}"
        elif child.tag == "table":
            yield "\n".join(_table(child))
        elif child.tag in {"ul", "ol"}:
            yield "\n".join(f"- {_text(item)}" for item in child.iter("li"))
        elif child.tag in BLOCKS or not len(child):
            yield _text(child)
        else:
            yield from _blocks(child)


def _table(table: lxml.html.HtmlElement) -> Iterator[str]:
    rows = [[_text(cell) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    width = max(map(len, rows), default=0)
    for number, row in enumerate(rows):
        yield "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |"
        if not number:
            yield "|" + " --- |" * width


def _text(element: lxml.html.HtmlElement) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(element.text_content().split()))


def build_peers(docs: Path, folder: Path) -> tuple[int, dict[str, Took | str]]:
    """Build the generated pages of ``docs`` with each peer; return their number, and what each took.

    A peer that is not installed, or fails, has a reason in place of figures.
    """
    shutil.rmtree(folder, ignore_errors=True)
    pages = markdown_pages(docs, folder / "docs")
    hugo = folder / "hugo"
    (hugo / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (hugo / "layouts" / "_default" / f"{name}.html").write_text(HUGO_PAGE, "utf-8")
    (hugo / "layouts" / "index.html").write_text(HUGO_PAGE, "utf-8")
    (hugo / "hugo.toml").write_text(HUGO, "utf-8")
    shutil.copytree(folder / "docs", hugo / "content")
    for path in list((hugo / "content").rglob("index.md")):
        path.rename(path.with_name("_index.md"))  # with other pages beside it, which Hugo would take as files
    (folder / "mkdocs.yml").write_text(STOCK, "utf-8")
    (folder / "zensical.toml").write_text(ZENSICAL, "utf-8")
    commands = {
        "MkDocs-Material, as it comes, with its search": [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "-f",
            "mkdocs.yml",
        ],
        "Zensical, with its search": [_zensical(), "build", "-f", "zensical.toml"],
        "Hugo, a template of three lines, no search": ["hugo", "--quiet", "--source", "hugo"],
    }
    return pages, dict(_measure(commands.items(), folder))


def _zensical() -> str:
    """Return Zensical's command: that of `make after-material`, else one on the path."""
    own = Path(COMMAND).resolve()
    return str(own) if own.exists() else "zensical"


def _measure(commands: Iterable[tuple[str, list[str]]], folder: Path) -> Iterator[tuple[str, Took | str]]:
    for number, (name, command) in enumerate(commands):
        if shutil.which(command[0]) is None:
            yield name, "not installed"
            continue
        try:
            yield name, run_measured(command, folder, folder / f"{number}.log")
        except CommandFailed as error:
            yield name, f"failed: {error}"
