"""Replace files and folders as a whole, so that a reader or a killed run never meets half of one.

What is being written stands beside its target as ``.<name>.new``; where the system cannot exchange folders in
one step, the old one waits as ``.<name>.old`` meanwhile. MkDocs leaves out what begins with a dot.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

_NEW, _OLD = ".new", ".old"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name}{ending}")


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to fill, and put it in the place of ``folder`` if the block ends without error.

    After an error the old folder stands untouched; what a killed run left is mended first. A folder has one
    writer at a time: builds hold a lock.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    fresh = _beside(folder, _NEW)
    fresh.mkdir()
    try:
        yield fresh
        _put_in_place(fresh, folder)
    finally:
        recover(folder)


@contextmanager
def replaced_file(path: Path, beside: Path | None = None) -> Iterator[Path]:
    """Yield a path to write to, and put that file in the place of ``path`` if the block ends without error.

    It stands beside ``path``, or beside a folder, ``beside``, that may hold nothing half-written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _beside(beside or path, _NEW)
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, in UTF-8; a file that already holds the text is left alone."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return
    with replaced_file(path) as draft:
        draft.write_bytes(content)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, as a second name of the same bytes where the file system allows it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def recover(target: Path) -> None:
    """Put back what a killed run had set aside of a file or folder, and remove what it left half-written."""
    old = _beside(target, _OLD)
    if old.exists() and not target.exists():
        old.rename(target)
    for path in (_beside(target, _NEW), old):
        _remove(path)


def recover_all(folder: Path) -> None:
    """Recover whatever stands in a folder; nothing where there is no such folder."""
    for ending in (_NEW, _OLD):
        for path in sorted(folder.glob(f".*{ending}")):
            recover(folder / path.name[1:].removesuffix(ending))


def remove_others(folder: Path, keep: Collection[str]) -> None:
    """Remove the folders in a folder but those to keep, which are recovered; nothing where it is none."""
    recover_all(folder)
    if folder.is_dir():
        for entry in folder.iterdir():
            if entry.is_dir() and entry.name not in keep:
                shutil.rmtree(entry)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _put_in_place(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
    elif not _exchange(fresh, folder):
        folder.rename(_beside(folder, _OLD))
        fresh.rename(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux); two renames leave a gap between them."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    places = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return bool(rename(*places, ctypes.c_uint(_RENAME_EXCHANGE)) == 0)
