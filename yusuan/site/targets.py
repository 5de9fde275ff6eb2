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
    """What a form says of one project, or of the whole unit where ``project`` is None."""

    number: int
    project: str | None
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
    """Group indicators and prose by project, the whole unit's first, projects in printed order."""
    rows: dict[str | None, list[PerformanceIndicator]] = {}
    texts: dict[str | None, list[FormText]] = {}
    for indicator in unit.performance_indicators:
        key = None if indicator.scope == "department" else indicator.project
        rows.setdefault(key, []).append(indicator)
    for text in unit.form_texts:
        texts.setdefault(text.project, []).append(text)
    printed = [(key, row.source_line) for key, found in rows.items() for row in found]
    printed += [(key, text.source_line) for key, found in texts.items() for text in found]
    lines: dict[str | None, int] = {}
    for key, line in printed:
        lines[key] = min(lines.get(key, line), line)
    order = sorted(lines, key=lambda key: (key is not None, lines[key]))
    amounts = _amounts(unit.projects)
    return [
        _form(number, key, amounts, rows.get(key, []), texts.get(key, []))
        for number, key in enumerate(order, start=1)
    ]


def without_prose(forms: Sequence[TargetForm]) -> tuple[list[TargetForm], list[FormText]]:
    """Return the forms without their prose, those left out that have nothing else, and that prose.

    It stands in the document's tables on the same page; only where it is long is it not shown twice.
    """
    prose = [text for form in forms for text in form.texts]
    if sum(len(text.text) for text in prose) <= REPEATED:
        return list(forms), []
    return [replace(form, texts=()) for form in forms if form.count], prose


def _amounts(projects: Sequence[Project]) -> Mapping[str, list[Decimal]]:
    found: dict[str, list[Decimal]] = {}
    for project in projects:
        if project.total_yuan is None:
            continue
        for name in {project.project, project.subproject} - {None}:
            seen = found.setdefault(name or "", [])
            if project.total_yuan not in seen:
                seen.append(project.total_yuan)
    return found


def _form(
    number: int,
    project: str | None,
    amounts: Mapping[str, Sequence[Decimal]],
    rows: Sequence[PerformanceIndicator],
    texts: Sequence[FormText],
) -> TargetForm:
    money = amounts.get(project or "", ())
    return TargetForm(
        number=number,
        project=project,
        money=money if len(money) == 1 else (),
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
