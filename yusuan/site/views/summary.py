"""What a unit's page says first: one sentence in plain words, and the key figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine, Disclosure
from yusuan.site.amounts import format_share, format_yuan
from yusuan.site.charts import ChartView
from yusuan.site.charts.figures import Figures, Part
from yusuan.site.packages import UnitPackage, number_anchor
from yusuan.site.views.stated import EXPENDITURE, INCOME, THREE_PUBLIC, Change, stated_change
from yusuan.spec.labels import labels_of

TYPE_WORDS = labels_of("disclosures", "document_type")
LEVEL_WORDS = labels_of("disclosures", "entity_level")
SHOWN_FUNCTIONS = 2


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A headline amount, its share of all expenditure, and the line that prints it."""

    name: str
    amount: str
    share: str
    line: int | None
    anchor: str | None
    change: Change | None = None


def type_word(disclosure: Disclosure) -> str:
    """Say what kind of document it is: 预算 or 决算."""
    return TYPE_WORDS.get(disclosure.document_type, disclosure.document_type)


def page_title(disclosure: Disclosure) -> str:
    """Name the unit, the year and the kind of document."""
    return f"{disclosure.unit_name} {disclosure.fiscal_year} 年{type_word(disclosure)}"


def summary_sentence(unit: UnitPackage, charts: Sequence[ChartView]) -> str:
    """Say in plain words how much the unit spends, and on what."""
    disclosure = unit.disclosure
    verb = "支出" if disclosure.is_final else "计划支出"
    total = disclosure.expenditure_total_yuan
    if total is None:
        return f"{page_title(disclosure)}里没有找到支出合计。"
    clauses = [f"{disclosure.fiscal_year} 年，{disclosure.unit_name}{verb} {format_yuan(total)}"]
    clauses += _function_clauses(_figures(charts, "functions"))
    return "；".join(clauses) + "。" + _three_public_sentence(unit)


def _three_public_sentence(unit: UnitPackage) -> str:
    three = unit.disclosure.three_public_yuan
    if three is None:
        return ""
    change = stated_change(unit, THREE_PUBLIC, three)
    doubt = "，这一说法核对不符" if change and change.doubt else ""
    tail = f"，文件称{change.words}{doubt}" if change else ""
    return f"“三公”经费 {format_yuan(three)}{tail}。"


def _function_clauses(figures: Figures | None) -> Iterator[str]:
    if figures is None:
        return
    shown = [part for part in figures.parts if part.line][:SHOWN_FUNCTIONS]
    named = "，".join(_named(part, figures.total) for part in shown)
    if named:
        yield f"其中{named}"


def _named(part: Part, total: Decimal) -> str:
    return f"{part.label} {format_yuan(part.amount)}（{format_share(part.amount, total)}）"


def _figures(charts: Sequence[ChartView], slug: str) -> Figures | None:
    return next((chart.figures for chart in charts if chart.kind.slug == slug), None)


def key_figures(unit: UnitPackage, charts: Sequence[ChartView] = ()) -> list[KeyFigure]:
    """List the headline amounts that the document prints, each with its line.

    Shares that a chart of basic and project expenditure shows are not said again.
    """
    is_divided = _figures(charts, "split") is not None
    d = unit.disclosure
    total = d.expenditure_total_yuan
    printed = (
        ("支出合计", total, d.expenditure_total_line, False, EXPENDITURE),
        ("收入合计", d.income_total_yuan, d.income_total_line, False, INCOME),
        ("基本支出", d.basic_yuan, d.basic_line, not is_divided, ("基本支出",)),
        ("项目支出", d.project_yuan, d.project_line, not is_divided, ("项目支出",)),
        ("“三公”经费", d.three_public_yuan, d.three_public_line, True, THREE_PUBLIC),
    )
    return [
        KeyFigure(
            name,
            format_yuan(amount),
            f"占支出 {format_share(amount, total)}" if has_share and total else "",
            line,
            _anchor(unit.amounts_by_line.get(line or 0, []), amount),
            stated_change(unit, names, amount),
        )
        for name, amount, line, has_share, names in printed
        if amount is not None
    ]


def _anchor(printed: Sequence[BudgetLine], amount: Decimal) -> str | None:
    """Find the cell of a line that prints an amount."""
    cell = next((line for line in printed if line.amount_yuan == amount), None)
    return number_anchor(cell) if cell else None
