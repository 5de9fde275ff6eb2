"""Across tables: one figure printed in two tables is the same, or differs by a scope that can be named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.check.amounts import half_digit, line_words, money
from yusuan.check.document import Document
from yusuan.check.explain import explain, named_part, other_money
from yusuan.check.figures import Figure, Key, select
from yusuan.check.result import FAIL, PASS, Result, unmet
from yusuan.spec.rules import Rule


def check_equality(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare every figure that both selections print.

    Where the rule is conditional, tables of different scope (all money; the general budget only) agree too
    if another printed figure equals the difference, and say nothing about each other if the document has
    other money whose share of the item is not printed.
    """
    seen: set[tuple[object, ...]] = set()
    for by in rule.words("by"):
        left, right = (_selected(rule, document, side, by) for side in ("left", "right"))
        for key in (key for key in left if key in right):
            for group in _alternatives(by, left[key]):
                for result in _compare(rule, document, group, right[key]):
                    places = tuple((cell.source_line, cell.source_column) for cell in result.cells)
                    if places not in seen:
                        yield result
                    seen.add(places)
    if not seen:
        yield unmet(rule)


def _selected(rule: Rule, document: Document, side: str, by: str) -> dict[Key, list[Figure]]:
    chosen = rule.params[side]
    figures = select(document, chosen, chosen.get("by", by))
    renamed = chosen.get("rename", {})
    return {
        (renamed.get(item, item), renamed.get(measure, measure)): f for (item, measure), f in figures.items()
    }


def _alternatives(by: str, figures: list[Figure]) -> list[list[Figure]]:
    """Return figures of which one must agree: a table's several totals; an item's columns each by itself."""
    return [figures] if by == "total" else [[figure] for figure in figures]


def _compare(
    rule: Rule, document: Document, left: Sequence[Figure], right: Sequence[Figure]
) -> Iterator[Result]:
    pairs = [(a, b) for a in left for b in right if a.grid is not b.grid]
    if not pairs:
        return
    best = min(pairs, key=lambda pair: abs(pair[0].value - pair[1].value))
    tolerance = tolerance_of(*best) * (len(best[0].grid.rows) if rule.params.get("may_be_part") else 1)
    a, b = best
    where = line_words(a.operand.line, b.operand.line)
    figures = f"{a.operand.label}为{money(a.value, a.unit)}，{b.operand.label}为{money(b.value, b.unit)}"
    off = abs(a.value - b.value)
    if off <= tolerance:
        rounding = f"，相差{money(off, a.unit)}，在四舍五入之内" if off else "，一致"
        yield Result(PASS, f"{figures}{rounding}{where}。", a.operand, b.operand, tolerance)
        return
    if rule.params.get("may_be_part") and a.value < b.value:
        part = named_part(document, off, tolerance_of(*best))
        besides = f"，差额等于{part}" if part else ""
        words = f"{figures}，前者是后者的一部分{besides}{where}。"
        yield Result(PASS, words, a.operand, b.operand, tolerance)
        return
    reason = _reason(rule, document, off, tolerance)
    if reason:
        words = f"{figures}，口径不同，差额等于{reason}{where}。"
        yield Result(PASS, words, a.operand, b.operand, tolerance)
    elif not rule.params.get("conditional") or not other_money(document):
        words = f"{figures}，应当一致，相差{money(off, a.unit)}{where}。"
        yield Result(FAIL, words, a.operand, b.operand, tolerance)


def _reason(rule: Rule, document: Document, off: Decimal, tolerance: Decimal) -> str | None:
    """Name the printed amount that is the difference, as far as the rule lets the two differ."""
    if rule.params.get("conditional") or rule.params.get("scoped"):
        return explain(document, off, tolerance, only_carried=not rule.params.get("conditional"))
    return None


def tolerance_of(a: Figure, b: Figure) -> Decimal:
    """Return how far two forms of one figure may be apart: half a last digit of every amount in them."""
    return sum(
        (half_digit(cell) for figure in (a, b) for cell in figure.operand.cells),
        Decimal(0),
    )
