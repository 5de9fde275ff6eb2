"""The answer keys: every number of two documents, transcribed by hand, is read as the key says."""

from __future__ import annotations

import pytest

from tests.cases import Case, load_cases, parsed, records_of
from tests.keys import (
    Place,
    indicator_agrees,
    key_amounts,
    key_faults,
    key_indicators,
    key_statements,
    statement_agrees,
)
from yusuan.model import BudgetLine, PerformanceIndicator, Statement

KEYED = [case for case in load_cases() if case.key]
each_key = pytest.mark.parametrize("case", KEYED, ids=lambda case: case.name)
STATED = [case for case in KEYED if key_statements(case)]


def _lines(case: Case) -> dict[Place, BudgetLine]:
    return {(line.source_line, line.source_column): line for line in records_of(parsed(case), BudgetLine)}


@each_key
def test_amounts_are_those_of_the_key_and_no_others(case: Case) -> None:
    lines, key = _lines(case), key_amounts(case)
    assert key
    assert set(lines) == set(key)
    faults = {at: found for at, row in key.items() if (found := [*key_faults(lines[at], row)])}
    assert not faults


def test_a_fault_is_named_by_what_is_wrong() -> None:
    case = KEYED[0]
    at, row = next((at, row) for at, row in key_amounts(case).items() if row["code"])
    wrong = {"value": "1.11", "column_path": "别的", "label": "别的", "project": "别的", "code": "999"}
    named = {field: [*key_faults(_lines(case)[at], row | {field: text})] for field, text in wrong.items()}
    assert named == {
        "value": ["amount"],
        "column_path": ["meaning"],
        "label": ["row"],
        "project": ["row"],
        "code": ["codes"],
    }


def test_the_row_beside_its_header_is_repaired_and_no_other() -> None:
    for case in KEYED:
        repaired = {at for at, line in _lines(case).items() if line.repaired}
        notes = {at: row["note"] for at, row in key_amounts(case).items()}
        assert repaired == {at for at, note in notes.items() if "shifted" in note or "lost" in note}


@each_key
def test_indicators_are_those_of_the_key_and_no_others(case: Case) -> None:
    found = records_of(parsed(case), PerformanceIndicator)
    key = key_indicators(case)
    assert len(found) == len(key)
    missing = [row for row in key if not any(indicator_agrees(one, row) for one in found)]
    assert not missing


@pytest.mark.parametrize("case", STATED, ids=lambda case: case.name)
def test_stated_figures_are_those_of_the_key(case: Case) -> None:
    """Value, change, percentage and line right for at least 95 % of the key's rows, and none beyond it."""
    left = [one for one in records_of(parsed(case), Statement) if one.source_column is None]
    key = key_statements(case)
    right = 0
    for row in key:
        match = next((one for one in left if statement_agrees(one, row)), None)
        if match is not None:
            left.remove(match)
            right += 1
    assert right >= len(key) * 0.95
    assert len(left) <= len(key) * 0.05
