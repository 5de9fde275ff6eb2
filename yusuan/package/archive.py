"""Put a package into one zip file, the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

# The earliest date that a zip file can state; the real one would change with every run.
_DATE = (1980, 1, 1, 0, 0, 0)


def write_archive(folder: Path, texts: Mapping[str, str], path: Path) -> None:
    """Write a folder's files and some texts by name into a zip file, which may lie in the folder itself."""
    found = [file for file in folder.rglob("*") if file.is_file() and file != path]
    files = {file.relative_to(folder).as_posix(): file for file in found}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in sorted(texts.items()):
            archive.writestr(_entry(name), text.encode())
        for name, file in sorted(files.items()):
            with (
                archive.open(_entry(name), "w") as target,
                file.open("rb") as source,
            ):
                while block := source.read(1 << 20):
                    target.write(block)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, wherever it is written
    entry.external_attr = 0o644 << 16
    return entry
