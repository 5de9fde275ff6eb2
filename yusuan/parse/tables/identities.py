"""Sums that a header promises within each row: a total column and the columns it is the total of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.parse.tables.headers import Column
from yusuan.spec.load import TableSpec
from yusuan.spec.money import sum_error
from yusuan.spec.spelling import bare, is_among

_ZERO = Decimal(0)
_OTHER_DIMENSIONS = frozenset(
    {"procurement", "procurement_sme", "procurement_micro", "sme", "micro", "unit_price"}
)


@dataclass(frozen=True, slots=True)
class RowIdentity:
    """``total`` is the sum of ``parts``; no less than it where they are only some of its parts (其中)."""

    total: int
    parts: tuple[int, ...]
    exhaustive: bool

    def holds(self, amounts: Mapping[int, Decimal]) -> bool | None:
        """Tell whether a row's amounts satisfy it within rounding; None where the row prints none of them.

        ``amounts`` maps column index to printed number; a blank counts as zero. Rounding: half a unit of the
        last printed place (0.01) for each number, as in the checks.
        """
        printed = [index for index in (self.total, *self.parts) if index in amounts]
        if not printed:
            return None
        tolerance = sum_error(len(self.parts))
        difference = amounts.get(self.total, _ZERO) - sum(
            (amounts.get(index, _ZERO) for index in self.parts), _ZERO
        )
        return abs(difference) <= tolerance if self.exhaustive else difference >= -tolerance


def row_identities(columns: Sequence[Column], spec: TableSpec) -> list[RowIdentity]:
    """Return the identities that the header of one block's amount columns promises.

    A column named 合计, 总计 or 小计 is the total of the other columns under the same level; those that are
    marked 其中 need not exhaust it. What is bought, or priced, is no part of what is spent. A total of groups
    counts each group by its own total column.
    """
    identities: list[RowIdentity] = []
    _collect([column for column in columns if column.measure not in _OTHER_DIMENSIONS], 0, spec, identities)
    return identities


def _collect(columns: list[Column], depth: int, spec: TableSpec, found: list[RowIdentity]) -> list[int]:
    """Add the identities of a run of columns that share their first ``depth`` levels; return what sums it."""
    groups: list[list[Column]] = []
    for column in columns:
        if (
            groups
            and _span(groups[-1][-1], depth) is not None
            and _span(groups[-1][-1], depth) == _span(column, depth)
        ):
            groups[-1].append(column)
        else:
            groups.append([column])
    if len(groups) == 1 and depth < max(len(column.levels) for column in columns):
        return _collect(columns, depth + 1, spec, found)
    heads = [
        [group[0].index] if len(group) == 1 else _collect(group, depth + 1, spec, found) for group in groups
    ]
    total = next((group[0] for group in groups if len(group) == 1 and _is_total(group[0], spec)), None)
    if total is None or len(groups) < 2:
        return [index for head in heads for index in head]
    parts = [
        index for group, head in zip(groups, heads, strict=True) if group[0] is not total for index in head
    ]
    among = all(
        is_among(group[0].levels[min(depth, len(group[0].levels) - 1)].text)
        for group in groups
        if group[0] is not total
    )
    found.append(RowIdentity(total.index, tuple(parts), exhaustive=not among))
    return [total.index]


def _span(column: Column, depth: int) -> tuple[int, int, int] | None:
    if depth >= len(column.levels):
        return None
    level = column.levels[depth]
    return level.line, level.first, level.last


def _is_total(column: Column, spec: TableSpec) -> bool:
    return bool(column.levels) and bare(column.levels[-1].text) in spec.totals


def proven(identities: Sequence[RowIdentity], rows: Sequence[Mapping[int, Decimal]]) -> list[RowIdentity]:
    """Return the identities that most rows of the table bear out: only those may decide a reading."""
    kept = []
    for identity in identities:
        results = [result for row in rows if (result := identity.holds(row)) is not None]
        if results and sum(results) * 5 >= len(results) * 3:
            kept.append(identity)
    return kept
