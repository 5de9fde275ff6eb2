"""Performance targets as the page shows them: a form's projects, each with its prose and indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.model import FormText, PerformanceIndicator, Project
from yusuan.site.packages import UnitPackage

HORIZONS = {"annual": "年度", "midterm": "中期"}
REPEATED = 8_000
"""Characters of prose that the page shows twice: in its table, and beside the project's targets."""

_Key = tuple[str | None, str | None]
_WHOLE: _Key = (None, None)

SIMPLE = {"=": "＝", "定性": ""}
"""Operators that read better as other words."""


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The indicators of one printed level 1 and level 2, in printed order."""

    level1: str
    level2: str
    indicators: Sequence[PerformanceIndicator]


@dataclass(frozen=True, slots=True)
class TargetForm:
    """What a form says of one project, or of the whole unit where ``project`` is None.

    ``apart`` tells projects of one name apart: whose each is, and its code.
    """

    number: int
    project: str | None
    apart: str | None
    money: Sequence[Decimal]
    texts: Sequence[FormText]
    groups: Sequence[TargetGroup]
    count: int
    horizons: int
    has_remarks: bool

    @property
    def anchor(self) -> str:
        """Name the form's place on the page."""
        return f"targets-{self.number}"


def target_forms(unit: UnitPackage) -> list[TargetForm]:
    """Group indicators and prose by project, the whole unit's first, projects in printed order.

    Two units of one document can have a project of one name each: codes that differ keep them apart.
    """
    coded = _codes(unit)
    rows: dict[_Key, list[PerformanceIndicator]] = {}
    texts: dict[_Key, list[FormText]] = {}
    for indicator in unit.performance_indicators:
        name = None if indicator.scope == "department" else indicator.project
        rows.setdefault(_key(name, indicator.project_code, coded), []).append(indicator)
    for text in unit.form_texts:
        texts.setdefault(_key(text.project, None, coded), []).append(text)
    printed = [(key, row.source_line) for key, found in rows.items() for row in found]
    printed += [(key, text.source_line) for key, found in texts.items() for text in found]
    lines: dict[_Key, int] = {}
    for key, line in printed:
        lines[key] = min(lines.get(key, line), line)
    order = sorted(lines, key=lambda key: (key != _WHOLE, lines[key]))
    return [
        _form(number, key, unit.projects, rows.get(key, []), texts.get(key, []))
        for number, key in enumerate(order, start=1)
    ]


def _codes(unit: UnitPackage) -> Mapping[str, set[str]]:
    """Return the codes under which each name of a project is printed."""
    found: dict[str, set[str]] = {}
    named = [(row.project, row.project_code) for row in unit.performance_indicators]
    named += [(row.project, row.project_code) for row in unit.projects]
    for name, code in named:
        if name and code:
            found.setdefault(name, set()).add(code)
    return found


def _key(name: str | None, code: str | None, coded: Mapping[str, set[str]]) -> _Key:
    """Return a project's name, and its code where another project is called the same."""
    return name, code if name and len(coded.get(name, ())) > 1 else None


def without_prose(forms: Sequence[TargetForm]) -> tuple[list[TargetForm], list[FormText]]:
    """Return the forms without their prose, those left out that have nothing else, and that prose.

    It stands in the document's tables on the same page; only where it is long is it not shown twice.
    """
    prose = [text for form in forms for text in form.texts]
    if sum(len(text.text) for text in prose) <= REPEATED:
        return list(forms), []
    return [replace(form, texts=()) for form in forms if form.count], prose


def _form(
    number: int,
    key: _Key,
    projects: Sequence[Project],
    rows: Sequence[PerformanceIndicator],
    texts: Sequence[FormText],
) -> TargetForm:
    name, code = key
    own = [one for one in projects if name in {one.project, one.subproject} and name]
    own = [one for one in own if code in {None, one.project_code}]
    money = {one.total_yuan for one in own} - {None}
    units = {one.unit_name for one in own} - {None}
    return TargetForm(
        number=number,
        project=name,
        apart=" · ".join([*(units if len(units) == 1 else ()), code]) if code else None,
        money=[yuan for yuan in money if yuan is not None] if len(money) == 1 else (),
        texts=texts,
        groups=_groups(rows),
        count=len(rows),
        horizons=len({row.horizon for row in rows}),
        has_remarks=any(row.remark for row in rows),
    )


def _groups(rows: Sequence[PerformanceIndicator]) -> list[TargetGroup]:
    grouped: dict[tuple[str, str], list[PerformanceIndicator]] = {}
    for row in rows:
        grouped.setdefault((row.level1 or "", row.level2 or ""), []).append(row)
    return [TargetGroup(*levels, indicators) for levels, indicators in grouped.items()]


def target_words(row: PerformanceIndicator) -> str:
    """Write a target as one reads it: ≥ 98 %; as printed where it was not taken apart."""
    if row.target is None:
        return row.printed_target or ""
    operator = SIMPLE.get(row.operator or "", row.operator or "")
    unit = row.target_unit or ""
    if unit and row.target.endswith(unit):
        unit = ""
    return " ".join(filter(None, (operator, row.target))) + (f" {unit}" if unit else "")


def is_reworded(row: PerformanceIndicator) -> bool:
    """Tell whether the printed target differs from what the page shows, spaces and signs aside."""
    plain = "".join(target_words(row).replace("＝", "=").split())
    return "".join((row.printed_target or "").split()) not in {plain, plain.lstrip("="), row.target or ""}
