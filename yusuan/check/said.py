"""Statements of the text as figures: which are this year's money, what they are about, under which fund."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import half_step, squeeze
from yusuan.check.document import Document
from yusuan.check.result import Operand
from yusuan.model import Statement
from yusuan.model.narrative import DECREASED, INCREASED
from yusuan.spec.money import FACTORS
from yusuan.spec.narrative import load_narrative
from yusuan.spec.patterns import alternatives
from yusuan.spec.rules import load_rules
from yusuan.spec.spelling import normalise

_WORDS = load_narrative()
_PAST = re.compile(alternatives(_WORDS.past))
_OTHER_FUND = re.compile(alternatives(_WORDS.other_funds))
_ALL_MONEY = re.compile(alternatives(_WORDS.all_money))
_PAGE_NUMBER = re.compile(r"^[-—–]\d{1,3}[-—–]")
_EARLIER = re.compile(rf"{alternatives(_WORDS.earlier)}|20\d\d年")
_GENERAL = re.compile(alternatives(_WORDS.general_fund))
_NARROW = re.compile(alternatives(_WORDS.grants))
_CHANGES = {INCREASED: "增长", DECREASED: "下降"}
_LEVEL = re.compile(rf"\({alternatives(load_rules().levels)}\)")


def is_past(statement: Statement, document: Document) -> bool:
    """Tell whether a statement's value is of another year or phase than the document's own."""
    said = statement.stated_as or ""
    if _PAST.search(said):
        return True
    if document.disclosure.is_final and _is_planned(said, statement.subject):
        return True
    year = re.search(r"(20\d\d)年", said)
    return year is not None and int(year[1]) != document.disclosure.fiscal_year


def _is_planned(said: str, subject: str) -> bool:
    """Tell whether a figure is said to be a budget's, not the outcome's, or is named so (年初预算收入)."""
    executed = any(word in said for word in _WORDS.executed_as)
    planned = not executed and any(word in said for word in _WORDS.planned_as)
    return planned or normalise(subject).startswith(_WORDS.planned)


def current_money(document: Document) -> Iterator[Statement]:
    """Yield the statements of the text that give an amount of money for the document's own year."""
    for statement in document.statements:
        is_money = statement.value is not None and statement.unit in FACTORS
        if is_money and statement.source_column is None and not is_past(statement, document):
            yield statement


def yuan(statement: Statement) -> Decimal:
    """Return a statement's value in yuan."""
    assert statement.value is not None
    return statement.value * FACTORS[statement.unit or "元"]


def rounding(statement: Statement) -> Decimal:
    """Return, in yuan, how far a stated amount may be from what was rounded to it."""
    assert statement.value is not None
    return half_step(statement.value) * FACTORS[statement.unit or "元"]


def said_amount(statement: Statement) -> str:
    """Write a stated amount as it is printed."""
    return f"{statement.value:f}{statement.unit or ''}"


def operand(statement: Statement, what: str = "") -> Operand:
    """Return a stated amount of money as one side of a comparison."""
    label = f"文字：{name(statement)}{what}"
    return Operand(label, yuan(statement), statement.source_line, printed=said_amount(statement))


def name(statement: Statement) -> str:
    """Return what a statement is about, short enough for a sentence."""
    subject = _PAGE_NUMBER.sub("", normalise(statement.subject)).lstrip(")、，,:：")
    *above, last = _LEVEL.sub("·", subject).strip("·").split("·")
    subject = above[-1] + last if above and last in load_rules().unsaid else last
    return squeeze(subject) or "该项"


def is_narrow(statement: Statement, document: Document) -> bool:
    """Tell whether a sentence, or its heading, speaks of the general budget or fiscal grant only."""
    if _NARROW.search(normalise(statement.subject)):
        return True
    return bool(_NARROW.search(fund_heading(statement, document)))


def is_general(statement: Statement, document: Document) -> bool:
    """Tell whether a sentence, or its heading, speaks of the general budget, not of all fiscal grants."""
    words = normalise(statement.subject)
    return bool(_GENERAL.search(words if _NARROW.search(words) else fund_heading(statement, document)))


def fund_heading(statement: Statement, document: Document) -> str:
    """Return the nearest heading above a sentence that names money of one kind, or nothing."""
    for heading in reversed(document.heading_of(statement.source_line).split("/")):
        words = normalise(heading)
        if _NARROW.search(words) or _OTHER_FUND.search(words):
            return words
    return ""


def is_narrow_text(statement: Statement) -> bool:
    """Tell whether the sentence names the general budget or fiscal grant anywhere."""
    return bool(_NARROW.search(normalise(statement.text)))


def is_of_other_fund(statement: Statement, document: Document) -> bool:
    """Tell whether a sentence is about government funds or state capital alone, by its words or heading."""
    text = normalise(statement.text) + fund_heading(statement, document)
    return bool(_OTHER_FUND.search(text)) and not _ALL_MONEY.search(text)


def change_word(statement: Statement) -> str:
    """Return the verb of a percentage: 增长 or 下降."""
    return _CHANGES.get(statement.direction or "", "变化")


def base_of(statement: Statement, document: Document) -> Statement | None:
    """Return the statement that prints last year's figure of the same subject in the same sentence."""
    for other in document.said_with(statement):
        same = other is not statement and other.subject == statement.subject
        usable = other.value is not None and other.unit == statement.unit
        if same and usable and is_past(other, document) and _is_compared(other, statement):
            return other
    return None


def _is_compared(other: Statement, statement: Statement) -> bool:
    """Tell whether an earlier figure is the one compared with: last year's is no budget of this year."""
    against, said = statement.compared_with or "", other.stated_as or ""
    return not _EARLIER.search(against) or bool(_EARLIER.search(said))
