"""How long one document may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

DOCUMENT_SECONDS = 120
"""Seconds of processor time for one document; the largest known takes ten."""


class TookTooLong(BaseException):
    """Raised where a document takes longer than it may; nothing that catches errors catches it."""


@contextmanager
def limited_time(seconds: float) -> Iterator[None]:
    """Let a block take so many seconds of processor time, then raise TookTooLong.

    Without limit outside the main thread and where the system has no such timer.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"it took more than {seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
