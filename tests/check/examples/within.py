"""Examples of rules within a table."""

from __future__ import annotations

from tests.check.builders import amount, document, record, said, total
from tests.check.examples.example import (
    FUNDS,
    MEASURES,
    OTHER_MEANING,
    PERIODS,
    SOUND,
    WRONG_CELL,
    Example,
    rows,
)
from yusuan.model import BudgetLine, ParsedDisclosure, ProcurementItem, Record

_TWO_SIDES = "income_expenditure"
_STAFF = {"source_column": 0, "unit": None}


def _nested(parent_level: int) -> list[BudgetLine]:
    """Return rows of two levels read as one: they add up to twice what stands above them."""
    above = {"item": "合计", "level": parent_level, "is_leaf": False, "is_total": parent_level == 0}
    below = {"level": parent_level + 1, "parent_row": 1 if parent_level else None}
    return [
        amount("3.00", 1, **above),
        amount("3.00", 2, item="单位", **below),
        amount("1.00", 3, item="甲", **below),
        amount("2.00", 4, item="乙", **below),
    ]


def _classes(*printed: tuple[str, str], parent: str = "10.00") -> ParsedDisclosure:
    """Return a class row and its items in two columns."""
    cells = [
        amount(value, 1, item="卫生", level=1, is_leaf=False, column=column, measure=measure)
        for column, measure, value in (("基本支出", "basic", "7.00"), ("项目支出", "project", parent))
    ]
    for number, values in enumerate(printed, 2):
        for (column, measure), value in zip(
            (("基本支出", "basic"), ("项目支出", "project")), values, strict=True
        ):
            item = {"item": f"项{number}", "level": 2, "parent_row": 1}
            cells.append(amount(value, number, column=column, measure=measure, **item))
    return document(*cells)


def _sides(income: str, expenditure: str) -> ParsedDisclosure:
    left = total(income, side="income", table_kind=_TWO_SIDES)
    return document(left, total(expenditure, table_kind=_TWO_SIDES))


def _class(row: int, *, leaf: bool, **given: str) -> BudgetLine:
    usual = {"economic_code": "303", "item": "补助", "measure": "basic"}
    return amount("4.00", row, is_leaf=leaf, **{**usual, **given})


def _bought(**given: object) -> Record:
    usual = {"catalogue_name": "椅", "quantity": 5, "unit_price_yuan": 500, "amount_yuan": 2500}
    item: ProcurementItem = record(ProcurementItem, **{**usual, **given})
    return item


def _counted(whole: str, label: str = "合计(A+B)") -> ParsedDisclosure:
    parts = (said("在编(A)", "12", **_STAFF), said("编外(B)", "9", **_STAFF))
    return document(said(label, whole, **_STAFF), *parts)


EXAMPLES = (
    Example(
        "column-total",
        document(*rows(MEASURES, *SOUND)),
        document(*rows(MEASURES, *WRONG_CELL)),
        document(*_nested(0)),
        "rows of two levels in one column add up to twice their total",
    ),
    Example(
        "column-parent",
        _classes(("3.00", "4.00"), ("4.00", "6.00")),
        _classes(("3.00", "4.00"), ("4.00", "6.50")),
        document(*_nested(1)),
        "rows of two levels in one column add up to twice the row above them",
    ),
    Example(
        "row-measures",
        document(*rows(MEASURES, *SOUND)),
        document(*rows(MEASURES, *WRONG_CELL)),
        document(*rows(MEASURES, *OTHER_MEANING)),
        "no row adds up: the columns mean something else",
    ),
    Example(
        "row-funds",
        document(*rows(FUNDS, *SOUND)),
        document(*rows(FUNDS, *WRONG_CELL)),
        document(*rows(FUNDS, *OTHER_MEANING)),
        "no row adds up: the columns mean something else",
    ),
    Example(
        "row-periods",
        document(*rows(PERIODS, *SOUND)),
        document(*rows(PERIODS, *WRONG_CELL)),
        document(*rows(PERIODS, *OTHER_MEANING)),
        "no row adds up: the columns mean something else",
    ),
    Example(
        "income-equals-expenditure",
        _sides("5.00", "5.00"),
        _sides("5.00", "6.00"),
        document(amount("5.00", side="income", table_kind=_TWO_SIDES), total("6.00", table_kind=_TWO_SIDES)),
        "one side prints no total: its rows may not be all",
    ),
    Example("form-formula", _counted("21"), _counted("12"), _counted("12", "合计"), "no formula is printed"),
    Example(
        "class-printed-once",
        document(_class(1, leaf=True)),
        document(_class(1, leaf=True), _class(2, leaf=False)),
        document(_class(1, leaf=True, unit_name="一局"), _class(2, leaf=False, unit_name="二局")),
        "each unit has a row of the class",
    ),
    Example(
        "procurement-product",
        document(_bought()),
        document(_bought(amount_yuan=2600)),
        document(_bought(amount_yuan=2600, quantity=None)),
        "no quantity is printed",
    ),
    Example(
        "procurement-small-firms",
        document(_bought(amount_sme_yuan=2500)),
        document(_bought(amount_sme_yuan=2600)),
        document(_bought(amount_sme_yuan=2600, amount_yuan=None)),
        "the amount that it is a part of is not printed",
    ),
)
