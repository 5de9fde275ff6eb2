"""Examples of the text against tables."""

from __future__ import annotations

from typing import Any

from tests.check.builders import amount, document, record, said, total
from tests.check.examples.example import Example
from yusuan.model import ParsedDisclosure, PerformanceIndicator, Project, Record, Statement

_MANAGED = "项目支出均实行绩效目标管理，涉及资金5万元。"
_PARTS = "进修及培训（20508）5.00万元。具体为：公用经费4.00万元。"
_COUNTED = "2个项目实行绩效目标管理"


def _said(subject: str, value: str, *cells: Record, **given: Any) -> ParsedDisclosure:
    return document(said(subject, value, **given), *cells)


def _part(subject: str, value: str, text: str = _PARTS) -> tuple[Statement, Statement]:
    """Return a figure that the text gives as a part of another one."""
    head, rest = text.split("。", 1)
    return said("进修及培训（20508）", "5.00", text=head + "。"), said(subject, value, text=rest)


def _project(name: str, **given: Any) -> Record:
    made: Project = record(Project, project=name, total_yuan=1, **given)
    return made


def _target(name: str, **given: Any) -> Record:
    made: PerformanceIndicator = record(PerformanceIndicator, project=name, indicator="数量", **given)
    return made


_PUBLIC = total("9.00", table_kind="general_budget_expenditure", measure="basic_public", fiscal_year=2023)
_RUN: dict[str, Any] = {"table_kind": "general_budget_basic", "measure": "basic_public"}
_FUNCTION: dict[str, Any] = {
    "item": "行政运行",
    "function_code": "2010301",
    "function_name": "行政运行",
    "level": 3,
}
_THREE = total("5.00", table_kind="three_public", measure="three_public", fiscal_year=2023)
_LAST_YEAR = total("5.00", table_kind="three_public", measure="three_public", fiscal_year=2022)
_BOUGHT = total("5.00", table_kind="procurement")
_ITEMS = ("基本工资", "津贴补贴", "奖金", "办公费")
_BASIC = [
    amount(
        "5.00",
        n,
        item=name,
        economic_code=f"3010{n}",
        economic_name=name,
        table_kind="general_budget_basic",
        measure="basic",
    )
    for n, name in enumerate(_ITEMS, 1)
]


def _listed(first: str, *names: str) -> ParsedDisclosure:
    return document(*_BASIC, *(said(n, first if n == names[0] else "5.00", text="一句") for n in names))


def _given(first: str, second: str, *names: str) -> ParsedDisclosure:
    """Return the amounts that the text gives to two projects, and the total of all projects."""
    projects = total("5.00", measure="project")
    return document(
        projects, said("道路养护项目", first), said("桥梁检测项目", second), *(_target(n) for n in names)
    )


EXAMPLES = (
    Example(
        "text-totals",
        _said("支出预算", "5.00", total("5.00")),
        _said("支出预算", "5.10", total("5.00")),
        document(*_part("公用经费", "4.00"), _PUBLIC),
        "the figure is a part of another item's, not the unit's",
    ),
    Example(
        "text-projects-managed",
        _said("涉及资金", "5.00", total("5.00", measure="project"), text=_MANAGED),
        _said("涉及资金", "4.00", total("5.00", measure="project"), text=_MANAGED),
        document(
            said("涉及资金", "4.00", text=_MANAGED),
            total("5.00", measure="project"),
            lines=["根据规定，部分涉密事项在预算公开时予以剔除。"],
        ),
        "secret projects are left out, as the document says",
    ),
    Example(
        "text-funds",
        _said("其他收入", "5.00", total("5.00", table_kind="income", side="income", fund="other_income")),
        _said("其他收入", "4.00", total("5.00", table_kind="income", side="income", fund="other_income")),
        _said("其他收入", "4.00", total("5.00", table_kind="income", side="income", fund="fiscal")),
        "no table prints that fund",
    ),
    Example(
        "text-functions",
        _said("行政运行（项）", "5.00", amount("5.00", **_FUNCTION)),
        _said("行政运行（项）", "4.00", amount("5.00", **_FUNCTION)),
        _said("行政运行（2050101）", "4.00", amount("5.00", **_FUNCTION)),
        "the code is another one than the table's",
    ),
    Example(
        "text-three-public",
        _said("“三公”经费预算", "5.00", _THREE),
        _said("“三公”经费预算", "4.00", _THREE),
        _said("“三公”经费预算", "4.00", _LAST_YEAR),
        "the table's figure is last year's",
    ),
    Example(
        "text-economic",
        _listed("5.00", *_ITEMS),
        _listed("4.00", *_ITEMS),
        _listed("4.00", *_ITEMS[:2]),
        "two items in a sentence are no list",
    ),
    Example(
        "text-operating-expense",
        _said("机关运行经费", "5.00", total("5.00", **_RUN)),
        _said("机关运行经费", "6.00", total("5.00", **_RUN)),
        _said("机关运行经费", "4.00", total("5.00", **_RUN), amount("1.00", 3, item="事业运行", **_RUN)),
        "institutions have public funds of their own",
    ),
    Example(
        "text-procurement",
        _said("政府采购预算", "5.00", _BOUGHT),
        _said("政府采购预算", "4.00", _BOUGHT),
        _said("政府采购预算", "50000.00", _BOUGHT),
        "a ten-thousandfold is a unit of money misread",
    ),
    Example(
        "text-projects-total",
        _given("2.00", "3.00", "道路养护项目", "桥梁检测项目"),
        _given("2.00", "4.00", "道路养护项目", "桥梁检测项目"),
        _given("2.00", "4.00", "道路养护项目", "桥梁检测项目", "绿化项目"),
        "the text gives no amount to the third project",
    ),
    Example(
        "text-project-count",
        document(said("项目", "2", unit="个", text=_COUNTED), _project("甲"), _project("乙")),
        document(said("项目", "2", unit="个", text=_COUNTED), _project("甲")),
        document(said("项目", "2", unit="个", text=_COUNTED), _project("甲"), _project("甲")),
        "two rows bear one name: two projects",
    ),
    Example(
        "text-target-count",
        document(said("项目", "2", unit="个", text=_COUNTED), _target("甲"), _target("乙")),
        document(said("项目", "2", unit="个", text=_COUNTED), _target("甲")),
        document(
            said("项目", "2", unit="个", text=_COUNTED), _target("甲"), lines=["项目名称\t甲", "项目名称\t乙"]
        ),
        "two forms are printed, one of which was not read",
    ),
)
