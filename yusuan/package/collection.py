"""Write the package of all documents from their own packages, with memory bounded whatever their number."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from yusuan.package.archive import write_archive
from yusuan.package.citation import LICENCE, PUBLISHER, citation_file, readme
from yusuan.package.collection_workbook import write_collection_workbook
from yusuan.package.descriptor import (
    Descriptor,
    collection_descriptor,
    resource_files,
    workbook_file,
    write_descriptor,
    zipped,
)
from yusuan.package.errors import PackageError
from yusuan.package.schema import arrow_schema
from yusuan.package.tabular import csv_header, parquet_writer
from yusuan.replacing import replaced_folder
from yusuan.spec.fields import FieldSpec, Resource, load_fields

ARCHIVE_LIMIT = 900_000_000
"""Bytes of CSV above which no zip of everything is made: it would have more than 100 MB."""

THREADS = 2
"""Files that are written at once: Arrow and zlib work while Python does something else."""

ROW_GROUP_LIMIT = 200_000
"""Rows of a Parquet row group at most, which bounds the memory that writing takes."""


@dataclass(frozen=True, slots=True, order=True)
class _Part:
    """A document's package, with what orders the parts: year, province, document."""

    fiscal_year: int
    province_code: str
    province: str
    disclosure_id: str
    folder: Path

    @property
    def group(self) -> tuple[int, str, str]:
        """Return what the rows of one Parquet row group have in common."""
        return self.fiscal_year, self.province_code, self.province


def write_collection(package_folders: Sequence[Path], folder: Path, site_url: str = "") -> None:
    """Write all documents' records as one data package in place of ``folder``.

    Rows stand in the order of year, province and document. Parquet row groups never span two years or
    provinces. ``all.xlsx`` shows every unit; its lines lead to the site at ``site_url``. A zip of the CSV
    files is added up to ARCHIVE_LIMIT bytes. Raises PackageError where a folder is no package, or one written
    under another contract; the old folder then stands as it was.
    """
    spec = load_fields()
    parts = sorted(map(_read_part, package_folders))
    if not parts:
        raise PackageError("there is no package to collect")
    _check_different(parts)
    facts = [
        ("名称", f"{PUBLISHER}：全部数据"),
        ("许可", str(LICENCE["name"])),
        ("文件", f"{len(parts)} 份"),
    ]
    with replaced_folder(folder) as fresh, ThreadPoolExecutor(THREADS) as threads:
        resources = spec.resources.values()
        done = threads.map(lambda resource: _write_resource(resource, parts, fresh), resources)
        written = [resource for resource, has_rows in zip(resources, done, strict=True) if has_rows]
        files = resource_files(written, fresh)
        archive = threads.submit(_write_archive, len(parts), written, files, fresh / f"{folder.name}.zip")
        write_collection_workbook(fresh, folder.name, facts, site_url)
        files = [*files, workbook_file(folder.name, fresh)]
        write_descriptor(collection_descriptor(len(parts), spec.version, files), fresh / "datapackage.json")
        archive.result()


def _write_archive(count: int, resources: Sequence[Resource], files: list[Descriptor], path: Path) -> None:
    """Write the zip of the CSV files that lie beside it, unless they are too large."""
    spec = load_fields()
    held = {f"{resource.name}.csv": path.with_name(f"{resource.name}.csv") for resource in resources}
    if sum(file.stat().st_size for file in held.values()) <= ARCHIVE_LIMIT:
        descriptor = zipped(collection_descriptor(count, spec.version, files), held)
        texts = _texts(count, resources, spec) | {"datapackage.json": descriptor}
        write_archive(texts | dict(sorted(held.items())), path)


def problem_of(folder: Path) -> str | None:
    """Say why a package that stands cannot go into the collection, or None."""
    try:
        part = _read_part(folder)
        for resource in load_fields().resources.values():
            if (folder / f"{resource.name}.parquet").is_file():
                _read_table(resource, part, arrow_schema(resource))
    except (OSError, ValueError, IndexError, PackageError) as error:
        return str(error)
    return None


