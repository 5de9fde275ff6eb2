"""One build at a time in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from filelock import FileLock, Timeout

LOCK = ".build.lock"
_HOLDER = ".build.holder"


@contextmanager
def only_build(folder: Path, output: TextIO) -> Iterator[None]:
    """Hold a folder for one build; where another build holds it, name that one and wait for its end.

    A build that is killed lets go of the folder. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"{folder}: another build is at work ({_holder(folder)}): waiting for its end", file=output)
        output.flush()
        lock.acquire()
    try:
        said = f"process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M:%S}"
        (folder / _HOLDER).write_text(said, "utf-8")
        yield
    finally:
        (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return (folder / _HOLDER).read_text("utf-8") or "just started"
    except OSError:
        return "just started"
