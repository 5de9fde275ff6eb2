"""A Dask cluster reads what one process reads, byte by byte, and a worker that dies loses nothing."""

from __future__ import annotations

import hashlib
import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

import build_data
from tests.tiny import DISCLOSURE, typed
from yusuan.build import BuildOptions, build
from yusuan.run.cluster import ClusterError, open_cluster

NAMES = [f"330500-{name}-office-2023" for name in ("one", "two", "three", "four", "five", "six")]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Start a scheduler and two workers in processes of their own; return the address."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as started:
        yield started.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of six disclosures and a file that is none."""
    folder = tmp_path_factory.mktemp("input")
    for number, name in enumerate(NAMES):
        (folder / f"{name}.txt").write_text(typed(DISCLOSURE).replace("18.00", f"18.0{number}"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what one process writes."""
    folder = tmp_path_factory.mktemp("here")
    assert build(BuildOptions(source, folder / "p", folder / "d"), io.StringIO()) == 0
    return hashes(folder)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".build.json", ".lock"))
    }


def test_a_cluster_writes_the_same_bytes_and_shows_progress(
    cluster: str, source: Path, expected: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "letter-2023.txt").write_text("关于召开会议的通知\n", "utf-8")
    arguments = ["--input", str(source), "--packages", str(tmp_path / "p"), "--docs", str(tmp_path / "d")]
    assert build_data.main([*arguments, "--executor", cluster]) == 1
    (source / "letter-2023.txt").unlink()
    assert build_data.main([*arguments, "--executor", cluster]) == 0
    said = capsys.readouterr().out
    assert all(f"  read  {name}.txt" in said and f"reused  {name}.txt" in said for name in NAMES)
    assert " error  letter-2023.txt" in said and "no table of a known kind" in said
    assert hashes(tmp_path) == expected


class KillingOutput(io.StringIO):
    """Kills a process as soon as a first disclosure is reported."""

    def __init__(self, process: int) -> None:
        super().__init__()
        self.process: int | None = process

    def write(self, text: str) -> int:
        if self.process and " read " in text:
            os.kill(self.process, signal.SIGKILL)
            self.process = None
        return super().write(text)


def test_a_worker_that_is_killed_loses_nothing(
    cluster: str, source: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    with Client(cluster.replace("dask://", "tcp://"), set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    output = KillingOutput(victim)
    packages, docs = tmp_path / "p", tmp_path / "d"
    packages.mkdir()
    docs.mkdir()
    with open_cluster(cluster, [source, packages, docs]) as executor:
        status = build(BuildOptions(source, packages, docs), output, executor)
    assert output.process is None
    assert status == 0, output.getvalue()
    assert hashes(tmp_path) == expected


def test_what_cannot_be_used_is_refused(
    cluster: str,
    source: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ClusterError, match="write dask://host:port"), open_cluster("host:1", []):
        pass
    with pytest.raises(ClusterError, match="does not see"), open_cluster(cluster, [tmp_path / "none"]):
        pass
    monkeypatch.setattr("yusuan.run.cluster.WAIT", 1)
    arguments = ["--input", str(source), "--packages", str(tmp_path / "p"), "--docs", str(tmp_path / "d")]
    assert build_data.main([*arguments, "--executor", "dask://127.0.0.1:9"]) == 2
    assert "no scheduler answers" in capsys.readouterr().err
    monkeypatch.setattr("yusuan.run.cluster.fingerprint_of_code", lambda stage: "other")
    with pytest.raises(ClusterError, match="has other code"), open_cluster(cluster, [source]):
        pass
