"""One performance target taken apart: operator, value and unit of what a cell prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yusuan.parse.cells import label_text
from yusuan.spec.load import IndicatorSpec
from yusuan.spec.spelling import normalise

_DATE = re.compile(r"^(?:20\d{2}年|\d{1,2}月|全年|年底)|20\d{2}\s*[-—－~至]\s*20\d{2}|年\d{1,2}月")
_NUMBER = re.compile(r"^([-+]?\d+(?:,\d{3})*(?:\.\d+)?)(.*)$")
_LEADING = re.compile(r"^(>=|<=|[≥≤≧≦><=])")
_WITHIN = re.compile(r"^[^≥≤≧≦><=]+?(>=|<=|[≥≤≧≦><=])(\d+(?:,\d{3})*(?:\.\d+)?)([^\d,，。；;≥≤≧≦><=]*)$")
_LEVEL = re.compile(r"^([^:：;；,，。]{2,14}?指标)[:：]")
_NEXT_LEVEL = re.compile(r"[;；]|\s+(?=[^\s:：;；,，]{2,14}指标[:：])")
_COMPARED = re.compile(r"^(.+?)(>=|<=|[≥≤≧≦><=])([^≥≤≧≦><=]+)$", re.DOTALL)
_QUALIFIED = re.compile(r"^(.+?)(定性)(.+)$", re.DOTALL)
_QUALITATIVE = "定性"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed and its parts; ``value`` is null for a blank one."""

    operator: str | None
    value: str | None
    unit: str | None
    printed: str | None


def read_target(text: str, spec: IndicatorSpec, operator: str = "", unit: str = "") -> Target:
    """Take a target apart; ``operator`` and ``unit`` are the texts of columns of their own, if there are any.

    A text without number is a quality to reach (定性). Dates and periods have no operator of their own.
    """
    printed = label_text(text) or None
    known = spec.operators.get(normalise(operator))
    if printed is None:
        return Target(known, None, label_text(unit) or None, None)
    plain = normalise(text)
    leading = _LEADING.match(plain)
    if leading:
        known = known or spec.operators[leading.group(1)]
        plain = plain[leading.end() :]
    number = _NUMBER.match(plain)
    if number and not _DATE.search(plain):
        found_unit = label_text(unit).strip("()（）") or number.group(2)
        return Target(known, number.group(1), found_unit or None, printed)
    compared = None if leading or known else _WITHIN.match(plain)
    if compared:
        return Target(
            spec.operators[compared.group(1)], compared.group(2), compared.group(3) or None, printed
        )
    if leading:
        return Target(known, plain or None, label_text(unit) or None, printed)
    if known is None and not _DATE.search(plain):
        known = _QUALITATIVE
    return Target(known, printed, label_text(unit) or None, printed)


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """One of several indicators printed in a cell."""

    level2: str | None
    name: str
    target: Target


def split_indicators(text: str, spec: IndicatorSpec) -> list[ListedIndicator]:
    """Take apart a cell that lists indicators, as `数量指标:出刊≥10期;信息≥600篇;质量指标:…`.

    A level named in front holds until the next. A part without operator belongs to the one before it.
    """
    found: list[ListedIndicator] = []
    level = None
    for part in _NEXT_LEVEL.split(text):
        rest = part.strip()
        if named := _LEVEL.match(rest):
            level, rest = named.group(1), rest[named.end() :]
        match = _COMPARED.match(rest) or _QUALIFIED.match(rest)
        if match:
            name, operator, value = match.groups()
            target = read_target(value, spec, operator)
            target = Target(target.operator, target.value, target.unit, f"{operator}{value}".strip())
            found.append(ListedIndicator(level, label_text(name), target))
        elif rest and found:
            last = found[-1]
            joined = f"{last.target.printed};{rest}"
            target = Target(last.target.operator, f"{last.target.value};{rest}", last.target.unit, joined)
            found[-1] = ListedIndicator(last.level2, last.name, target)
    return found
