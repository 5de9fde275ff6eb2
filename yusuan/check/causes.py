"""Which failures have one cause: rows of one table under one kind of sum, figures of one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.check.result import Outcome

_SUMS = frozenset({"column_sum", "row_sum"})


def causes_of(outcomes: Sequence[Outcome], ids: Sequence[str]) -> list[str | None]:
    """Return, for each outcome, the id of the first failure with the same cause; None where it did not fail.

    Sums that fail in one table are one finding with its rows: a wrong cell breaks the sums of its column,
    of its row and of every level above it. So are figures of one sentence under one rule, one rule's
    comparisons of the same two tables, a slip that the text repeats with the same figures, titles that print
    one wrong year, and a title printed over another table beside the table that is then missing.
    """
    first: dict[tuple[object, ...], str] = {}
    causes: list[str | None] = []
    for outcome, check_id in zip(outcomes, ids, strict=True):
        if not outcome.failed:
            causes.append(None)
            continue
        keys = tuple(_keys(outcome))
        cause = next((first[key] for key in keys if key in first), check_id)
        for key in keys:
            first.setdefault(key, cause)
        causes.append(cause)
    return causes


def _keys(outcome: Outcome) -> Iterator[tuple[object, ...]]:
    """Yield what two failures of one cause have in common."""
    rule, result = outcome.rule, outcome.result
    tables = {cell.table_id for cell in result.cells}
    sides = [side for side in (result.left, result.right) if side]
    said = sorted({side.line for side in sides if side.line and not side.cells})
    cells = [(cell.table_id, cell.source_line) for cell in result.cells]
    if rule.kind in _SUMS and tables:
        yield ("sums", *sorted(tables))
        yield from (("row", *cell) for cell in cells)
    elif rule.kind == "repeated_row":
        yield from (("row", *cell) for cell in cells)
    elif rule.kind == "change" and rule.unit == "%" and result.left and result.right:
        yield ("slip", result.left.value, result.right.value)
        yield ("said", result.left.line)
    elif rule.kind == "implied" and result.right:
        yield ("said", result.right.line)
    elif rule.kind == "heading_year" and result.left:
        yield (rule.id, result.left.label, result.left.value)
    elif result.missing:
        yield ("missing", result.missing)
    elif len(tables) > 1:
        yield (rule.id, *sorted(tables))
    elif said:
        yield (rule.id, said[0])
