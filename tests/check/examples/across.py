"""Examples of rules across tables."""

from __future__ import annotations

from typing import Any

from tests.check.builders import amount, document, record, table, total
from tests.check.examples.example import Example
from yusuan.model import BudgetLine, ParsedDisclosure, Project, Record

_OTHER_MONEY = amount("1.00", 9, table_id="t09", table_kind="income", side="income", fund="other_income")
_CARRIED = amount("4.00", 9, table_id="t09", table_kind="income", side="income", period="carried_over")
_UNIT = "两数恰差一万倍"


def _pair(left: dict[str, Any], right: dict[str, Any], *values: str) -> list[BudgetLine]:
    """Return the totals of two tables."""
    first = total(values[0], 1, table_id="t01", **left)
    return [first, total(values[1], 2, table_id="t02", **right)]


def _example(
    rule: str,
    left: dict[str, Any],
    right: dict[str, Any],
    *silent: Record,
    silent_values: tuple[str, str] = ("5.00", "50000.00"),
    why: str = "a ten-thousandfold is a unit of money misread",
) -> Example:
    return Example(
        rule,
        document(*_pair(left, right, "5.00", "5.00")),
        document(*_pair(left, right, "5.00", "4.00"), *_known(left, right)),
        document(*_pair(left, right, *silent_values), *silent),
        why,
    )


def _known(left: dict[str, Any], right: dict[str, Any]) -> list[BudgetLine]:
    """Return a table of no kind that prints both figures again: each is borne out by another one."""
    kind = {"table_id": "t08", "table_kind": "other", "measure": None}
    return [amount("5.00", 7, **kind), amount("4.00", 8, **kind)]


def _kind(kind: str, **given: Any) -> dict[str, Any]:
    return {"table_kind": kind, **given}


def _project(name: str, yuan: int, **given: Any) -> Record:
    made: Project = record(Project, project=name, total_yuan=yuan, **given)
    return made


def _projects(first: int, second: int, *others: Record, unit: str | None = None) -> ParsedDisclosure:
    tables = (table(), table(table_id="t02"))
    return document(
        *tables,
        _project("甲", first, unit_name=unit),
        _project("甲", second, table_id="t02", unit_name=unit),
        *others,
    )


def _reception(basic: str, three_public: str, **given: Any) -> ParsedDisclosure:
    words = {"table_kind": "three_public", "measure": "reception", "fiscal_year": 2023, **given}
    return document(
        amount(basic, economic_code="30217", table_kind="general_budget_basic", measure="basic"),
        total(three_public, 2, table_id="t02", **words),
    )


def _named(yuan: int, **given: Any) -> ParsedDisclosure:
    whole = total("2.00", table_kind="three_public", measure="three_public", fiscal_year=2023)
    return document(_project("公务接待费", yuan, **given), whole)


def _economic(left: str, right: str, *others: Record) -> ParsedDisclosure:
    wages = {"table_id": "t02", "table_kind": "general_budget_basic", "measure": "basic"}
    return document(
        total(left, measure="basic_wages"),
        amount(right, 2, economic_code="30101", economic_name="基本工资", **wages),
        amount("5.00", 7, table_id="t08", table_kind="other", measure=None),
        amount("4.00", 8, table_id="t08", table_kind="other", measure=None),
        *others,
    )


_INCOME = {"side": "income"}
EXAMPLES = (
    _example("income-tables", _kind("income_expenditure", **_INCOME), _kind("income", **_INCOME)),
    _example("expenditure-tables", _kind("income_expenditure"), _kind("expenditure")),
    _example(
        "general-budget-within-expenditure",
        _kind("expenditure"),
        _kind("general_budget_expenditure", fund="general_budget"),
        _OTHER_MONEY,
        silent_values=("5.00", "4.00"),
        why="the unit has other money",
    ),
    _example(
        "grant-equals-general-budget",
        _kind("grant_income_expenditure", fund="fiscal"),
        _kind("general_budget_expenditure", fund="general_budget"),
        _OTHER_MONEY,
        silent_values=("5.00", "3.00"),
        why="the unit has other money",
    ),
    _example(
        "basic-tables",
        _kind("general_budget_expenditure", measure="basic"),
        _kind("general_budget_basic", measure="basic"),
    ),
    _example(
        "grant-basic-tables",
        _kind("grant_basic", measure="basic"),
        _kind("general_budget_basic", measure="basic"),
        _OTHER_MONEY,
        silent_values=("5.00", "3.00"),
        why="the unit has other money",
    ),
    Example(
        "economic-classes",
        _economic("5.00", "5.00"),
        _economic("5.00", "4.00"),
        _economic("5.00", "4.00", _OTHER_MONEY),
        "the unit has other money",
    ),
    _example(
        "project-tables",
        _kind("project_expenditure", measure="project"),
        _kind("expenditure", measure="project"),
    ),
    _example(
        "project-general-budget",
        _kind("project_expenditure", measure="project", fund="general_budget"),
        _kind("general_budget_expenditure", measure="project", fund="general_budget"),
        _CARRIED,
        silent_values=("9.00", "5.00"),
        why="what was carried over is printed and makes up the difference",
    ),
    _example(
        "performance-total",
        _kind("department_performance", item="预算总额合计"),
        _kind("expenditure"),
        silent_values=("4.00", "5.00"),
        why="a form may list the main tasks only",
    ),
    _example(
        "project-performance-total",
        _kind("project_performance", measure="project"),
        _kind("expenditure", measure="project"),
        silent_values=("4.00", "5.00"),
        why="a form may list some projects only",
    ),
    Example(
        "project-amounts",
        _projects(100, 100),
        _projects(100, 100_000),
        _projects(100, 100_000, _project("甲", 99_900)),
        "two rows bear the name: one of several units is meant",
    ),
    Example(
        "three-public-contains-basic",
        _reception("16.00", "29.68"),
        _reception("36.00", "29.68"),
        _reception("36.00", "29.68", column="上年/公务接待费"),
        "the column is last year's",
    ),
    Example(
        "three-public-contains-projects",
        _named(10_000),
        _named(90_000),
        _named(90_000, gov_fund_yuan=90_000),
        "the project is paid from a government fund",
    ),
)
