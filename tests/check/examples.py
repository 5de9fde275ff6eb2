"""For each rule kind, a tiny document that agrees and one that does not."""

from __future__ import annotations

from dataclasses import dataclass

from tests.check.builders import amount, document, record, said, table, total
from yusuan.model import (
    BudgetLine,
    FormText,
    ParsedDisclosure,
    PerformanceIndicator,
    ProcurementItem,
    Project,
    Record,
    Section,
)


@dataclass(frozen=True)
class Example:
    """A rule, a document that it passes, and one that it fails."""

    rule: str
    good: ParsedDisclosure
    bad: ParsedDisclosure


def _two(kind: str, left: str, right: str) -> ParsedDisclosure:
    """Return a document that prints a total in 支出总表 (or another) and in a second table."""
    a = total(left, table_id="t01", table_kind="expenditure")
    b = total(right, 2, table_id="t02", table_kind=kind)
    return document(a, b)


def _split(basic: str) -> ParsedDisclosure:
    cells = (("合计", "total", "10.00"), ("基本支出", "basic", basic), ("项目支出", "project", "3.00"))
    return document(*(amount(value, column=column, measure=measure) for column, measure, value in cells))


def _change(percent: str) -> Record:
    return said(
        "差旅费", "52.68", change="5.93", change_percent=percent, direction="减少", compared_with="上年"
    )


def _target(**given: str) -> Record:
    usual = {"project": "建设", "indicator": "总成本", "level1": "成本指标", "target_unit": "万元"}
    target: PerformanceIndicator = record(PerformanceIndicator, **{**usual, **given})
    return target


def _procurement(amount_yuan: str) -> Record:
    item: ProcurementItem = record(
        ProcurementItem, catalogue_name="椅", quantity=5, unit_price_yuan=500, amount_yuan=amount_yuan
    )
    return item


def _project(name: str, yuan: int, **given: str) -> Record:
    made: Project = record(Project, project=name, total_yuan=yuan, **given)
    return made


def _dated(column: str) -> tuple[BudgetLine, BudgetLine]:
    form = amount("4.00", 9, table_id="t02", table_kind="department_performance", column=column)
    return total("4.00"), form


def _class(row: int, *, leaf: bool) -> BudgetLine:
    return amount("4.00", row, economic_code="303", item="补助", is_leaf=leaf, measure="basic")


_PART = said("公务接待费", "3.00", change_percent="99", direction="减少", source_line=62)
_COUNTED = "2个项目实行绩效目标管理"
_STAFF = {"source_column": 0, "unit": None}
_TITLED = {"kind": "income_expenditure", "title_printed": "收支总表", "first_line": 1, "last_line": 6}
_ABSENT = table(
    table_id="t02", kind="income", title="收入总表", status="absent", note="目录第2行", first_line=None
)
_SECTION: Section = record(Section, first_line=1, last_line=99)
_EMPTY = table(kind="gov_fund_expenditure", status="empty", first_line=5, last_line=6)
_OWED = (
    "income_expenditure", "income", "expenditure", "grant_income_expenditure", "general_budget_expenditure",
    "general_budget_basic", "three_public", "gov_fund_expenditure", "state_capital_expenditure",
)  # fmt: skip
_MENTIONED = (
    "职责",
    "机构设置",
    "比上年",
    "机关运行经费",
    "三公经费",
    "政府采购",
    "国有资产",
    "绩效",
    "名词解释",
)

