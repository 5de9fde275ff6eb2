"""Run a command, or a piece of work, and say what it took: wall time, processor time, memory."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the clock and of the processors, and megabytes of the largest process."""

    wall: float
    processor: float
    megabytes: float


class CommandFailed(Exception):
    """A measured command ended badly; the message holds the end of what it said."""


def run_measured(command: Sequence[str], folder: Path, log: Path, allowed: Sequence[int] = (0,)) -> Took:
    """Run a command in a folder, and the processes that it starts.

    Raises CommandFailed with the end of its output where its status is not allowed. On Linux processes that
    outlive their parent are waited for too, and counted.
    """
    _adopt_orphans()
    with log.open("w") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        memory = _Memory(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        processor = _of(used)
        while orphan := _wait_for_orphan():
            processor += _of(orphan)
    if process.returncode not in allowed:
        raise CommandFailed(f"{' '.join(command)}: status {process.returncode}\n{_tail(log)}")
    return Took(wall, processor, memory.megabytes)


class _Memory:
    """Looks at the largest memory of a process and those below it, ten times a second (Linux; 0 elsewhere).

    What the system reports at the end would be at least the memory of the process that started it.
    """

    def __init__(self, process: int) -> None:
        self.megabytes = 0.0
        self._process = process
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while sizes := list(_sizes(self._process)):
            self.megabytes = max(self.megabytes, *sizes)
            time.sleep(0.1)


def _sizes(process: int) -> Iterator[float]:
    """Yield the largest memory so far, in megabytes, of a process that lives and of those that it started."""
    folder = Path(f"/proc/{process}")
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", (folder / "status").read_text())
        if found:
            yield int(found[1]) * 1024 / 1e6
        for child in (folder / "task" / str(process) / "children").read_text().split():
            yield from _sizes(int(child))


def _adopt_orphans() -> None:
    """Let processes whose parent ends become this one's, so that what they used can be read (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphan() -> resource.struct_rusage | None:
    try:
        return os.wait4(-1, 0)[2]
    except ChildProcessError:
        return None


def _of(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


def _tail(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:])
