"""The text against itself: change ÷ last year's figure = percentage; this year − last year = change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yusuan.check.amounts import half_step, line_words, plain, step_of
from yusuan.check.document import Document
from yusuan.check.intervals import (
    Interval,
    change_percent,
    matches,
    quotient,
    ratio_percent,
    rounded,
    shown,
)
from yusuan.check.result import FAIL, PASS, Operand, Result, compared, unmet
from yusuan.check.said import base_of, change_word, name
from yusuan.check.scope import whole_of
from yusuan.model import Statement
from yusuan.model.narrative import DECREASED, INCREASED
from yusuan.spec.money import FACTORS, SPOKEN, round_to
from yusuan.spec.narrative import load_narrative
from yusuan.spec.patterns import alternatives
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_HUNDRED = Decimal(100)
_BEHIND = alternatives(load_narrative().change_behind)


def check_change(rule: Rule, document: Document) -> Iterator[Result]:
    """Check every stated percentage, or amount, of change against the figures beside it."""
    run = _amount if rule.text("of") == "amount" else _percent
    found = False
    for statement in document.statements:
        if statement.direction in {INCREASED, DECREASED}:
            for result in run(_completed(_bracketed(statement), document), document):
                found = True
                yield result
    if not found:
        yield unmet(rule)


def _bracketed(statement: Statement) -> Statement:
    """Give a change the percentage that stands in brackets behind it: 较上年增加5.00万元（83.33%）."""
    if statement.change is None or statement.change_percent is not None:
        return statement
    change = re.escape(f"{statement.change:f}")
    pattern = rf"{statement.direction}{_BEHIND}?{change}{SPOKEN}?\((\d+(?:\.\d+)?)%\)"
    match = re.search(pattern, re.sub(r"\s|,", "", normalise(statement.text)))
    return replace(statement, change_percent=Decimal(match[1])) if match else statement


def _completed(statement: Statement, document: Document) -> Statement:
    """Give a sentence that names only the change the value that the text states for the same subject.

    That is the one value in its passage, or the value beside the same change elsewhere.
    """
    if statement.value is not None:
        return statement
    heading = document.heading_of(statement.source_line)
    values = {
        other.value
        for other in document.statements
        if (other.subject, other.unit, other.stated_as) == (statement.subject, statement.unit, None)
        and other.value is not None
        and (document.heading_of(other.source_line) == heading or other.change == statement.change)
    }
    if len(values) != 1 or statement.change in values:
        return statement
    return replace(statement, value=values.pop())


def _percent(statement: Statement, document: Document) -> Iterator[Result]:
    printed = statement.change_percent
    if printed is None:
        return
    if statement.change is None or statement.value is None:
        if statement.direction == DECREASED and printed > _HUNDRED and (statement.value or Decimal(0)) >= 0:
            yield _impossible(statement, printed)
        return
    possible = _possible(statement, document)
    exact = _exact(statement)
    if possible is None or exact is None or not _is_named(statement):
        return
    if not matches(printed, possible) and _is_of_whole(statement, printed, document):
        return
    yield _judged(statement, printed, possible, exact)


def _is_named(statement: Statement) -> bool:
    """Tell whether a subject has a word: one of digits alone is the rest of a number that was torn apart."""
    return bool(re.search(r"[\u4e00-\u9fff]", statement.subject))


def _is_of_whole(statement: Statement, printed: Decimal, document: Document) -> bool:
    """Tell whether the change is that of the figure whose part the statement is: it gives the percentage."""
    whole = whole_of(document, statement)
    if whole is None or whole.value is None or statement.change is None or whole.unit != statement.unit:
        return False
    rises = statement.direction == INCREASED
    possible = change_percent(rounded(whole.value), rounded(statement.change), rises)
    return possible is not None and matches(printed, possible) is not None


def _possible(statement: Statement, document: Document) -> Interval | None:
    """Return the percentages that the printed change allows, over last year's figure where it is printed."""
    assert statement.value is not None and statement.change is not None
    base = base_of(statement, document)
    change = rounded(statement.change)
    if base is not None and base.value:
        return quotient(change, rounded(base.value))
    return change_percent(rounded(statement.value), change, statement.direction == INCREASED)


