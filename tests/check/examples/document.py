"""Examples of rules about the document as a whole."""

from __future__ import annotations

from typing import Any

from tests.check.builders import amount, document, record, table, total
from tests.check.examples.example import Example
from yusuan.model import BudgetLine, ParsedDisclosure, Section

_SECTION: Section = record(Section, first_line=1, last_line=99)
_TEXT = "本单位坚持以人民为中心，围绕年度重点工作，合理安排各项支出，保障机关正常运转和事业发展。" * 8
_TITLED = {"kind": "income_expenditure", "title_printed": "收支总表", "first_line": 1, "last_line": 6}
_ABSENT = table(table_id="t02", kind="income", title="收入总表", status="absent", first_line=None)
_DECLARED = {"t02": 2}
_EMPTY = table(kind="gov_fund_expenditure", status="empty", first_line=5, last_line=6)
_OWED = (
    "income_expenditure",
    "income",
    "expenditure",
    "grant_income_expenditure",
    "general_budget_expenditure",
    "general_budget_basic",
    "three_public",
    "gov_fund_expenditure",
    "state_capital_expenditure",
)
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


def _cited(first: str, second: str, title: str = "《关于推进改革实施方案的通知》") -> ParsedDisclosure:
    cited = "《关于推进改革实施方案的通知》"
    return document(lines=[f"{cited}（某政发〔2017〕{first}号）", "", f"{title}（某政发〔2017〕{second}号）"])


def _dated(column: str, printed: str = "4.00") -> ParsedDisclosure:
    cells: tuple[BudgetLine, ...] = (
        total("4.00", fiscal_year=2023),
        amount(printed, 9, table_id="t02", table_kind="department_performance", column=column),
    )
    return document(*cells)


def _titles(*lines: str) -> ParsedDisclosure:
    return document(table(**_TITLED), _ABSENT, lines=["收支总表", "项目\t预算数", "合计\t5.00", *lines])


def _printed(*kinds: str, **given: Any) -> ParsedDisclosure:
    return document(*(table(table_id=f"t{n}", kind=kind, **given) for n, kind in enumerate(kinds)))


EXAMPLES = (
    Example(
        "cited-number",
        _cited("88", "88"),
        _cited("88", "50"),
        _cited("88", "50", "《关于推进另一件事实施方案的通知》"),
        "the documents are two",
    ),
    Example(
        "heading-year",
        _dated("2023年预算"),
        _dated("2022年预算"),
        _dated("2022年预算", "3.00"),
        "the column prints last year's amounts",
    ),
    Example(
        "table-title",
        document(table(**_TITLED), lines=["收支总表", "项目\t预算数", "合计\t5.00"]),
        _titles("", "收支总表", "项目\t预算数"),
        _titles("", "其他表", "项目\t预算数"),
        "the title is printed once",
    ),
    Example(
        "contents",
        document(table(title_printed="支出总表"), lines=["目录"]),
        document(table(title_printed="支出总表"), _ABSENT, lines=["目录"], declared=_DECLARED),
        document(
            table(title_printed="支出总表"),
            _ABSENT,
            lines=["目录", "收入总表", *[""] * 12, "附件一：收入总表（单位：万元）"],
            declared=_DECLARED,
        ),
        "the title stands in the text: the table was not read",
    ),
    Example(
        "empty-table",
        document(_EMPTY, _SECTION, lines=[_TEXT, "本单位没有政府性基金预算安排的支出。"]),
        document(_EMPTY, _SECTION, lines=[_TEXT, "本单位的预算。"]),
        document(_EMPTY, _SECTION, lines=[_TEXT, "政府性基金拨款支出预算为0；其他不变。"]),
        "为0 says as much as 没有",
    ),
    Example(
        "owed-tables",
        _printed(*_OWED),
        _printed(*_OWED[1:]),
        _printed(*_OWED, status="declared_empty"),
        "an empty table is published too",
    ),
    Example(
        "owed-statements",
        document(_SECTION, lines=[_TEXT, *_MENTIONED]),
        document(_SECTION, lines=[_TEXT, *_MENTIONED[1:]]),
        document(lines=["收支总表"]),
        "a file of tables alone has its text elsewhere",
    ),
)
