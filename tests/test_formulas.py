"""No file that a page links makes a spreadsheet run what a document printed."""

from __future__ import annotations

import pytest

from yusuan.model.formulas import harmless, is_formula

FORMULAS = [
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "＝1",
    "＋A1",
    "－A1",
    "＠x",
    " =1",
    "\u3000=1",
    "\u200b=1",
    "\ufeff@x",
]
FORMULAS += ["\t=1", "\u202e=1", "\u3164=1", "=100%", "-1+cmd|' /C calc'!A0"]
HARMLESS = ["", "某项", "-5.82", "+3", "-1,234.50", "5%", "-", "——", "--", "=", "≥3", "a=b", "1-2"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_run_is_seen_and_guarded(cell: str) -> None:
    assert is_formula(cell)
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_numbers_dashes_and_text_stay(cell: str) -> None:
    assert not is_formula(cell)
    assert harmless(cell) == cell
