"""Find a browser for the tests in tests/browser, fetching one where none is installed.

Tried in this order: Playwright's own Chromium, one on the PATH, Playwright's download, apt as root. Every
candidate is started once, because one that is installed can still lack a library it needs.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache

from playwright.sync_api import Error, sync_playwright

from yusuan.errors import YusuanError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOAD_SECONDS = 300
APT_SECONDS = 900


class NoBrowserError(YusuanError):
    """Raised where no browser starts and none could be installed; the message says what to type."""


def starts(path: str) -> bool:
    """Tell whether the browser at a path opens a page."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, timeout=60_000)
            browser.new_page().close()
            browser.close()
        except Error:
            return False
    return True


def candidates() -> Iterator[str]:
    """Yield the paths of installed browsers, Playwright's own first."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if os.path.exists(own):
        yield own
    yield from filter(None, map(shutil.which, NAMES))


@cache
def find_browser() -> str | None:
    """Return the path of the first installed browser that starts, or None."""
    return next(filter(starts, candidates()), None)


def _run(*command: str, seconds: int) -> None:
    """Run a command that may fail or hang; its own words are shown only if it fails."""
    print("browser:", *command, file=sys.stderr, flush=True)
    with tempfile.TemporaryFile() as said:
        # In a session of its own, so that what it starts ends with it.
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
        try:
            failed = process.wait(seconds) != 0
        except subprocess.TimeoutExpired:
            failed = True
            print(f"browser: given up after {seconds} seconds", file=sys.stderr)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if failed:
            said.seek(0)
            first = [line for line in said.read().decode("utf-8", "replace").splitlines() if line.strip()][:3]
            print("browser: failed:", " / ".join(first), file=sys.stderr)


def _download() -> None:
    _run(sys.executable, "-m", "playwright", "install", "chromium", seconds=DOWNLOAD_SECONDS)


def _apt() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        _run("apt-get", "update", "-qq", seconds=APT_SECONDS)
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", seconds=APT_SECONDS)


def ensure_browser() -> str:
    """Return the path of a browser that starts, installing one if need be; raises NoBrowserError."""
    steps: tuple[Callable[[], None], ...] = (lambda: None, _download, _apt)
    for install in steps:
        install()
        find_browser.cache_clear()
        if path := find_browser():
            return path
    raise NoBrowserError(
        "the browser tests need Chromium, and none was found that starts; as root type: "
        "apt-get install -y chromium (or .venv/bin/python -m playwright install --with-deps chromium)"
    )


if __name__ == "__main__":
    try:
        print("browser:", ensure_browser(), file=sys.stderr)
    except NoBrowserError as error:
        sys.exit(f"browser: {error}")
