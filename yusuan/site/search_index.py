"""Write the search index: Pagefind over the documents that the pages left for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from yusuan.site.packages import UnitPackage
from yusuan.site.published import PublishedTable
from yusuan.site.search_order import settle_order
from yusuan.site.search_pages import page_documents
from yusuan.site.search_ranges import UnknownIndex, close_gaps
from yusuan.site.search_text import search_documents
from yusuan.site.trees import remove_others, replaced_tree, write_text
from yusuan.spec.search import WORDS

SEARCH_FOLDER = ".search"
"""Folder of documents for the indexer within docs; MkDocs leaves it out of the site."""

OUTPUT = "pagefind"
DOCUMENTS = "{units,codes,pages}/**/index.html"
WORDS_FILE = "words.json"

# Pagefind also ships three user interfaces; the site has its own.
UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")


class SearchIndexError(Exception):
    """The search index could not be written; the message holds what Pagefind said."""


def write_search_documents(unit: UnitPackage, tables: Sequence[PublishedTable], docs: Path) -> None:
    """Leave a unit's text for the indexer, in place of earlier ones."""
    with replaced_tree(docs / SEARCH_FOLDER / "units" / unit.disclosure.disclosure_id) as folder:
        for kind, document in search_documents(unit, tables).items():
            write_text(folder / kind / "index.html", document)


def write_search_index(docs: Path, site: Path) -> None:
    """Index the documents below ``docs/.search`` and the hand-written pages into ``site/pagefind``.

    Pagefind's command is run, not its Python interface: that one ends before its last files are written.
    """
    documents, output = docs / SEARCH_FOLDER, site / OUTPUT
    pages = dict(page_documents(docs, site))
    if not pages and not any(documents.glob("units/*/*/index.html")):
        return
    remove_others(documents / "pages", set(pages))
    for name, document in pages.items():
        write_text(documents / "pages" / name / "index.html", document)
    run_pagefind(documents, output)
    words = json.dumps(dict(WORDS), ensure_ascii=False, separators=(",", ":"))
    write_text(output / WORDS_FILE, words)


def run_pagefind(documents: Path, output: Path) -> None:
    """Index a folder of documents; raises SearchIndexError."""
    command = [sys.executable, "-m", "pagefind", "--site", str(documents), "--output-path", str(output)]
    # No language: no stemming and no segmentation, tokens are what yusuan.site.bigrams makes of the text.
    command += ["--glob", DOCUMENTS, "--force-language", "und"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (output / "pagefind-entry.json").stat().st_size:
        raise SearchIndexError(f"pagefind: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    try:
        close_gaps(output)
        settle_order(output)
    except UnknownIndex as error:
        raise SearchIndexError(f"pagefind: {error}") from error
    for pattern in UNUSED:
        for file in output.glob(pattern):
            file.unlink()
