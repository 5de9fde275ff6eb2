"""The examples of the data page, run as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.site_packages import write_packages
from yusuan.parse.disclosure import parse_disclosure

PAGE = (Path(__file__).parents[2] / "docs/data/index.md").read_text("utf-8")


def example(language: str) -> str:
    """Return the page's one example in a language."""
    (code,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(code)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the packages of all documents that the project has; return where their collection lies."""
    sources = sorted((Path(__file__).parents[2] / "disclosures").glob("*.txt"))
    return write_packages(tmp_path_factory.mktemp("five"), *map(parse_disclosure, sources)) / "all"


@pytest.fixture(autouse=True)
def in_the_collection(collection: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where the downloads of the whole collection lie."""
    monkeypatch.chdir(collection)


def units() -> set[str]:
    return set(pd.read_parquet("disclosures.parquet").unit_name)


def test_pandas_loses_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example("python"), "data.md", "exec"), {"pd": pd})
    shown = capsys.readouterr().out
    for name in pd.read_parquet("disclosures.parquet").disclosure_id:
        assert len(re.findall(rf"^{name}\s+t\d+\s+expenditure\s+\S+\s+\d+\.00$", shown, re.MULTILINE)) == 1


def test_duckdb_loses_no_unit_and_no_unit_s_projects() -> None:
    rows = duckdb.execute(example("sql")).fetchall()
    assert {unit for unit, *_ in rows} == units()
    projects = pd.read_parquet("projects.parquet")
    printed = projects[projects.is_leaf & projects.total_yuan.notna()]
    named = {unit for unit, _, project, *_ in rows if project}
    disclosures = pd.read_parquet("disclosures.parquet")
    unit_of = dict(zip(disclosures.disclosure_id, disclosures.unit_name, strict=True))
    assert named == {unit_of[name] for name in printed.disclosure_id}
    largest = printed.groupby("disclosure_id").total_yuan.max()
    for disclosure_id, amount in largest.items():
        own = [yuan for unit, _, _, _, yuan in rows if unit == unit_of[str(disclosure_id)]]
        assert own[0] == amount
        assert len(own) == len(set(own)), "no project twice"
