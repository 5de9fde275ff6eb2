"""A unit's figures in one small file: what comparing units needs, and pages about functions and items."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.model import BudgetLine, Disclosure
from yusuan.site.amounts import format_share
from yusuan.site.charts import ChartView
from yusuan.site.charts.figures import Figures, clean_label, main_column
from yusuan.site.packages import UnitPackage
from yusuan.site.places import place_name
from yusuan.site.summary import page_title, summary_sentence

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
    values = {
        "id": d.disclosure_id,
        "title": page_title(d),
        "summary": summary_sentence(unit, charts),
        "unit": d.unit_name,
        "unit_id": d.unit_id,
        "year": d.fiscal_year,
        "type": d.document_type,
        "level": d.entity_level,
        "adcode": d.adcode,
        "place": place_name(d),
        "source": d.source_url,
        "published": d.published_on.isoformat() if d.published_on else None,
        "sha256": d.source_sha256,
        "headlines": _headlines(d),
        "staff": _staff(split),
        "functions": _items(unit, FUNCTION_TABLES, "function_code", "function_name"),
        "economics": _items(unit, ECONOMIC_TABLES, "economic_code", "economic_name"),
        "checks": {"pass": d.checks_passed, "fail": d.checks_failed},
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _headlines(d: Disclosure) -> dict[str, Any]:
    """List the headline amounts that the document prints, each with its line."""
    named = {
        "expenditure": (d.expenditure_total_yuan, d.expenditure_total_line),
        "income": (d.income_total_yuan, d.income_total_line),
        "basic": (d.basic_yuan, d.basic_line),
        "project": (d.project_yuan, d.project_line),
        "three_public": (d.three_public_yuan, d.three_public_line),
    }
    return {
        name: {"yuan": str(yuan), "anchor": f"L{line}"}
        for name, (yuan, line) in named.items()
        if yuan is not None
    }


def _staff(split: Figures | None) -> dict[str, Any] | None:
    """Add up what is spent on people; None where no table tells people from offices."""
    parts = [part for part in split.parts if part.label in STAFF] if split else []
    if split is None or not parts:
        return None
    added = sum((part.amount for part in parts), Decimal(0))
    return {"yuan": str(added), "of": str(split.total), "anchor": f"table-{split.table.table_id}"}


def _items(unit: UnitPackage, kinds: Sequence[str], code: str, name: str) -> list[dict[str, Any]]:
    """List the amounts by code of the first table that prints any, each with the cell that prints it."""
    for kind in kinds:
        for table in unit.tables_of(kind):
            side = [line for line in unit.amounts_by_table[table.table_id] if line.side == "expenditure"]
            wanted = "basic" if kind in ECONOMIC_TABLES else "total"
            column = main_column([line for line in side if line.measure == wanted], unit.disclosure)
            grouped = _by_code(column, code)
            if grouped:
                return [_item(key, grouped[key], name) for key in sorted(grouped)]
    return []


def _by_code(column: Sequence[BudgetLine], code: str) -> Mapping[str, list[BudgetLine]]:
    grouped: dict[str, list[BudgetLine]] = {}
    for line in column:
        key = getattr(line, code)
        if key:
            grouped.setdefault(key, []).append(line)
    return grouped


def _item(code: str, lines: Sequence[BudgetLine], name: str) -> dict[str, Any]:
    """Give a code's amount: its leaf rows added up, else the largest of the rows that sum it up."""
    leaves = [line for line in lines if line.is_leaf]
    first = leaves[0] if leaves else max(lines, key=lambda line: line.amount_yuan)
    yuan = sum((line.amount_yuan for line in leaves), Decimal(0)) if leaves else first.amount_yuan
    item = {
        "code": code,
        "name": getattr(first, name) or clean_label(first.item),
        "yuan": str(yuan),
        "anchor": f"L{first.source_line}C{first.source_column}",
    }
    return item | ({"rows": len(leaves)} if len(leaves) > 1 else {})


def load_digests(docs: Path) -> list[Digest]:
    """Read the digests of all units whose pages stand, the newest year first, then by region and name."""
    paths = sorted((docs / "units").glob(f"*/{DIGEST}"))
    digests = [json.loads(path.read_text("utf-8")) for path in paths]
    return sorted(digests, key=lambda d: (-d["year"], d["adcode"] or "", d["unit"], d["id"]))


def unit_years(digests: Sequence[Digest]) -> dict[str, list[Digest]]:
    """Map each disclosure to all those of its unit, the earliest year first; only where there are several."""
    units: dict[str, list[Digest]] = {}
    for digest in sorted(digests, key=lambda d: (d["year"], d["type"], d["id"])):
        units.setdefault(digest["unit_id"], []).append(digest)
    return {one["id"]: found for found in units.values() if len(found) > 1 for one in found}


def staff_shares(digests: Sequence[Digest]) -> dict[str, str]:
    """Map disclosures to what share of the expenditure that their table divides is spent on people."""
    return {
        digest["id"]: format_share(Decimal(digest["staff"]["yuan"]), Decimal(digest["staff"]["of"]))
        for digest in digests
        if digest["staff"]
    }
