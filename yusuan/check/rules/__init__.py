"""The rule kinds: one module each, which yields the results of a rule over a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from yusuan.check.document import Document
from yusuan.check.result import Result
from yusuan.check.rules.at_most import check_at_most
from yusuan.check.rules.balance import check_balance
from yusuan.check.rules.blank import check_blank
from yusuan.check.rules.change import check_change
from yusuan.check.rules.citation import check_citation
from yusuan.check.rules.column_sum import check_column_sum
from yusuan.check.rules.completeness import check_contents, check_empty, check_owed_table, check_owed_text
from yusuan.check.rules.denial import check_denial
from yusuan.check.rules.equality import check_equality
from yusuan.check.rules.formula import check_formula
from yusuan.check.rules.implied import check_implied
from yusuan.check.rules.indicator import check_indicator
from yusuan.check.rules.operating import check_operating
from yusuan.check.rules.parts import check_parts
from yusuan.check.rules.period import check_period
from yusuan.check.rules.printing import check_heading_year, check_repeated_row, check_title
from yusuan.check.rules.product import check_product
from yusuan.check.rules.project_count import check_project_count
from yusuan.check.rules.projects import check_named_project, check_project_amount
from yusuan.check.rules.restated import check_restated
from yusuan.check.rules.reversal import check_reversal
from yusuan.check.rules.row_sum import check_row_sum
from yusuan.check.rules.share import check_share
from yusuan.check.rules.stated import check_stated
from yusuan.check.rules.units_listed import check_units_listed
from yusuan.spec.rules import Rule

CHECKERS: Mapping[str, Callable[[Rule, Document], Iterator[Result]]] = {
    "column_sum": check_column_sum,
    "row_sum": check_row_sum,
    "balance": check_balance,
    "equality": check_equality,
    "at_most": check_at_most,
    "formula": check_formula,
    "stated": check_stated,
    "operating": check_operating,
    "change": check_change,
    "reversal": check_reversal,
    "implied": check_implied,
    "share": check_share,
    "restated": check_restated,
    "parts": check_parts,
    "product": check_product,
    "units_listed": check_units_listed,
    "denial": check_denial,
    "blank": check_blank,
    "project_count": check_project_count,
    "named_project": check_named_project,
    "project_amount": check_project_amount,
    "indicator": check_indicator,
    "period": check_period,
    "citation": check_citation,
    "heading_year": check_heading_year,
    "repeated_row": check_repeated_row,
    "title": check_title,
    "contents": check_contents,
    "empty": check_empty,
    "owed_table": check_owed_table,
    "owed_text": check_owed_text,
}
