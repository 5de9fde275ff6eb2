"""Load the 勾稽 rules of ``rules.toml`` into frozen dataclasses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from yusuan.spec.errors import SpecError

# Each is a function of yusuan.check; a test holds the two lists to each other.
RULE_KINDS = (
    "column_sum",
    "row_sum",
    "balance",
    "equality",
    "at_most",
    "formula",
    "stated",
    "operating",
    "change",
    "reversal",
    "implied",
    "share",
    "restated",
    "parts",
    "product",
    "units_listed",
    "denial",
    "blank",
    "project_count",
    "named_project",
    "project_amount",
    "indicator",
    "period",
    "citation",
    "heading_year",
    "repeated_row",
    "title",
    "contents",
    "empty",
    "owed_table",
    "owed_text",
)


NATURES = ("arithmetic", "text", "target", "missing")
"""What a failure can be; a difference in the last digit is told apart where it is found."""

PLACEHOLDERS = frozenset({"left_label", "left", "right_label", "right", "gap"})
"""What a headline can name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One 勾稽 rule: what it asks, when, how exactly, and the words and tables it is about."""

    id: str
    """Short English name, part of each result's check_id."""
    kind: str
    """The rule kind: the function of yusuan.check that runs it."""
    title: str
    """What is checked, in Chinese, in one phrase."""
    headline: str
    """What does not hold where it fails, with the operands in it: a format string over ``PLACEHOLDERS``."""
    nature: str
    """What a failure is: one of ``NATURES``."""
    unit: str
    """Unit of the operands' values: 元 for money, %, 个; empty where they have none."""
    premise: str
    """What the rule rests on: an addition, a definition, or the regulation and whom it binds."""
    explanation: str
    """What a failure means to a reader, and what it does not mean."""
    condition: str
    """When the rule applies."""
    tolerance: str
    """How far apart the operands may be."""
    params: Mapping[str, Any] = field(default_factory=dict)
    """What the rule kind needs to know besides."""

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of strings among the parameters, empty where it is not given."""
        return tuple(self.params.get(key, ()))

    def text(self, key: str) -> str:
        """Return a string among the parameters, empty where it is not given."""
        return str(self.params.get(key, ""))

    def pattern(self, key: str) -> re.Pattern[str]:
        """Return a regular expression among the parameters; one that is not given matches nothing."""
        return re.compile(self.text(key) or r"(?!)")

    def tables(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """Return a list of tables among the parameters, empty where it is not given."""
        return tuple(self.params.get(key, ()))


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """All rules in the order in which they are run, and the words that several of them share."""

    rules: tuple[Rule, ...]
    partitions: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    funds: Mapping[str, str]
    other_funds: tuple[str, ...]
    years: tuple[str, ...]
    none: str
    empty_words: tuple[str, ...]
    secrecy: str
    governments: str
    subjects: Mapping[str, str]
    project_levels: Mapping[str, str]
    levels: Mapping[str, int]
    rises: tuple[str, ...]
    around: str
    subject_endings: tuple[str, ...]
    unsaid: tuple[str, ...]

    def by_kind(self, kind: str) -> tuple[Rule, ...]:
        """Return the rules of one kind."""
        return tuple(rule for rule in self.rules if rule.kind == kind)


@cache
def load_rules() -> RuleSpec:
    """Return the rules of ``rules.toml``; raises SpecError where two share an id or a kind is unknown."""
    return read_rules(resources.files(__package__).joinpath("rules.toml").read_text("utf-8"))


def read_rules(text: str) -> RuleSpec:
    """Return the rules that TOML text describes; raises SpecError naming the entry at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"rules.toml: {error}") from error
    shared = data.get("shared", {})
    return RuleSpec(
        rules=_read_rules(data["rule"]),
        partitions={
            name: tuple((entry["whole"], tuple(entry["parts"])) for entry in entries)
            for name, entries in shared.get("partition", {}).items()
        },
        funds=shared.get("funds", {}),
        other_funds=tuple(shared.get("other_funds", ())),
        years=tuple(shared.get("years", ())),
        none=shared.get("none", r"(?!)"),
        empty_words=tuple(shared.get("empty_words", ())),
        secrecy=shared.get("secrecy", r"(?!)"),
        governments=shared.get("governments", r"(?!)"),
        subjects=shared.get("subjects", {}),
        project_levels=shared.get("project_levels", {}),
        levels=shared.get("levels", {}),
        rises=tuple(shared.get("rises", ())),
        around=shared.get("around", r"(?!)"),
        subject_endings=tuple(shared.get("subject_endings", ())),
        unsaid=tuple(shared.get("unsaid", ())),
    )


def _read_rules(entries: list[dict[str, Any]]) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for entry in entries:
        _refuse_other_keys(entry)
        rule = Rule(**entry)
        if rule.id in rules:
            raise SpecError(f"rules.toml: two rules have the id {rule.id}; rename one")
        if rule.kind not in RULE_KINDS:
            raise SpecError(
                f"rules.toml: {rule.id}: unknown kind {rule.kind!r}; use one of {', '.join(RULE_KINDS)}"
            )
        _refuse_unknown_words(rule)
        rules[rule.id] = rule
    return tuple(rules.values())


def _refuse_other_keys(entry: Mapping[str, Any]) -> None:
    """Refuse an entry that lacks what each rule says, or says what none does."""
    named = f"rule {entry['id']}" if "id" in entry else "a rule without an id"
    needed = [one.name for one in fields(Rule) if one.default_factory is MISSING]
    if lacking := [name for name in needed if name not in entry]:
        raise SpecError(f"rules.toml: {named} lacks {', '.join(lacking)}")
    known = {one.name for one in fields(Rule)}
    if unknown := [name for name in entry if name not in known]:
        raise SpecError(
            f"rules.toml: {named} says {', '.join(unknown)}; a rule has {', '.join(needed)}, params"
        )


def _refuse_unknown_words(rule: Rule) -> None:
    named = {name for _, name, _, _ in Formatter().parse(rule.headline) if name is not None}
    if unknown := named - PLACEHOLDERS:
        raise SpecError(
            f"rules.toml: {rule.id}: headline names {sorted(unknown)}; use {sorted(PLACEHOLDERS)}"
        )
    if rule.nature not in NATURES:
        raise SpecError(f"rules.toml: {rule.id}: unknown nature {rule.nature!r}; use one of {NATURES}")
