"""The lists of indicators that a header holds side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    groups: list[Group] = []
    names = [column for column in columns if column.role == "indicator" and _is_headed(column)]
    names = names or [
        column for column in columns if column.role == "indicator_content" and _is_headed(column)
    ]
    starts = _starts(columns, names)
    for position, name in enumerate(names):
        last = starts[position + 1] - 1 if position + 1 < len(names) else columns[-1].index
        span = [column for column in columns if starts[position] <= column.index <= last]
        shared = [column for column in columns if column.index < starts[0]]
        by_role = {column.role: column.index for column in reversed([*span, *shared])}
        heading = next(
            (
                level.text
                for level in name.levels
                if level.text.endswith("指标") and level.last > level.first and not _is_name(level, spec)
            ),
            None,
        )
        halves = midterm and len(names) == 2 and "level2" in by_role
        targets = [c for c in span if c.role == "target" and c.index > name.index and _is_headed(c)]
        several = len(names) == 1 and len(targets) > 1
        chosen: Sequence[Column | None] = targets if several else targets[:1] or [None]
        for target in chosen:
            groups.append(
                Group(
                    first=starts[position],
                    last=last,
                    name=name.index,
                    target=target.index if target else None,
                    level1=by_role.get("level1"),
                    level2=by_role.get("level2"),
                    operator=next((c.index for c in span if c.role == "operator"), None),
                    unit=next((c.index for c in span if c.role == "quantity_unit"), None),
                    remark=next((c.index for c in span if c.role == "remark"), None),
                    level1_name=heading if heading not in {None, "绩效指标"} else None,
                    horizon="midterm"
                    if (halves and position == 0) or (several and _is_long(target, spec))
                    else "annual",
                )
            )
    return groups


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
