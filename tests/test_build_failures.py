"""What goes wrong around a run: bad input, two runs at once, stopped runs, packages that were changed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import build_data
from tests.test_build import ONE, TINY, TWO, Workshop
from yusuan import build as module
from yusuan.build import BuildOptions, build
from yusuan.model import BudgetLine
from yusuan.parse.disclosure import parse_disclosure
from yusuan.run import limits
from yusuan.run.limits import TookTooLong, limited
from yusuan.run.lock import only_build
from yusuan.run.messages import shown
from yusuan.run.workers import run_in_processes

ROOT = Path(__file__).parents[1]


@pytest.fixture
def workshop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Workshop:
    """Return an empty workshop."""
    return Workshop(tmp_path, capsys)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.mkdir(), "a folder, not a file"),
        (lambda path: path.symlink_to(path.parent / "nothing.txt"), "a link that leads to no file"),
        (lambda path: path.symlink_to(path), "a link that leads to no file"),
        (lambda path: path.symlink_to(ROOT / "README.md"), "a link that leads out of the folder"),
        (os.mkfifo, "no ordinary file"),
    ],
    ids=["folder", "broken link", "link to itself", "link outside", "pipe"],
)
def test_what_is_no_file_of_the_folder_is_named(workshop: Workshop, make: object, reason: str) -> None:
    workshop.put(f"{ONE}.txt")
    make(workshop.input / "other-2023.txt")  # type: ignore[operator]
    run = workshop.build()
    (error,) = run.errors
    assert (run.status, workshop.built) == (1, {ONE})
    assert error.startswith("other-2023.txt: ") and reason in error


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a" * 245 + ".txt", "more than 120 characters: rename it, say, to " + "a" * 120 + ".txt"),
        ("a\x1b[31m\nERROR forged.txt", "characters that are not printed"),
        ("office-2023\n.txt", "characters that are not printed"),
        ("\u212aoffice-2023.txt", "rename it"),
    ],
    ids=["long", "escapes", "newline", "kelvin"],
)
def test_a_bad_name_costs_its_own_file_and_forges_no_message(
    workshop: Workshop, name: str, reason: str
) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(name)
    run = workshop.build()
    (error,) = run.errors
    assert (run.status, workshop.built) == (1, {ONE})
    assert reason in error and "\x1b" not in run.output


def test_text_of_the_catalog_reaches_neither_terminal_nor_data(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.put("catalog.csv", f'source_file,unit_name\n{ONE}.txt,"某\x1b[2J局"\n\x1b]0;x,某局\n')
    run = workshop.build()
    assert len(run.errors) == 2 and "\x1b" not in run.output
    assert any("unit_name holds characters that are not printed" in error for error in run.errors)
    assert workshop.built == {TWO}


def test_messages_show_what_a_terminal_would_obey() -> None:
    assert shown("某局　a\x1b[31m\r\n\u202e") == "某局　a\\x1b[31m\\r\\n\\u202e"


def test_the_last_package_stays_with_a_note_while_its_document_cannot_be_read(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.build()
    clean = workshop.hashes()
    workshop.put(f"{ONE}.txt", "")
    for _ in range(2):
        run = workshop.build()
        assert (run.status, run.errors) == (1, [f"{ONE}.txt: the file is empty"])
        assert f"NOTE {ONE}: its package of " in run.output
        assert workshop.built == {ONE, TWO}
        assert {row["disclosure_id"] for row in workshop.rows("disclosures")} == {ONE, TWO}
        described = json.loads((workshop.packages / ONE / "datapackage.json").read_text("utf-8"))
        assert described["kept"]["read_on"].startswith("20")
        page = (workshop.docs / "units" / ONE / "index.md").read_text("utf-8")
        assert f"{described['kept']['read_on']} 读入的内容" in page
    workshop.put(f"{ONE}.txt")
    run = workshop.build()
    assert (run.status, run.did("reused")) == (0, [f"{ONE}.txt", f"{TWO}.txt"])
    assert workshop.hashes() == clean


def test_a_kept_package_goes_when_its_input_goes(workshop: Workshop) -> None:
    path = workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.build()
    path.write_text("", "utf-8")
    workshop.build()
    path.unlink()
    assert workshop.build().status == 0
    assert workshop.built == {TWO}


def test_a_file_changed_by_hand_at_the_same_size_is_written_anew(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.build()
    clean = workshop.hashes()
    changed = workshop.packages / ONE / "budget_lines.csv"
    data = changed.read_bytes()
    assert b"18.00" in data
    changed.unlink()  # pages hold a second name of the same bytes
    changed.write_bytes(data.replace(b"18.00", b"81.00"))
    assert workshop.build().did("read") == [f"{ONE}.txt"]
    assert workshop.hashes() == clean


@pytest.mark.parametrize("only", [False, True])
def test_a_damaged_package_ends_in_a_message(workshop: Workshop, only: bool) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.put(f"{TWO}.txt")
    workshop.build()
    clean = workshop.hashes()
    damaged = workshop.packages / ONE / "budget_lines.parquet"
    damaged.unlink()
    damaged.write_bytes(b"PAR1 no longer")
    run = workshop.build(*(["--only", TWO] if only else []))
    if only:
        assert run.status == 1
        assert any(f"{ONE}: its last package cannot stay published" in error for error in run.errors)
        run = workshop.build()
    assert (run.status, run.errors) == (0, [])
    assert workshop.hashes() == clean


def _die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_worker_that_dies_costs_its_job_alone() -> None:
    done = run_in_processes(_die, range(8), 2, lambda number, how: -number if "SIGKILL" in how else 99)
    assert sorted(done) == [-3, 0, 1, 2, 4, 5, 6, 7]


def _wait(number: int) -> int:
    time.sleep(600)
    return number


PROGRAM = """
import sys
from tests.test_build_failures import _wait
from yusuan.run.workers import run_in_processes
import multiprocessing
if __name__ == "__main__":
    done = run_in_processes(_wait, [1, 2], 2, lambda number, how: 0)
    import threading
    def say():
        while len(multiprocessing.active_children()) < 2: pass
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    threading.Thread(target=say, daemon=True).start()
    next(done)
