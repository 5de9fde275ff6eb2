"""Amounts by code: printed where the document prints them, else added up from what stands below."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.package_records import budget_line
from yusuan.model import BudgetLine
from yusuan.site.charts.spending import spending_by_code


def row(number: int, code: str, wan: str, **changes: Any) -> BudgetLine:
    kept = {"function_code": code, "function_name": f"名{code}", "is_leaf": len(code) == 7}
    return budget_line(number, 2, f"名{code}", wan, **kept | changes)


def test_items_are_added_up_to_their_class_and_say_so() -> None:
    found = {
        s.code: s
        for s in spending_by_code([row(1, "2010301", "10"), row(2, "2010350", "5")], "function_code")
    }
    assert list(found) == ["201", "20103", "2010301", "2010350"]
    assert found["201"].yuan == Decimal(150_000)
    assert (found["201"].is_sum_of_items, len(found["201"].rows), found["201"].name) == (
        True,
        2,
        "一般公共服务支出",
    )
    assert (found["2010301"].is_sum_of_items, found["2010301"].anchor) == (False, "L1C2")


def test_a_printed_class_is_taken_as_it_is() -> None:
    column = [row(1, "201", "15"), row(2, "2010301", "10"), row(3, "2010350", "5")]
    found = {s.code: s for s in spending_by_code(column, "function_code")}
    assert (found["201"].anchor, found["201"].is_sum_of_items) == ("L1C2", False)


def test_the_classes_of_several_units_add_up_and_none_counts_twice() -> None:
    """A department's table prints each unit's class rows; one class printed twice is one."""
    column = [row(1, "201", "15"), row(2, "2010301", "15"), row(3, "201", "5"), row(4, "2010301", "5")]
    (units, *_) = spending_by_code(column, "function_code")
    assert (units.yuan, len(units.rows)) == (Decimal(200_000), 2)
    twice = [row(1, "201", "15"), row(2, "201", "15"), row(3, "2010301", "15")]
    assert spending_by_code(twice, "function_code")[0].yuan == Decimal(150_000)


@given(
    st.lists(st.tuples(st.sampled_from(["2010301", "2010350", "2080505", "2210201"]), st.integers(1, 999)))
)
def test_classes_add_up_to_all_leaves(items: list[tuple[str, int]]) -> None:
    column = [row(number, code, str(wan)) for number, (code, wan) in enumerate(items, start=1)]
    found = spending_by_code(column, "function_code")
    classes = [one.yuan for one in found if len(one.code) == 3]
    assert sum(classes, Decimal(0)) == sum((line.amount_yuan for line in column), Decimal(0))
