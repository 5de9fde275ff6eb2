"""Invented documents in the forms of other provinces: every amount is read as it was made, and no other."""

from __future__ import annotations

import pytest

from tests.cases import Case, load_cases, parsed, records_of
from tests.keys import made_amounts, made_faults, made_targets
from yusuan.check import check_disclosure
from yusuan.model import BudgetLine, Check, Leftover, PerformanceIndicator

MADE = [case for case in load_cases() if (case.folder / "made.csv").is_file()]
each_made = pytest.mark.parametrize("case", MADE, ids=lambda case: case.name)

# Checks that rightly fail: what these documents leave out, as real ones do.
LEFT_OUT = {"owed-tables", "owed-statements", "text-target-count"}


@each_made
def test_amounts_are_those_that_were_made(case: Case) -> None:
    made = made_amounts(case)
    lines = {(line.source_line, line.source_column): line for line in records_of(parsed(case), BudgetLine)}
    assert set(lines) == set(made)
    faults = {at: found for at, row in made.items() if (found := [*made_faults(lines[at], row)])}
    assert not faults


@each_made
def test_targets_are_those_that_were_made(case: Case) -> None:
    found = {(one.source_line, one.source_column) for one in records_of(parsed(case), PerformanceIndicator)}
    assert found == set(made_targets(case))


@each_made
def test_leaves_add_up_to_the_totals(case: Case) -> None:
    failed = [check for check in records_of(check_disclosure(parsed(case)), Check) if check.status == "fail"]
    assert {check.rule for check in failed} <= LEFT_OUT, [check.message for check in failed]


@each_made
def test_no_figure_is_left_over(case: Case) -> None:
    assert not [left for left in records_of(parsed(case), Leftover) if any(c.isdigit() for c in left.text)]