def _exact(statement: Statement) -> Decimal | None:
    assert statement.value is not None and statement.change is not None
    sign = -1 if statement.direction == INCREASED else 1
    return ratio_percent(statement.change, statement.value + sign * statement.change)


def _judged(statement: Statement, printed: Decimal, possible: Interval, exact: Decimal) -> Result:
    how = matches(printed, possible)
    against = statement.compared_with or "上年"
    saying = f"文字称{name(statement)}比{against}{change_word(statement)}{printed:f}%"
    where = line_words(statement.source_line)
    left = Operand(f"文字：{name(statement)}{change_word(statement)}", printed, statement.source_line)
    right = Operand("增减额÷上年数", shown(exact, printed), statement.source_line)
    if how:
        note = "，末位是截去而不是四舍五入" if how == "truncated" else ""
        return Result(
            PASS, f"{saying}，与增减额{plain(statement.change or Decimal(0))}相符{note}{where}。", left, right
        )
    cause = _cause(statement, printed, possible, exact)
    if statement.direction == DECREASED and printed > _HUNDRED and statement.value and statement.value >= 0:
        cause += "，而下降不可能超过100%"
    return Result(FAIL, f"{saying}，按增减额推算应为{shown(exact, printed):f}%{cause}{where}。", left, right)


def _cause(statement: Statement, printed: Decimal, possible: Interval, exact: Decimal) -> str:
    """Name the slip that explains a wrong percentage, if one does."""
    assert statement.change is not None and statement.value is not None
    by_this_year = quotient(rounded(statement.change), rounded(statement.value))
    if by_this_year and matches(printed, by_this_year):
        return "；所印恰为增减额除以本年数，应除以上年数"
    if printed == round_to(statement.change, step_of(printed)):
        return "；所印数字与增减额相同，疑把增减额当作百分比"
    if matches(printed.scaleb(2), possible):
        return "；所印恰为两数之比，没有乘以100"
    cut = printed.normalize()
    if cut != exact and step_of(cut) > step_of(printed) and matches(cut, possible):
        return f"；所印恰为只取到{'整数' if step_of(cut) == 1 else '前几位'}、末尾补0"
    return ""


def _impossible(statement: Statement, printed: Decimal) -> Result:
    left = Operand(f"文字：{name(statement)}下降", printed, statement.source_line)
    right = Operand("下降最多", _HUNDRED, None)
    where = line_words(statement.source_line)
    return Result(
        FAIL,
        f"文字称{name(statement)}下降{printed:f}%，而下降不可能超过100%{where}。",
        left,
        right,
        headline="文字说{left_label}{left}，而下降不可能超过{right}",
    )


def _amount(statement: Statement, document: Document) -> Iterator[Result]:
    base = base_of(statement, document)
    if base is None or base.value is None or statement.change is None or statement.value is None:
        return
    sign = 1 if statement.direction == INCREASED else -1
    computed = statement.value - base.value
    unit = statement.unit or ""
    factor = FACTORS.get(unit, Decimal(1))
    tolerance = factor * sum(map(half_step, (statement.value, base.value, statement.change)))
    stated = sign * statement.change * factor
    left = Operand(f"文字：{name(statement)}{statement.direction}额", stated, base.source_line)
    right = Operand("本年数－上年数", computed * factor, statement.source_line)
    figures = f"文字称{name(statement)}{statement.direction}{plain(statement.change)}{unit}"
    sum_words = f"本年{statement.value:f}减上年{base.value:f}为{plain(computed)}{unit}"
    where = line_words(statement.source_line)
    yield compared(
        left, right, tolerance, f"{figures}，{sum_words}，相符{where}。", f"{figures}，而{sum_words}{where}。"
    )
