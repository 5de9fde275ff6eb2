"""What a page says in words: changes that the document states, a hundred yuan, targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.package_records import project
from tests.site_packages import NAME, check, indicator, statement, write_packages
from yusuan.model import Check, Statement
from yusuan.site.charts import unit_charts
from yusuan.site.packages import load_unit
from yusuan.site.views.hundred import hundreds
from yusuan.site.views.stated import EXPENDITURE, Change, stated_change
from yusuan.site.views.targets import is_reworded, target_forms, target_words

TEN_MILLION = Decimal(10_000_000)


def change_of(folder: Path, *statements: Statement, checks: Sequence[Check] = ()) -> Change | None:
    """Say what is said of a unit's expenditure of 10 million yuan, given what its document states."""
    unit = load_unit(write_packages(folder) / NAME)
    return stated_change(replace(unit, statements=statements, checks=checks), EXPENDITURE, TEN_MILLION)


@pytest.mark.parametrize(
    ("said", "words", "previous"),
    [
        (
            {"change": Decimal(200), "change_percent": Decimal(25), "direction": "增加"},
            "比上年增加 200.00 万元（25%）",
            "800.00 万元（推算）",
        ),
        ({"change_percent": Decimal("10.50"), "direction": "减少"}, "比上年减少 10.5%", ""),
        ({"change": Decimal("-5"), "direction": None}, None, None),
        ({"direction": "持平", "compared_with": "上年预算数"}, "与上年预算数持平", ""),
        ({"value": Decimal(999), "change": Decimal(1), "direction": "增加"}, None, None),
        ({"unit": "辆", "change": Decimal(1), "direction": "增加"}, None, None),
        ({"subject": "项目支出", "change": Decimal(1), "direction": "增加"}, None, None),
    ],
)
def test_a_change_is_told_only_where_the_text_states_this_amount(
    tmp_path: Path, said: dict[str, Any], words: str | None, previous: str | None
) -> None:
    change = change_of(tmp_path, statement(**{"value": Decimal(1000)} | said))
    assert (change and change.words.replace("\u00a0", " ")) == words
    assert (change and change.previous.replace("\u00a0", " ")) == previous


def test_last_year_is_taken_as_printed_where_it_is(tmp_path: Path) -> None:
    printed = statement(stated_as="上年支出总计", value=Decimal(801))
    this = statement(value=Decimal(1000), change=Decimal(200), direction="增加")
    change = change_of(tmp_path, this, printed)
    assert change and change.previous.replace("\u00a0", " ") == "801.00 万元"


def test_last_year_keeps_its_own_unit_and_is_money(tmp_path: Path) -> None:
    this = statement(value=Decimal(1000))
    grown = replace(this, change=Decimal(200), direction="增加")
    other = statement(stated_as="上年支出总计", value=Decimal(8_010_000), unit="元")
    rate = statement(stated_as="上年完成率", value=Decimal(83), unit="%")
    change = change_of(tmp_path / "a", grown, rate, other)
    assert change and change.previous.replace("\u00a0", " ") == "801.00 万元"
    change = change_of(tmp_path / "b", grown, rate)
    assert change and change.previous.replace("\u00a0", " ") == "800.00 万元（推算）"
    printed = statement(stated_as=None, value=Decimal(8_000_000), unit="元")
    change = change_of(tmp_path / "c", grown, printed)
    assert change and change.previous.replace("\u00a0", " ") == "800.00 万元"


