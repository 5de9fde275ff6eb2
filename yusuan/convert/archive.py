"""An archive or a folder → the files of each disclosure in it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from yusuan.convert.formats import FORMATS, format_of
from yusuan.convert.shape import ConvertError

MAX_FILES = 2_000
"""Files of an archive."""
_SUFFIXES = frozenset(f".{name}" for name in (*FORMATS, "htm") if name != "zip")
LINKS_PASSED = "symbolic links are passed over ({}): put the files themselves into the folder"
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Source:
    """A published file: where it lies now, and the name it was published under."""

    path: Path
    name: str


def sources_of(paths: Sequence[Path], scratch: Path) -> list[list[Source]]:
    """Return the files of each disclosure.

    Several files are one disclosure. In a folder or an archive each file is one, and so is each folder in it;
    archives are unpacked into ``scratch``. Links in a folder are passed over. Raises ConvertError where
    there is nothing to convert.
    """
    if len(paths) > 1:
        if any(path.is_dir() for path in paths):
            raise ConvertError("give several files of one disclosure, or one folder")
        return [[Source(path, path.name) for path in paths]]
    path = paths[0]
    if path.is_dir():
        found = [
            Source(one, one.relative_to(path).as_posix())
            for one in sorted(path.rglob("*"))
            if one.is_file() and not one.is_symlink()
        ]
    elif format_of(path) == "zip":
        found = _unpacked(path, scratch)
    else:
        return [[Source(path, path.name)]]
    groups: dict[str, list[Source]] = {}
    for one in found:
        name = PurePosixPath(one.name)
        if name.suffix.lower() in _SUFFIXES and not name.name.startswith((".", "~$")):
            groups.setdefault(name.parts[0], []).append(Source(one.path, name.name))
    if not groups:
        passed = f"; {LINKS_PASSED.format(count)}" if (count := links_in(path)) else ""
        raise ConvertError(f"no PDF, Word, Excel or HTML file is in {path.name}{passed}")
    return list(groups.values())


def links_in(path: Path) -> int:
    """Count the symbolic links of a folder, which are passed over.

    They may lead anywhere, to files that nobody meant to publish, and back to the folder.
    """
    return sum(one.is_symlink() for one in path.rglob("*")) if path.is_dir() else 0


def _unpacked(path: Path, scratch: Path) -> list[Source]:
    """Unpack an archive under numbers, so that no name in it becomes a path; its size has been looked at."""
    found: list[Source] = []
    with zipfile.ZipFile(path) as packed:
        files = [info for info in packed.infolist() if not info.is_dir()]
        if len(files) > MAX_FILES:
            raise ConvertError(f"{len(files):,} files in {path.name}, more than {MAX_FILES:,}")
        for number, info in enumerate(sorted(files, key=lambda one: one.filename)):
            if info.flag_bits & 1:
                raise ConvertError("locked with a password: unpack it, then add the folder")
            target = scratch / f"{number:04d}{PurePosixPath(info.filename).suffix.lower()[:6]}"
            with packed.open(info) as source:
                target.write_bytes(source.read(info.file_size))
            found.append(Source(target, _name(info)))
    return found


def _name(info: zipfile.ZipInfo) -> str:
    """Return a file's name as it was given: Chinese programs write it in GBK and do not say so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
