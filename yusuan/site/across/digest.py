"""A unit's figures in one small file: what comparing units needs, and pages about functions and items."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.site.across.personnel import staff_count, staff_money
from yusuan.site.amounts import format_share
from yusuan.site.charts import ChartView
from yusuan.site.charts.figures import Figures, main_column
from yusuan.site.charts.spending import Spending, spending_by_code
from yusuan.site.charts.three_public import three_public_amounts
from yusuan.site.packages import UnitPackage, number_anchor
from yusuan.site.places import place_name
from yusuan.site.views.summary import page_title, summary_sentence

DIGEST = "digest.json"

Digest = dict[str, Any]
"""A digest as read back; its keys are those that ``unit_digest`` writes."""

FUNCTION_TABLES = ("expenditure", "general_budget_expenditure", "income_expenditure")
ECONOMIC_TABLES = ("general_budget_basic",)
STAFF = ("基本支出 · 人员", "基本支出 · 工资福利", "基本支出 · 对个人和家庭的补助")
"""Parts of the chart of basic and project expenditure that are spent on people."""


def unit_digest(unit: UnitPackage, charts: Sequence[ChartView]) -> str:
    """Write a unit's digest as JSON; amounts are strings in yuan, anchors lead to the unit page."""
    d = unit.disclosure
    split = next((chart.figures for chart in charts if chart.kind.slug == "split"), None)
    functions_fund, functions = _items(unit, FUNCTION_TABLES, "function_code")
    economics = _items(unit, ECONOMIC_TABLES, "economic_code")[1]
    staff = _staff(split)
    values = {
        "id": d.disclosure_id,
        "title": page_title(d),
        "summary": summary_sentence(unit, charts),
        "unit": d.unit_name,
        "unit_id": d.unit_id,
        "parent": d.parent_unit_id,
        "year": d.fiscal_year,
        "type": d.document_type,
        "level": d.entity_level,
        "adcode": d.adcode,
        "place": place_name(d),
        "source": d.source_url,
        "published": d.published_on.isoformat() if d.published_on else None,
        "included": d.included_on.isoformat() if d.included_on else None,
        "sha256": d.source_sha256,
        "unit_code": d.unit_code,
        "headlines": _headlines(unit),
        "three": _three(unit),
        "staff_count": staff_count(unit.statements),
        "staff": staff,
        "staff_otherwise": None if staff else staff_money(unit.statements, economics),
        "functions": functions,
        "functions_fund": functions_fund,
        "economics": economics,
        "checks": {"pass": d.checks_passed, "fail": d.checks_failed},
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _headlines(unit: UnitPackage) -> dict[str, Any]:
    """List the headline amounts that the document prints, each with its line and the fund of its cell."""
    d = unit.disclosure
    named = {
        "expenditure": (d.expenditure_total_yuan, d.expenditure_total_line),
        "income": (d.income_total_yuan, d.income_total_line),
        "basic": (d.basic_yuan, d.basic_line),
        "project": (d.project_yuan, d.project_line),
        "three_public": (d.three_public_yuan, d.three_public_line),
    }
    return {
        name: {"yuan": str(yuan), "anchor": f"L{line}", "fund": _fund(unit, line, yuan)}
        for name, (yuan, line) in named.items()
        if yuan is not None
    }


def _fund(unit: UnitPackage, line: int | None, yuan: Decimal) -> str | None:
    """Name the fund of the first cell of a line that prints an amount."""
    cells = (cell for cell in unit.amounts_by_line.get(line or 0, []) if cell.amount_yuan == yuan)
    return next((cell.fund for cell in cells), None)


def _three(unit: UnitPackage) -> dict[str, Any]:
    """List the three public expenses of the table's total, each with its cell."""
    found = three_public_amounts(unit)
    return {
        name: {
            "yuan": str(line.amount_yuan),
            "anchor": number_anchor(line),
            "fund": line.fund,
        }
        for name, line in found.items()
    }


def _staff(split: Figures | None) -> dict[str, Any] | None:
    """Add up what is spent on people; None where no table tells people from offices."""
    parts = [part for part in split.parts if part.label in STAFF] if split else []
    if split is None or not parts:
        return None
    added = sum((part.amount for part in parts), Decimal(0))
    fund = "general_budget" if "general_budget" in split.table.kind else "all"
    anchor = f"table-{split.table.table_id}"
    return {"yuan": str(added), "of": str(split.total), "anchor": anchor, "fund": fund}


def _items(unit: UnitPackage, kinds: Sequence[str], code: str) -> tuple[str | None, list[dict[str, Any]]]:
    """List the amounts by code of the first table that prints any, each with its cell; name their fund."""
    wanted = "basic" if kinds is ECONOMIC_TABLES else "total"
    for kind in kinds:
        for table in unit.tables_of(kind):
            side = [line for line in unit.amounts_by_table[table.table_id] if line.side == "expenditure"]
            column = main_column([line for line in side if line.measure == wanted], unit.disclosure)
            found = spending_by_code(column, code)
            if found:
                return column[0].fund, [_item(one) for one in found]
    return None, []


def _item(one: Spending) -> dict[str, Any]:
    """Write an amount; ``rows`` were added up, ``sum`` where no row prints the code itself."""
    item: dict[str, Any] = {
        "code": one.code,
        "name": one.name,
        "yuan": str(one.yuan),
        "anchor": one.anchor,
    }
    added = {"rows": len(one.rows)} if len(one.rows) > 1 or one.is_sum_of_items else {}
    return item | added | ({"sum": True} if one.is_sum_of_items else {})


def load_digests(docs: Path) -> list[Digest]:
    """Read the digests of all units whose pages stand, the newest year first, then by region and name."""
    paths = sorted((docs / "units").glob(f"*/{DIGEST}"))
    digests = [json.loads(path.read_text("utf-8")) for path in paths]
    return sorted(digests, key=lambda d: (-d["year"], d["adcode"] or "", d["unit"], d["id"]))


def staff_shares(digests: Sequence[Digest]) -> dict[str, str]:
    """Map disclosures to what share of the expenditure that their table divides is spent on people."""
    return {
        digest["id"]: format_share(Decimal(digest["staff"]["yuan"]), Decimal(digest["staff"]["of"]))
        for digest in digests
        if digest["staff"]
    }
