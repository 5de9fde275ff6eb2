"""Jobs in processes of their own: one that dies costs its job, and none outlives the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import connection
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")

# Not fork: a process of its own starts without our threads and without the other workers' pipes.
_CONTEXT = (
    multiprocessing.get_context("forkserver")
    if "forkserver" in multiprocessing.get_all_start_methods()
    else multiprocessing.get_context("spawn")
)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Pass over Ctrl-C while a process starts, which inherits that: its start would end in a traceback.

    Ignoring passes to a new program; blocking would not last, since multiprocessing unblocks on its way.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Worker(Generic[J, R]):
    """A process that does one job after another."""

    def __init__(self, work: Callable[[J], R]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
        with _without_interrupts():
            self.process.start()
        theirs.close()
        self.job: J | None = None

    def give(self, job: J) -> None:
        """Send a job; where the process is dead, its end is seen when it is waited for."""
        self.job = job
        try:
            self.pipe.send(job)
        except OSError:
            self.process.join(1)

    def take(self) -> R | None:
        """Return the result that has come, or None where the process has died."""
        try:
            result: R = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return None
        return result

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def run_in_processes(
    work: Callable[[J], R], jobs: Sequence[J], processes: int, lost: Callable[[J, str], R]
) -> Iterator[R]:
    """Yield the result of each job as it is done, in any order.

    A process that dies (for want of memory, by a fault in a library) costs the job that it had: ``lost``
    makes its result from the job and how the process ended.
    """
    waiting = deque(jobs)
    workers = [_Worker[J, R](work) for _ in range(min(processes, len(jobs)))]
    busy: list[_Worker[J, R]] = []
    try:
        for worker in workers:
            worker.give(waiting.popleft())
            busy.append(worker)
        while busy:
            ready = connection.wait([worker.pipe for worker in busy])
            for worker in [one for one in busy if one.pipe in ready]:
                busy.remove(worker)
                result = worker.take()
                job = worker.job
                assert job is not None
                if result is None:
                    result = lost(job, _how_it_ended(worker.process.exitcode))
                    workers.remove(worker)
                    worker = _Worker(work)
                    workers.append(worker)
                if waiting:
                    worker.give(waiting.popleft())
                    busy.append(worker)
                yield result
    finally:
        for worker in workers:
            worker.stop()


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"ended with status {code}"


def _serve(pipe: connection.Connection, work: Callable[[J], R]) -> None:
    """Do the jobs that come through a pipe until it is closed; Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(work(job))


def _end_with_parent() -> None:
    """End this process as soon as its parent has ended, killed or not."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
