"""The hand-written pages for the indexer: their prose by headings, as the built site shows it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from yusuan.site.search_text import Passage, render_search

PAGE = "page"
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
        self._depth = 0
        self._passed_over = 0
        self._anchor: str | None = None
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._depth += 1
        elif tag in PASSED_OVER:
            self._passed_over += 1
        elif tag in HEADINGS and self._depth:
            self._anchor, self._heading = dict(attrs).get("id") or "", ""
        elif tag in BLOCKS and self.passages:
            self.passages[-1][2].append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._depth -= 1
        elif tag in PASSED_OVER:
            self._passed_over -= 1
        elif tag in HEADINGS and self._anchor is not None:
            self.passages.append((self._anchor, self._heading.strip(), []))
            self._anchor = None

    def handle_data(self, data: str) -> None:
        if not self._depth or self._passed_over:
            return
        if self._anchor is not None:
            self._heading += data
        elif self.passages:
            self.passages[-1][2].append(data)


def page_documents(docs: Path, site: Path) -> Iterator[tuple[str, str]]:
    """Yield the address and the document of each hand-written page that is not the search page or home."""
    written = {path.stem: path for path in docs.glob("*.md")}
    written |= {path.parent.name: path for path in docs.glob("*/index.md")}
    for name, source in sorted(written.items()):
        built = site / name / "index.html"
        text = source.read_text("utf-8")
        if name in LEFT_OUT or GENERATED in text[:200] or not built.is_file():
            continue
        article = _Article()
        article.feed(built.read_text("utf-8"))
        passages = [
            Passage(anchor, 0, heading, "".join(texts).strip(), name=heading)
            for anchor, heading, texts in article.passages
        ]
        if passages:
            yield name, render_search(PAGE, passages[0].heading, passages)
