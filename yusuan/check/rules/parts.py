"""The text against itself: a stated whole and its stated parts, such as 政府采购 = 货物 + 工程 + 服务."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.check.amounts import half_step, line_words, plain
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.check.said import is_past, name
from yusuan.model import Statement
from yusuan.spec.money import FACTORS
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise


def check_parts(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare each stated whole with the parts stated in the same sentence, or right behind it."""
    found = False
    for index, whole in enumerate(document.statements):
        if not rule.pattern("whole").search(normalise(whole.subject)) or whole.value is None:
            continue
        if is_past(whole, document):
            continue
        parts = _parts(rule, document, index)
        if len(parts) > 1:
            found = True
            yield _compare(rule, whole, parts)
    if not found:
        yield unmet(rule)


def _parts(rule: Rule, document: Document, index: int) -> list[Statement]:
    """Return one statement for each kind of part, read on from the whole while they are parts."""
    whole, parts, kinds = document.statements[index], [], set[str]()
    for statement in document.statements[index + 1 :]:
        kind = next((k for k in rule.words("parts") if re.search(k, normalise(statement.subject))), None)
        near = statement.text == whole.text or statement.source_line - whole.source_line <= 4
        if kind is None or not near or kind in kinds or statement.value is None:
            break
        if not _same_unit(statement, whole):
            break
        kinds.add(kind)
        parts.append(statement)
    return parts


def _same_unit(a: Statement, b: Statement) -> bool:
    return a.unit == b.unit or (a.unit in FACTORS and b.unit in FACTORS)


def _scaled(statement: Statement) -> Decimal:
    assert statement.value is not None
    return statement.value * FACTORS.get(statement.unit or "", Decimal(1))


def _tolerance(statements: Sequence[Statement]) -> Decimal:
    """Return half a last digit of every figure; things that are counted are not rounded."""
    factors = [FACTORS.get(s.unit or "", Decimal(0)) for s in statements]
    finest = max((-int(s.value.as_tuple().exponent) for s in statements if s.value is not None), default=0)
    return sum((f * half_step(Decimal(1).scaleb(-finest)) for f in factors), Decimal(0))


def _compare(rule: Rule, whole: Statement, parts: Sequence[Statement]) -> Result:
    assert whole.value is not None
    total = sum((_scaled(part) for part in parts), Decimal(0))
    closed = any(re.search(word, normalise(part.subject)) for word in rule.words("closing") for part in parts)
    complete = len(parts) >= int(rule.params.get("complete", 99)) or closed
    tolerance = _tolerance([whole, *parts])
    over = total - _scaled(whole)
    agree = abs(over) <= tolerance if complete else over <= tolerance
    unit = whole.unit or ""
    sum_words = "＋".join(
        f"{name(p)}{plain(p.value or Decimal(0))}" for p in parts if p.value or len(parts) < 4
    )
    scale = FACTORS.get(unit, Decimal(1))
    left = Operand(f"文字：{name(whole)}", _scaled(whole), whole.source_line)
    right = Operand(f"文字：{sum_words or '各部分'}", total, parts[0].source_line)
    listed = f"各部分{sum_words or '都是0'}共{plain(total / scale)}{unit}"
    said = f"文字称{name(whole)}{plain(whole.value)}{unit}，{listed}"
    where = line_words(whole.source_line, parts[-1].source_line)
    verdict = "相符" if agree else "不符"
    words = f"{said}，{verdict}{where}。"
    counted = None if unit in FACTORS else unit
    return Result(PASS if agree else FAIL, words, left, right, tolerance, unit=counted)
