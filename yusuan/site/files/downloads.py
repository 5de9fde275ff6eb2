"""The files that readers download beside the pages: each piece of data once, in the form it is used in.

Beside a unit's page stand the package as one zip, the workbook, and each table as published; for the whole
collection one zip and a Parquet file for each resource. What only repeats them is not published.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from yusuan.replacing import copy_file

OF_UNIT = ("{name}.zip", "{name}.xlsx", "tables/*.csv")
OF_COLLECTION = ("{name}.zip", "{name}.xlsx", "*.parquet")
"""What of a package is published; ``name`` is its folder's."""

MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file by its path within the package and its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class ResourceFiles:
    """A resource's Chinese title, its meaning, its number of rows, and its Parquet file."""

    name: str
    title: str
    description: str
    rows: int | None
    parquet: Download | None
    fields: Sequence[dict[str, Any]]


def load_descriptor(package: Path) -> dict[str, Any]:
    """Read a package's datapackage.json."""
    descriptor: dict[str, Any] = json.loads((package / "datapackage.json").read_text("utf-8"))
    return descriptor


def find_download(package: Path, path: str) -> Download | None:
    """Find a file of a package; None where the package lacks it."""
    file = package / path
    return Download(path, file.stat().st_size) if file.is_file() else None


def resource_files(package: Path) -> list[ResourceFiles]:
    """List the resources that carry a schema, as datapackage.json has them."""
    described = load_descriptor(package).get("resources", [])
    return [_resource(package, resource) for resource in described if resource.get("schema")]


def _resource(package: Path, resource: dict[str, Any]) -> ResourceFiles:
    path = Path(str(resource["path"]))
    parquet = find_download(package, path.with_suffix(".parquet").as_posix())
    return ResourceFiles(
        name=path.stem,
        title=resource.get("title") or path.stem,
        description=resource.get("description") or "",
        rows=_row_count(package / parquet.path) if parquet else None,
        parquet=parquet,
        fields=resource["schema"].get("fields", []),
    )


def _row_count(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def copy_downloads(package: Path, target: Path, patterns: Sequence[str]) -> None:
    """Copy what a package publishes beside the page."""
    for file in published_files(package, patterns):
        copy_file(file, target / file.relative_to(package))


def published_files(package: Path, patterns: Sequence[str]) -> Iterator[Path]:
    """List the files of a package that the site offers."""
    for pattern in patterns:
        yield from sorted(package.glob(pattern.format(name=package.name)))
