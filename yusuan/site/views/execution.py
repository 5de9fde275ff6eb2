"""What a document prints of plan and outcome side by side: the two amounts, and the rate carried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine
from yusuan.site.amounts import format_share, format_wan
from yusuan.site.charts.figures import clean_label
from yusuan.site.packages import UnitPackage, number_anchor
from yusuan.spec.labels import labels_of
from yusuan.spec.money import FACTORS
from yusuan.spec.narrative import load_narrative

PLANNED = ("adjusted", "approved")
"""Phases of a plan: where a table prints both, the outcome is held against the adjusted one."""

PHASE_WORDS = labels_of("budget_lines", "phase")
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Execution:
    """A plan and its outcome in 万元, the addresses on the unit page that print them, and outcome by plan."""

    name: str
    planned: str
    planned_at: str
    planned_as: str
    executed: str
    executed_at: str
    rate: str


def executions(unit: UnitPackage) -> list[Execution]:
    """List what a final account prints of plan and outcome: pairs of cells first, then pairs in the text."""
    if not unit.disclosure.is_final:
        return []
    return [*_from_tables(unit), *_from_text(unit)]


def _from_tables(unit: UnitPackage) -> Iterator[Execution]:
    pairs: dict[tuple[object, ...], dict[str, list[BudgetLine]]] = {}
    for line in unit.budget_lines:
        if line.fiscal_year in (unit.disclosure.fiscal_year, None) and line.phase and not line.project:
            place = (line.table_id, line.row, line.side, line.block, line.column.rpartition("/")[0])
            key = (*place, line.fund, line.measure)
            pairs.setdefault(key, {}).setdefault(line.phase, []).append(line)
    for phases in pairs.values():
        plan = next((phases[phase] for phase in PLANNED if phase in phases), [])
        outcome = phases.get("executed", [])
        if len(plan) == len(outcome) == 1:
            yield _pair(plan[0], outcome[0])


def _pair(plan: BudgetLine, outcome: BudgetLine) -> Execution:
    parts = [clean_label(outcome.item) if outcome.item else "", outcome.column.rpartition("/")[0]]
    return Execution(
        " · ".join(part for part in parts if part) or outcome.column,
        format_wan(plan.amount_yuan),
        f"#{number_anchor(plan)}",
        PHASE_WORDS[plan.phase or ""],
        format_wan(outcome.amount_yuan),
        f"#{number_anchor(outcome)}",
        _rate(plan.amount_yuan, outcome.amount_yuan),
    )


def _from_text(unit: UnitPackage) -> Iterator[Execution]:
    """Pair what one line says of one subject: a plan, then its outcome."""
    words = load_narrative()
    said: dict[tuple[int, str], dict[bool, list[Decimal]]] = {}
    units: dict[tuple[int, str], set[str]] = {}
    for one in unit.statements:
        is_outcome = one.stated_as in words.executed_as
        if (
            one.value is not None
            and one.unit in FACTORS
            and (is_outcome or one.stated_as in words.planned_as)
        ):
            key = (one.source_line, one.subject)
            said.setdefault(key, {}).setdefault(is_outcome, []).append(one.value * FACTORS[one.unit])
            units.setdefault(key, set()).add(one.stated_as or "")
    for (line, subject), sides in said.items():
        plans: Sequence[Decimal] = sides.get(False, [])
        outcomes: Sequence[Decimal] = sides.get(True, [])
        if len(plans) == len(outcomes) == 1:
            at = f"source/#L{line}"
            yield Execution(
                subject,
                format_wan(plans[0]),
                at,
                "年初预算" if "年初预算" in units[line, subject] else "预算",
                format_wan(outcomes[0]),
                at,
                _rate(plans[0], outcomes[0]),
            )


def _rate(planned: Decimal, executed: Decimal) -> str:
    """Write outcome by plan in percent; nothing where nothing was planned."""
    if planned <= 0:
        return ""
    return format_share(executed, planned) or "0%"
