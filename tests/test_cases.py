"""Each case reads as expected, nothing is lost, and leaves add up to the totals that are printed."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from tests.cases import Case, expected_files, load_cases, parsed, read_rows, records_of
from yusuan.model import BudgetLine, Leftover, PerformanceIndicator, Statement
from yusuan.parse.cells import is_dash, looks_like_money
from yusuan.parse.text import load_text
from yusuan.spec.money import rounding_error

CASES = load_cases()
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

# Forms that print amounts of several things, which make no whole.
NO_WHOLE = {"department_performance", "institution_information"}


def _lines(case: Case) -> list[BudgetLine]:
    return records_of(parsed(case), BudgetLine)


def test_there_are_cases() -> None:
    assert len(CASES) >= 5


@each_case
def test_reads_as_expected(case: Case) -> None:
    files = expected_files(case)
    assert {path.name for path in (case.folder / "expected").glob("*.csv")} == {path.name for path in files}
    for path, rows in files.items():
        assert rows == read_rows(path), f"{path.name} differs; if the change is right: make golden"


@each_case
def test_leaves_add_up_to_the_printed_total(case: Case) -> None:
    columns: dict[tuple[object, ...], list[BudgetLine]] = defaultdict(list)
    for line in _lines(case):
        if line.measure not in {"change", "unit_price"} and line.table_kind not in NO_WHOLE:
            columns[line.table_id, line.side, line.block, line.column, line.fiscal_year].append(line)
    tested = 0
    for key, lines in columns.items():
        totals = [line for line in lines if line.level == 0] or _only_root(lines)
        if not totals:
            continue
        total = max(totals, key=lambda line: abs(line.amount_yuan))
        leaves = [line.amount_yuan for line in lines if line.is_leaf]
        rounding = (len(leaves) + 1) * rounding_error(total.money_unit)
        tested += 1
        # Blocks side by side have a total each, and none for all of them: 人员经费合计, 公用经费合计.
        printed = {total.amount_yuan, sum((line.amount_yuan for line in totals), Decimal(0))}
        added = sum(leaves, Decimal(0))
        off = min(abs(amount - added) for amount in printed)
        assert off <= rounding, f"line {total.source_line}: {key}"
    assert tested >= 8


def _only_root(lines: list[BudgetLine]) -> list[BudgetLine]:
    """Return the one row that all others stand below, in a table that prints no 合计."""
    roots = [line for line in lines if line.parent_row is None and not line.is_leaf]
    return roots if len(roots) == 1 and len(lines) > 1 else []


@each_case
def test_every_amount_is_kept_once(case: Case) -> None:
    """Every cell that looks like money is in exactly one store, and leftovers hold none of it."""
    records = parsed(case).records
    stores = [
        (getattr(record, "source_line", None), record_column)
        for name in ("budget_lines", "statements", "form_texts", "leftovers")
        for record in records.get(name, ())
        if (record_column := getattr(record, "source_column", None)) is not None
    ]
    indicators = records_of(parsed(case), PerformanceIndicator)
    targets = {(one.source_line, one.source_column) for one in indicators}
    assert len(stores) == len(set(stores))
    assert not targets & set(stores)
    kept = {(line.source_line, line.source_column) for line in _lines(case)}
    if (case.folder / "made.csv").is_file():
        # What was made says which are amounts of money; assets and scores are figures of the form.
        kept |= {(one.source_line, one.source_column or 0) for one in records_of(parsed(case), Statement)}
    for number, line in enumerate(load_text(case.source).lines, start=1):
        for at, cell in enumerate(line.split("\t") if "\t" in line else ()):
            if looks_like_money(cell):
                assert (number, at) in kept | targets, f"line {number}, field {at}: {cell}"


@each_case
def test_left_over_are_only_samples_of_blank_forms(case: Case) -> None:
    worded = [left for left in records_of(parsed(case), Leftover) if not is_dash(left.text)]
    assert {left.reason for left in worded} <= {"空白表单中的示例文字"}
