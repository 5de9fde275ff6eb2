"""Each rule kind passes what agrees and fails what does not; statuses never mix."""

from __future__ import annotations

import io
import re

import pytest

from tests.check.builders import amount, checks_of, document, record, said, table, total
from tests.check.examples import EXAMPLES, Example
from yusuan.check import check_disclosure
from yusuan.check.document import Document
from yusuan.check.rules import CHECKERS
from yusuan.check.run import run_rule
from yusuan.model import Section
from yusuan.run.report import Outcome, print_report
from yusuan.spec.rules import NATURES, RULE_KINDS, load_rules

UNFILLED = r"None|\(\)|（）|[:：，、]$|：，|说，|是，|印为，|却是$|却是，"
RULES = {rule.id: rule for rule in load_rules().rules}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.rule)
def test_rule_passes_what_agrees(example: Example) -> None:
    statuses = {check.status for check in checks_of(example.good, example.rule)}
    assert statuses == {"pass"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.rule)
def test_rule_fails_what_does_not(example: Example) -> None:
    checks = checks_of(example.bad, example.rule)
    assert "fail" in {check.status for check in checks}
    assert all(check.message.endswith("。") for check in checks)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.rule)
def test_rule_is_silent_on_what_only_looks_wrong(example: Example) -> None:
    assert example.why
    assert example.silent != example.bad
    assert "fail" not in {check.status for check in checks_of(example.silent, example.rule)}


def test_every_rule_has_an_example() -> None:
    assert sorted(example.rule for example in EXAMPLES) == sorted(RULES), "add one in tests/check/examples"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.rule)
def test_a_failure_says_what_does_not_hold(example: Example) -> None:
    """Its headline has every figure that it names, and is not the title, which says what ought to hold."""
    for check in checks_of(example.bad, example.rule):
        if check.status == "fail":
            assert check.headline and check.headline != check.title
            assert not re.search(UNFILLED, check.headline)
            assert check.nature in {*NATURES, "last_digit"}
            assert check.cause_id
        else:
            assert check.headline is check.nature is check.cause_id is None


def test_every_rule_kind_has_a_function() -> None:
    assert tuple(CHECKERS) == RULE_KINDS


MONEY = (
    "text-implied-base",
    "text-restated-change",
    "text-change-amount",
)


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e.rule in MONEY], ids=lambda example: example.rule
)
def test_amounts_are_published_in_yuan(example: Example) -> None:
    values = [check.left_value for check in checks_of(example.good, example.rule) if check.left_value]
    assert values
    assert all(value >= 1_000 for value in map(abs, values)), values


def test_a_table_that_is_not_read_is_neither_empty_nor_published() -> None:
    parsed = document(table(kind="gov_fund_expenditure", status="unreadable", first_line=5))
    for rule in ("empty-table", "contents", "owed-tables"):
        found = [check for check in checks_of(parsed, rule) if "读不出" in (check.message or "")]
        assert {check.status for check in found} == {"unreadable"}, rule


def test_a_table_that_the_contents_name_is_missed_once() -> None:
    lines = {"first_line": None, "last_line": None}
    absent = table(table_id="t02", kind="income", status="absent", title="收入总表", note="见第9行", **lines)
    parsed = document(table(), absent, lines=["目录", "收入总表"], declared={"t02": 2})
    named = [check for check in checks_of(parsed, "owed-tables") if "《收入总表》" in (check.message or "")]
    assert {check.status for check in named} == {"not_applicable"}
    (check,) = checks_of(parsed, "contents")
    assert (check.status, check.left_line) == ("fail", 2)


def test_a_rule_without_its_condition_is_not_applicable() -> None:
    parsed = document()
    for rule in RULES.values():
        for check in checks_of(parsed, rule.id):
            assert check.status in {"not_applicable", "fail"}, check
            assert check.status != "fail" or rule.kind == "owed_table", check
            condition = rule.condition and rule.condition in (check.message or "")
            assert not condition or "没有遇到" in (check.message or ""), "what it lacks, not what it prints"


def test_a_rule_that_raises_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("made up")

    monkeypatch.setitem(CHECKERS, "share", broken)
    faults: list[str] = []
    (result,) = run_rule(RULES["text-share"], Document(document(), load_rules()), faults)
    assert result.status == "unreadable"
    assert "ZeroDivisionError" in result.message
    assert faults == ["rule text-share did not run: ZeroDivisionError: made up"]


def test_a_rule_that_raises_reaches_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKERS, "share", lambda *_: 1 / 0)
    parsed = check_disclosure(document())
    assert parsed.faults
    report = io.StringIO()
    print_report([Outcome.of("a.txt", parsed)], False, report)
    assert "FAULT a.txt: rule text-share did not run" in report.getvalue()


def test_scopes_that_differ_by_a_printed_figure_pass_and_name_it() -> None:
    income = total("3.00", 3, table_id="t03", table_kind="income", side="income", fund="other_income")
    parsed = document(
        total("10.00"), total("7.00", 2, table_id="t02", table_kind="general_budget_expenditure"), income
    )
    (check,) = checks_of(parsed, "general-budget-within-expenditure")
    assert check.status == "pass"
    assert "其他收入3.00万元（第3行）" in check.message


def test_a_sentence_with_the_figure_of_all_funds_fails_and_names_the_cause() -> None:
    item = {"item": "行政运行", "function_code": "2010301", "function_name": "行政运行", "level": 3}
    general = {"table_id": "t02", "table_kind": "general_budget_expenditure", "fund": "general_budget"}
    heading = {"path": "一般公共预算拨款情况说明", "first_line": 60, "last_line": 60}
    parsed = document(
        amount("10.00", 1, **item),
        amount("7.00", 2, **general, **item),
        amount("3.00", 3, table_id="t03", table_kind="project_expenditure", fund="unit_funds"),
        record(Section, **heading),
        said("行政运行（项）", "10.00", source_line=60),
        said("行政运行（项）", "10.00", source_line=61),
    )
    narrow, wide = checks_of(parsed, "text-functions")
    assert (narrow.status, wide.status) == ("fail", "pass")
    assert "单位资金3.00万元（第3行）" in narrow.message


def test_the_usual_slip_is_named() -> None:
    parsed = document(said("三公经费", "0.14", change="0.15", change_percent="107.14", direction="减少"))
    (check,) = checks_of(parsed, "text-change-percent")
    assert check.status == "fail"
    assert "应为51.72%" in check.message and "应除以上年数" in check.message


def test_a_percentage_cut_off_instead_of_rounded_passes_with_a_note() -> None:
    parsed = document(said("收入总计", "444.40", change="134.98", change_percent="23.29", direction="减少"))
    (check,) = checks_of(parsed, "text-change-percent")
    assert check.status == "pass"
    assert "截去" in check.message
