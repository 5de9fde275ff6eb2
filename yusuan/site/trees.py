"""Write files and folders so that a killed run leaves the last complete ones in place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# MkDocs leaves out whatever starts with a dot, so a half-written tree is never published.
NEW, OLD = "new", "old"


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(f".{target.name}.{suffix}")


@contextmanager
def replaced_tree(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; once filled it takes the place of ``target`` as a whole.

    If the filling fails, ``target`` stays as it was.
    """
    recover_tree(target)
    new, old = _beside(target, NEW), _beside(target, OLD)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    yield new
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def recover_tree(target: Path) -> None:
    """Put back the tree of a run that was killed between its two renames."""
    old = _beside(target, OLD)
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def remove_others(folder: Path, keep: set[str]) -> None:
    """Remove folders that no run would write any more, leftovers of killed runs too."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in keep:
            shutil.rmtree(entry)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all; a file that already holds the text is left alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    part = _beside(path, NEW)
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, as a second name of the same bytes where the file system allows it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
