"""How long one document may take, and how much memory."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

DOCUMENT_SECONDS = 120
"""Seconds of processor time for one document; the largest known takes ten."""

DOCUMENT_MEGABYTES = 3_072
"""Memory of the process that reads a document; the largest known needs 0.5 GB."""

_LOOK_EVERY = 0.2
"""Seconds of processor time after which time and memory are looked at."""


class OverLimit(BaseException):
    """Raised where a document needs more than it may; nothing that catches errors catches it."""


class TookTooLong(OverLimit):
    """Raised where a document takes longer than it may."""


class TookTooMuch(OverLimit):
    """Raised where a document needs more memory than it may."""


@contextmanager
def limited(seconds: float, megabytes: int = DOCUMENT_MEGABYTES) -> Iterator[None]:
    """Let a block take so many seconds of processor time and so much memory, then raise OverLimit.

    Without limit outside the main thread and where the system has no such timer; memory is known on Linux.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    started = time.process_time()

    def look(_number: int, _frame: FrameType | None) -> None:
        over = _over(time.process_time() - started, seconds, megabytes)
        if over is not None:
            signal.setitimer(signal.ITIMER_PROF, 0)  # once: the way out is not to be interrupted
            raise over

    before = signal.signal(signal.SIGPROF, look)
    every = min(seconds, _LOOK_EVERY)
    signal.setitimer(signal.ITIMER_PROF, every, every)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _over(taken: float, seconds: float, megabytes: int) -> OverLimit | None:
    if taken >= seconds:
        return TookTooLong(f"it took more than {seconds:g} seconds of processor time")
    if _megabytes() > megabytes:
        return TookTooMuch(f"it needed more than {megabytes:,} MB of memory")
    return None


def _megabytes() -> int:
    """Return how much memory this process holds, 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return 0
    held = status.partition("VmRSS:")[2].split()
    return int(held[0]) // 1024 if held else 0
