"""Give the index one order, so that the same documents give the same bytes and the same file names.

Pagefind lists filters and their values in an order that changes from run to run, and names files by hashes of
what it wrote: the lists are sorted here, and the files named anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

from yusuan.site.search.ranges import MAGIC, UnknownIndex, decode_index, encode_index

FILTERS = 3
ENTRY = "pagefind-entry.json"


def settle_order(output: Path) -> None:
    """Sort filters and values in a folder that Pagefind wrote; raises UnknownIndex."""
    entry = json.loads((output / ENTRY).read_text("utf-8"))
    for language in entry["languages"].values():
        meta = output / f"pagefind.{language['hash']}.pf_meta"
        language["hash"] = _settle_meta(meta)
    (output / ENTRY).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _settle_meta(path: Path) -> str:
    """Rewrite the metadata and the filters that it lists; return the metadata's new hash."""
    fields = _read(path)
    language = path.name.split(".")[1].rpartition("_")[0]
    folder = path.parent / "filter"
    try:
        fields[FILTERS] = sorted(
            [name, _settle_filter(folder, language, old)] for name, old in fields[FILTERS]
        )
    except (IndexError, TypeError, ValueError, OSError) as error:
        raise UnknownIndex(f"{path}: other fields than expected") from error
    return _write(path, path.parent, "pagefind.", language, ".pf_meta", fields)


def _settle_filter(folder: Path, language: str, old: str) -> str:
    path = folder / f"{old}.pf_filter"
    name, values = _read(path)
    return _write(path, folder, "", language, ".pf_filter", [name, sorted(values)])


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MAGIC):
        raise UnknownIndex(f"{path}: no {MAGIC.decode()}")
    return decode_index(data[len(MAGIC) :])


def _write(old: Path, folder: Path, prefix: str, language: str, suffix: str, value: Any) -> str:
    """Write a file under the hash of its content, in place of the old one; return the hash's name."""
    data = gzip.compress(MAGIC + encode_index(value), mtime=0)
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:11]}"
    old.unlink()
    (folder / f"{prefix}{name}{suffix}").write_bytes(data)
    return name
