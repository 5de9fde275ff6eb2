"""The rules file: complete, without duplicates, every kind known."""

from __future__ import annotations

import pytest

from yusuan.spec.errors import SpecError
from yusuan.spec.rules import load_rules, read_rules

RULE = """
[[rule]]
id = "a"
kind = "share"
title = "占比"
headline = "占比不符：{left}"
nature = "text"
unit = "%"
premise = "只用文字的数。"
explanation = "占比等于部分除以全部。"
condition = "文字述有占比。"
tolerance = "无。"
"""


def test_every_rule_says_what_it_means() -> None:
    for rule in load_rules().rules:
        said = (rule.title, rule.headline, rule.premise, rule.explanation, rule.condition, rule.tolerance)
        assert all(said), rule.id
        assert rule.explanation.endswith("。") and rule.condition.endswith("。"), rule.id


def test_two_rules_with_one_id_are_refused() -> None:
    with pytest.raises(SpecError, match="two rules have the id a"):
        read_rules(RULE * 2)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(SpecError, match="unknown kind 'guess'"):
        read_rules(RULE.replace("share", "guess"))


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(SpecError, match=r"rules\.toml: rule a says severity; a rule has id, kind, .*params"):
        read_rules(RULE + 'severity = "high"\n')


def test_what_a_rule_lacks_is_named_at_once() -> None:
    short = "".join(
        line for line in RULE.splitlines(keepends=True) if not line.startswith(("nature", "unit"))
    )
    with pytest.raises(SpecError, match=r"rules\.toml: rule a lacks nature, unit$"):
        read_rules(short)
    with pytest.raises(SpecError, match=r"a rule without an id lacks id, kind, "):
        read_rules('[[rule]]\ntitle = "占比"\n')


def test_a_headline_that_names_an_unknown_figure_is_refused() -> None:
    with pytest.raises(SpecError, match=r"a: headline names \['amount'\]"):
        read_rules(RULE.replace("{left}", "{amount}"))


def test_an_unknown_nature_is_refused() -> None:
    with pytest.raises(SpecError, match="a: unknown nature 'grave'"):
        read_rules(RULE.replace('"text"', '"grave"'))
