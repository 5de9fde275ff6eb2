"""The fund of a table that prints none, from the sentence before it that states the sum of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.model import BudgetLine, Record, Statement
from yusuan.parse.cells import to_yuan
from yusuan.spec.load import TableSpec
from yusuan.spec.money import YUAN_PER_UNIT
from yusuan.spec.spelling import normalise

_FARTHEST = 20
_SHORTEST_WORD = 4


def with_stated_funds(
    records: Sequence[Record], statements: Sequence[Record], spec: TableSpec
) -> list[Record]:
    """Return the amounts of all tables, those of a table without fund with the fund that the text names.

    `…培训费预算支出21.98万元` stands before a 培训费明细表 whose rows add up to 21.98 万元. It
    stands at most 20 lines above the table, and names one fund.
    """
    tables: dict[str, list[BudgetLine]] = {}
    for record in records:
        if isinstance(record, BudgetLine):
            tables.setdefault(record.table_id, []).append(record)
    unfunded = {
        table_id: rows
        for table_id, rows in tables.items()
        if all(row.measure and row.fund is None for row in rows)
    }
    if not unfunded:
        return list(records)
    told = [one for one in statements if isinstance(one, Statement) and one.unit in YUAN_PER_UNIT]
    funds = dict(_funds(unfunded, told, spec))
    return [
        replace(record, fund=funds[record.table_id])
        if isinstance(record, BudgetLine) and record.fund is None and record.table_id in funds
        else record
        for record in records
    ]


def _funds(
    tables: Mapping[str, Sequence[BudgetLine]], told: Sequence[Statement], spec: TableSpec
) -> Iterator[tuple[str, str]]:
    words = {
        name: word.fund for name, word in spec.words.items() if word.fund and len(name) >= _SHORTEST_WORD
    }
    for table_id, rows in tables.items():
        total = sum((row.amount_yuan for row in rows if row.is_leaf), Decimal(0))
        first = min(row.source_line for row in rows)
        near = [one for one in told if first - _FARTHEST <= one.source_line < first and _yuan(one) == total]
        if total and near and (fund := _fund_in(near[-1].subject, words)):
            yield table_id, fund


def _yuan(statement: Statement) -> Decimal | None:
    return None if statement.value is None else to_yuan(statement.value, statement.unit or "")


def _fund_in(subject: str, words: Mapping[str, str | None]) -> str | None:
    """Return the fund that a sentence's subject names, if it names one only."""
    plain = normalise(subject)
    named = [name for name in words if name in plain]
    whole = [name for name in named if not any(name in other and name != other for other in named)]
    funds = {words[name] for name in whole}
    return funds.pop() if len(funds) == 1 else None