def _read_part(folder: Path) -> _Part:
    path = folder / "disclosures.parquet"
    if not path.is_file():
        raise PackageError(f"{folder} is no data package: it has no disclosures.parquet")
    columns = ["fiscal_year", "adcode", "province", "disclosure_id"]
    with pq.ParquetFile(path) as file:
        if lacking := set(columns) - set(file.schema_arrow.names):
            raise PackageError(f"{folder}: disclosures.parquet has no {', '.join(sorted(lacking))}")
        row = file.read(columns=columns).to_pylist()[0]
    code = (row["adcode"] or "")[:2]
    return _Part(row["fiscal_year"], code, row["province"] or "", row["disclosure_id"], folder)


def _check_different(parts: Sequence[_Part]) -> None:
    seen: dict[str, Path] = {}
    for part in parts:
        other = seen.setdefault(part.disclosure_id, part.folder)
        if other is not part.folder:
            raise PackageError(f"{other} and {part.folder} are both {part.disclosure_id}")


def _write_resource(resource: Resource, parts: Sequence[_Part], folder: Path) -> bool:
    """Write one resource of all parts; return False, and write nothing, where no part has it."""
    having = [part for part in parts if (part.folder / f"{resource.name}.parquet").is_file()]
    if having:
        _join_csv(resource, having, folder / f"{resource.name}.csv")
        _join_parquet(resource, having, folder / f"{resource.name}.parquet")
    return bool(having)


def _join_csv(resource: Resource, parts: Iterable[_Part], path: Path) -> None:
    """Copy the lines below the header of each part's CSV, as they are: the Parquet rows in the same order."""
    header = csv_header(resource)
    with path.open("wb") as target:
        target.write(header)
        for part in parts:
            with (part.folder / f"{resource.name}.csv").open("rb") as source:
                if source.readline() != header:
                    raise _stale(part, resource)
                shutil.copyfileobj(source, target)


def _join_parquet(resource: Resource, parts: Iterable[_Part], path: Path) -> None:
    schema = arrow_schema(resource)
    with parquet_writer(path, schema) as writer:
        for _, group in groupby(parts, key=lambda part: part.group):
            for batch in _batches(_read_table(resource, part, schema) for part in group):
                writer.write_table(pa.concat_tables(batch).unify_dictionaries(), ROW_GROUP_LIMIT)


def _read_table(resource: Resource, part: _Part, schema: pa.Schema) -> pa.Table:
    with pq.ParquetFile(part.folder / f"{resource.name}.parquet") as file:
        if not file.schema_arrow.equals(schema):
            raise _stale(part, resource)
        return file.read(use_threads=False)


def _batches(tables: Iterable[pa.Table]) -> Iterator[list[pa.Table]]:
    """Yield tables in lists that hold about as many rows as a row group may."""
    batch: list[pa.Table] = []
    for table in tables:
        if batch and sum(held.num_rows for held in batch) + table.num_rows > ROW_GROUP_LIMIT:
            yield batch
            batch = []
        batch.append(table)
    if batch:
        yield batch


def _stale(part: _Part, resource: Resource) -> PackageError:
    return PackageError(f"{part.folder}: {resource.name} has other columns than fields.toml; write it anew")


def _texts(count: int, resources: Sequence[Resource], spec: FieldSpec) -> dict[str, Path | str]:
    message = f"{PUBLISHER}：全部数据，{count} 份公开文件，数据约定 {spec.version}，CC0-1.0。"
    licence = f"{LICENCE['name']} {LICENCE['title']} {LICENCE['path']}"
    facts = [("名称", f"{PUBLISHER}：全部数据"), ("许可", licence), ("引用格式", message)]
    return {
        "README.txt": readme(facts, resources),
        "CITATION.cff": citation_file(f"{PUBLISHER}：全部数据", message, spec.version),
    }
