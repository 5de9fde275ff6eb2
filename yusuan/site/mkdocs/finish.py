"""What a site gets that a builder without hooks has rendered: search index, catalogues."""

from __future__ import annotations

from pathlib import Path

from yusuan.site.files.machine import write_machine_files
from yusuan.site.search.index import start_index
from yusuan.site.search.pages import built_articles


def finish_site(docs: Path, site: Path, site_url: str) -> None:
    """Index the pages for search and write the catalogues; raises SearchIndexError."""
    indexing = start_index(docs, site, built_articles(docs, site))
    write_machine_files(docs, site, site_url)
    if indexing:
        indexing.finish()
