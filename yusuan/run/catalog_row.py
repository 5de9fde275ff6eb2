"""Writing a row of catalog.csv: the others, and the columns that somebody added, stay as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from yusuan.replacing import write_text
from yusuan.run.catalog import catalog_text, load_catalog

_COLUMNS = (
    "source_file",
    "source_document_name",
    "source_document_format",
    "source_document_pages",
    "source_document_sha256",
    "source_document_warning",
    "source_url",
    "published_on",
    "included_on",
)
_MARK = b"\xef\xbb\xbf"


def write_row(path: Path, source_file: str, fields: Mapping[str, str]) -> None:
    """Set fields of a source file's row, adding the row or the catalog where there is none.

    A field set to "" is emptied; fields not named keep what somebody wrote. Raises CatalogError where the
    catalog cannot be read as it stands.
    """
    load_catalog(path)
    text = catalog_text(path) if path.is_file() else ""
    marked = path.is_file() and path.read_bytes().startswith(_MARK)
    reader = csv.DictReader(text.splitlines())
    rows = [dict(row) for row in reader if any(row.values())]
    names = [*(reader.fieldnames or ())]
    needed = [name for name in (*_COLUMNS, *fields) if fields.get(name) or name == "source_file"]
    names += [name for name in dict.fromkeys(needed) if name not in names]
    row = next((one for one in rows if (one.get("source_file") or "").strip() == source_file), None)
    if row is None:
        row = {"source_file": source_file}
        rows.append(row)
    row.update({name: value for name, value in fields.items() if name in names})
    output = io.StringIO()
    writer = csv.DictWriter(output, names, lineterminator="\n", restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    write_text(path, (_MARK.decode() if marked else "") + output.getvalue())
