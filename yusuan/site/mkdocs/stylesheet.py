"""Material's stylesheet without what this site has none of: it is on the way of every first page."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

from yusuan.errors import YusuanError

LEAN = "assets/material.css"
WHOLE = "assets/stylesheets/main.*.min.css"
UNUSED = ("assets/stylesheets", "assets/javascripts")
"""Folders of the theme that no page loads anything of."""

NOT = re.compile(r":not\([^()]*\)")
COMMA = re.compile(r",(?![^()]*\))")
USE = re.compile(r"var\((--[\w-]+)")


def write_stylesheet(site: Path) -> None:
    """Write the lean stylesheet of a built site in place of the theme's own styles and scripts.

    Raises YusuanError where another version of the theme keeps its stylesheet elsewhere.
    """
    found = list(site.glob(WHOLE))
    if len(found) != 1:
        raise YusuanError(f"the theme has {len(found)} files {WHOLE}, not one: mend WHOLE in {__name__}")
    (site / LEAN).write_text(lean_stylesheet(found[0].read_text("utf-8")), "utf-8")
    for name in UNUSED:
        shutil.rmtree(site / name, ignore_errors=True)


def lean_stylesheet(css: str) -> str:
    """Leave out the rules that only match parts that this site has none of, and values that none uses."""
    rules = tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True)
    kept = _kept(rules)
    while (fewer := _without_values(kept, set(USE.findall(kept)))) != kept:
        kept = fewer
    return kept


@cache
def _foreign() -> re.Pattern[str]:
    """Match a class of a part that the site has none of."""
    text = resources.files(__package__).joinpath("unused.toml").read_text("utf-8")
    names = "|".join(map(re.escape, tomllib.loads(text)["classes"]))
    return re.compile(rf"\.(?:{names})(?![a-z0-9]|-[a-z0-9])")


def _kept(rules: Iterable[Node]) -> str:
    """Serialize the rules that can match, also those within a condition."""
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = COMMA.split(tinycss2.serialize(rule.prelude))
            own = [one for one in selectors if not _foreign().search(NOT.sub("", one))]
            if own:
                kept.append(f"{','.join(own)}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"}:
            inner = _kept(tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True))
            if inner:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        else:
            kept.append(rule.serialize())
    return "".join(kept)


def _without_values(css: str, used: set[str]) -> str:
    """Leave out the custom properties that nothing uses, and the rules that hold nothing else."""
    kept = []
    for rule in tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True):
        if rule.type == "qualified-rule":
            declared = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True, skip_comments=True)
            own = [
                one.serialize()
                for one in declared
                if one.type != "declaration" or not one.name.startswith("--") or one.name in used
            ]
            if own:
                kept.append(f"{tinycss2.serialize(rule.prelude)}{{{';'.join(own)}}}")
        else:
            kept.append(rule.serialize())
    return "".join(kept)
