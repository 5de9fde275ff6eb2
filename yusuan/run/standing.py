"""Packages that stand from earlier runs: what they were made of, and whether they are as written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from yusuan.run.report import Outcome

_STAMP = ".build.json"


def keep_stamp(folder: Path, stamp: str, outcome: Outcome) -> None:
    """Note beside a package what it was made of, when, its files' hashes, and what the run reported."""
    kept = {"stamp": stamp, "read_on": date.today().isoformat(), "files": _hashes(folder)}
    _write(folder, kept | {"outcome": asdict(outcome)})


def note_files(folder: Path) -> None:
    """Note the hashes of a package's files anew, after a change of ours."""
    kept = _read(folder)
    if kept:
        _write(folder, kept | {"files": _hashes(folder)})


def reusable(folder: Path, stamp: str) -> Outcome | None:
    """Return what a run reported of a package, if it was made of the same and is as it was written."""
    kept = _read(folder)
    if kept.get("stamp") != stamp or not is_unchanged(folder):
        return None
    try:
        return Outcome.from_json(kept["outcome"])
    except (KeyError, TypeError):
        return None


def is_unchanged(folder: Path) -> bool:
    """Tell whether a package has the files that it was written with, and these have not changed."""
    files = _read(folder).get("files")
    try:
        return bool(files) and files == _hashes(folder)
    except OSError:
        return False


def read_on(folder: Path) -> str | None:
    """Return the day on which a package was made, as an ISO date."""
    day = _read(folder).get("read_on")
    return day if isinstance(day, str) else None


def remove_package(folder: Path) -> None:
    """Remove a package and what is noted of it."""
    shutil.rmtree(folder)
    _path(folder).unlink(missing_ok=True)


def sweep(packages: Path) -> None:
    """Remove what killed runs left half-written beside packages, and put back what they had set aside."""
    for path in sorted(packages.glob(".*.new")) + sorted(packages.glob(".*.old")):
        target = path.with_name(path.name[1:].split(".")[0])
        if path.suffix == ".old" and not target.exists():
            path.rename(target)
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _path(folder: Path) -> Path:
    return folder.parent / f"{folder.name}{_STAMP}"


def _read(folder: Path) -> dict[str, Any]:
    try:
        kept = json.loads(_path(folder).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(folder: Path, kept: dict[str, Any]) -> None:
    part = folder.parent / f".{folder.name}{_STAMP}.new"
    part.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    os.replace(part, _path(folder))


def _hashes(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
