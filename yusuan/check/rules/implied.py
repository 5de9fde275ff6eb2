"""The text against itself: last year's figure of a part, as its percentage implies, is within the whole's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import line_words, plain
from yusuan.check.document import Document
from yusuan.check.intervals import Interval, rounded
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.check.said import change_word, current_money, name
from yusuan.model import Statement
from yusuan.model.narrative import DECREASED, INCREASED
from yusuan.spec.money import FACTORS, round_to
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_HUNDRED = Decimal(100)


def check_implied(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare what parts must have been last year with what the whole must have been."""
    said = [s for s in current_money(document) if s.direction in {INCREASED, DECREASED} and s.value]
    wholes = [s for s in said if s.change is not None and rule.pattern("whole").search(normalise(s.subject))]
    found = False
    for part in said:
        if (
            part.change is None
            and part.change_percent
            and rule.pattern("part").search(normalise(part.subject))
        ):
            before = _before_by_percent(part)
            if wholes and before:
                found = True
                yield _compare(part, before, wholes[0])
    if not found:
        yield unmet(rule)


def _before_by_percent(part: Statement) -> Interval | None:
    """Return what a figure may have been before it changed by a percentage."""
    assert part.value is not None and part.change_percent is not None
    sign = 1 if part.direction == INCREASED else -1
    percent, value = rounded(part.change_percent), rounded(part.value)
    factors = [1 + sign * end / _HUNDRED for end in (percent.low, percent.high)]
    if min(factors) <= 0:
        return None
    return Interval(max(value.low, Decimal(0)) / max(factors), value.high / min(factors))


def _compare(part: Statement, before: Interval, whole: Statement) -> Result:
    assert whole.value is not None and whole.change is not None and part.value is not None
    sign = -1 if whole.direction == INCREASED else 1
    change = rounded(whole.change)
    ends = sorted((sign * change.low, sign * change.high))
    limit = rounded(whole.value).plus(Interval(ends[0], ends[1]))
    base = whole.value + sign * whole.change
    rate = (1 if part.direction == INCREASED else -1) * (part.change_percent or Decimal(0)) / _HUNDRED
    estimate = part.value / (1 + rate)
    unit = part.unit or ""
    factor = FACTORS[unit or "元"]
    left = Operand(f"{name(part)}的上年数（按所述百分比推算）", round_to(estimate) * factor, part.source_line)
    right = Operand(f"{name(whole)}的上年数（按所述增减额推算）", base * factor, whole.source_line)
    said = f"文字称{name(part)}{change_word(part)}{part.change_percent:f}%"
    implied = f"则上年约为{plain(round_to(estimate))}{unit}，{name(whole)}上年全部为{plain(base)}{unit}"
    where = line_words(part.source_line, whole.source_line)
    if before.low > limit.high:
        return Result(FAIL, f"{said}，{implied}，部分大于全部{where}。", left, right)
    return Result(PASS, f"{said}，{implied}，可以相容{where}。", left, right)
