"""`make site` spares MkDocs a run where nothing changed, and never where something did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.site import main

CONFIG = "site_name: x\nplugins: []\n"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a site of one page, built."""
    (tmp_path / "docs" / ".search" / "pages").mkdir(parents=True)
    (tmp_path / "yusuan" / "site").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# one\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["--quiet"]) == 0
    return tmp_path


def page(folder: Path) -> Path:
    return folder / "site" / "index.html"


def test_a_site_that_stands_is_left_alone(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = page(checkout).stat().st_mtime_ns
    own = checkout / "docs" / ".search" / "pages" / "about" / "index.html"
    own.parent.mkdir()
    own.write_text("x")  # as the build itself does
    assert main(["--quiet"]) == 0
    assert page(checkout).stat().st_mtime_ns == before
    assert "nothing" in capsys.readouterr().out


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / "docs" / "index.md").write_text("# two\n", "utf-8"),
        lambda folder: (folder / "docs" / "more.md").write_text("# more\n", "utf-8"),
        lambda folder: (folder / "mkdocs.yml").write_text(CONFIG.replace("x", "y"), "utf-8"),
        lambda folder: (folder / "yusuan" / "site" / "hook.py").write_text("", "utf-8"),
        lambda folder: (folder / "docs" / ".search" / "unit.html").write_text("", "utf-8"),
        lambda folder: page(folder).write_text("edited", "utf-8"),
        lambda folder: page(folder).unlink(),
    ],
    ids=["page", "new page", "settings", "code", "text for search", "edited site", "lost page"],
)
def test_any_change_builds_the_site_again(checkout: Path, edit: Callable[[Path], object]) -> None:
    before = page(checkout).stat().st_mtime_ns
    edit(checkout)
    assert main(["--quiet"]) == 0
    assert page(checkout).is_file() and page(checkout).stat().st_mtime_ns != before


def test_another_address_builds_the_site_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page(checkout).stat().st_mtime_ns
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert main(["--quiet"]) == 0
    assert page(checkout).stat().st_mtime_ns != before


def test_a_failure_is_passed_on_and_tried_again(checkout: Path) -> None:
    (checkout / "docs" / "index.md").write_text("[x](nothing.md)\n", "utf-8")
    assert main(["--strict"]) != 0
    assert main(["--strict"]) != 0
