"""Write the search index: Pagefind over the documents that the pages left for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.replacing import remove_others, replaced_folder, write_text
from yusuan.site.packages import UnitPackage
from yusuan.site.search.order import settle_order
from yusuan.site.search.pages import page_documents
from yusuan.site.search.ranges import UnknownIndex, close_gaps
from yusuan.site.search.text import search_documents
from yusuan.site.views.published import PublishedTable
from yusuan.spec.search import WORDS

SEARCH_FOLDER = ".search"
"""Folder of documents for the indexer within docs; MkDocs leaves it out of the site."""

OUTPUT = "pagefind"
DOCUMENTS = "{units,codes,pages}/**/index.html"
WORDS_FILE = "words.json"

# Pagefind also ships three user interfaces; the site has its own.
UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")


class SearchIndexError(YusuanError):
    """The search index could not be written; the message holds what Pagefind said."""


def write_search_documents(unit: UnitPackage, tables: Sequence[PublishedTable], docs: Path) -> None:
    """Leave a unit's text for the indexer, in place of earlier ones."""
    with replaced_folder(docs / SEARCH_FOLDER / "units" / unit.disclosure.disclosure_id) as folder:
        for kind, document in search_documents(unit, tables).items():
            write_text(folder / kind / "index.html", document)


def start_index(docs: Path, site: Path, articles: Iterable[tuple[str, str]]) -> Indexing | None:
    """Begin to index the documents below ``docs/.search`` into ``site/pagefind``; None if there are none.

    ``articles`` are the hand-written pages, as ``page_documents`` takes them.
    """
    documents = docs / SEARCH_FOLDER
    pages = dict(page_documents(articles))
    if not pages and not any(documents.glob("units/*/*/index.html")):
        return None
    remove_others(documents / "pages", set(pages))
    for name, document in pages.items():
        write_text(documents / "pages" / name / "index.html", document)
    return Indexing(documents, site / OUTPUT)


class Indexing:
    """Pagefind at work beside whatever else is done: it takes as long as rendering all pages."""

    def __init__(self, documents: Path, output: Path) -> None:
        """Start Pagefind's command; its Python interface ends before its last files are written.

        It writes to a folder of its own: after a build that was killed it may go on for a while.
        """
        self._folder = Path(tempfile.mkdtemp(prefix="yusuan-search-"))
        self._target, self._output = output, self._folder / OUTPUT
        command = [sys.executable, "-m", "pagefind", "--site", str(documents)]
        command += ["--output-path", str(self._output)]
        # No language: no stemming and no segmentation, tokens are what bigrams makes of the text.
        command += ["--glob", DOCUMENTS, "--force-language", "und"]
        self._run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def finish(self) -> None:
        """Wait for the index and put it in order; raises SearchIndexError."""
        said, _ = self._run.communicate()
        entry = self._output / "pagefind-entry.json"
        if self._run.returncode or not entry.is_file() or not entry.stat().st_size:
            raise SearchIndexError(f"pagefind: {said[-4000:]}")
        try:
            close_gaps(self._output)
            settle_order(self._output)
        except UnknownIndex as error:
            raise SearchIndexError(f"pagefind: {error}") from error
        for pattern in UNUSED:
            for file in self._output.glob(pattern):
                file.unlink()
        words = json.dumps(dict(WORDS), ensure_ascii=False, separators=(",", ":"))
        write_text(self._output / WORDS_FILE, words)
        shutil.rmtree(self._target, ignore_errors=True)
        shutil.move(self._output, self._target)
        shutil.rmtree(self._folder)

    def stop(self) -> None:
        """End it if it is still at work."""
        if self._run.returncode is None:
            self._run.kill()
            self._run.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)