EXAMPLES = (
    Example(
        "column-total",
        document(total("3.00"), amount("1.00", 2), amount("2.01", 3)),
        document(total("3.00"), amount("1.00", 2), amount("2.10", 3)),
    ),
    Example(
        "column-parent",
        document(amount("3.00", is_leaf=False), amount("3.00", 2, level=2, parent_row=1)),
        document(amount("3.00", is_leaf=False), amount("3.11", 2, level=2, parent_row=1)),
    ),
    Example("row-measures", _split("7.00"), _split("7.50")),
    Example(
        "income-equals-expenditure",
        document(
            *(total("5.00", side=s, table_kind="income_expenditure") for s in ("income", "expenditure"))
        ),
        document(
            total("5.00", side="income", table_kind="income_expenditure"),
            total("6.00", table_kind="income_expenditure"),
        ),
    ),
    Example(
        "general-budget-within-expenditure",
        _two("general_budget_expenditure", "5.00", "5.00"),
        _two("general_budget_expenditure", "5.00", "4.00"),
    ),
    Example(
        "three-public-contains-basic",
        document(
            amount("16.00", economic_code="30217", table_kind="general_budget_basic", measure="basic"),
            total(
                "29.68", 2, table_id="t02", table_kind="three_public", measure="reception", fiscal_year=2023
            ),
        ),
        document(
            amount("36.00", economic_code="30217", table_kind="general_budget_basic", measure="basic"),
            total(
                "29.68", 2, table_id="t02", table_kind="three_public", measure="reception", fiscal_year=2023
            ),
        ),
    ),
    Example(
        "form-formula",
        document(
            said("合计(A+B)", "21", **_STAFF), said("在编(A)", "12", **_STAFF), said("编外(B)", "9", **_STAFF)
        ),
        document(
            said("合计(A+B)", "12", **_STAFF), said("在编(A)", "12", **_STAFF), said("编外(B)", "9", **_STAFF)
        ),
    ),
    Example(
        "text-totals",
        document(total("5.00"), said("支出预算", "5.00")),
        document(total("5.00"), said("支出预算", "5.10")),
    ),
    Example(
        "text-operating-expense",
        document(
            total("5.00", table_kind="general_budget_basic", measure="basic_public"),
            said("机关运行经费", "5.00"),
        ),
        document(
            total("5.00", table_kind="general_budget_basic", measure="basic_public"),
            said("机关运行经费", "6.00"),
        ),
    ),
    Example("text-change-percent", document(_change("10.1")), document(_change("5.9"))),
    Example(
        "text-direction",
        document(said("支出", "9", text="支出9万元，减少1万元，下降10%。")),
        document(said("支出", "9", text="支出9万元，减少1万元，增长10%。")),
    ),
    Example(
        "text-implied-base",
        document(said("“三公“经费", "3.00", change="400", direction="减少"), _PART),
        document(said("“三公“经费", "3.00", change="2.97", direction="减少"), _PART),
    ),
    Example(
        "text-share",
        document(said("支出预算", "8.00"), said("基本支出", "2.00", share_percent="25", share_of="支出预算")),
        document(said("支出预算", "8.00"), said("基本支出", "2.00", share_percent="35", share_of="支出预算")),
    ),
    Example(
        "text-restated-value",
        document(said("机关运行经费", "5.00"), said("机关运行经费", "5.0", source_line=61)),
        document(said("机关运行经费", "5.00"), said("机关运行经费", "7.00", source_line=61)),
    ),
    Example(
        "text-procurement-parts",
        document(
            said("政府采购预算总额", "6.00"), *map(said, ("货物", "工程", "服务"), ("1.00", "2.00", "3.00"))
        ),
        document(
            said("政府采购预算总额", "9.00"), *map(said, ("货物", "工程", "服务"), ("1.00", "2.00", "3.00"))
        ),
    ),
    Example("procurement-product", document(_procurement("2500")), document(_procurement("2600"))),
    Example(
        "text-project-count",
        document(said("项目", "2", unit="个", text=_COUNTED), _project("甲", 1), _project("乙", 1)),
        document(said("项目", "2", unit="个", text=_COUNTED), _project("甲", 1)),
    ),
    Example(
        "three-public-contains-projects",
        document(
            _project("公务接待费", 10_000),
            total("2.00", table_kind="three_public", measure="three_public", fiscal_year=2023),
        ),
        document(
            _project("公务接待费", 90_000),
            total("2.00", table_kind="three_public", measure="three_public", fiscal_year=2023),
        ),
    ),
    Example(
        "project-amounts",
        document(table(), table(table_id="t02"), _project("甲", 100), _project("甲", 100, table_id="t02")),
        document(table(), table(table_id="t02"), _project("甲", 100), _project("甲", 10_000, table_id="t02")),
    ),
    Example(
        "target-cost-ceiling",
        document(_target(operator="≤", target="12.2")),
        document(_target(operator="≥", target="12.2")),
    ),
    Example(
        "target-period",
        document(
            record(FormText, label="项目起止时间", text="2023年1月至2023年12月"),
            _target(indicator="服务时间", printed_target="2023年底"),
        ),
        document(
            record(FormText, label="项目起止时间", text="2023年1月至2023年12月"),
            _target(indicator="服务时间", printed_target="2021-2023年"),
        ),
    ),
    Example(
        "cited-number",
        document(
            lines=[
                "《关于推进改革实施方案的通知》（某政发〔2017〕88号）",
                "",
                "《关于推进改革实施方案的通知》（某政发〔2017〕88号）",
            ]
        ),
        document(
            lines=[
                "《关于推进改革实施方案的通知》（某政发〔2017〕88号）",
                "",
                "《关于推进改革实施方案的通知》（某政发〔2017〕50号）",
            ]
        ),
    ),
    Example("heading-year", document(*_dated("2023年预算")), document(*_dated("2022年预算"))),
    Example(
        "class-printed-once",
        document(_class(1, leaf=True)),
        document(_class(1, leaf=True), _class(2, leaf=False)),
    ),
    Example(
        "table-title",
        document(table(**_TITLED), lines=["收支总表", "项目\t预算数", "合计\t5.00"]),
        document(
            table(**_TITLED),
            _ABSENT,
            lines=["收支总表", "项目\t预算数", "合计\t5.00", "", "收支总表", "项目\t预算数"],
        ),
    ),
    Example("contents", document(table(), lines=["目录"]), document(table(), _ABSENT, lines=["目录"])),
    Example(
        "empty-table",
        document(_EMPTY, _SECTION, lines=["本单位没有政府性基金预算安排的支出。"]),
        document(_EMPTY, _SECTION, lines=["本单位的预算。"]),
    ),
    Example(
        "owed-tables",
        document(*(table(table_id=f"t{n}", kind=kind) for n, kind in enumerate(_OWED))),
        document(*(table(table_id=f"t{n}", kind=kind) for n, kind in enumerate(_OWED[1:]))),
    ),
    Example(
        "owed-statements", document(_SECTION, lines=_MENTIONED), document(_SECTION, lines=_MENTIONED[1:])
    ),
)
