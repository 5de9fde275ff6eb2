"""The answer keys: every number of two documents, transcribed by hand, is read as the key says."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cases import Case, load_cases, parsed, records_of
from yusuan.model import BudgetLine, PerformanceIndicator, Statement
from yusuan.spec.money import YUAN_PER_UNIT

KEYED = [case for case in load_cases() if case.key]
each_key = pytest.mark.parametrize("case", KEYED, ids=lambda case: case.name)
STATED = [case for case in KEYED if (case.folder / "key.statements.csv").is_file()]

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


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _amounts(case: Case) -> dict[tuple[int, int], dict[str, str]]:
    assert case.key
    rows = [row for row in _rows(case.key) if "operator=" not in row["note"]]
    return {(int(row["line"]), int(row["col"])): row for row in rows}


def _indicators(case: Case) -> list[dict[str, str]]:
    assert case.key
    return [row for row in _rows(case.key) if "operator=" in row["note"]]


def _plain(text: str | None) -> str:
    return (text or "").replace(" ", "")


def _expected_measure(row: dict[str, str]) -> str:
    path, kind = _plain(row["column_path"]), row["table_kind"]
    if kind == "three_public" and row["label"] in ROW_MEASURES:
        return ROW_MEASURES[row["label"]]
    last = path.rsplit("/", 1)[-1]
    if last.startswith("运转类"):
        return "project_operating"
    if kind == "department_performance":
        return MEASURES.get(_plain(row["label"])[3:], "total")
    return MEASURES.get(last) or MEASURES.get(path) or KIND_MEASURES.get(kind, "total")


@each_key
def test_amounts_are_those_of_the_key_and_no_others(case: Case) -> None:
    lines = {(line.source_line, line.source_column): line for line in records_of(parsed(case), BudgetLine)}
    key = _amounts(case)
    assert set(lines) == set(key)
    for at, row in key.items():
        line = lines[at]
        assert line.amount_yuan == Decimal(row["value"]) * YUAN_PER_UNIT[row["unit"]], at
        assert (line.table_kind, line.column) == (row["table_kind"], _plain(row["column_path"])), at
        assert not row["side"] or line.side == row["side"], at
        assert line.measure == _expected_measure(row), at
        assert _plain(line.item) == _plain(row["project"] or row["label"]), at
        assert _plain(line.project) == _plain(row["project"]), at


@each_key
def test_codes_are_those_of_the_key(case: Case) -> None:
    lines = {(line.source_line, line.source_column): line for line in records_of(parsed(case), BudgetLine)}
    for at, row in _amounts(case).items():
        line = lines[at]
        printed = (
            None if line.code_resolved else line.function_code or line.economic_code or line.project_code
        )
        if row["table_kind"] != "project_performance" or (row["project"] and len(row["code"]) > 9):
            assert (printed or "") == row["code"], at
        if "gov_economic=" in row["note"]:
            assert line.gov_economic_code == row["note"].split("gov_economic=")[1][:5], at


def test_the_row_beside_its_header_is_repaired_and_no_other() -> None:
    for case in KEYED:
        lines = records_of(parsed(case), BudgetLine)
        repaired = {(line.source_line, line.source_column) for line in lines if line.repaired}
        notes = {at: row["note"] for at, row in _amounts(case).items()}
        assert repaired == {at for at, note in notes.items() if "shifted" in note or "lost" in note}


@each_key
def test_indicators_are_those_of_the_key_and_no_others(case: Case) -> None:
    found: dict[tuple[int, int], list[PerformanceIndicator]] = defaultdict(list)
    for one in records_of(parsed(case), PerformanceIndicator):
        found[one.source_line, one.source_column].append(one)
    key = _indicators(case)
    assert sum(map(len, found.values())) == len(key)
    for row in key:
        at = int(row["line"]), int(row["col"])
        one = next(one for one in found[at] if _plain(one.indicator) == _plain(row["label"]))
        assert _plain(row["value"]) in {_plain(one.printed_target), _plain(one.target)}, at
        assert _plain("/".join(level for level in (one.level1, one.level2) if level)) in _readings(row), at
        assert _plain(one.project) == _plain(row["project"]), at
        assert _plain(one.target_unit) == _plain(row["unit"]), at
        operator = row["note"].split("operator=")[1].split(";")[0].split(" ")[0]
        assert (one.operator or "none") == operator, at


def _readings(row: dict[str, str]) -> set[str]:
    """Return the level paths that the key accepts: its own, and those that its note names."""
    path = _plain(row["column_path"])
    readings = {path}
    for name in ("positional_reading=", "filldown_reading="):
        if name in row["note"]:
            other = _plain(row["note"].split(name)[1].split(";")[0])
            readings |= {other, f"{path.split('/')[0]}/{other}"}
    return readings


@pytest.mark.parametrize("case", STATED, ids=lambda case: case.name)
def test_stated_figures_are_those_of_the_key(case: Case) -> None:
    """Value, change, percentage and line right for at least 95 % of the key's rows, and none beyond it."""
    stated = [one for one in records_of(parsed(case), Statement) if one.source_column is None]
    key = _rows(case.folder / "key.statements.csv")
    left = list(stated)
    right = 0
    for row in key:
        match = next((one for one in left if _agrees(one, row)), None)
        if match is not None:
            left.remove(match)
            right += 1
    assert right >= len(key) * 0.95
    assert len(left) <= len(key) * 0.05


def _agrees(one: Statement, row: dict[str, str]) -> bool:
    percent = one.share_percent if row["direction"] == "占" else one.change_percent
    return (one.source_line, one.value, one.change, percent) == (
        int(row["line"]),
        _number(row["value"]),
        _number(row["delta"]),
        _number(row["pct"]),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text.replace(".", "").isdigit() else None
