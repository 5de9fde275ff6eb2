"""One converted file → a text in disclosures/ under its id, and its row in the catalog."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from yusuan.convert import Converted, text_of
from yusuan.errors import YusuanError, reason_of
from yusuan.model import Disclosure
from yusuan.parse.disclosure import BadName, disclosure_id_of, parse_disclosure
from yusuan.replacing import write_text
from yusuan.run.catalog import CatalogError, load_catalog
from yusuan.run.catalog_row import write_row
from yusuan.run.naming import propose_id, unit_part


class NotAdded(YusuanError):
    """Raised where a file becomes no disclosure; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says of a file: its id, where and when it was published, whether it replaces another.

    ``included`` is the day on which it is added.
    """

    name: str = ""
    url: str = ""
    published: str = ""
    replace: bool = False
    included: date = field(default_factory=date.today)


@dataclass(frozen=True, slots=True)
class Added:
    """A disclosure that was added: its id, its text, and what it was made from."""

    disclosure_id: str
    path: Path
    converted: Converted


def add_disclosure(converted: Converted, wish: Wish, folder: Path, scratch: Path) -> Added:
    """Write the text of a converted file and its row of the catalog; raises NotAdded."""
    _check(wish)
    text = text_of(converted.document)
    read, reason = _read(text, scratch)
    name = wish.name or _proposed(read, reason)
    if "/" in name or "\\" in name:
        raise NotAdded(f"AS={name}: an id has letters, digits and hyphens only")
    path = folder / f"{name}.txt"
    try:
        disclosure_id_of(path)
        catalog = load_catalog(folder / "catalog.csv")
    except (BadName, CatalogError) as error:
        raise NotAdded(str(error)) from error
    _check_free(path, converted, catalog.fields, wish)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(path, text)
    try:
        write_row(folder / "catalog.csv", path.name, _fields(converted, wish, read, name))
    except CatalogError as error:
        raise NotAdded(f"{path} is written, its row in catalog.csv is not: {error}") from error
    return Added(name, path, converted)


def _check(wish: Wish) -> None:
    if wish.url and not re.match(r"https?://[^\s/]", wish.url):
        raise NotAdded(f"URL={wish.url} is no web address; write https://…")
    try:
        date.fromisoformat(wish.published or "2023-01-01")
    except ValueError:
        raise NotAdded(f"PUBLISHED={wish.published} is no date; write 2023-01-31") from None


def _read(text: str, scratch: Path) -> tuple[Disclosure | None, str]:
    """Return what a text says of itself, or why it says nothing."""
    path = scratch / "unnamed.txt"
    path.write_text(text, "utf-8")
    try:
        return parse_disclosure(path).disclosure, ""
    except Exception as error:
        return None, reason_of(error)


def _proposed(read: Disclosure | None, reason: str) -> str:
    if read is None:
        raise NotAdded(f"no id can be proposed: {reason} Say AS=<place's code>-<unit>-<year>")
    final = read.document_type == "final_accounts"
    return propose_id(read.unit_name, read.adcode, read.fiscal_year, final)


def _check_free(path: Path, converted: Converted, known: dict[str, dict[str, str]], wish: Wish) -> None:
    """Refuse to add a file twice, or over another one, unless the user says so."""
    same = [name for name, row in known.items() if row.get("source_document_sha256") == converted.sha256]
    others = [name for name in same if name != path.name]
    if others and not wish.replace:
        raise NotAdded(f"this very file is disclosures/{others[0]} already (REPLACE=1 adds it all the same)")
    if path.exists() and not wish.replace:
        what = "this very file is there already" if same else "another disclosure has this id"
        raise NotAdded(f"{path}: {what}; REPLACE=1 writes it anew, AS=… gives another id")


def _fields(converted: Converted, wish: Wish, read: Disclosure | None, name: str) -> dict[str, str]:
    document = converted.document
    fields = {
        "source_document_name": converted.name.lstrip(
            "=+-@ "
        ),  # no formula where the catalog is opened in Excel
        "source_document_format": converted.format,
        "source_document_pages": str(document.pages or ""),
        "source_document_sha256": converted.sha256,
        "source_document_warning": "; ".join(document.warnings)[:500],
        "included_on": wish.included.isoformat(),
    }
    fields |= {
        key: value for key, value in (("source_url", wish.url), ("published_on", wish.published)) if value
    }
    if read is not None and read.document_type == "final_accounts" and not wish.name:
        # The budget and the final account of one unit are two ids and one unit.
        unit = "-".join(part for part in (read.adcode, unit_part(read.unit_name, read.adcode)) if part)
        fields["unit_id"] = unit
    return fields
