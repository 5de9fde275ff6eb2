"""Build the site beside the one that stands and put it in its place when it is whole.

MkDocs empties the folder that it writes to: a build that is stopped, or finds something wrong, would leave
no site at all.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from mkdocs.utils import CountHandler

from yusuan.replacing import replaced_folder

LOCK = ".build.lock"
"""The file in docs/ that whoever builds holds, the data step too."""

is_build = False
_log = logging.getLogger("mkdocs.yusuan")
_held = ExitStack()


class _NotPutInPlace(Exception):
    """Ends a build whose site is not to be published."""


def begin(site: Path, docs: Path) -> str:
    """Wait for other builds; return the folder to build in, which for a server is the one it gave."""
    if not is_build:
        return str(site)
    lock = FileLock(docs / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        _log.info("another build is at work in %s: waiting for its end", docs)
        lock.acquire()
    _held.callback(lock.release)
    return str(_held.enter_context(replaced_folder(site.resolve())))


def finish() -> None:
    """Put the site in its place, unless MkDocs is strict and has warned of something."""
    warned = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    if any(handler.get_counts() for handler in warned):
        give_up()
    else:
        _held.close()


def give_up() -> None:
    """Drop what was built; the site that stands stays."""
    error = _NotPutInPlace()
    with suppress(_NotPutInPlace):
        _held.__exit__(_NotPutInPlace, error, None)
