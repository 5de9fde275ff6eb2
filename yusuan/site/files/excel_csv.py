"""CSV of the whole collection that Excel opens as it is: a byte-order mark, Chinese headings and words."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from yusuan.model.formulas import harmless
from yusuan.site.files.downloads import Download, ResourceFiles
from yusuan.spec.labels import labels_of

FOLDER = "excel"
LARGEST = 10_000_000
"""Bytes of a resource's CSV beyond which there is none for Excel: it would be a second copy of much."""

BOM = "\ufeff"


def write_excel_csvs(package: Path, resources: Sequence[ResourceFiles], folder: Path) -> dict[str, Download]:
    """Write ``excel/<resource>.csv`` into a folder for each resource that is not too large; list them."""
    (folder / FOLDER).mkdir()
    written = {}
    for resource in for_excel(package, resources):
        path = folder / FOLDER / f"{resource.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(BOM)
            csv.writer(file).writerows(_rows(package / f"{resource.name}.parquet", resource))
        written[resource.name] = Download(f"{FOLDER}/{path.name}", path.stat().st_size)
    return written


def for_excel(package: Path, resources: Sequence[ResourceFiles]) -> list[ResourceFiles]:
    """List the resources that are not too large for a CSV of their own."""
    sources = [(resource, package / f"{resource.name}.csv") for resource in resources]
    return [one for one, source in sources if source.is_file() and source.stat().st_size <= LARGEST]


def _rows(path: Path, resource: ResourceFiles) -> Iterator[Sequence[object]]:
    titles = {field["name"]: field.get("title") or field["name"] for field in resource.fields}
    words = {name: labels_of(resource.name, name) for name in titles}
    header: list[object] = []
    for name, title in titles.items():
        header += [title] + [f"{title}（中文）"] * bool(words[name])
    yield header
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            columns = (
                column
                for name, labels in words.items()
                for column in _columns(batch.column(name).to_pylist(), labels)
            )
            yield from zip(*columns, strict=True)


def _columns(values: Sequence[Any], labels: Mapping[str, str]) -> Iterator[list[object]]:
    """Yield a column as Excel shows it, each value worded once; beside codes their Chinese words."""
    cells = {value: excel_cell(value) for value in set(values)}
    yield [cells[value] for value in values]
    if labels:
        yield [labels.get(value or "", "") for value in values]


def excel_cell(value: object) -> object:
    """Write booleans as words, keep text from becoming a formula; a code of digits alone stays text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return harmless(value) if isinstance(value, str) else value
