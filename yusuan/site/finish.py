"""What a built site gets once its pages stand, whoever rendered them: search index, catalogues."""

from __future__ import annotations

from pathlib import Path

from yusuan.site.machine import write_machine_files
from yusuan.site.search_index import write_search_index


def finish_site(docs: Path, site: Path, site_url: str, *, is_start: bool = False) -> None:
    """Index the pages for search and write the catalogues; the start page of several sites has none of these.

    Raises SearchIndexError.
    """
    write_search_index(docs, site)
    if not is_start:
        write_machine_files(docs, site, site_url)
