"""What the site publishes, in bytes by kind of file."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

OF_UNITS = {
    "page": "unit pages",
    "source page": "source pages",
    "zip": "packages (zip)",
    "xlsx": "workbooks",
    "tables": "tables as published (CSV)",
    "data csv": "records (CSV)",
    "parquet": "records (Parquet)",
    "txt": "text",
    "json": "descriptors and digests",
}
ALL = "all/ (bulk downloads)"
SHARED = "shared pages"
SEARCH = "search index"
ASSETS = "scripts and styles"

BUDGET = {
    "unit pages": 150,
    "source pages": 90,
    "packages (zip)": 75,
    "workbooks": 50,
    "tables as published (CSV)": 35,
    "descriptors and digests": 5,
    ALL: 45,
    SEARCH: 30,
    SHARED: 20,
}
"""KB a document of 52 KB of text; docs/decisions/scale.md says how they stand."""


def kind_of(path: Path) -> str:
    """Say what a file of the site is, by its path from the root."""
    parts = path.parts
    if parts[0] in {"pagefind", "assets"}:
        return SEARCH if parts[0] == "pagefind" else ASSETS
    if parts[0] == "downloads":
        return ALL
    if parts[0] != "units" or len(parts) < 3 or parts[1].startswith("_"):
        return SHARED
    if path.name == "index.html":
        return OF_UNITS["source page" if parts[2] == "source" else "page"]
    suffix = path.suffix.removeprefix(".")
    name = suffix if suffix != "csv" else "tables" if parts[2] == "tables" else "data csv"
    return OF_UNITS.get(name, SHARED)


def bytes_by_kind(site: Path) -> dict[str, int]:
    """Add up the files of a built site by kind, the largest first."""
    found: defaultdict[str, int] = defaultdict(int)
    for path in site.rglob("*"):
        if path.is_file():
            found[kind_of(path.relative_to(site))] += path.stat().st_size
    return dict(sorted(found.items(), key=lambda entry: -entry[1]))
