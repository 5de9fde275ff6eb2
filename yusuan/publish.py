"""Write what follows from packages, unless it stands: their pages, the collection, and pages about all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yusuan.errors import YusuanError, reason_of
from yusuan.package import set_parent, write_collection
from yusuan.run.departments import departments_of
from yusuan.run.fingerprint import COLLECTING, SHOWING, fingerprint_of, fingerprint_of_code
from yusuan.run.report import Outcome
from yusuan.run.stamps import ENDING, read_note, refresh_note, renew, stands
from yusuan.run.standing import contents_of, note_files
from yusuan.run.workers import run_in_processes
from yusuan.site import (
    SHARED_INPUTS,
    SHARED_PARTS,
    drop_gone_units,
    shared_outputs,
    unit_outputs,
    write_unit_pages,
)
from yusuan.site.setup import WHOLE, SiteSetup

MANY = 100
"""Disclosures from which on pages about all are written in several processes: starting takes a second."""

_TOLD = "context"
"""In the note of a unit's pages: what all packages were when its page was told of the others."""


def has_pages(folder: Path, docs: Path) -> bool:
    """Tell whether the pages of a package stand, made of it as it is."""
    return stands(*_pages_of(folder, docs), unit_outputs(folder.name, docs))


def show(folder: Path, docs: Path, *, reuse: bool = True) -> None:
    """Write a package's pages unless they stand."""
    renew(
        *_pages_of(folder, docs),
        lambda: unit_outputs(folder.name, docs),
        lambda: write_unit_pages(folder, docs),
        reuse=reuse,
    )


def _pages_of(folder: Path, docs: Path) -> tuple[Path, str]:
    """Return where it is noted what a package's pages were made of, and what they should be made of."""
    stamp = fingerprint_of(contents_of(folder), fingerprint_of_code(SHOWING))
    return _note_of(folder.name, docs), stamp


def _note_of(disclosure_id: str, docs: Path) -> Path:
    return docs / "units" / f".{disclosure_id}{ENDING}"


def publish(
    kept: Sequence[Path],
    whole: Path,
    docs: Path,
    *,
    site_url: str = "",
    setup: SiteSetup = WHOLE,
    reuse: bool = True,
    processes: int = 1,
) -> list[Outcome]:
    """Write what follows from the packages that are kept, unless it stands; return what went wrong.

    ``whole`` is the folder of the collection. Of MANY disclosures the pages about all are written in several
    processes.
    """
    note = whole.with_name(f"{whole.name}{ENDING}")
    if not (reuse and stands(note, _collected(kept, site_url), [whole])):
        for folder, department in departments_of(kept).items():
            if set_parent(folder, department):
                note_files(folder)
    wrong = []
    for folder in kept:
        try:
            show(folder, docs)
        except Exception as error:
            said = f"its pages were not written anew: {reason_of(error)}"
            wrong.append(Outcome(folder.name, error=said))
    collected = _collected(kept, site_url)
    renew(
        note,
        collected,
        lambda: [whole],
        lambda: write_collection(kept, whole, site_url),
        reuse=reuse,
    )
    _share(kept, whole, docs, collected, setup, reuse=reuse, processes=processes)
    for old in (docs / "units").glob(f".*{ENDING}"):
        if not (docs / "units" / old.name[1:].removesuffix(ENDING)).is_dir():
            old.unlink()
    return wrong


def _share(
    kept: Sequence[Path],
    whole: Path,
    docs: Path,
    collected: str,
    setup: SiteSetup,
    *,
    reuse: bool,
    processes: int,
) -> None:
    """Write what is about all packages, and on each one's page what only all of them know."""
    inputs = [docs / name for name in SHARED_INPUTS]
    read = [path.read_text("utf-8", "replace") if path.is_file() else "" for path in inputs]
    stamp = fingerprint_of(collected, fingerprint_of_code(SHOWING), *read, repr(setup))
    notes = [(folder.name, _note_of(folder.name, docs)) for folder in kept]
    renew(
        docs / f".shared{ENDING}",
        stamp,
        lambda: shared_outputs(docs),
        lambda: _write_shared(whole.parent, docs, setup, processes if len(kept) >= MANY else 1),
        reuse=reuse and all(read_note(note).get(_TOLD) == stamp for _, note in notes),
    )
    for name, note in notes:
        if read_note(note).get(_TOLD) != stamp:
            refresh_note(note, unit_outputs(name, docs), {_TOLD: stamp})


class _Part(NamedTuple):
    """A part of the pages about all disclosures, to be written in a process."""

    name: str
    packages: Path
    docs: Path
    setup: SiteSetup


def _write_shared(packages: Path, docs: Path, setup: SiteSetup, processes: int) -> None:
    """Write the pages about all disclosures; raises the first error of a part."""
    drop_gone_units(packages, docs)
    parts = [_Part(name, packages, docs, setup) for name in SHARED_PARTS]
    is_alone = processes == 1
    done = map(_write_part, parts) if is_alone else run_in_processes(_write_part, parts, processes, _lost)
    for error in (error for errors in done for error in errors):
        raise error


def _write_part(part: _Part) -> Sequence[Exception]:
    """Write a part; return what kept it from being written."""
    try:
        SHARED_PARTS[part.name](part.packages, part.docs, part.setup)
    except (YusuanError, OSError) as error:
        return [error]
    except Exception as error:  # a process hands over no traceback: say here where it was
        return [YusuanError(reason_of(error))]
    return []


def _lost(part: _Part, how: str) -> Sequence[Exception]:
    return [
        YusuanError(
            f"the process that wrote the {part.name} was {how}; it may need more memory than there is"
        )
    ]


def _collected(kept: Sequence[Path], site_url: str) -> str:
    """Return a hash of what the collection is made of."""
    contents = (f"{folder.name} {contents_of(folder)}" for folder in kept)
    return fingerprint_of(*contents, fingerprint_of_code(COLLECTING), site_url)
