"""Layouts that are no contradiction: columns by two axes, and one total below several blocks."""

from __future__ import annotations

import pytest

from tests.check.builders import amount, checks_of, document, total

ROW = (("合计", "total", "all"), ("基本支出", "basic", "all"), ("项目支出", "project", "all"))


@pytest.mark.parametrize(("fund_column", "status"), [("20.00", "pass"), ("19.00", "unreadable")])
def test_a_column_by_fund_beside_the_parts_makes_up_the_total(fund_column: str, status: str) -> None:
    columns = (*ROW, ("财政专户管理的支出", "total", "special_account"))
    cells = [
        amount(value, column=column, measure=measure, fund=fund)
        for (column, measure, fund), value in zip(
            columns, ("260.00", "220.00", "20.00", fund_column), strict=True
        )
    ]
    (check,) = checks_of(document(*cells), "row-measures")
    assert check.status == status


@pytest.mark.parametrize(("printed", "status"), [("65.10", "pass"), ("64.10", "unreadable")])
def test_a_total_below_the_last_block_adds_up_those_before_it(printed: str, status: str) -> None:
    values = {2: ("400.00", "5.00", "6.00"), 5: ("30.00", "20.00", "10.10"), 8: ("1.00", "2.00", "2.00")}
    blocks = {2: 1, 5: 2, 8: 2}  # the last two are halves of one list
    cells = [
        amount(value, at * 10 + position, source_line=position, source_column=at, block=blocks[at])
        for at, block in values.items()
        for position, value in enumerate(block, start=1)
    ]
    totals = [
        total("411.00", 29, item="人员经费合计", source_line=9, source_column=2, block=1),
        total(printed, 89, item="公用经费合计", source_line=9, source_column=8, block=2),
    ]
    checks = checks_of(document(*cells, *totals), "column-total")
    assert [check.status for check in checks] == ["pass", status]


@pytest.mark.parametrize(("printed", "status"), [("3.00", "pass"), ("3.50", "unreadable")])
def test_a_total_that_is_broken_down_twice_side_by_side_is_not_their_sum(printed: str, status: str) -> None:
    """By function and by use: each adds up to the total that stands below the last of them."""
    values = {2: ("5.00", "1.00", printed), 4: ("2.00", "3.00", "4.00")}
    cells = [
        amount(value, at * 10 + position, source_line=position, source_column=at, block=at // 2)
        for at, block in values.items()
        for position, value in enumerate(block, start=1)
    ]
    whole = total("9.00", 49, item="支出合计", source_line=9, source_column=4, block=2)
    checks = checks_of(document(*cells, whole), "column-total")
    assert [check.status for check in checks] == [status, "pass"]
