"""A note against the table it stands under: it denies money of which the table prints some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import line_words, money, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.model import BudgetLine, Table
from yusuan.spec.final import plain_kind
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_BELOW = 6  # lines below a table in which its note stands


def check_denial(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the notes under tables (`注：2026年没有使用财政拨款收入和支出`) with what the tables print."""
    found = False
    for table in document.tables:
        for number in _note_lines(table):
            text = re.sub(r"\s", "", normalise(_line(document, number)))
            match = rule.pattern("pattern").search(text)
            kinds = rule.params["kinds"].get(match["subject"], ()) if match else ()
            if plain_kind(table.kind) in kinds:
                found = True
                yield _compare(rule, document, table, number, text)
    if not found:
        yield unmet(rule)


def _note_lines(table: Table) -> range:
    if table.first_line is None or table.last_line is None:
        return range(0)
    return range(table.first_line, table.last_line + _BELOW + 1)


def _line(document: Document, number: int) -> str:
    return document.parsed.lines[number - 1] if number <= len(document.parsed.lines) else ""


def _compare(rule: Rule, document: Document, table: Table, number: int, text: str) -> Result:
    title = f"《{squeeze(table.title)}》"
    match = rule.pattern("pattern").search(text)
    against = rule.params["against"].get(match["subject"], ()) if match else ()
    others = [t for t in document.tables if plain_kind(t.kind) in against]
    amounts = (_amount(document, one) for one in (table, *others))
    amount = next((amount for amount in amounts if amount), None)
    note = squeeze(rule.pattern("unquoted").sub("", text.strip("()")))
    left = Operand(f"{title}的注说“{note}”", Decimal(0), number, printed=note)
    if amount is None:
        return Result(PASS, f"{title}的注说没有这项收支，表中也没有数{line_words(number)}。", left)
    printed_in = next(f"《{squeeze(t.title)}》" for t in document.tables if t.table_id == amount.table_id)
    right = Operand(
        f"{printed_in}{squeeze(amount.item or '')}", amount.amount_yuan, amount.source_line, (amount,)
    )
    printed = f"{printed_in}{squeeze(amount.item or '')}却印为{money(amount.amount_yuan, amount.money_unit)}"
    where = line_words(number, amount.source_line)
    return Result(FAIL, f"{title}的注说“{note}”，{printed}{where}。", left, right)


def _amount(document: Document, table: Table) -> BudgetLine | None:
    """Return the largest amount that a table prints."""
    own = [line for line in document.budget_lines if line.table_id == table.table_id and line.amount_yuan]
    return max(own, key=lambda line: abs(line.amount_yuan), default=None)
