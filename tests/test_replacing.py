"""Files and folders are replaced as a whole or not at all, whenever the run stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from yusuan import replacing as module
from yusuan.replacing import recover_all, remove_others, replaced_file, replaced_folder, write_text


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
        "import sys, time; from pathlib import Path; from yusuan.replacing import replaced_folder\n"
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
    (tmp_path / ".a-b.new").mkdir()
    (tmp_path / ".a.txt").write_text("")
    fill(tmp_path / "a", "b")
    assert {path.name for path in tmp_path.iterdir()} == {"a", ".a-b.new", ".a.txt"}


def test_what_a_killed_run_left_of_anything_in_a_folder_is_mended(tmp_path: Path) -> None:
    for name in (".gone.new", ".set-aside.old", ".whole.old", "whole"):
        fill(tmp_path / name, name)
    (tmp_path / ".x.build.json.new").write_text("{")
    (tmp_path / ".hidden").write_text("")
    recover_all(tmp_path)
    recover_all(tmp_path / "nowhere")
    assert {path.name for path in tmp_path.iterdir()} == {"set-aside", "whole", ".hidden"}
    assert [(tmp_path / name / "file").read_text() for name in ("set-aside", "whole")] == [
        ".set-aside.old",
        "whole",
    ]


def test_others_are_removed_and_what_was_set_aside_is_kept(tmp_path: Path) -> None:
    for name in ("kept", ".set-aside.old", ".gone.old", "gone", ".half.new"):
        fill(tmp_path / name, "")
    (tmp_path / "list.json").write_text("[]")
    remove_others(tmp_path, {"kept", "set-aside"})
    remove_others(tmp_path / "nowhere", set())
    assert {path.name for path in tmp_path.iterdir()} == {"kept", "set-aside", "list.json"}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    write_text(path, "一\r\n二\n")
    assert path.read_bytes() == "一\r\n二\n".encode()
    with pytest.raises(RuntimeError), replaced_file(path) as draft:
        draft.write_text("half")
        assert (draft.parent, draft.name[0]) == (path.parent, ".")
        raise RuntimeError
    assert path.read_bytes() == "一\r\n二\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_holds_the_text_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_text(path, "一\n")
    before = path.stat()
    write_text(path, "一\n")
    assert path.stat() == before
    write_text(path, "一\r\n")
    assert path.read_bytes() == "一\r\n".encode()


def test_a_draft_may_stand_beside_the_folder_of_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    fill(folder, "old")
    with replaced_file(folder / "file", beside=folder) as draft:
        draft.write_text("new")
        assert [path.name for path in folder.iterdir()] == ["file"]
    assert [(path.name, (path / "file").read_text()) for path in tmp_path.iterdir()] == [("a", "new")]
