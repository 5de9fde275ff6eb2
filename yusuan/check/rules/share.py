"""The text against itself: a share is the part over the whole that the sentence names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.check.amounts import line_words, plain, squeeze
from yusuan.check.document import Document
from yusuan.check.figures import select
from yusuan.check.intervals import matches, quotient, ratio_percent, rounded, shown
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.check.said import current_money, name
from yusuan.model import Statement
from yusuan.spec.money import FACTORS
from yusuan.spec.narrative import load_narrative
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_REACH = 500
"""Figures above a share among which the whole that it names is looked for."""

_NEAR = 100
"""Figures above a share, named by nothing, that are tried as its whole: of more, some fit by chance."""


def check_share(rule: Rule, document: Document) -> Iterator[Result]:
    """Check each stated share against the whole that it names, else against a total of its passage."""
    found = False
    money = list(current_money(document))
    said = sorted((statement for statement in money if statement.value), key=lambda s: s.source_line)
    lines = [statement.source_line for statement in said]
    for part in money:
        if part.share_percent is None:
            continue
        above = said[: bisect_right(lines, part.source_line)][-_REACH:]
        named, others = _wholes(rule, part, above, document)
        result = _judged(part, named, others, list(_beside(document, part, named[:1])))
        if result:
            found = True
            yield result
    if not found:
        yield unmet(rule)


def _wholes(
    rule: Rule, part: Statement, above: Sequence[Statement], document: Document
) -> tuple[list[Operand], list[Operand]]:
    """Return what may be the whole: statements that it names, nearest first; others and tables' totals."""
    named: list[Statement] = []
    others: list[Statement] = []
    share_of = rule.pattern("around").sub("", normalise(part.share_of or ""))
    if share_of in load_narrative().compared_plan:
        return [_stated(plan) for plan in _plans(document, part, share_of)], []
    for other in above:
        if other is not part and other.unit == part.unit:
            (named if share_of and share_of in normalise(other.subject) else others).append(other)

    def distance(statement: Statement) -> int:
        return abs(statement.source_line - part.source_line)

    if document.spec.subjects["three_public"] in share_of and not named:
        return list(_three_public(document, part)), []
    by_distance = [[_stated(s) for s in sorted(group, key=distance)] for group in (named, others[-_NEAR:])]
    return by_distance[0], by_distance[1] + list(_table_totals(document, part))


def _plans(document: Document, part: Statement, said: str) -> Iterator[Statement]:
    """Yield the plan of an outcome (`完成预算的91%`) that its own sentence prints."""
    for other in document.said_with(part):
        is_same = (other.subject, other.unit) == (part.subject, part.unit) and other is not part
        if is_same and said in (other.stated_as or "") and other.value:
            yield other


def _stated(statement: Statement) -> Operand:
    return Operand(name(statement), statement.value, statement.source_line)


def _three_public(document: Document, part: Statement) -> Iterator[Operand]:
    """Yield the “三公” total of the table, which a share of “三公”经费 is of: without 会议费 and 培训费."""
    chosen = {"kinds": ["three_public"], "measures": ["three_public"]}
    for figures in select(document, chosen, "own_year").values():
        for figure in figures:
            value = figure.value / FACTORS[part.unit or "元"]
            yield replace(figure.operand, value=value)


def _beside(document: Document, part: Statement, named: Sequence[Operand]) -> Iterator[Operand]:
    """Yield the other figures of the table's row in which a named whole is printed."""
    for whole in (cell for operand in named for cell in operand.cells):
        for grid in document.grids:
            row = grid.rows.get(whole.row) if grid.table.table_id == whole.table_id else None
            for cell in row.cells.values() if row and row.line == whole.source_line else ():
                value = cell.amount_yuan / FACTORS[part.unit or "元"]
                yield Operand(f"同一行的“{cell.column}”", value, cell.source_line)


def _table_totals(document: Document, part: Statement) -> Iterator[Operand]:
    for grid in document.grids:
        for row in grid.totals:
            for cell in row.cells.values():
                value = cell.amount_yuan / FACTORS[part.unit or "元"]
                yield Operand(f"{grid.name}{squeeze(row.label)}", value, cell.source_line)


def _judged(
    part: Statement, named: list[Operand], others: list[Operand], beside: Sequence[Operand]
) -> Result | None:
    """Judge a share by the first whole that gives it; say nothing where the named whole is not printed."""
    printed = part.share_percent
    assert printed is not None and part.value is not None
    for whole in (*named, *others):
        possible = quotient(rounded(part.value), rounded(whole.value)) if whole.value else None
        how = matches(printed, possible) if possible else None
        if how:
            return _result(part, whole, how)
    return _result(part, named[0], None, beside) if named else None


def _cause(part: Statement, beside: Sequence[Operand]) -> str:
    """Name the figure beside the whole of which the printed share is one: the total with more in it."""
    assert part.value is not None and part.share_percent is not None
    for other in beside:
        possible = quotient(rounded(part.value), rounded(other.value)) if other.value else None
        if possible and matches(part.share_percent, possible):
            return f"；所印恰为占{other.label}{plain(other.value or Decimal(0))}{part.unit or ''}的比例"
    return ""


def _result(part: Statement, whole: Operand, how: str | None, beside: Sequence[Operand] = ()) -> Result:
    assert part.value is not None and whole.value is not None and part.share_percent is not None
    printed = part.share_percent
    exact = shown(ratio_percent(part.value, whole.value) or printed, printed)
    left = Operand(f"文字：{name(part)}占比", printed, part.source_line)
    right = Operand(f"{name(part)}÷{whole.label}", exact, whole.line)
    where = line_words(part.source_line, whole.line)
    said = f"文字称{name(part)}占{printed:f}%"
    if how is None:
        unit = part.unit or ""
        sum_words = f"{plain(part.value)}{unit}占{whole.label}{plain(whole.value)}{unit}的{plain(exact)}%"
        return Result(FAIL, f"{said}，而{sum_words}{_cause(part, beside)}{where}。", left, right)
    note = "，末位是截去而不是四舍五入" if how == "truncated" else ""
    return Result(PASS, f"{said}，与{whole.label}{plain(whole.value)}相符{note}{where}。", left, right)
