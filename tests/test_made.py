"""Invented documents in the forms of other provinces: every amount is read as it was made, and no other."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cases import Case, load_cases, parsed, records_of
from yusuan.check import check_disclosure
from yusuan.model import BudgetLine, Check, Leftover, PerformanceIndicator
from yusuan.spec.money import YUAN_PER_UNIT

MADE = [case for case in load_cases() if (case.folder / "made.csv").is_file()]
each_made = pytest.mark.parametrize("case", MADE, ids=lambda case: case.name)

# Checks that rightly fail: what these documents leave out, as real ones do.
LEFT_OUT = {"owed-tables", "owed-statements", "text-target-count"}


def rows(path: Path) -> dict[tuple[int, int], dict[str, str]]:
    """Return what was made, by line and column."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(int(row["line"]), int(row["col"])): row for row in csv.DictReader(file)}


@each_made
def test_amounts_are_those_that_were_made(case: Case) -> None:
    made = rows(case.folder / "made.csv")
    lines = {(line.source_line, line.source_column): line for line in records_of(parsed(case), BudgetLine)}
    assert set(lines) == set(made)
    for at, row in made.items():
        line = lines[at]
        assert line.amount_yuan == Decimal(row["value"].replace(",", "")) * YUAN_PER_UNIT[row["unit"]], at
        assert line.money_unit == row["unit"], at
        # What a row of a class measures is a matter of taste in some forms: their keys leave it open.
        assert line.measure == row.get("measure", line.measure), at


@each_made
def test_targets_are_those_that_were_made(case: Case) -> None:
    path = case.folder / "made.targets.csv"
    found = {(one.source_line, one.source_column) for one in records_of(parsed(case), PerformanceIndicator)}
    assert found == set(rows(path) if path.is_file() else ())


@each_made
def test_leaves_add_up_to_the_totals(case: Case) -> None:
    failed = [check for check in records_of(check_disclosure(parsed(case)), Check) if check.status == "fail"]
    assert {check.rule for check in failed} <= LEFT_OUT, [check.message for check in failed]


@each_made
def test_no_figure_is_left_over(case: Case) -> None:
    assert not [left for left in records_of(parsed(case), Leftover) if any(c.isdigit() for c in left.text)]
