"""One performance target taken apart: operator, value and unit of what a cell prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yusuan.model.performance import QUALITATIVE
from yusuan.parse.cells import label_text
from yusuan.spec.indicators import IndicatorSpec, load_indicators
from yusuan.spec.numbering import numbering_of
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import normalise

_LEVEL_ENDING = alternatives(load_indicators().level_endings)
_BEGINS, _UNTIL = alternatives(load_indicators().date_begins), alternatives(load_indicators().until)
_DATE = re.compile(
    rf"^(?:20\d{{2}}年|\d{{1,2}}月|{_BEGINS})|20\d{{2}}\s*(?:[-—－~]|{_UNTIL})\s*20\d{{2}}|年\d{{1,2}}月"
)
_NUMBER = re.compile(r"^([-+]?\d+(?:,\d{3})*(?:\.\d+)?)(.*)$")
_LEADING = re.compile(r"^(>=|<=|[≥≤≧≦><=])")
_VALUE_BEHIND = re.compile(r"^(\d+(?:,\d{3})*(?:\.\d+)?)((?:[^\d,，。；;][^,，。；;]*)?)$")
_BRACKETED = re.compile(r"^\(([^()]+)\)$")
_LONGEST_DATE, _LONGEST_UNIT = 20, 6
_GOES_ON = re.compile(rf"^\s*(?:[×xX*~～—-]|{_UNTIL})\s*\d|[,，;；、。].*\d")
_LEVEL = re.compile(rf"^([^:：;；,，。]{{2,14}}?{_LEVEL_ENDING})[:：]")
_NEXT_LEVEL = re.compile(rf"[;；]|\s+(?=[^\s:：;；,，]{{2,14}}{_LEVEL_ENDING}[:：])")
_COMPARED = re.compile(r"^(.+?)(>=|<=|[≥≤≧≦><=])([^≥≤≧≦><=]+)$", re.DOTALL)
_QUALIFIED = re.compile(rf"^(.+?)({QUALITATIVE})(.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed and its parts; ``value`` is null for a blank one."""

    operator: str | None
    value: str | None
    unit: str | None
    printed: str | None


def read_target(text: str, spec: IndicatorSpec, operator: str = "", unit: str = "") -> Target:
    """Take a target apart; ``operator`` and ``unit`` are the texts of columns of their own, if there are any.

    A text without number is a quality to reach (定性). Dates and periods have no operator of their own, nor
    has a text of several numbers, which stays whole.
    """
    printed = label_text(text) or None
    known = spec.operators.get(normalise(operator))
    own_unit = label_text(unit).strip("()（）") or None
    if printed is None:
        return Target(known, None, own_unit, None)
    plain = _BRACKETED.sub(r"\1", normalise(text))
    said, plain = _leading(plain, spec)
    if _is_listed(plain):
        return Target(known or said or QUALITATIVE, printed, own_unit, printed)
    number = _NUMBER.match(plain)
    if number and _is_sentence(number.group(2)):
        number = None
    if number and _GOES_ON.search(number.group(2)):
        return Target(known or said, plain or None, own_unit, printed)
    if number and not _DATE.search(plain):
        behind, rest = _behind(number.group(2), spec)
        return Target(known or said or behind, number.group(1), own_unit or rest or None, printed)
    within = [] if said or known else list(spec.compared.finditer(plain))
    value = _VALUE_BEHIND.match(plain[within[0].end() :]) if len(within) == 1 else None
    if value:
        return Target(spec.operators[within[0].group()], value.group(1), value.group(2) or None, printed)
    if said:
        return Target(known or said, plain or None, own_unit, printed)
    if known is None and not within and not (_DATE.search(plain) and len(plain) <= _LONGEST_DATE):
        known = QUALITATIVE
    return Target(known, printed, own_unit, printed)


def _is_listed(text: str) -> bool:
    """Tell whether a text begins a list: `1、完成…`, no number."""
    numbering = numbering_of(text)
    return numbering is not None and numbering.style == "number" and len(text) > numbering.length


def _is_sentence(unit: str) -> bool:
    """Tell whether what stands behind a number is no unit but the rest of a sentence."""
    return len(unit) > _LONGEST_UNIT and "/" not in unit and not _GOES_ON.search(unit)


def _leading(plain: str, spec: IndicatorSpec) -> tuple[str | None, str]:
    """Part a target from the operator in front: a sign, or a word before a number (不少于12次)."""
    if sign := _LEADING.match(plain):
        return spec.operators[sign.group(1)], plain[sign.end() :]
    word = spec.compared.match(plain)
    return (spec.operators[word.group()], plain[word.end() :]) if word else (None, plain)


def _behind(unit: str, spec: IndicatorSpec) -> tuple[str | None, str]:
    """Part a target's unit from what compares behind it: `%以上`."""
    for word, operator in spec.operators_behind.items():
        if unit.endswith(word):
            return operator, unit.removesuffix(word)
    return None, unit


def names_itself(text: str) -> bool:
    """Tell whether a target says what it is of, in front of its operator: `颗粒物≤5`."""
    return _COMPARED.match(normalise(text)) is not None and not _LEADING.match(normalise(text))


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
