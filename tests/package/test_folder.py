"""A folder is replaced as a whole or not at all, whenever the run stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from yusuan.package import folder as module
from yusuan.package.folder import replaced_folder


def fill(folder: Path, text: str) -> None:
    """Replace a folder by one that holds a file with some text."""
    with replaced_folder(folder) as fresh:
        (fresh / "file").write_text(text)


@pytest.fixture(params=["exchange", "two renames"])
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that holds an old file, where the system can or cannot exchange two folders."""
    if request.param == "two renames":
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    fill(tmp_path / "a", "old")
    return tmp_path / "a"


def test_the_new_folder_takes_the_place_of_the_old(old: Path) -> None:
    (old / "gone").write_text("")
    fill(old, "new")
    assert [(path.name, path.read_text()) for path in old.iterdir()] == [("file", "new")]
    assert list(old.parent.iterdir()) == [old]


def test_an_error_leaves_the_old_folder(old: Path) -> None:
    with pytest.raises(RuntimeError), replaced_folder(old) as fresh:
        (fresh / "file").write_text("half")
        raise RuntimeError
    assert (old / "file").read_text() == "old"
    assert list(old.parent.iterdir()) == [old]


def test_an_error_between_the_two_renames_restores_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "a", "old")
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    rename, done = Path.rename, []

    def fail_second(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == 2:
            raise OSError("stopped")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_second)
    with pytest.raises(OSError, match="stopped"):
        fill(tmp_path / "a", "new")
    assert (tmp_path / "a" / "file").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_killed_run_leaves_the_old_folder_and_the_next_run_tidies_up(tmp_path: Path) -> None:
    fill(tmp_path / "a", "old")
    program = (
        "import sys, time; from pathlib import Path; from yusuan.package.folder import replaced_folder\n"
        "with replaced_folder(Path(sys.argv[1])) as fresh:\n"
        "    (fresh / 'file').write_text('half'); print('filling', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "a")], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"filling\n"
        os.kill(child.pid, signal.SIGKILL)
    assert (tmp_path / "a" / "file").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2
    fill(tmp_path / "a", "new")
    assert [(path.name, (path / "file").read_text()) for path in tmp_path.iterdir()] == [("a", "new")]


def test_neighbours_are_left_alone(tmp_path: Path) -> None:
    fill(tmp_path / "a", "a")
    (tmp_path / ".a-b.1.new").mkdir()
    (tmp_path / ".a.txt").write_text("")
    fill(tmp_path / "a", "b")
    assert {path.name for path in tmp_path.iterdir()} == {"a", ".a-b.1.new", ".a.txt"}