"""


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PROGRAM, "utf-8")
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=env) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(children) == 2
        parent.kill()
    for _ in range(300):
        if not [pid for pid in children if _runs(pid)]:
            return
        time.sleep(0.1)
    pytest.fail(f"still at work: {[pid for pid in children if _runs(pid)]}")


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}


def test_a_document_that_takes_too_long_is_named(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        while True:
            pass

    workshop.put(f"{ONE}.txt")
    workshop.build()
    monkeypatch.setattr(module, "parse_disclosure", endless)
    monkeypatch.setattr(module, "DOCUMENT_SECONDS", 0.2)
    run = workshop.build("--no-cache")
    assert run.errors == [f"{ONE}.txt: it took more than 0.2 seconds of processor time"]
    assert workshop.built == {ONE}
    assert limits.DOCUMENT_SECONDS > 60


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not say how much memory")
def test_a_document_that_needs_too_much_memory_is_named(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object) -> None:
        held: list[int] = []
        while True:
            held += range(100_000)

    workshop.put(f"{ONE}.txt")
    workshop.build()
    monkeypatch.setattr(module, "parse_disclosure", greedy)
    monkeypatch.setattr(module, "DOCUMENT_MEGABYTES", 1_500)
    run = workshop.build("--no-cache")
    assert run.errors == [f"{ONE}.txt: it needed more than 1,500 MB of memory"]
    assert workshop.built == {ONE}


def test_the_way_out_of_a_limit_is_not_interrupted() -> None:
    cleared = False
    with pytest.raises(TookTooLong), limited(0.01):
        try:
            while True:
                pass
        finally:
            until = time.process_time() + 0.5
            while time.process_time() < until:
                pass
            cleared = True
    assert cleared


def test_no_broad_except_swallows_the_time_limit() -> None:
    with pytest.raises(TookTooLong), limited(0.05):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue


def test_the_second_build_names_the_first_and_waits(tmp_path: Path) -> None:
    said = io.StringIO()
    entered, leave = threading.Event(), threading.Event()

    def first() -> None:
        with only_build(tmp_path / "packages", io.StringIO()):
            entered.set()
            leave.wait(30)

    def second() -> None:
        with only_build(tmp_path / "packages", said):
            pass

    holder = threading.Thread(target=first)
    holder.start()
    assert entered.wait(30)
    waiter = threading.Thread(target=second)
    waiter.start()
    while "waiting" not in said.getvalue():
        time.sleep(0.01)
    assert f"process {os.getpid()}" in said.getvalue()
    assert waiter.is_alive()
    leave.set()
    waiter.join(30)
    holder.join(30)
    assert not waiter.is_alive()


def _command(workshop: Workshop) -> list[str]:
    folders = ["--input", workshop.input, "--packages", workshop.packages, "--docs", workshop.docs]
    return [sys.executable, str(ROOT / "build_data.py"), *map(str, folders), "--jobs", "2"]


def test_two_builds_at_once_both_succeed(workshop: Workshop) -> None:
    for name in (ONE, TWO):
        workshop.put(f"{name}.txt")
    builds = [subprocess.Popen(_command(workshop), stdout=subprocess.PIPE, cwd=ROOT) for _ in range(2)]
    said = [one.communicate()[0] for one in builds]
    assert [one.returncode for one in builds] == [0, 0], said
    hashes = workshop.hashes()
    assert workshop.build("--no-cache").status == 0
    assert workshop.hashes() == hashes


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_what_the_next_one_mends(workshop: Workshop, number: int) -> None:
    for name in (ONE, TWO):
        workshop.put(f"{name}.txt")
    workshop.build()
    clean = workshop.hashes()
    for step in range(4):
        with subprocess.Popen(
            [*_command(workshop), "--no-cache"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
        ) as run:
            time.sleep(0.4 + 0.4 * step)
            os.killpg(run.pid, number) if number == signal.SIGINT else run.kill()
            _, errors = run.communicate()
        assert b"Traceback" not in errors or number == signal.SIGKILL, errors.decode()
        if number == signal.SIGINT and run.returncode not in {0, -signal.SIGINT}:
            assert (run.returncode, b"stopped" in errors) == (130, True)
        assert workshop.built == {ONE, TWO}
        assert (workshop.packages / "all" / "datapackage.json").is_file()
    assert workshop.build().status == 0
    assert workshop.hashes() == clean
    assert [path.name for path in workshop.packages.iterdir() if path.suffix in {".new", ".old"}] == []


def test_a_full_disk_is_a_message_and_leaves_the_last_package(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    workshop.put(f"{ONE}.txt")
    workshop.build()
    rows = workshop.rows("budget_lines")
    workshop.put(f"{ONE}.txt", TINY.replace("18.00", "18.01"))
    monkeypatch.setattr(module, "write_package", full)
    run = workshop.build()
    assert (run.status, run.errors) == (1, [f"{ONE}.txt: No space left on device"])
    assert workshop.rows("budget_lines") == rows


def test_a_folder_that_cannot_be_written_is_a_message(workshop: Workshop) -> None:
    workshop.put(f"{ONE}.txt")
    workshop.packages.write_text("a file stands here")
    run = workshop.build()
    assert run.status == 1
    assert run.errors and "exists" in run.errors[0]


def test_ctrl_c_is_answered_by_status_130(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    workshop.put(f"{ONE}.txt")
    monkeypatch.setattr(build_data, "_run", stop)
    run = workshop.build()
    assert (run.status, "stopped" in run.output) == (130, True)


def test_a_record_that_breaks_the_contract_is_left_over_and_costs_no_document(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a number of twenty digits would: too large for its column."""
    path = workshop.put(f"{ONE}.txt")
    parsed = parse_disclosure(path)
    lines = [one for one in parsed.records["budget_lines"] if isinstance(one, BudgetLine)]
    broken = [replace(lines[0], amount_yuan=lines[0].amount_yuan + 10**17), *lines[1:], replace(lines[1])]
    records = {**parsed.records, "budget_lines": broken}
    monkeypatch.setattr(module, "parse_disclosure", lambda *_: replace(parsed, records=records))
    run = workshop.build()
    assert (run.status, run.errors) == (0, [])
    left = [(int(row["source_line"]), int(row["source_column"])) for row in workshop.rows("leftovers")]
    assert (lines[0].source_line, lines[0].source_column) in left
    assert len(workshop.rows("budget_lines")) == len(lines) - 1
    assert "不合数据约定" in run.output


