"""catalog.csv: what the text of a disclosure cannot say, set by hand."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.run.messages import is_plain
from yusuan.spec.regions import region_named, region_of

FIELDS = frozenset(
    {"unit_id", "unit_name", "unit_code", "document_title", "document_type", "entity_level", "fiscal_year"}
    | {"province", "city", "county", "adcode", "source_url", "published_on", "included_on"}
    | {"source_document_name", "source_document_format", "source_document_pages", "source_document_sha256"}
    | {"source_document_warning"}
)


def named_in(path: Path, names: Iterable[str]) -> set[str]:
    """Return the file names that a catalog names somewhere, where no row of it can be relied on."""
    data = path.read_bytes().replace(b"\0", b"")
    return {name for name in names if name.encode() in data}


class CatalogError(YusuanError):
    """Raised where catalog.csv is not what it should be; the message names line and column."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The fields to set by source file, and what is wrong with the rows of others."""

    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def load_catalog(path: Path) -> Catalog:
    """Read the catalog; it is empty where there is none.

    UTF-8 and GB 18030, as spreadsheets save it, are read. Raises CatalogError where no row can be relied on.
    """
    if not path.is_file():
        return Catalog()
    reader = csv.DictReader(catalog_text(path).splitlines(), strict=True)
    rows = list(_rows(reader))
    names = set(reader.fieldnames or ())
    unknown = names - FIELDS - {"source_file"}
    if "source_file" not in names or unknown:
        missing = f"unknown columns {', '.join(sorted(unknown))}" if unknown else "no column source_file"
        raise CatalogError(f"{missing}; the columns are source_file, {', '.join(sorted(FIELDS))}")
    catalog = Catalog()
    for number, row in rows:
        name = (row.pop("source_file") or "").strip()
        values = {key: value.strip() for key, value in row.items() if key and value and value.strip()}
        wrong = _wrong(values, path.parent / name, name)
        if not name and not values:
            continue  # an empty row, as spreadsheets save it
        if None in row:
            wrong = "more cells than the header has columns"
        elif name in catalog.fields:
            wrong = f"{name} stands in the catalog twice"
        if wrong:
            catalog.errors[name] = f"line {number}: {wrong}"
        catalog.fields[name] = values
    return catalog


def _rows(reader: csv.DictReader[str]) -> Iterator[tuple[int, dict[str | None, str | None]]]:
    """Yield the rows with their last lines; raises CatalogError where quotation marks are not closed."""
    try:
        for row in reader:
            yield reader.line_num, {**row}
    except csv.Error as error:
        raise CatalogError(f"after line {reader.line_num}: {error}") from None


def catalog_text(path: Path) -> str:
    """Return what a catalog says, in UTF-8 or GB 18030; raises CatalogError where it is in neither."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CatalogError("neither UTF-8 nor GB 18030: save it as UTF-8")


def _wrong(values: Mapping[str, str], file: Path, name: str) -> str | None:
    """Say what is wrong with a row: the file, a date, a year, or a place that is none or another one."""
    unprinted = next((key for key, value in values.items() if not is_plain(value)), None)
    if unprinted or not is_plain(name):
        return f"{unprinted or 'source_file'} holds characters that are not printed: write it anew"
    if not file.is_file() or file.name != name:
        return f"there is no file {name!r} beside the catalog"
    for key in ("published_on", "included_on"):
        try:
            date.fromisoformat(values.get(key, "2023-01-01"))
        except ValueError:
            return f"{key} {values[key]!r} is no date; write 2023-01-31"
    if not re.match(r"https?://[^\s/]", values.get("source_url", "https://x")):
        return f"source_url {values['source_url']!r} is no web address; write https://…"
    if not re.fullmatch(r"20\d{2}", values.get("fiscal_year", "2023")):
        return f"fiscal_year {values['fiscal_year']!r} is no year; write 2023"
    if not re.fullmatch(r"[1-9]\d{0,5}", values.get("source_document_pages", "1")):
        return f"source_document_pages {values['source_document_pages']!r} is no number of pages"
    if not re.fullmatch(r"[0-9a-f]{64}", values.get("source_document_sha256", "0" * 64)):
        return f"source_document_sha256 {values['source_document_sha256']!r} is no SHA-256 in small letters"
    return _wrong_place(values)


def _wrong_place(values: Mapping[str, str]) -> str | None:
    named = {name: values[name] for name in ("province", "city", "county") if name in values}
    if "adcode" in values:
        region = region_of(values["adcode"])
        if region is None:
            return f"adcode {values['adcode']!r} is no code of GB/T 2260"
        wrong = (f"{name} is not {value}" for name, value in named.items() if value != getattr(region, name))
        return next((f"adcode {region.adcode} is {region.name}, whose {one}" for one in wrong), None)
    if named and region_named(named.get("province", ""), named.get("city"), named.get("county")) is None:
        return f"no place is {' '.join(named.values())}; give province, city and county, or the adcode"
    return None
