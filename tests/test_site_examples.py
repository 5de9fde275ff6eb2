"""The examples of the data page, run as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.site_packages import NAME, write_packages

PAGE = (Path(__file__).parents[1] / "docs/data.md").read_text("utf-8")


def example(language: str) -> str:
    """Return the page's one example in a language."""
    (code,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(code)


@pytest.fixture(autouse=True)
def in_the_collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where the downloads of the whole collection lie."""
    monkeypatch.chdir(write_packages(tmp_path) / "all")


def test_pandas(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example("python"), "data.md", "exec"), {"pd": pd})
    assert re.search(rf"{NAME}\s+t01\s+expenditure\s+\S+\s+10000000\.00", capsys.readouterr().out)


def test_duckdb() -> None:
    rows = duckdb.execute(example("sql")).fetchall()
    assert [(year, float(amount)) for _, year, _, amount in rows] == [(2023, 2_500_000.0)]
