"""A run after any change leaves the bytes of a clean run, and does again only what the change asks for."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny import DISCLOSURE, typed

ROOT = Path(__file__).parents[1]
ONE, TWO, THREE = (f"330500-{name}-office-2023" for name in ("one", "two", "three"))
TINY = typed(DISCLOSURE)
ODD = TINY.replace("合计\t基本支出\t项目支出", "合计\t基本支岀\t项目支出")
NOT_COMPARED = (".build.json", ".build.lock")


class Checkout:
    """A copy of the code with an input folder, whose runs are compared with clean ones."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.input = folder, folder / "disclosures"
        shutil.copytree(ROOT / "yusuan", folder / "yusuan", ignore=shutil.ignore_patterns("theme"))
        shutil.copy(ROOT / "build_data.py", folder)
        self.input.mkdir()

    def put(self, name: str, text: str = TINY) -> None:
        """Write an input file."""
        (self.input / f"{name}.txt").write_text(text, "utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file of the code; what its last run compiled goes, as its time may not differ."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def build(self, packages: str = "datapackages", docs: str = "docs", *more: str) -> list[str]:
        """Run the build; return its lines of progress."""
        command = [sys.executable, "build_data.py", "--packages", packages, "--docs", docs, *more]
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return sorted(line.strip() for line in done.stdout.split("\n\n")[0].splitlines())

    def clean(self, *more: str) -> dict[str, str]:
        """Run the build into new folders; return what it wrote."""
        for name in ("clean-packages", "clean-docs"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.build("clean-packages", "clean-docs", "--jobs", "1", *more)
        return self.hashes("clean-packages", "clean-docs")

    def hashes(self, packages: str = "datapackages", docs: str = "docs") -> dict[str, str]:
        """Return the hash of every file written, by path."""
        return {
            f"{number}/{path.relative_to(self.folder / root)}": hashlib.sha256(path.read_bytes()).hexdigest()
            for number, root in enumerate((packages, docs))
            for path in sorted((self.folder / root).rglob("*"))
            if path.is_file() and not path.name.endswith(NOT_COMPARED)
        }

    def times(self) -> dict[str, int]:
        """Return when each file was last written."""
        return {
            str(path): path.stat().st_mtime_ns for path in self.folder.glob("docs/**/*") if path.is_file()
        }


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a checkout with two disclosures, built once by two processes."""
    made = Checkout(tmp_path_factory.mktemp("checkout"))
    made.put(ONE)
    made.put(TWO, ODD)
    assert made.build("datapackages", "docs", "--jobs", "2") == [f"read  {ONE}.txt", f"read  {TWO}.txt"]
    return made


def change(checkout: Checkout) -> None:
    checkout.put(ONE, TINY.replace("18.00", "18.01"))


def add(checkout: Checkout) -> None:
    checkout.put(THREE)


def rename(checkout: Checkout) -> None:
    (checkout.input / f"{THREE}.txt").rename(checkout.input / "330500-other-office-2023.txt")


def remove(checkout: Checkout) -> None:
    (checkout.input / "330500-other-office-2023.txt").unlink()


def catalogue(checkout: Checkout) -> None:
    text = f"source_file,source_url\n{TWO}.txt,https://example.org/a.pdf\n"
    (checkout.input / "catalog.csv").write_text(text, "utf-8")


def spelling(checkout: Checkout) -> None:
    checkout.edit(
        "yusuan/spec/tables.toml", 'spellings = ["基本支出", ', 'spellings = ["基本支出", "基本支岀", '
    )


def template(checkout: Checkout) -> None:
    checkout.edit("yusuan/site/templates/unit.html", '<h2 id="charts">图表</h2>', '<h2 id="charts">图</h2>')


EDITS: list[tuple[Callable[[Checkout], None] | None, list[str]]] = [
    (None, [f"reused  {ONE}.txt", f"reused  {TWO}.txt"]),
    (change, [f"read  {ONE}.txt", f"reused  {TWO}.txt"]),
    (add, [f"read  {THREE}.txt", f"reused  {ONE}.txt", f"reused  {TWO}.txt"]),
    (rename, ["read  330500-other-office-2023.txt", f"reused  {ONE}.txt", f"reused  {TWO}.txt"]),
    (remove, [f"reused  {ONE}.txt", f"reused  {TWO}.txt"]),
    (catalogue, [f"read  {TWO}.txt", f"reused  {ONE}.txt"]),
    (spelling, [f"read  {ONE}.txt", f"read  {TWO}.txt"]),
    (template, [f"reused  {ONE}.txt", f"reused  {TWO}.txt"]),
]
"""Edits in order, each with the progress that the run after it reports."""


def test_each_edit_leaves_the_bytes_of_a_clean_run(checkout: Checkout) -> None:
    for edit, progress in EDITS:
        before = checkout.times()
        if edit:
            edit(checkout)
        assert checkout.build() == sorted(progress), edit
        if edit is None:
            assert checkout.times() == before, "nothing is written again"
        assert checkout.hashes() == checkout.clean(), edit


def test_what_was_changed_by_hand_is_written_again(checkout: Checkout) -> None:
    expected = checkout.hashes()
    page = checkout.folder / "docs/units" / ONE / "index.md"
    page.write_text(page.read_text("utf-8").replace("图", "圖"), "utf-8")
    shutil.rmtree(checkout.folder / "docs/findings")
    (checkout.folder / "datapackages/all/tables.parquet").unlink()
    checkout.build()
    assert checkout.hashes() == expected


def test_only_some_and_everything_anew_leave_the_same_bytes(checkout: Checkout) -> None:
    expected = checkout.hashes()
    checkout.build("datapackages", "docs", "--only", ONE)
    assert checkout.hashes() == expected
    checkout.build("datapackages", "docs", "--no-cache")
    assert checkout.hashes() == expected
