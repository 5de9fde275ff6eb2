"""The lists of indicators that a header holds side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yusuan.parse.tables.headers import Column, Level
from yusuan.spec.load import TableSpec


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one list of indicators side by side with others: a level, a half year's goals."""

    first: int
    last: int
    name: int
    target: int | None
    level1: int | None = None
    level2: int | None = None
    operator: int | None = None
    unit: int | None = None
    remark: int | None = None
    level1_name: str | None = None
    horizon: str = "annual"


def find_groups(columns: Sequence[Column], midterm: bool, spec: TableSpec) -> list[Group]:
    """Return the lists of indicators of a header; ``midterm``: the form names goals of several years."""
    names = [column for column in columns if column.role == "indicator" and _is_headed(column)]
    names = names or [
        column for column in columns if column.role == "indicator_content" and _is_headed(column)
    ]
    starts = _starts(columns, names)
    ends = [*(start - 1 for start in starts[1:]), columns[-1].index] if names else []
    shared = [column for column in columns if names and column.index < starts[0]]
    groups: list[Group] = []
    for position, (name, first, last) in enumerate(zip(names, starts, ends, strict=True)):
        span = [column for column in columns if first <= column.index <= last]
        targets = [c for c in span if c.role == "target" and c.index > name.index and _is_headed(c)]
        several = len(names) == 1 and len(targets) > 1
        chosen: Sequence[Column | None] = targets if several else targets[:1] or [None]
        for target in chosen:
            group = _group(name, target, span, shared, spec)
            halves = midterm and len(names) == 2 and group.level2 is not None and not position
            if halves or (several and _is_long(target, spec)):
                group = replace(group, horizon="midterm")
            groups.append(group)
    return groups


def _group(
    name: Column, target: Column | None, span: Sequence[Column], shared: Sequence[Column], spec: TableSpec
) -> Group:
    """Return a list's columns: its own, and the levels that it shares with the lists beside it."""
    own = {column.role: column.index for column in reversed(span)}
    levels = {column.role: column.index for column in reversed([*span, *shared])}
    return Group(
        first=span[0].index,
        last=span[-1].index,
        name=name.index,
        target=target.index if target else None,
        level1=levels.get("level1"),
        level2=levels.get("level2"),
        operator=own.get("operator"),
        unit=own.get("quantity_unit"),
        remark=own.get("remark"),
        level1_name=_heading(name, spec),
    )


def _heading(name: Column, spec: TableSpec) -> str | None:
    """Return the first level that is printed over a list's columns, as 产出指标 over 三级指标 and 指标值."""
    found = (
        level.text
        for level in name.levels
        if level.text.endswith(spec.indicators.level_endings)
        and level.last > level.first
        and not _is_name(level, spec)
    )
    heading = next(found, None)
    return None if heading in spec.indicators.no_levels else heading


def _is_name(level: Level, spec: TableSpec) -> bool:
    """Tell whether a header's word stands over the indicators' names, as 三级指标: no level of theirs."""
    word = spec.word(level.text)
    return word is not None and word.role in {"indicator", "indicator_content"}


def _is_headed(column: Column) -> bool:
    """Tell whether a word stands over a column itself, not only over the one to its left."""
    return bool(column.levels) and column.levels[-1].first == column.index


def _is_long(target: Column | None, spec: TableSpec) -> bool:
    """Tell whether a column of targets is for several years: 长期指标值 beside 年度指标值."""
    return target is not None and any(word in "".join(target.words) for word in spec.several_years)


def _starts(columns: Sequence[Column], names: Sequence[Column]) -> list[int]:
    """Return where each group's own columns begin: after the group before, at its 二级指标 or 三级指标."""
    starts = []
    for position, name in enumerate(names):
        low = names[position - 1].index + 1 if position else 0
        own = [c.index for c in columns if low <= c.index <= name.index and c.role == "level2"]
        starts.append(own[0] if own and len(names) > 1 else name.index)
    return starts
