"""catalog.csv: what the text of a disclosure cannot say, set by hand."""

from __future__ import annotations

import csv
from pathlib import Path

FIELDS = frozenset(
    {"unit_id", "unit_name", "unit_code", "document_title", "document_type", "entity_level", "fiscal_year"}
    | {"province", "city", "county", "adcode", "source_url", "published_on"}
)


class CatalogError(ValueError):
    """Raised where catalog.csv is not what it should be; the message names line and column."""


def load_catalog(path: Path) -> dict[str, dict[str, str]]:
    """Return the fields to set by source file; empty where there is no catalog."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        names = set(reader.fieldnames or ())
        unknown = names - FIELDS - {"source_file"}
        if "source_file" not in names or unknown:
            wrong = f"unknown columns {', '.join(sorted(unknown))}" if unknown else "no column source_file"
            raise CatalogError(f"{wrong}; the columns are source_file, {', '.join(sorted(FIELDS))}")
        catalog: dict[str, dict[str, str]] = {}
        for number, row in enumerate(reader, start=2):
            name = row.pop("source_file")
            if name in catalog:
                raise CatalogError(f"line {number}: {name} stands in the catalog twice")
            catalog[name] = {key: value.strip() for key, value in row.items() if value and value.strip()}
    return catalog
