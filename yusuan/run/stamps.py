"""Notes of what something was made of, and whether what was made still stands as it was written.

Files are compared by size and time of change, as git does; where these differ, by their bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from yusuan.replacing import write_text

ENDING = ".build.json"

Entry = tuple[int, int, str]
"""A file's size in bytes, its time of change in nanoseconds, and its SHA-256."""


def write_note(path: Path, stamp: str, roots: Sequence[Path], more: Mapping[str, Any] | None = None) -> None:
    """Note what the files in ``roots`` (files or folders) were made of, and how they are now."""
    files = {name: _entry(file) for name, file in _files(roots)}
    put_note(path, {"stamp": stamp, "files": files, **(more or {})})


def refresh_note(path: Path, roots: Sequence[Path], more: Mapping[str, Any]) -> None:
    """Note files of ``roots`` that we changed since as they are now, and what else there is to note."""
    note = read_note(path)
    noted = note.get("files", {})
    files = {}
    for name, file in _files(roots):
        found = file.stat()
        kept = noted.get(name)
        same = kept is not None and kept[:2] == [found.st_size, found.st_mtime_ns]
        files[name] = kept if same else _entry(file)
    changed = {**note, "files": files, **more}
    if changed != note:
        put_note(path, changed)


def put_note(path: Path, note: Mapping[str, Any]) -> None:
    """Write a note whole or not at all."""
    write_text(path, json.dumps(note, ensure_ascii=False, separators=(",", ":")))


def read_note(path: Path) -> dict[str, Any]:
    """Read a note; empty where there is none that can be read."""
    try:
        note = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def is_as_written(note: Mapping[str, Any], roots: Sequence[Path]) -> bool:
    """Tell whether ``roots`` hold the files that they were written with, and no others, unchanged."""
    noted = note.get("files")
    if not isinstance(noted, dict) or not noted:
        return False
    try:
        found = dict(_files(roots))
        return found.keys() == noted.keys() and all(_is_same(found[name], noted[name]) for name in noted)
    except (OSError, TypeError, ValueError):
        return False


def contents(note: Mapping[str, Any]) -> str:
    """Return a hash of the files that a note names, by name and bytes."""
    files = note.get("files") or {}
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name][2]}\n".encode())
    return digest.hexdigest()


def _is_same(file: Path, noted: Sequence[Any]) -> bool:
    size, changed, digest = noted
    found = file.stat()
    if found.st_size != size:
        return False
    return bool(found.st_mtime_ns == changed or _sha256(file) == digest)


def _entry(file: Path) -> Entry:
    found = file.stat()
    return found.st_size, found.st_mtime_ns, _sha256(file)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(roots: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the files below some roots, each under its root's number and its path."""
    for number, root in enumerate(roots):
        for folder, folders, names in os.walk(root):
            folders.sort()
            inner = os.path.relpath(folder, root)
            for name in sorted(names):
                yield os.path.normpath(f"{number}/{inner}/{name}"), Path(folder, name)
        if root.is_file():
            yield str(number), root


def stands(path: Path, stamp: str, roots: Sequence[Path]) -> bool:
    """Tell whether ``roots`` are as they were written for ``stamp``, by the note at ``path``."""
    note = read_note(path)
    return note.get("stamp") == stamp and is_as_written(note, roots)


def renew(
    path: Path,
    stamp: str,
    roots: Callable[[], Sequence[Path]],
    work: Callable[[], object],
    *,
    reuse: bool = True,
) -> None:
    """Do a piece of work that writes ``roots``, and note it; nothing where they stand for ``stamp``."""
    if reuse and stands(path, stamp, roots()):
        return
    path.unlink(missing_ok=True)
    work()
    write_note(path, stamp, roots())
