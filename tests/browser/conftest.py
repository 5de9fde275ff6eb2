"""The built site in a real browser: made once as `make site` makes it, served under a sub-path."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from tests.browser.fonts import CHINESE, LATIN, font_environment
from tests.browser.made import write_disclosures
from yusuan.site.pages.corrections import LOG

ROOT = Path(__file__).parents[2]
SUBPATH = "yusuan"
SITE_URL = f"http://localhost:8000/{SUBPATH}/"
CONTACT = "a@example.org"
REPOSITORY = "https://example.org/yusuan"
PUBLISHED = {"SITE_URL": SITE_URL, "SITE_CONTACT": CONTACT, "SITE_REPOSITORY": REPOSITORY}
"""What the environment says of a site that is published."""
IGNORED = (ROOT / ".gitignore").read_text("utf-8").splitlines()
GENERATED = [line.removeprefix("/docs/").strip("/") for line in IGNORED if line.startswith("/docs/")]
"""What below docs/ is no page that people write."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)


def copy_docs(target: Path) -> None:
    """Copy the pages that people write."""

    def generated(folder: str, names: list[str]) -> set[str]:
        within = os.path.relpath(folder, ROOT / "docs")
        paths = {name: os.path.normpath(f"{within}/{name}") for name in names}
        return {name for name, path in paths.items() if path in GENERATED or name.startswith(".")}

    shutil.copytree(ROOT / "docs", target, ignore=generated)


def _run(folder: Path, *command: str) -> str:
    """Run Python in a folder; return what it said if it failed, else nothing."""
    env = os.environ | PUBLISHED
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False, env=env
    )
    said = f"{' '.join(command)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return said if done.returncode else ""


def _build(folder: Path, disclosures: Path) -> str:
    """Build the site from disclosures by the steps of `make site`, in a folder of its own.

    Returns what went wrong, nothing if all went well.
    """
    folder.mkdir()
    copy_docs(folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if (disclosures / LOG).exists():
        shutil.copy(disclosures / LOG, folder / "docs")
    (folder / "disclosures").symlink_to(disclosures)
    for name in ("yusuan", "build_data.py"):
        (folder / name).symlink_to(ROOT / name)
    return _run(folder, "build_data.py") or _run(folder, "-m", "mkdocs", "build", "--strict")


def _shared_build(factory: pytest.TempPathFactory, worker_id: str, name: str, disclosures: Path) -> Path:
    """Return the folder of a built site; test processes that run side by side share one build."""
    own = factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    outcome = shared / f"{name}.outcome"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not outcome.exists():
            outcome.write_text(_build(shared / name, disclosures), "utf-8")
    if failure := outcome.read_text("utf-8"):
        pytest.fail(failure)
    return shared / name / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the built site."""
    return _shared_build(tmp_path_factory, worker_id, "build", ROOT / "disclosures")


@pytest.fixture(scope="session")
def made_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of a site of made-up disclosures, which have what the real ones lack."""
    disclosures = tmp_path_factory.mktemp("made")
    write_disclosures(disclosures)
    return _shared_build(tmp_path_factory, worker_id, "made-build", disclosures)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the server's log out of the tests' output."""


@contextmanager
def _served(site: Path, top: Path) -> Iterator[str]:
    """Serve a site below a sub-path, as GitHub project pages are; yield its address."""
    (top / SUBPATH).symlink_to(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{SUBPATH}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site; return its address."""
    with _served(site, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def made_address(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site of made-up disclosures; return its address."""
    with _served(made_site, tmp_path_factory.mktemp("made-served")) as address:
        yield address


@pytest.fixture(scope="session")
def playwright(browser_path: str) -> Iterator[Playwright]:
    """Start Playwright once, after the browser was looked for."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(
    playwright: Playwright, browser_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Start the browser once, with the tests' own Chinese font."""
    fonts = font_environment(CHINESE, tmp_path_factory.mktemp("fonts"))
    started = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS, env=fonts)
    yield started
    started.close()


@pytest.fixture(scope="session")
def browser_without_chinese(
    playwright: Playwright, browser_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Start a browser that has no Chinese font."""
    fonts = font_environment(LATIN, tmp_path_factory.mktemp("fonts"))
    started = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS, env=fonts)
    yield started
    started.close()


@dataclass
class Visit:
    """A reader's tab, and what it asked for and complained about."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def asked_for(self, name: str) -> bool:
        """Tell whether a file of that name was fetched."""
        return any(url.endswith(name) for url in self.requests)

    @property
    def elsewhere(self) -> list[str]:
        """List requests to any other host."""
        own = (self.address, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


def _visit(context: BrowserContext, address: str) -> Visit:
    visit = Visit(context.new_page(), address)
    page = visit.page
    page.on("request", lambda request: visit.requests.append(request.url))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            visit.complaints.append(message.text) if message.type in {"error", "warning"} else None
        ),
    )
    return visit


@contextmanager
def _reading(browser: Browser, address: str, size: ViewportSize) -> Iterator[Visit]:
    """Open a tab; at the end no other host was asked and nothing went wrong in it."""
    context = browser.new_context(viewport=size, accept_downloads=True)
    made = _visit(context, address)
    yield made
    context.close()
    assert made.elsewhere == []
    assert made.complaints == []


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """Open a tab, wide and narrow."""
    with _reading(browser, address, request.param) as made:
        yield made


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def made_visit(request: pytest.FixtureRequest, browser: Browser, made_address: str) -> Iterator[Visit]:
    """Open a tab on the site of made-up disclosures, wide and narrow."""
    with _reading(browser, made_address, request.param) as made:
        yield made


@pytest.fixture
def plain_visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a tab without JavaScript, in dark mode, on a phone."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, color_scheme="dark")
    made = _visit(context, address)
    yield made
    context.close()
    assert made.elsewhere == []


@pytest.fixture(scope="session")
def worker_id() -> str:
    """Name this test process: pytest-xdist's name for it, or master."""
    return os.environ.get("PYTEST_XDIST_WORKER", "master")
