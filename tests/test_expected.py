"""The expected files: small enough to be read, and no change of a record that they do not show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cases import FOLDER
from tests.expected import expected_rows
from tests.package_records import budget_line
from yusuan.model import BudgetLine

LARGEST = 30_000
LINES = [
    budget_line(7, 1, "甲", "1.00", column="合计", side="income"),
    budget_line(7, 2, "甲", "2.00", column="基本支出", side="income", block=1),
    budget_line(8, 1, "乙", "3.00", column="合计", side="income"),
]


FILES = sorted(FOLDER.glob("*/expected/*.csv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_an_expected_file_can_be_read(path: Path) -> None:
    assert path.stat().st_size <= LARGEST


def test_amounts_stand_a_row_a_line_with_their_columns_apart() -> None:
    files = expected_rows({"budget_lines": LINES}, keyed=False)
    assert [row[-2:] for row in files["rows"][1:]] == [["1*=1.00 2*=2.00", ""], ["1*=3.00", ""]]
    assert [row[3:5] for row in files["columns"][1:]] == [["1", "合计"], ["2", "基本支出"]]
    keyed = expected_rows({"budget_lines": LINES}, keyed=True)
    assert [row[-2] for row in keyed["rows"][1:]] == ["1* 2*", "1*"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"measure": "basic"}, "1: measure=basic"),
        ({"fiscal_year": 2022, "repaired": "左移"}, "1: fiscal_year=2022 repaired=左移"),
    ],
)
def test_a_row_says_what_its_amounts_mean_otherwise(changed: dict[str, Any], said: str) -> None:
    third = budget_line(9, 1, "丙", "4.00", column="合计", side="income")
    other = replace(LINES[2], **changed)
    files = expected_rows({"budget_lines": [*LINES[:2], other, third]}, keyed=True)
    assert [row[-1] for row in files["rows"][1:]] == ["", said, ""]


CHANGES: list[dict[str, Any]] = [
    {"row": 5},
    {"side": "expenditure"},
    {"block": 2},
    {"is_leaf": False},
    {"is_total": True},
    {"level": 0},
    {"parent_row": 1},
    {"item": "丁"},
    {"function_code": "201"},
    {"project": "丁"},
    {"period": "current_year"},
    {"source_column": 3},
    {"printed_value": "9.00", "amount_yuan": Decimal(90_000)},
]


@pytest.mark.parametrize("changed", CHANGES, ids=lambda changed: next(iter(changed)))
def test_every_change_shows(changed: dict[str, Any]) -> None:
    def files(line: BudgetLine) -> object:
        return expected_rows({"budget_lines": [*LINES[:2], line]}, keyed=False)

    assert files(replace(LINES[2], **changed)) != files(LINES[2])
