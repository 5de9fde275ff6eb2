"""The files of a package, as readers download them beside the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from yusuan.site.formulas import has_formula
from yusuan.site.trees import copy_file

PUBLISHED = {".csv", ".parquet", ".json", ".txt", ".xlsx", ".zip"}
"""File types copied beside the page. Markdown is left out: MkDocs would make pages of it."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file by its path within the package and its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class ResourceFiles:
    """A resource's Chinese title, its number of rows where it says so, and its files.

    ``csv`` is None where a spreadsheet would run a cell of it; it is withheld then, and in the archive only.
    """

    name: str
    title: str
    description: str
    rows: int | None
    csv: Download | None
    csv_is_withheld: bool
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
    csv = find_download(package, path.as_posix())
    is_withheld = csv is not None and has_formula(package / path)
    return ResourceFiles(
        name=path.stem,
        title=resource.get("title") or path.stem,
        description=resource.get("description") or "",
        rows=_row_count(package / parquet.path) if parquet else None,
        csv=None if is_withheld else csv,
        csv_is_withheld=is_withheld,
        parquet=parquet,
        fields=resource["schema"].get("fields", []),
    )


def _row_count(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def copy_package(package: Path, target: Path) -> None:
    """Copy what a package publishes beside the page."""
    for file in package_files(package):
        copy_file(file, target / file.relative_to(package))


def package_files(package: Path) -> Iterator[Path]:
    """List the files of a package that the site offers."""
    for file in sorted(package.rglob("*")):
        if file.is_file() and file.suffix in PUBLISHED and not file.name.startswith("."):
            yield file
