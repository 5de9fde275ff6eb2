"""Describe a folder's files in ``datapackage.json`` (Data Package v2)."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from yusuan.model import Disclosure, Table
from yusuan.package.citation import LICENCE, PUBLISHER, citation, package_title
from yusuan.package.schema import table_schema
from yusuan.spec.fields import Resource

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "yusuan")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Descriptor = dict[str, Any]


def write_descriptor(descriptor: Descriptor, path: Path) -> None:
    """Write a descriptor as JSON."""
    path.write_text(descriptor_text(descriptor), "utf-8", newline="\n")


def descriptor_text(descriptor: Descriptor) -> str:
    """Write a descriptor as JSON, a line for each resource."""
    head = json.dumps({**descriptor, "resources": []}, ensure_ascii=False, indent=1)
    resources = ",\n".join(json.dumps(one, ensure_ascii=False) for one in descriptor["resources"])
    return head.replace('"resources": []', f'"resources": [\n{resources}\n ]') + "\n"


def zipped(descriptor: Descriptor, held: Iterable[str]) -> str:
    """Return the text of a descriptor that names only the files that a zip of the package holds."""
    names = set(held)
    files = [one for one in descriptor["resources"] if one["path"] in names]
    return descriptor_text({**descriptor, "resources": files})


def disclosure_descriptor(disclosure: Disclosure, version: str, files: list[Descriptor]) -> Descriptor:
    """Return the descriptor of one document's package."""
    source = {
        "title": disclosure.document_title,
        "path": disclosure.source_url,
        "file": disclosure.source_file,
        "hash": f"sha256:{disclosure.source_sha256}",
    }
    description = f"{citation(disclosure)}由原文逐表读出，每个数字注明印在原文件第几行。"
    given = {key: value for key, value in source.items() if value is not None}
    return _package(disclosure.disclosure_id, package_title(disclosure), description, version, [given], files)


def collection_descriptor(count: int, version: str, files: list[Descriptor]) -> Descriptor:
    """Return the descriptor of the package that holds all documents."""
    source = {"title": "各单位公开的预算文件，每份一行", "path": "disclosures.csv"}
    description = f"{count} 份公开文件的全部数据，各资源的栏目与单份数据包相同。"
    return _package("yusuan-all", f"{PUBLISHER}：全部数据", description, version, [source], files)


def _package(
    name: str, title: str, description: str, version: str, sources: list[Descriptor], files: list[Descriptor]
) -> Descriptor:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "id": str(uuid.uuid5(_NAMESPACE, name)),
        "title": title,
        "description": description,
        "version": version,
        "keywords": ["预算公开", "财政", "勾稽", "开放数据"],
        "licenses": [LICENCE],
        "contributors": [{"title": PUBLISHER, "roles": ["creator"]}],
        "sources": sources,
        "resources": files,
    }


def resource_files(resources: Iterable[Resource], folder: Path) -> list[Descriptor]:
    """Return the entries of each resource's CSV, with its schema, and of its Parquet, as a plain file."""
    resources = list(resources)
    tables = [
        _file(folder, f"{resource.name}.csv", resource.name, resource.title, "csv", "text/csv")
        | {"description": resource.description, "type": "table", "encoding": "utf-8"}
        | {"schema": table_schema(resource)}
        for resource in resources
    ]
    parquet = [
        _file(
            folder,
            f"{resource.name}.parquet",
            f"{resource.name}-parquet",
            f"{resource.title}（Parquet）",
            "apache-parquet",
            "application/vnd.apache.parquet",
        )
        for resource in resources
    ]
    return tables + parquet


def reader_files(disclosure_id: str, tables: Sequence[Table], folder: Path) -> list[Descriptor]:
    """Return the entries of the text, the workbook and the tables as published, all plain files."""
    text = _file(folder, "source.txt", "source", "原文文字", "txt", "text/plain") | {"encoding": "utf-8"}
    book = workbook_file(disclosure_id, folder)
    printed = [
        _file(
            folder,
            f"tables/{table.table_id}.csv",
            f"table-{table.table_id}",
            table.title,
            "excel-csv",
            "text/csv",
        )
        | {"encoding": "utf-8"}
        for table in tables
    ]
    return [text, book, *printed]


def workbook_file(name: str, folder: Path) -> Descriptor:
    """Return the entry of a workbook, a plain file."""
    return _file(folder, f"{name}.xlsx", "workbook", "Excel 工作簿", "excel-workbook", _XLSX)


def _file(folder: Path, path: str, name: str, title: str, form: str, mediatype: str) -> Descriptor:
    """Return a file's entry with size and hash.

    A plain file has no ``type``, as the standard demands, and a ``format`` that names no reader: with
    ``parquet`` or ``xlsx`` frictionless would read the file as a table and never compare its hash.
    """
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": name,
        "path": path,
        "title": title,
        "format": form,
        "mediatype": mediatype,
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{digest}",
    }
