"""Put a package into one zip file, the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

# The earliest date that a zip file can state; the real one would change with every run.
_DATE = (1980, 1, 1, 0, 0, 0)


def write_archive(files: Mapping[str, Path | str], path: Path) -> None:
    """Write files, and texts, by name into a zip file, in the order given."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            if isinstance(content, str):
                archive.writestr(_entry(name), content.encode())
                continue
            with archive.open(_entry(name), "w") as target, content.open("rb") as source:
                while block := source.read(1 << 20):
                    target.write(block)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, wherever it is written
    entry.external_attr = 0o644 << 16
    return entry
