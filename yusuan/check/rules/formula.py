"""Forms that print their own formula: 合计(A+B) beside (A) and (B), 增减变化(C-D) beside (C) and (D)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from yusuan.check.amounts import line_words, money, plain, squeeze, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.result import Operand, Result, compared, unmet
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_LETTER = re.compile(r"\(([A-Z])\)")
_FORMULA = re.compile(r"\(([A-Z](?:[+\-－][A-Z])+)\)")


def check_formula(rule: Rule, document: Document) -> Iterator[Result]:
    """Work out every formula that a form prints in its labels, with the values beside them."""
    found = False
    for cells, unit in _groups(document):
        for label, operand in cells.items():
            result = _work_out(label, operand, cells, unit)
            if result:
                found = True
                yield result
    if not found:
        yield unmet(rule)


def _groups(document: Document) -> Iterator[tuple[Mapping[str, Operand], str]]:
    """Yield the labelled values that belong together: a form's line of counts, a row's amounts by column."""
    counts: dict[int, dict[str, Operand]] = {}
    for statement in document.statements:
        if statement.source_column is not None and statement.value is not None:
            operand = Operand(squeeze(statement.subject), statement.value, statement.source_line)
            counts.setdefault(statement.source_line, {})[normalise(statement.subject)] = operand
    yield from ((cells, "") for cells in counts.values())
    amounts: dict[tuple[str, str, str | None], dict[str, Operand]] = {}
    for line in document.budget_lines:
        key = (line.table_id, line.side, line.item)
        operand = Operand(f"{squeeze(line.item or '')}·{line.column}", line.amount_yuan, line.source_line)
        amounts.setdefault(key, {})[normalise(line.column)] = operand
    yield from ((cells, "万元") for cells in amounts.values())


def _work_out(label: str, whole: Operand, cells: Mapping[str, Operand], unit: str) -> Result | None:
    formula = _FORMULA.search(label)
    letters = {m[1]: operand for other, operand in cells.items() for m in _LETTER.finditer(other)}
    if formula is None or not set(re.findall(r"[A-Z]", formula[1])) <= letters.keys():
        return None
    terms = re.findall(r"([+\-－]?)([A-Z])", formula[1])
    total = sum((_signed(sign, letters[letter].value) for sign, letter in terms), Decimal(0))
    written = "".join(f"{sign}{_write(letters[letter].value, unit)}" for sign, letter in terms)
    right = Operand("、".join(letters[letter].label for _, letter in terms), total, letters[terms[0][1]].line)
    tolerance = sum_tolerance(unit, len(terms)) if unit else Decimal(0)
    where = line_words(whole.line, *(letters[letter].line for _, letter in terms))
    sum_words = f"按表中算式{formula[1]}即{written}为{_write(total, unit)}"
    said = f"{whole.label}印为{_write(whole.value, unit)}，{sum_words}"
    result = compared(whole, right, tolerance, f"{said}，相符{where}。", f"{said}，不符{where}。")
    return replace(result, unit="元" if unit else "")


def _signed(sign: str, value: Decimal | None) -> Decimal:
    return (value or Decimal(0)) * (-1 if sign in {"-", "－"} else 1)


def _write(value: Decimal | None, unit: str) -> str:
    return money(value or Decimal(0), unit) if unit else plain(value or Decimal(0))
