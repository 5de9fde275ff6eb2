"""Private numbers and addresses in a run of text: telephones, identity numbers, bank accounts, e-mail.

Telephones are tried by the numbering plan (phonenumbers), identity and card numbers by their check digits
(stdnum) or, where those are mistyped, by the date and the place that they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import phonenumbers
from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from yusuan.parse.privacy.folding import any_of
from yusuan.parse.privacy.labels import BANK, BANK_LABEL, IDENTITY, IDENTITY_LABEL, PHONE, PHONE_LABEL
from yusuan.spec.documents import load_private
from yusuan.spec.patterns import alternatives
from yusuan.spec.regions import load_regions

EMAIL = "email"
Span = tuple[int, int, str]

_WORDS = load_private()
_TOP = r"(?:com|cn|net|org|gov|edu|mil|info|biz)"
_EMAIL = re.compile(
    r"[A-Za-z0-9._%+-]{1,64} ?(?:@|\(at\)|\[at\]) ?[A-Za-z0-9-]{1,63}"
    rf"(?:\.[A-Za-z0-9-]{{1,63}}| ?\. ?{_TOP}(?![A-Za-z0-9])){{1,4}}"
    rf"|[A-Za-z0-9._-]{{2,64}}#[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,2}}\.{_TOP}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])(?<!\d[.,])[1-9](?:[ -]?\d){13,16}(?:[ -]?[\dXx])?(?![\dA-Za-z]|[.,]\d)"
)
_COUNTRY = r"(?:(?:\+|00) ?86|\(\+? ?86\)|(?<!\d)86(?=[ -]))[ -]{0,3}"
_GAP = r"[ .·_\-]{1,3}"
_ONE = r"[ .·_\-]{0,3}"
_MOBILE = re.compile(
    rf"(?<![\d.])(?<!\d[,-])(?:{_COUNTRY})?(?P<number>1[3-9](?:\d{_ONE}\d{{4}}{_ONE}\d{{4}}|\d{_GAP}\d{{3}}{_GAP}\d{{5}}"
    rf"|\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{4}}|\d{{2}}{_GAP}\d{{4}}{_GAP}\d{{3}}|\d{{3}}{_GAP}\d{{6}}"
    rf"|{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}})|1 [3-9](?: \d){{9}})(?!\d|\.\d|,\d{{3}}|-\d{{5}})"
)
_EXTENSION = rf"(?: ?(?:-|{alternatives(_WORDS.extensions)}|ext\.?|#) ?\d{{1,6}})?"
_LANDLINE = re.compile(
    rf"(?<![\d.])(?<!\d[,-])(?P<number>(?:{_COUNTRY}(?:\(0?[1-9]\d{{1,2}}\)|0?[1-9]\d{{1,2}})|\(0\d{{2,3}}\)|0\d{{2,3}})"
    rf"{_ONE}[1-9]\d{{2,3}}{_ONE}\d{{3,4}}){_EXTENSION}(?!\d|\.\d|,\d{{3}})"
)
_CARD = re.compile(
    r"(?<![\dA-Za-z])(?<!\d[.,-])"
    r"(?:62\d{14}(?:\d{3})?|[3-6]\d{3}(?:[ -]\d{4}){3}(?:[ -]?\d{3})?)(?![\dA-Za-z]|[.,-]\d)"
)

_LINKS, _JOINS = alternatives(_WORDS.links), rf"(?:[、,/;]|{alternatives(_WORDS.number_joins)})"
_LINK = rf"[ ]{{0,4}}(?:\([^()\t]{{0,12}}\)[ ]{{0,4}})?{_LINKS}?[ ]{{0,4}}[:;]?[ ]{{0,4}}"
_DIGITS = r"\(?\+?\d(?:[ \-().]{0,3}\d){4,19}"
_AFTER = rf"(?!\d|[.,]\d|[ ]{{0,4}}{any_of(_WORDS.money_after)}|%)"
_LABELLED_PHONE = re.compile(rf"{PHONE_LABEL}{_LINK}(?P<value>{_DIGITS}{_EXTENSION}){_AFTER}")
_ANOTHER_PHONE = re.compile(rf"{_JOINS}[ ]{{0,3}}(?P<value>{_DIGITS}{_EXTENSION}){_AFTER}")
_LABELLED_BANK = re.compile(rf"{BANK_LABEL}{_LINK}(?P<value>\d(?:[ \-]{{0,2}}\d){{7,29}}){_AFTER}")
_BANK_BEHIND_NAME = re.compile(
    rf"{BANK_LABEL}{_LINK}[一-鿿()]{{2,24}}[ :,]{{0,4}}(?P<value>\d(?:[ \-]?\d){{11,29}}){_AFTER}"
)
_ANOTHER_LOCAL = re.compile(rf"[ ]{{0,2}}{_JOINS}[ ]{{0,2}}(?P<value>[2-9]\d{{2,3}}[ \-]?\d{{4}}){_AFTER}")
_LABELLED_IDENTITY = re.compile(
    rf"{IDENTITY_LABEL}{_LINK}(?P<value>\d(?:[ \-]{{0,2}}[\d*×]){{13,17}}[Xx]?|[A-Z]{{1,2}}\d{{7,8}}){_AFTER}"
)
_LABELLED_KINDS = ((_LABELLED_IDENTITY, IDENTITY), (_LABELLED_BANK, BANK), (_BANK_BEHIND_NAME, BANK))
_MONEY_AFTER = re.compile(rf"[ ]{{0,4}}(?:{any_of(_WORDS.money_after)}|%)")
_SAYS = rf"[ ]{{0,2}}(?::|{_LINKS})?[ ]{{0,2}}"
_MONEY_BEFORE = re.compile(rf"(?:{any_of(_WORDS.money_before)}){_SAYS}$")
_CODE_BEFORE = re.compile(rf"(?:(?:{any_of(_WORDS.codes)}|[第№#]){_SAYS}|[A-Za-z\[])$")
_FUNCTION = re.compile(r"2(?:0[1-9]|[1-3]\d)\d{4}")
_FEWEST_DIGITS = 7
_OLDEST, _YOUNGEST = 1900, 2015
_SAYS_SO = re.compile(r"[@#]|[aA][tT]|\d[\d .·_\-()]{5}")


def private_numbers(text: str, labelled: bool = True) -> list[Span]:
    """Return where a folded text holds private numbers or addresses: begin, end, class; none overlap.

    ``labelled`` also takes numbers that are known by the label in front of them only.
    """
    if not _SAYS_SO.search(text):
        return []
    spans: list[Span] = []
    finders = [_emails, *((_labelled,) if labelled else ()), _identities, _cards, _telephones]
    for find in finders:
        for span in find(text):
            if all(span[1] <= start or end <= span[0] for start, end, _ in spans):
                spans.append(span)
    return sorted(spans)


def digits_of(text: str) -> str:
    """Return the digits of a text."""
    return re.sub(r"\D", "", text)


def _emails(text: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(text) if "@" in text or "#" in text or "at" in text.lower() else ():
        yield (*found.span(), EMAIL)


def _labelled(text: str) -> Iterator[Span]:
    for pattern, kind in _LABELLED_KINDS:
        yield from ((*match.span("value"), kind) for match in pattern.finditer(text))
    for first in _LABELLED_PHONE.finditer(text):
        found: re.Match[str] | None = first
        while found:
            start, end = found.span("value")
            if len(digits_of(found["value"])) >= _FEWEST_DIGITS and not _is_code_beside_its_name(
                text, start, end
            ):
                yield start, end, PHONE
            found = _ANOTHER_PHONE.match(text, end)


def _is_code_beside_its_name(text: str, start: int, end: int) -> bool:
    """Tell a classification code from a local number: a name stands behind it (电话 2010301 行政运行)."""
    behind = text[end : end + 12]
    is_named = re.match(r"[ ]+[一-鿿]{2}", behind) and not re.match(rf"[ ]+{PHONE_LABEL}", behind)
    return bool(is_named and _FUNCTION.fullmatch(text[start:end]))


def _identities(text: str) -> Iterator[Span]:
    for found in _IDENTITY.finditer(text):
        plain = re.sub(r"[ -]", "", found[0])
        if len(found[0]) - len(plain) <= 5 and is_identity(plain) and not _is_other(text, *found.span()):
            yield (*found.span(), IDENTITY)


def is_identity(number: str) -> bool:
    """Tell whether digits can be an identity number: 18 with a right check digit, or place and date fit.

    15 digits are the old form; 17 lost the check digit.
    """
    if len(number) == 18 and number[:2] in _provinces() and _is_checked(number):
        return True
    if number[:2] not in _provinces() or len(number) not in {15, 17, 18}:
        return False
    born = number[6:14] if len(number) > 15 else "19" + number[6:12]
    try:
        day = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return _OLDEST <= day.year <= _YOUNGEST


def _is_checked(number: str) -> bool:
    try:
        return bool(ric.get_birth_date(number)) and ric.calc_check_digit(number) == number[-1].upper()
    except ValidationError:
        return False


@cache
def _provinces() -> frozenset[str]:
    return frozenset(region.adcode[:2] for region in load_regions())


def _cards(text: str) -> Iterator[Span]:
    for found in _CARD.finditer(text):
        if luhn.is_valid(digits_of(found[0])) and not _is_other(text, *found.span()):
            yield (*found.span(), BANK)


def _telephones(text: str) -> Iterator[Span]:
    for pattern in (_MOBILE, _LANDLINE):
        for found in pattern.finditer(text):
            if _is_dialled(found["number"], pattern is _LANDLINE) and not _is_other(text, *found.span()):
                yield (*found.span(), PHONE)
                after = _ANOTHER_LOCAL.match(text, found.end())
                while after and pattern is _LANDLINE:
                    yield (*after.span("value"), PHONE)
                    after = _ANOTHER_LOCAL.match(text, after.end())


def _is_dialled(number: str, is_landline: bool) -> bool:
    """Tell whether the numbering plan knows a number; mobile numbers are taken by their form alone."""
    if not is_landline:
        return True
    digits = digits_of(number).removeprefix("00")
    is_abroad = digits.startswith("86") and len(digits) > 10
    try:
        plain = f"+86{digits[2:].lstrip('0')}" if is_abroad else digits
        return phonenumbers.is_valid_number(phonenumbers.parse(plain, "CN"))
    except phonenumbers.NumberParseException:
        return False


def _is_other(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a number say that it counts money or things, or is a code."""
    before = text[max(0, start - 16) : start]
    after = text[end : end + 12]
    if re.search(rf"{PHONE_LABEL}[^\d]{{0,8}}$", before):
        return bool(_MONEY_AFTER.match(after))
    return bool(_MONEY_AFTER.match(after) or _MONEY_BEFORE.search(before) or _CODE_BEFORE.search(before))
