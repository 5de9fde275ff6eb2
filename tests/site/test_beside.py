"""The site is built beside the one that stands: the same bytes each time; a stopped build leaves it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser.conftest import PUBLISHED, ROOT, _build
from yusuan.site.mkdocs.rendered import NOTE

MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--strict"]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the data and the site built once."""
    folder = tmp_path_factory.mktemp("beside") / "build"
    assert _build(folder, ROOT / "disclosures") == ""
    return folder


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a site; the sitemap's dates are those of the day."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "sitemap" not in path.name
    }


def build(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Build the site as `make site` does."""
    env = os.environ | PUBLISHED
    return subprocess.run([*MKDOCS, *more], cwd=folder, capture_output=True, text=True, check=False, env=env)


def test_two_builds_give_the_same_bytes(workshop: Path) -> None:
    before = hashes(workshop / "site")
    done = build(workshop)
    assert (done.returncode, hashes(workshop / "site")) == (0, before), done.stderr


def test_a_killed_build_leaves_the_site_and_the_next_one_the_same_bytes(workshop: Path) -> None:
    before = hashes(workshop / "site")
    for step in range(4):
        with subprocess.Popen(MKDOCS, cwd=workshop, stderr=subprocess.DEVNULL, start_new_session=True) as run:
            time.sleep(0.5 + 0.6 * step)
            os.killpg(run.pid, signal.SIGKILL)
        assert (workshop / "site" / "index.html").is_file()
    assert build(workshop).returncode == 0
    assert hashes(workshop / "site") == before
    assert not [path for path in workshop.iterdir() if path.name.startswith(".site")]


def test_a_site_with_a_warning_is_not_put_in_place(workshop: Path) -> None:
    page = workshop / "docs" / "about.md"
    text = page.read_text("utf-8")
    before = hashes(workshop / "site")
    try:
        page.write_text(text + "\n[nowhere](no-such-page.md)\n", "utf-8")
        done = build(workshop)
        assert done.returncode != 0
        assert "no-such-page.md" in done.stderr
        assert "Aborted with 1 warnings" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
        assert hashes(workshop / "site") == before
    finally:
        page.write_text(text, "utf-8")


def test_two_builds_at_once_both_succeed(workshop: Path) -> None:
    before = hashes(workshop / "site")
    env = os.environ | PUBLISHED
    runs = [subprocess.Popen(MKDOCS, cwd=workshop, env=env) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    assert hashes(workshop / "site") == before


def test_pages_that_stand_are_taken_over_and_the_site_is_that_of_a_clean_build(workshop: Path) -> None:
    assert build(workshop).returncode == 0
    first, second, third, *_ = sorted((workshop / "docs" / "units").glob("*/source/index.md"))
    built = {
        page: workshop / "site" / page.relative_to(workshop / "docs").with_suffix(".html")
        for page in (first, second, third)
    }
    before = {page: file.stat().st_ino for page, file in built.items()}
    about, text = workshop / "docs" / "about.md", (workshop / "docs" / "about.md").read_text("utf-8")
    changed = first.read_text("utf-8")
    try:
        first.write_text(changed.replace("</div>", "<p>one more</p></div>", 1), "utf-8")
        built[second].write_text("not as it was built", "utf-8")
        about.write_text(f"{text}\n[there]({third.relative_to(workshop / 'docs')})\n", "utf-8")
        assert build(workshop).returncode == 0
        after = {page: file.stat().st_ino for page, file in built.items()}
        assert "one more" in built[first].read_text("utf-8")
        taken_over = hashes(workshop / "site")
        (workshop / "docs" / NOTE).unlink()
        assert build(workshop).returncode == 0
        assert hashes(workshop / "site") == taken_over
        assert "not as it was built" not in built[second].read_text("utf-8")
    finally:
        first.write_text(changed, "utf-8")
        about.write_text(text, "utf-8")
        assert build(workshop).returncode == 0
    assert after[first] != before[first]


def test_another_address_renders_all_pages_anew(workshop: Path) -> None:
    page = next((workshop / "site" / "units").glob("*/source/index.html"))
    before = page.stat().st_ino
    assert build(workshop).returncode == 0
    assert page.stat().st_ino == before
    env = os.environ | PUBLISHED | {"SITE_URL": "https://example.org/elsewhere/"}
    subprocess.run(MKDOCS, cwd=workshop, check=True, capture_output=True, env=env)
    assert page.stat().st_ino != before
    assert "https://example.org/elsewhere/" in page.read_text("utf-8")
    assert build(workshop).returncode == 0


NO_NETWORK = ["unshare", "--net", "--map-root-user"]
CAN_CUT_OFF = (
    shutil.which("unshare") is not None
    and subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode == 0
)


@pytest.mark.skipif(not CAN_CUT_OFF, reason="this system lets no process cut itself off from the network")
def test_data_and_site_are_built_without_a_network(workshop: Path) -> None:
    env = os.environ | PUBLISHED
    for command in ([sys.executable, str(ROOT / "build_data.py"), "--no-cache"], MKDOCS):
        done = subprocess.run(
            [*NO_NETWORK, *command], cwd=workshop, capture_output=True, text=True, check=False, env=env
        )
        assert done.returncode == 0, f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
