"""Findings on documents read by hand, where they are at hand: true ones stay, false ones stay away."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from yusuan.check import check_disclosure
from yusuan.model import Check
from yusuan.parse.disclosure import parse_disclosure

CORPUS = Path("../shared/corpus")
TRUE_SHARE, FALSE_LEFT = 0.95, 2

if not CORPUS.is_dir():
    pytest.skip("the documents judged by hand are not at hand", allow_module_level=True)


def verdicts() -> Mapping[str, list[dict[str, str]]]:
    """Return the judged failures by document, of the documents that have a true one."""
    with (CORPUS / "verdicts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    contradicted = {row["id"] for row in rows if row["verdict"] == "TRUE"}
    by_document: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["id"] in contradicted:
            by_document[row["id"]].append(row)
    return by_document


def lines_of(row: dict[str, str]) -> set[int]:
    """Return the lines that a judged failure names."""
    return {int(row[side]) for side in ("left_line", "right_line") if row[side] not in {"", "0"}}


def test_true_findings_stay_and_false_ones_stay_away() -> None:
    true = found = 0
    false = []
    for name, rows in verdicts().items():
        checks = check_disclosure(parse_disclosure(CORPUS / f"{name}.txt")).records["checks"]
        fails = [check for check in checks if isinstance(check, Check) and check.status == "fail"]
        for row in rows:
            hit = any(c.rule == row["rule"] and lines_of(row) <= {c.left_line, c.right_line} for c in fails)
            near = hit or any(lines_of(row) & {c.left_line, c.right_line} for c in fails)
            if row["verdict"] == "TRUE":
                true, found = true + 1, found + near
            elif hit and lines_of(row):
                false.append(f"{name} {row['rule']} {sorted(lines_of(row))}: {row['cause']}")
    assert found >= TRUE_SHARE * true, f"{found} of {true} true findings"
    assert len(false) <= FALSE_LEFT, false