@pytest.mark.parametrize(
    ("sides", "is_doubted"),
    [
        ({"left_value": Decimal(25), "left_line": 4, "status": "fail"}, True),
        ({"right_value": Decimal(10_000_000), "right_line": 4, "status": "fail"}, True),
        ({"left_value": Decimal(25), "left_line": 4, "status": "pass"}, False),
        ({"left_value": Decimal(25), "left_line": 5, "status": "fail"}, False),
        ({"left_value": Decimal(26), "left_line": 4, "status": "fail"}, False),
        ({"left_line": 4, "status": "fail"}, False),
    ],
)
def test_a_change_is_doubted_where_a_check_failed_with_its_figures(
    tmp_path: Path, sides: dict[str, Any], is_doubted: bool
) -> None:
    said = statement(value=Decimal(1000), change=Decimal(200), change_percent=Decimal(25), direction="增加")
    change = change_of(tmp_path, said, checks=[check("one", **sides)])
    assert change and bool(change.doubt) == is_doubted


def test_a_hundred_yuan_add_up(tmp_path: Path) -> None:
    unit = load_unit(write_packages(tmp_path) / NAME)
    found = hundreds(unit_charts(unit))
    assert [hundred.title for hundred in found] == ["按人员、公用和项目"]
    for hundred in found:
        assert sum(Decimal(slice_.yuan.split("\u00a0")[0]) for slice_ in hundred.slices) == 100
        assert all(slice_.anchor for slice_ in hundred.slices)


@pytest.mark.parametrize(
    ("given", "words", "reworded"),
    [
        ({"operator": "≥", "target": "98", "target_unit": "%", "printed_target": "≥98%"}, "≥ 98 %", False),
        ({"operator": "=", "target": "100", "target_unit": "%", "printed_target": "100"}, "＝ 100 %", False),
        (
            {"operator": "定性", "target": "健全", "target_unit": "健全", "printed_target": "健全"},
            "健全",
            False,
        ),
        (
            {"operator": "≤", "target": "261", "target_unit": "元", "printed_target": "≦261元"},
            "≤ 261 元",
            True,
        ),
        ({"printed_target": "有所提高"}, "有所提高", False),
        ({}, "", False),
    ],
)
def test_targets_in_words(given: dict[str, str], words: str, reworded: bool) -> None:
    row = indicator(1, **given)
    assert target_words(row) == words
    assert is_reworded(row) == reworded


def test_targets_stand_by_project_the_whole_unit_first(tmp_path: Path) -> None:
    unit = load_unit(write_packages(tmp_path) / NAME)
    whole, own = target_forms(unit)
    assert whole.project is None
    assert own.project and own.project.startswith("项目甲")
    assert own.money == [Decimal(2_500_000)]
    assert [text.label for text in own.texts] == ["年度目标"]
    assert [group.level1 for group in own.groups] == ["产出指标"]
    assert whole.anchor != own.anchor


def test_projects_of_one_name_are_kept_apart_by_their_codes(tmp_path: Path) -> None:
    """Two units of one document each have a 承办大型活动; a code printed for some rows only parts nothing."""
    unit = load_unit(write_packages(tmp_path) / NAME)
    own = {"project": "承办活动", "scope": "project"}
    rows = [
        indicator(1, **own, project_code="4100001", source_line=31),
        indicator(2, **own, project_code="4100001", source_line=32),
        indicator(1, **own, project_code="4100002", source_line=33),
        indicator(1, project="培训", scope="project", project_code="4100003", source_line=34),
        indicator(2, project="培训", scope="project", source_line=35),
    ]
    listed = [
        project(project="承办活动", project_code="4100001", unit_name="本级", total_yuan=Decimal(200_000)),
        project(project="承办活动", project_code="4100002", unit_name="某中心", total_yuan=Decimal(170_000)),
    ]
    forms = target_forms(replace(unit, performance_indicators=rows, form_texts=(), projects=listed))
    assert [(one.project, one.apart, one.money, one.count) for one in forms] == [
        ("承办活动", "本级 · 4100001", [Decimal(200_000)], 2),
        ("承办活动", "某中心 · 4100002", [Decimal(170_000)], 1),
        ("培训", None, (), 2),
    ]
    forms = target_forms(replace(unit, performance_indicators=rows, form_texts=(), projects=()))
    assert [one.apart for one in forms] == ["4100001", "4100002", None]
