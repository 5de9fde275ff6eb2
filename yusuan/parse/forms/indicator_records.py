"""An indicator as read, and the record that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from yusuan.model import PerformanceIndicator
from yusuan.parse.cells import parse_amount
from yusuan.parse.forms.indicator_cells import NUMBER_PREFIX
from yusuan.parse.forms.indicator_groups import Group
from yusuan.parse.forms.targets import Target
from yusuan.spec.indicators import IndicatorSpec, load_indicators
from yusuan.spec.spelling import normalise

_IN_BRACKETS = re.compile(r"\(([^()\d]{1,8})\)$")


@dataclass(slots=True)
class Found:
    """An indicator as read from a row, and the fields its cells stand in."""

    line: int
    column: int
    group: int
    name: str
    level1: str | None
    level2: str | None
    target: Target
    remark: str | None = None
    fields: set[tuple[int, int]] = field(default_factory=set)
    position: int = 1


def indicator_record(
    disclosure_id: str,
    table_id: str,
    scope: str,
    one: Found,
    group: Group | None,
    project: tuple[str | None, str | None],
) -> PerformanceIndicator:
    """Return the record of an indicator; its name stands without `指标 1：`."""
    name = NUMBER_PREFIX.sub("", one.name)
    target = one.target if one.target.unit else replace(one.target, unit=_unit_in_name(name, one.target))
    return PerformanceIndicator(
        disclosure_id=disclosure_id,
        table_id=table_id,
        scope=scope,
        project=project[0],
        project_code=project[1],
        horizon=group.horizon if group else "annual",
        level1=one.level1,
        level2=one.level2,
        indicator=name or None,
        operator=target.operator,
        target=target.value,
        target_unit=target.unit,
        printed_target=target.printed,
        remark=one.remark,
        source_line=one.line,
        source_column=one.column,
        position=one.position,
    )


def _unit_in_name(name: str, target: Target) -> str | None:
    """Return the unit that an indicator's name prints in brackets, where its target is a number alone."""
    if target.value is None or parse_amount(target.value) is None:
        return None
    found = _IN_BRACKETS.search(normalise(name))
    return found.group(1) if found and found.group(1).split("/")[0] in load_indicators().units else None


def is_sample(one: Found, spec: IndicatorSpec) -> bool:
    """Tell whether an indicator is a sample word of a form left blank (指标1, 指标值1, ……)."""
    return spec.is_sample(one.name) and (one.target.printed is None or spec.is_sample(one.target.printed))
