"""Labels of private data: which words they are, and what kinds of value a cell or a line end asks for."""

from __future__ import annotations

import re
from functools import cache

from yusuan.parse.privacy.folding import BLANK, any_of
from yusuan.spec.documents import load_private
from yusuan.spec.numbering import CHINESE_DIGITS
from yusuan.spec.patterns import alternatives

NAME, PHONE, BANK, IDENTITY = "name", "phone", "bank", "identity_number"

_WORDS = load_private()
_NOTE = rf"(?:{BLANK}{{0,4}}\([^()\t]{{0,12}}\)){{0,2}}"
PERSON_LABEL = rf"{any_of(_WORDS.persons)}(?:{BLANK}*{any_of(_WORDS.after_labels)}){{0,2}}"
_NUMBER = rf"(?:{BLANK}*{_WORDS.number}{BLANK}*{_WORDS.code}?)?"
PHONE_LABEL = rf"(?<![A-Za-z]){any_of(_WORDS.phones)}{_NUMBER}"
BANK_LABEL = rf"{any_of(_WORDS.banks)}{_NUMBER}"
IDENTITY_LABEL = rf"{any_of(_WORDS.identities)}{_NUMBER}"
_KINDS = {NAME: PERSON_LABEL, PHONE: PHONE_LABEL, BANK: BANK_LABEL, IDENTITY: IDENTITY_LABEL}
_ONE = "(?:" + "|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()) + ")"
_LABEL = re.compile(
    rf"{BLANK}*(?:[\d{CHINESE_DIGITS}]{{1,2}}[.、])?[一-鿿 ]{{0,10}}?{_ONE}{_NOTE}{BLANK}*:?{BLANK}*"
)
_ANY_LABEL = re.compile(_ONE)
_BETWEEN = re.compile(rf"{alternatives(_WORDS.joins)}|[、/,]")
_NO_VALUE_OF_ITS_OWN = re.compile(rf" *{alternatives(_WORDS.besides)}? *:? *")
_LONGEST = 40


@cache
def label_kinds(cell: str) -> tuple[str, ...]:
    """Return the kinds of private value that a folded cell is the label of, in their order; mostly none."""
    if not cell or len(cell) > _LONGEST or "〔" in cell or not _ANY_LABEL.search(cell):
        return ()
    if whole := _kind(cell):
        return (whole,)
    for parts in (_BETWEEN.split(cell), cell.split()):
        kinds = [_kind(part) for part in parts if not _NO_VALUE_OF_ITS_OWN.fullmatch(part)]
        if kinds and all(kinds):
            return tuple(dict.fromkeys(filter(None, kinds)))
    return ()


def _kind(part: str) -> str | None:
    found = _LABEL.fullmatch(part)
    return next((kind for kind in _KINDS if found[kind] is not None), None) if found else None


def asked_at_end(line: str) -> tuple[str, ...]:
    """Return the kinds of value that a folded line without a tab leaves to the next line.

    The line ends with a label and a colon, or is nothing but a label.
    """
    tail = line.rstrip()[-_LONGEST:]
    if "〔" in tail[-4:] or not tail:
        return ()
    if label_kinds(tail):
        return label_kinds(tail)
    if not tail.endswith(":"):
        return ()
    start = max(tail.rfind(mark, 0, -1) for mark in " ,;。.:)、\t")
    return label_kinds(tail[start + 1 :])
