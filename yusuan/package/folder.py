"""Replace a folder as a whole, so that a reader or a killed run never meets half of it."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder to fill, and put it in the place of ``folder`` once the block ends without error.

    The new folder stands beside the old one, its name begins with a dot. After an error the old folder
    stands untouched; what a killed run left beside it is removed by the next.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_remains(folder)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    fresh.mkdir()
    try:
        yield fresh
        _put_in_place(fresh, folder)
    finally:
        _remove_remains(folder)


def _remove_remains(folder: Path) -> None:
    for path in sorted(folder.parent.glob(f".{folder.name}.*")):
        if path.suffix == ".old" and not folder.exists():
            path.rename(folder)  # stopped between the two renames of _put_in_place
        elif path.suffix in {".new", ".old"}:
            shutil.rmtree(path)


def _put_in_place(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
    elif not _exchange(fresh, folder):
        folder.rename(fresh.with_suffix(".old"))
        fresh.rename(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux); two renames leave a gap between them."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(
        rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE))
        == 0
    )