PRIVATE = ["13800000000", "200 0000", "110101199001010010", "x@example.org", "6200000000000000000"]


def _all_text(folder: Path) -> str:
    """Return all that files below a folder say, packed ones and Parquet among them."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix in {".zip", ".xlsx"}:
            with zipfile.ZipFile(path) as archive:
                found += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        elif path.suffix == ".parquet":
            found.append(str(pq.read_table(path).to_pylist()))
        else:
            found.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(found)


def test_private_data_is_in_no_file_and_no_message(workshop: Workshop) -> None:
    text = TINY + "\n".join(
        [
            "联系人：某某某，电话 13800000000，座机200 0000",
            "邮箱 x@example.org",
            "身份证号 110101199001010010",
            "账号：6200000000000000000",
            "应当隐去的一句话。",
            "",
        ]
    )
    path = workshop.put(f"{ONE}.txt", text)
    number = text.split("\n").index("应当隐去的一句话。") + 1
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    workshop.put("takedown.csv", f"source_file,source_sha256,line,reason\n{path.name},{digest},{number},\n")
    run = workshop.build()
    assert run.status == 0, run.output
    said = _all_text(workshop.packages) + _all_text(workshop.docs) + run.output
    assert [one for one in [*PRIVATE, "某某某", "应当隐去的一句话"] if one in said] == []
    counts = {row["class"]: int(row["count"]) for row in workshop.rows("redactions")}
    assert counts == {
        "bank": 1,
        "email": 1,
        "identity_number": 1,
        "name": 1,
        "phone": 2,
        "taken_down": 1,
    }
    workshop.put("takedown.csv", "source_file,source_sha256,line,reason\n")
    assert workshop.build().did("read") == [f"{ONE}.txt"], "the list is part of the input"


def test_the_build_asks_no_other_machine(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the build opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    workshop.put(f"{ONE}.txt")
    said = io.StringIO()
    options = BuildOptions(workshop.input, workshop.packages, workshop.docs)
    assert build(options, said) == 0, said.getvalue()
