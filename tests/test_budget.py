"""The budget of published bytes is the same where it is held and where it is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.published_bytes import BUDGET, kind_of

PAGE = Path(__file__).parents[1] / "docs" / "decisions" / "scale.md"


def test_the_page_states_the_budget() -> None:
    stated = re.findall(r"^\| ([^|]+?) \| (\d+) \| \d+ \| \d+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert {kind: int(size) for kind, size in stated if not kind.startswith("all,")} == BUDGET


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("units/x-2023/index.html", "unit pages"),
        ("units/x-2023/source/index.html", "source pages"),
        ("units/x-2023/x-2023.zip", "packages (zip)"),
        ("units/x-2023/x-2023.xlsx", "workbooks"),
        ("units/x-2023/tables/t01.csv", "tables as published (CSV)"),
        ("units/x-2023/digest.json", "descriptors and digests"),
        ("units/index.html", "shared pages"),
        ("units/_p2/index.html", "shared pages"),
        ("downloads/tables.parquet", "all/ (bulk downloads)"),
        ("pagefind/index/x.pf_index", "search index"),
        ("assets/yusuan.css", "scripts and styles"),
        ("index.html", "shared pages"),
    ],
)
def test_every_published_file_has_a_kind(path: str, kind: str) -> None:
    assert kind_of(Path(path)) == kind
