"""The hand-written pages for the indexer: their prose by headings, as the built site shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from yusuan.site.search.text import Passage, render_search

PAGE = "page"
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
GENERATED = "prerendered:"
LEFT_OUT = frozenset({"index", "search"})
HEADINGS = frozenset({"h1", "h2", "h3"})
PASSED_OVER = frozenset({"script", "style", "svg", "table", "pre", "nav", "template"})
BLOCKS = frozenset({"p", "li", "dd", "dt", "blockquote", "div"})


class _Article(HTMLParser):
    """Gather the passages of a page's article: each heading with the prose up to the next one."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[tuple[str, str, list[str]]] = []
        self._passed_over = 0
        self._anchor: str | None = None
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PASSED_OVER:
            self._passed_over += 1
        elif tag in HEADINGS:
            self._anchor, self._heading = dict(attrs).get("id") or "", ""
        elif tag in BLOCKS and self.passages:
            self.passages[-1][2].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in PASSED_OVER:
            self._passed_over -= 1
        elif tag in HEADINGS and self._anchor is not None:
            self.passages.append((self._anchor, self._heading.strip(), []))
            self._anchor = None

    def handle_data(self, data: str) -> None:
        if self._passed_over:
            return
        if self._anchor is not None:
            self._heading += data
        elif self.passages:
            self.passages[-1][2].append(data)


def built_articles(docs: Path, site: Path) -> Iterator[tuple[str, str]]:
    """Yield a built site's hand-written pages: the path of each below docs, the HTML of its article."""
    for source in sorted([*docs.glob("*.md"), *docs.glob("*/index.md")]):
        path = source.relative_to(docs).as_posix()
        built = site / _name(path) / "index.html"
        if GENERATED not in source.read_text("utf-8")[:200] and built.is_file():
            found = ARTICLE.search(built.read_text("utf-8"))
            yield path, found.group(1) if found else ""


def _name(path: str) -> str:
    """Name a page by its address from the site's root."""
    return path.removesuffix(".md").removesuffix("/index")


def page_documents(articles: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the address and the document of each hand-written page that is not the search page or home.

    ``articles`` are their paths below docs with the HTML of their articles.
    """
    for name, content in sorted((_name(path), content) for path, content in articles):
        if name in LEFT_OUT or "/" in name:
            continue
        article = _Article()
        article.feed(content)
        passages = [
            Passage(anchor, 0, heading, "".join(texts).strip(), name=heading)
            for anchor, heading, texts in article.passages
        ]
        if passages:
            yield name, render_search(PAGE, passages[0].heading, passages)
