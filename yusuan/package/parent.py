"""Set in a package, once all packages stand, which department its unit belongs to."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import pyarrow.parquet as pq

from yusuan.model import Disclosure
from yusuan.package.archive import write_archive
from yusuan.package.descriptor import Descriptor, resource_files, write_descriptor, zipped
from yusuan.package.tabular import write_resource
from yusuan.replacing import replaced_folder
from yusuan.spec.fields import load_fields

_NAME = "datapackage.json"
_RESOURCE = Disclosure.RESOURCE


def set_parent(folder: Path, parent_unit_id: str | None) -> bool:
    """Write a package anew with another ``parent_unit_id``; tell whether it was another.

    The package changes as a whole or not at all.
    """
    row = pq.read_table(folder / f"{_RESOURCE}.parquet").to_pylist()[0]
    if row["parent_unit_id"] == parent_unit_id:
        return False
    disclosure = Disclosure(**{field.name: row[field.name.rstrip("_")] for field in fields(Disclosure)})
    resource = load_fields().resources[_RESOURCE]
    records = [replace(disclosure, parent_unit_id=parent_unit_id)]
    with replaced_folder(folder) as fresh:
        shutil.copytree(folder, fresh, dirs_exist_ok=True)
        write_resource(records, resource, fresh)
        _archive_anew(fresh, f"{folder.name}.zip", _describe_anew(fresh))
    return True


def _describe_anew(folder: Path) -> Descriptor:
    """Put the sizes and hashes of the files that changed into the descriptor."""
    descriptor: Descriptor = json.loads((folder / _NAME).read_text("utf-8"))
    anew = {entry["path"]: entry for entry in resource_files([load_fields().resources[_RESOURCE]], folder)}
    descriptor["resources"] = [anew.get(entry["path"], entry) for entry in descriptor["resources"]]
    write_descriptor(descriptor, folder / _NAME)
    return descriptor


def _archive_anew(folder: Path, name: str, descriptor: Descriptor) -> None:
    """Write the archive of a folder anew, with the texts that only it has."""
    with zipfile.ZipFile(folder / name) as archive:
        held = [one for one in archive.namelist() if one != _NAME]
        files: dict[str, Path | str] = {
            one: folder / one if (folder / one).is_file() else archive.read(one).decode() for one in held
        }
    texts = {one: content for one, content in files.items() if isinstance(content, str)}
    described = {_NAME: zipped({key: one for key, one in descriptor.items() if key != "kept"}, held)}
    (folder / name).unlink()
    write_archive({**texts, **described, **files}, folder / name)
