"""Packages that stand from earlier runs: what they were made of, and whether they are as written."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from datetime import date
from pathlib import Path

from yusuan.run.report import Outcome
from yusuan.run.stamps import ENDING, contents, is_as_written, read_note, write_note


def keep_stamp(folder: Path, stamp: str, outcome: Outcome) -> None:
    """Note beside a package what it was made of, when, its files, and what the run reported."""
    more = {"read_on": date.today().isoformat(), "outcome": asdict(outcome)}
    write_note(_path(folder), stamp, [folder], more)


def note_files(folder: Path) -> None:
    """Note the files of a package anew, after a change of ours."""
    kept = read_note(_path(folder))
    if kept:
        stamp = str(kept.pop("stamp", ""))
        kept.pop("files", None)
        write_note(_path(folder), stamp, [folder], kept)


def reusable(folder: Path, stamp: str) -> Outcome | None:
    """Return what a run reported of a package, if it was made of the same and is as it was written."""
    kept = read_note(_path(folder))
    if kept.get("stamp") != stamp or not is_as_written(kept, [folder]):
        return None
    try:
        return Outcome.from_json(kept["outcome"])
    except (KeyError, TypeError):
        return None


def is_unchanged(folder: Path) -> bool:
    """Tell whether a package has the files that it was written with, and these have not changed."""
    return is_as_written(read_note(_path(folder)), [folder])


def contents_of(folder: Path) -> str:
    """Return a hash of a package's files, as they were written."""
    return contents(read_note(_path(folder)))


def read_on(folder: Path) -> str | None:
    """Return the day on which a package was made, as an ISO date."""
    day = read_note(_path(folder)).get("read_on")
    return day if isinstance(day, str) else None


def remove_package(folder: Path) -> None:
    """Remove a package and what is noted of it."""
    shutil.rmtree(folder)
    _path(folder).unlink(missing_ok=True)


def _path(folder: Path) -> Path:
    return folder.parent / f"{folder.name}{ENDING}"
