"""The figures behind a chart: parts of one printed total, from one table, never a part as the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine, Disclosure, Table
from yusuan.site.amounts import format_yuan
from yusuan.spec.money import rounding_error
from yusuan.spec.spelling import bare_name

REST = "rest"
REST_LABEL = "其余部分"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total: its label, its amount in yuan, its tone and where it is printed.

    Where several ``rows`` were added up, ``line`` and ``column`` are those of the first.
    """

    label: str
    amount: Decimal
    tone: str
    line: int | None = None
    column: int | None = None
    rows: int = 1

    @property
    def anchor(self) -> str | None:
        """Name the number's place on the unit page; a computed part has none."""
        return None if self.line is None else f"L{self.line}C{self.column}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a chart shows: the parts of a total, all from one table, in the order drawn.

    ``zeros`` are parts that the table prints as 0: they are named and not drawn.
    """

    table: Table
    parts: Sequence[Part]
    total: Decimal
    total_line: int | None
    notes: Sequence[str] = ()
    zeros: Sequence[Part] = ()

    @property
    def is_complete(self) -> bool:
        """Tell whether the parts that the table lists make up its total."""
        return all(part.tone != REST for part in self.parts)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no chart, in a sentence for the reader."""

    reason: str


def clean_label(item: str | None) -> str:
    """Strip a printed row label of its numbering."""
    return bare_name(item or "") or (item or "未具名")


def main_column(lines: Iterable[BudgetLine], disclosure: Disclosure) -> list[BudgetLine]:
    """Keep the one amount column that stands for the disclosure's own year and the whole amount.

    Of the columns of the year and phase, the one with the largest amount, the leftmost of equals.
    """
    kept = of_this_year(lines, disclosure)
    columns: dict[str, list[BudgetLine]] = {}
    for line in kept:
        columns.setdefault(line.column, []).append(line)
    if not columns:
        return []
    return max(
        columns.values(),
        key=lambda rows: (max(row.amount_yuan for row in rows), -rows[0].source_column),
    )


def of_this_year(lines: Iterable[BudgetLine], disclosure: Disclosure) -> list[BudgetLine]:
    """Leave out other years' amounts and, where both are printed, the other phase's."""
    kept = [line for line in lines if line.fiscal_year in (disclosure.fiscal_year, None)]
    phase = disclosure.phase
    return [line for line in kept if line.phase in (phase, None)] or kept


def printed_total(lines: Sequence[BudgetLine]) -> BudgetLine | None:
    """Find the total that a column prints: the largest amount that is no leaf, the first of equals."""
    totals = [line for line in lines if not line.is_leaf]
    return min(totals, key=lambda line: (-line.amount_yuan, line.source_line), default=None)


def part_of(line: BudgetLine, tone: str, label: str | None = None) -> Part:
    """Make a part of one printed amount."""
    name = clean_label(line.item) if label is None else label
    return Part(name, line.amount_yuan, tone, line.source_line, line.source_column)


def figures_of(
    table: Table, parts: Sequence[Part], total: BudgetLine | None, notes: Sequence[str] = ()
) -> Figures | Missing:
    """Set parts against the printed total: a gap becomes a part of its own, an excess no chart."""
    shown = [part for part in parts if part.amount]
    zeros = [part for part in parts if not part.amount and part.line]
    added = sum((part.amount for part in shown), Decimal(0))
    if any(part.amount < 0 for part in shown):
        return Missing(f"《{table.title}》含有负数，不能画成组成部分，请看原表。")
    if not shown:
        return Missing(f"《{table.title}》没有印出大于零的数字。")
    if total is None:
        note = "这张表没有印出合计，合计由各行相加得出。"
        return Figures(table, shown, added, None, (*notes, note), zeros)
    gap = total.amount_yuan - added
    tolerance = rounding_error(total.money_unit) * (len(parts) + 1)
    if gap < -tolerance:
        return Missing(
            f"《{table.title}》各行相加为 {format_yuan(added)}，多于它印出的合计"
            f" {format_yuan(total.amount_yuan)}，不能画成合计的组成部分，请看原表。"
        )
    if gap > tolerance:
        shown.append(Part(REST_LABEL, gap, REST))
    return Figures(table, shown, total.amount_yuan, total.source_line, tuple(notes), zeros)


def largest_first(parts: Iterable[Part]) -> list[Part]:
    """Order parts by amount, the largest first, equals as printed."""
    return sorted(parts, key=lambda part: -part.amount)


def fold_small(parts: Sequence[Part], keep: int, name: str) -> list[Part]:
    """Keep the largest parts and fold the others into one that says how many they are."""
    ordered = largest_first(parts)
    if len(ordered) <= keep + 1:
        return ordered
    small = ordered[keep:]
    folded = sum((part.amount for part in small), Decimal(0))
    return [*ordered[:keep], Part(f"其余 {len(small)} {name}", folded, "other")]
