"""The rules over real documents: what they find, where each applies, and seeded errors."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from benchmarks.seeded_errors import seeded
from yusuan.check import check_disclosure
from yusuan.model import Check
from yusuan.parse.disclosure import parse_disclosure
from yusuan.spec.rules import load_rules

INPUTS = sorted(Path("disclosures").glob("*.txt"))
MORE = sorted(Path(os.environ.get("YUSUAN_MORE_DISCLOSURES", "../shared/more-disclosures")).glob("*.txt"))

# Contradictions that reading the documents proves: the file's beginning, the rule, the line of an operand.
FOUND = (
    ("330400", "text-functions", 142),
    ("330400", "text-change-percent", 178),
    ("330400", "text-implied-base", 182),
    ("330400", "text-target-count", 210),
    ("330400", "target-rate", 498),
    ("330400", "target-name", 514),
    ("330500", "text-project-count", 198),
    ("330500", "text-change-percent", 206),
    ("330500", "text-reasons", 206),
    ("330500", "table-title", 288),
    ("330500", "contents", 42),
    ("341302", "column-parent", 199),
    ("341302", "class-printed-once", 214),
    ("341302", "contents", 22),
    ("341302", "contents", 25),
    ("341302", "text-change-percent", 364),
    ("341302", "target-cost-unit", 494),
    ("341302", "target-period", 488),
    ("341302", "text-target-count", 531),
    ("411100", "three-public-contains-projects", 351),
    ("411100", "target-zero-cost", 441),
    ("411100", "target-cost-ceiling", 444),
    ("421303", "contents", 24),
    ("421303", "contents", 26),
    ("421303", "contents", 40),
    ("421303", "text-heading-direction", 118),
    ("421303", "text-change-percent", 118),
    ("421303", "text-change-percent", 122),
    ("421303", "text-restated-change", 122),
    ("421303", "text-procurement", 140),
    ("421303", "text-change-percent", 152),
    ("421303", "text-change-percent", 158),
    ("421303", "form-formula", 400),
    ("421303", "heading-year", 404),
    ("421303", "cited-number", 360),
    ("421303", "cited-number", 374),
)
# What a rule may say of a whole document without a line of its own.
LEDGER = {"owed-tables", "owed-statements"}


@cache
def checks_of(path: Path) -> tuple[Check, ...]:
    """Return the checks of a real document."""
    checks = check_disclosure(parse_disclosure(path)).records["checks"]
    return tuple(check for check in checks if isinstance(check, Check))


def lines_failed(checks: Sequence[Check]) -> Mapping[tuple[str, int], Check]:
    """Return the failed checks by rule and line of either operand."""
    failed = [check for check in checks if check.status == "fail"]
    return {(c.rule, line): c for c in failed for line in (c.left_line, c.right_line) if line}


@pytest.mark.parametrize(("file", "rule", "line"), FOUND)
def test_a_provable_contradiction_is_found(file: str, rule: str, line: int) -> None:
    (path,) = (path for path in INPUTS if path.name.startswith(file))
    assert (rule, line) in lines_failed(checks_of(path))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_nothing_else_is_called_wrong(path: Path) -> None:
    known = {(rule, line) for file, rule, line in FOUND if path.name.startswith(file)}
    for check in checks_of(path):
        if check.status == "fail" and check.rule not in LEDGER:
            assert {(check.rule, check.left_line), (check.rule, check.right_line)} & known, check.message


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_no_rule_breaks_and_no_id_repeats(path: Path) -> None:
    checks = checks_of(path)
    assert not [check.message for check in checks if check.status == "unreadable"]
    ids = [check.check_id for check in checks]
    assert len(set(ids)) == len(ids)


need_more = pytest.mark.skipif(not MORE, reason="no folder of more disclosures: set YUSUAN_MORE_DISCLOSURES")


@need_more
def test_every_rule_applies_to_some_real_document() -> None:
    used = {
        check.rule
        for path in [*INPUTS, *MORE]
        for check in checks_of(path)
        if check.status in {"pass", "fail"}
    }
    assert used == {rule.id for rule in load_rules().rules}


@need_more
def test_no_rule_breaks_on_further_documents() -> None:
    for path in MORE:
        assert not check_disclosure(parse_disclosure(path)).faults


def test_seeded_errors_are_noticed() -> None:
    """Mistype some amounts at random, in the record; benchmarks/seeded_errors.py does so at length."""
    noticed = [found for path in INPUTS for _, found in seeded(path, cells=12, seed=1)]
    assert sum(noticed) >= 0.9 * len(noticed)
