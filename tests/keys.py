"""The answer keys of the cases: what was transcribed or made, and where a record disagrees with it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from tests.cases import Case
from yusuan.model import BudgetLine, PerformanceIndicator, Statement
from yusuan.spec.money import YUAN_PER_UNIT

Row = dict[str, str]
Place = tuple[int, int]

# What a column of the keys measures, by the words of its path's last level that says so.
MEASURES = {
    "人员支出": "basic_personnel",
    "人员经费": "basic_personnel",
    "公用经费": "basic_public",
    "基本支出": "basic",
    "基本支出/小计": "basic",
    "项目支出": "project",
    "项目支出/小计": "project",
    "工资福利支出": "basic_wages",
    "对个人和家庭的补助": "basic_individuals",
    "商品和服务支出": "basic_goods",
    "“三公”经费合计": "three_public",
    "因公出国(境)费用": "abroad",
    "公务接待费": "reception",
}
KIND_MEASURES = {
    "general_budget_basic": "basic",
    "project_expenditure": "project",
    "project_performance": "project",
}
ROW_MEASURES = {
    "共计": "three_public",
    "3、公务用车费": "vehicles",
    "其中：（1）公务用车运行维护费": "vehicle_running",
}


def key_rows(path: Path) -> list[Row]:
    """Return the rows of a key, none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key_amounts(case: Case) -> dict[Place, Row]:
    """Return the amounts transcribed from a document, by line and column."""
    rows = key_rows(case.folder / "key.csv")
    return {_place(row): row for row in rows if "operator=" not in row["note"]}


def key_indicators(case: Case) -> list[Row]:
    """Return the performance indicators transcribed from a document."""
    return [row for row in key_rows(case.folder / "key.csv") if "operator=" in row["note"]]


def key_statements(case: Case) -> list[Row]:
    """Return the figures transcribed from the sentences of a document."""
    return key_rows(case.folder / "key.statements.csv")


def made_amounts(case: Case) -> dict[Place, Row]:
    """Return the amounts that an invented document was made with, by line and column."""
    return {_place(row): row for row in key_rows(case.folder / "made.csv")}


def made_targets(case: Case) -> dict[Place, Row]:
    """Return the targets that an invented document was made with, by line and column."""
    return {_place(row): row for row in key_rows(case.folder / "made.targets.csv")}


def _place(row: Row) -> Place:
    return int(row["line"]), int(row["col"])


def made_faults(line: BudgetLine, row: Row) -> Iterator[str]:
    """Name what a record says otherwise than the invented document was made."""
    if line.amount_yuan != Decimal(row["value"].replace(",", "")) * YUAN_PER_UNIT[row["unit"]]:
        yield "amount"
    # What a row of a class measures is a matter of taste in some forms: their keys leave it open.
    if line.money_unit != row["unit"] or line.measure != row.get("measure", line.measure):
        yield "meaning"


def key_faults(line: BudgetLine, row: Row) -> Iterator[str]:
    """Name what a record says otherwise than the key: its amount, what it means, its row, its codes."""
    if line.amount_yuan != Decimal(row["value"]) * YUAN_PER_UNIT[row["unit"]]:
        yield "amount"
    if (line.table_kind, line.column, line.measure, line.side) != (
        row["table_kind"],
        plain(row["column_path"]),
        expected_measure(row),
        row["side"] or line.side,
    ):
        yield "meaning"
    if (plain(line.item), plain(line.project)) != (
        plain(row["project"] or row["label"]),
        plain(row["project"]),
    ):
        yield "row"
    if not _codes_agree(line, row):
        yield "codes"


def _codes_agree(line: BudgetLine, row: Row) -> bool:
    printed = None if line.code_resolved else line.function_code or line.economic_code or line.project_code
    is_keyed = row["table_kind"] != "project_performance" or (row["project"] and len(row["code"]) > 9)
    if is_keyed and (printed or "") != row["code"]:
        return False
    named = row["note"].partition("gov_economic=")[2][:5]
    return not named or line.gov_economic_code == named


def plain(text: str | None) -> str:
    """Return a text without its spaces."""
    return (text or "").replace(" ", "")


def expected_measure(row: Row) -> str:
    """Return what a row of a key measures, by the words of its column and its label."""
    path, kind = plain(row["column_path"]), row["table_kind"]
    if kind == "three_public" and row["label"] in ROW_MEASURES:
        return ROW_MEASURES[row["label"]]
    last = path.rsplit("/", 1)[-1]
    if last.startswith("运转类"):
        return "project_operating"
    if kind == "department_performance":
        return MEASURES.get(plain(row["label"])[3:], "total")
    return MEASURES.get(last) or MEASURES.get(path) or KIND_MEASURES.get(kind, "total")


def indicator_agrees(one: PerformanceIndicator, row: Row) -> bool:
    """Tell whether an indicator says what the key's row says: its levels, target, unit and operator."""
    levels = "/".join(level for level in (one.level1, one.level2) if level)
    operator = row["note"].split("operator=")[1].split(";")[0].split(" ")[0]
    return (
        plain(one.indicator) == plain(row["label"])
        and plain(row["value"]) in {plain(one.printed_target), plain(one.target)}
        and plain(levels) in _level_paths(row)
        and plain(one.project) == plain(row["project"])
        and plain(one.target_unit) == plain(row["unit"])
        and (one.operator or "none") == operator
        and (one.source_line, one.source_column) == _place(row)
    )


def _level_paths(row: Row) -> set[str]:
    """Return the level paths that the key accepts: its own, and those that its note names."""
    path = plain(row["column_path"])
    paths = {path}
    for name in ("positional_reading=", "filldown_reading="):
        if name in row["note"]:
            other = plain(row["note"].split(name)[1].split(";")[0])
            paths |= {other, f"{path.split('/')[0]}/{other}"}
    return paths


def statement_agrees(one: Statement, row: Row) -> bool:
    """Tell whether a stated figure has the key's line, value, change and percentage."""
    percent = one.share_percent if row["direction"] == "占" else one.change_percent
    return (one.source_line, one.value, one.change, percent) == (
        int(row["line"]),
        _number(row["value"]),
        _number(row["delta"]),
        _number(row["pct"]),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text.replace(".", "").isdigit() else None
