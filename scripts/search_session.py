"""Search the built site as a reader's browser does, for the scripts that measure it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from scripts.browser import find_browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

ASK = """async ([text, isWhole]) => {
  const { ask } = await import(new URL("assets/search-engine.js", document.baseURI));
  const { gather, HEADER } = await import(new URL("assets/search-view.js", document.baseURI));
  const started = performance.now();
  const answer = await ask(text);
  const all = Object.fromEntries(Object.keys(answer.kinds).map((kind) => [kind, answer.count]));
  const groups = await gather(answer, isWhole ? all : HEADER);
  const taken = performance.now() - started;
  const hits = groups.flatMap((group) => group.hits).filter((hit) => !hit.isRest);
  const plain = (html) => Object.assign(document.createElement("p"), { innerHTML: html }).textContent;
  const read = (hit) => [hit.kind, plain(hit.title), String(hit.url), hit.line, plain(hit.excerpt)];
  return [taken, answer.count, hits.map(read)];
}"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A result: its kind, its title, where it leads from the site's root, its line, and the text shown."""

    kind: str
    title: str
    path: str
    line: int
    excerpt: str

    @property
    def unit(self) -> str | None:
        """Name the disclosure that the result is of; None for the site's own pages."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "units" else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, the first results in full, and how long it took."""

    milliseconds: float
    count: int
    hits: Sequence[Hit]

    @property
    def units(self) -> set[str]:
        """Name the disclosures found."""
        return {hit.unit for hit in self.hits if hit.unit}


def ask(page: Page, address: str, text: str, is_whole: bool = True) -> Answer:
    """Search in an open page of the site at an address, and read all results, or the header's."""
    taken, count, hits = page.evaluate(ASK, [text, is_whole])
    found = [Hit(kind, title, url.removeprefix(address), *rest) for kind, title, url, *rest in hits]
    return Answer(taken, count, found)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say nothing to a browser that has gone."""
        with suppress(BrokenPipeError):
            super().send_error(code, message, explain)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def opened(address: str) -> Iterator[Page]:
    """Open an address in a browser."""
    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(address)
        yield page
        browser.close()
