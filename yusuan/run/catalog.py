"""catalog.csv: what the text of a disclosure cannot say, set by hand."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

FIELDS = frozenset(
    {"unit_id", "unit_name", "unit_code", "document_title", "document_type", "entity_level", "fiscal_year"}
    | {"province", "city", "county", "adcode", "source_url", "published_on"}
)


class CatalogError(ValueError):
    """Raised where catalog.csv is not what it should be; the message names line and column."""


def load_catalog(path: Path) -> dict[str, dict[str, str]]:
    """Return the fields to set by source file; empty where there is no catalog.

    UTF-8 and GB 18030, as spreadsheets save it, are read. Raises CatalogError.
    """
    if not path.is_file():
        return {}
    reader = csv.DictReader(_text(path).splitlines(), strict=True)
    names = set(reader.fieldnames or ())
    unknown = names - FIELDS - {"source_file"}
    if "source_file" not in names or unknown:
        wrong = f"unknown columns {', '.join(sorted(unknown))}" if unknown else "no column source_file"
        raise CatalogError(f"{wrong}; the columns are source_file, {', '.join(sorted(FIELDS))}")
    catalog: dict[str, dict[str, str]] = {}
    for number, row in enumerate(reader, start=2):
        name = (row.pop("source_file") or "").strip()
        if None in row:
            raise CatalogError(f"line {number}: more cells than the header has columns")
        if name in catalog:
            raise CatalogError(f"line {number}: {name} stands in the catalog twice")
        if not (path.parent / name).is_file():
            raise CatalogError(f"line {number}: there is no file {name!r} beside the catalog")
        catalog[name] = {key: value.strip() for key, value in row.items() if value and value.strip()}
        _check_values(catalog[name], number)
    return catalog


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CatalogError("neither UTF-8 nor GB 18030: save it as UTF-8")


def _check_values(values: Mapping[str, str], number: int) -> None:
    try:
        date.fromisoformat(values.get("published_on", "2023-01-01"))
    except ValueError:
        raise CatalogError(
            f"line {number}: published_on {values['published_on']!r} is no date; write 2023-01-31"
        ) from None
    if not re.fullmatch(r"20\d{2}", values.get("fiscal_year", "2023")):
        raise CatalogError(f"line {number}: fiscal_year {values['fiscal_year']!r} is no year; write 2023")
