"""Records that break the contract are refused before anything is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.package_records import SPEC, budget_line, disclosure, plain, table
from yusuan.model import Leftover
from yusuan.package import PackageError, write_package
from yusuan.package.integrity import check_id, value_problem

NAME = "330500-some-office-2023"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"item": ""}, "budget_lines, line 7: item is an empty string"),
        ({"item": "\0"}, "item is .*null character"),
        ({"item": "\ud800"}, "item is .*surrogate"),
        ({"item": 7}, "item is 7, not a string"),
        ({"row": None}, "row is null but required"),
        ({"row": True}, "row is True, not a integer"),
        ({"source_line": 0}, "source_line is 0, less than 1"),
        ({"side": "both"}, "side is 'both', not one of income, expenditure"),
        ({"table_id": "T1\n"}, "not of the form"),
        ({"amount_yuan": 1.5}, "amount_yuan is 1.5, not a number"),
        ({"amount_yuan": Decimal("NaN")}, "amount_yuan is NaN, not a number"),
        ({"amount_yuan": Decimal("0.001")}, "does not fit in 2 decimal places"),
        ({"amount_yuan": Decimal("1E+16")}, "too large"),
        ({"table_id": "t09"}, r"'t09'\) is not in tables"),
        ({"disclosure_id": "other"}, "other is not in disclosures"),
        ({"source_line": 8}, "a second row with the key"),
    ],
)
def test_a_record_that_breaks_the_contract_is_refused(
    changes: dict[str, Any], message: str, tmp_path: Path
) -> None:
    rows = [budget_line(7, 1, "甲", "1.00"), budget_line(8, 1, "乙", "2.00")]
    with pytest.raises(PackageError, match=message):
        write_package(plain(budget_lines=[replace(rows[0], **changes), rows[1]]), tmp_path / NAME)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("amount", ["9999999999999999.99", "-0.10", "1.2300", "1E+15", "0E+30", "0.00000"])
def test_every_exact_amount_is_accepted(amount: str, tmp_path: Path) -> None:
    line = budget_line(7, 1, "甲", "1.00", amount_yuan=Decimal(amount))
    write_package(plain(budget_lines=[line]), tmp_path / NAME)
    position = [field.name for field in SPEC.resources["budget_lines"].fields].index("amount_yuan")
    row = (tmp_path / NAME / "budget_lines.csv").read_text("utf-8").splitlines()[1]
    assert Decimal(row.split(",")[position]) == Decimal(amount)


def test_a_moment_is_no_date() -> None:
    fields = [field for field in SPEC.resources["disclosures"].fields if field.type == "date"]
    assert fields
    for field in fields:
        assert value_problem(date(2023, 1, 31), field) is None
        assert value_problem(datetime(2023, 1, 31), field) is not None


def test_a_record_among_those_of_another_resource_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="leftovers: a record of tables"):
        write_package(plain(leftovers=[table()]), tmp_path / NAME)


def test_an_unknown_resource_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="unknown resources extras"):
        write_package(plain(extras=[Leftover(NAME, 1, 0, "甲", "乙")]), tmp_path / NAME)


@pytest.mark.parametrize("name", ["", "../up", "a/b", "A", "a.b", "a b", "a\n", "湖州"])
def test_a_name_that_is_no_identifier_becomes_no_path(name: str, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="cannot name a file"):
        check_id(name)
    with pytest.raises(PackageError):
        write_package(replace(plain(), disclosure=disclosure(name)), tmp_path / NAME)
    with pytest.raises(PackageError):
        write_package(plain(tables=[table(name)], budget_lines=[]), tmp_path / NAME)
    assert list(tmp_path.iterdir()) == []
