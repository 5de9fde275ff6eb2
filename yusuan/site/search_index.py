"""Write the search index: Pagefind over the documents that the pages left for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from yusuan.site.units import SEARCH_FOLDER

OUTPUT = "pagefind"
DOCUMENTS = "units/*/index.html"

# Pagefind also ships three user interfaces; the site has its own.
UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")


class SearchIndexError(Exception):
    """The search index could not be written; the message holds what Pagefind said."""


def write_search_index(docs: Path, site: Path) -> None:
    """Index the documents below ``docs/.search``, each at the address of its folder, into ``site/pagefind``.

    Pagefind's command is run, not its Python interface: that one ends before its last files are written.
    """
    documents, output = docs / SEARCH_FOLDER, site / OUTPUT
    if not any(documents.glob(DOCUMENTS)):
        return
    command = [sys.executable, "-m", "pagefind", "--site", str(documents), "--output-path", str(output)]
    # No language: no stemming and no segmentation, tokens are what yusuan.site.bigrams makes of the text.
    command += ["--glob", DOCUMENTS, "--force-language", "und"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (output / "pagefind-entry.json").stat().st_size:
        raise SearchIndexError(f"pagefind: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    for pattern in UNUSED:
        for file in output.glob(pattern):
            file.unlink()
