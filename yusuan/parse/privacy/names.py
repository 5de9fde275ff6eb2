"""Names of people in a run of text: after a label, before a telephone number, or filling a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.parse.privacy.folding import BLANK, any_of
from yusuan.parse.privacy.labels import NAME, PERSON_LABEL, PHONE, PHONE_LABEL
from yusuan.parse.privacy.numbers import Span
from yusuan.spec.documents import load_private
from yusuan.spec.load import load_tables
from yusuan.spec.patterns import alternatives

_WORDS = load_private()
_LABELS = frozenset({*_WORDS.persons, *_WORDS.signers, *_WORDS.phones, *_WORDS.titles})
_JOINS, _LINKS = alternatives(_WORDS.joins), alternatives(_WORDS.links)
_TITLE = rf"{alternatives(_WORDS.deputies)}?{any_of(_WORDS.titles)}"
_FOLLOWS = rf"(?:{any_of([*_WORDS.persons, *_WORDS.signers])}|{PHONE_LABEL}|{any_of(_WORDS.after_names)})"
_END = rf"(?=$|[^一-鿿·]|{_FOLLOWS})"
_LETTER = "[一-鿿〇]"
_HIDDEN = rf"(?:[*×○xX]|{alternatives(_WORDS.hidden)})"
_NAME = re.compile(
    rf"(?P<long>{_LETTER}{{1,8}}(?:·{_LETTER}{{1,8}}){{1,3}})(?:{_TITLE})?{_END}"
    rf"|(?P<apart>{_LETTER}(?:{BLANK}{{1,4}}(?!{_FOLLOWS}){_LETTER}){{1,2}})(?:{BLANK}{{0,2}}{_TITLE})?{_END}"
    rf"|(?P<hidden>{_LETTER}(?:{_LETTER}{{0,1}}{_HIDDEN}{{1,2}}|{_HIDDEN}{_LETTER}))(?:{_TITLE})?{_END}"
    rf"|(?P<alone>{_LETTER}{{1,2}}?)(?={BLANK}{{0,2}}{_TITLE}{_END})"
    rf"|(?P<whole>{_LETTER}(?:(?!{_FOLLOWS}){_LETTER}){{1,3}}?)(?:{BLANK}{{0,2}}{_TITLE})?{_END}"
)
_LATIN = re.compile(r"[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){1,2}(?![a-z])")
_NOTE = rf"(?:{BLANK}{{0,4}}\([^()\t]{{0,12}}\))"
_LABEL = re.compile(
    rf"(?<!〔){PERSON_LABEL}{_NOTE}{{0,2}}"
    rf"(?:{BLANK}{{0,2}}(?:{_JOINS}|[、/])?{BLANK}{{0,2}}{PHONE_LABEL}{_NOTE}?)?"
    rf"(?P<link>{BLANK}*[\]】〕》>]?{BLANK}*(?::{BLANK}*|{_LINKS}{BLANK}*:?{BLANK}*|-{{1,2}}{BLANK}*)"
    rf"|{BLANK}*[\]】》>]{BLANK}*|{BLANK}+|(?<=\)))"
)
_PLAIN = re.compile(rf"(?<!〔){any_of(_WORDS.plain)}(?!{'|'.join(_WORDS.no_names)})(?=[一-鿿])")
_SIGNED = re.compile(rf"(?<![一-鿿])(?:{any_of(_WORDS.signers)}){BLANK}{{0,4}}:{BLANK}*")
_NEXT = re.compile(rf"{_NOTE}?(?:{BLANK}*(?:[、,/;]|{_JOINS}){BLANK}*|{BLANK}{{1,4}})")
_AROUND = re.compile(
    rf"{_NOTE}|{_TITLE}|〔[^〔〕]*〕|[一-鿿]{{0,8}}?{any_of(_WORDS.no_name_ends)}|[\d\s\-+、,/;:()]|{_JOINS}"
)
_BEHIND_PHONE = re.compile(
    rf"{BLANK}{{0,2}}\({BLANK}?(?P<name>{_LETTER}(?:{BLANK}{{0,2}}{_LETTER}){{1,2}}){BLANK}?\)"
)
_BEFORE_PHONE = re.compile(
    rf"(?:^|(?<=[ ,;:、。()/\t]))(?P<name>{_LETTER}(?:{BLANK}{{0,2}}{_LETTER}){{1,2}})"
    rf"{_NOTE}?{BLANK}{{0,4}}[:,(]?{BLANK}{{0,4}}$"
)


def names_in(text: str, phones: Sequence[Span] = ()) -> list[Span]:
    """Return where a folded text holds names: behind labels, and right before the telephones given."""
    spans: list[Span] = []
    for pattern, strict in ((_LABEL, None), (_SIGNED, True), (_PLAIN, True)):
        for found in pattern.finditer(text):
            weak = ":" not in found["link"] if strict is None else strict
            spans += _names_from(text, found.end(), weak)
    for start, end, kind in phones:
        behind = _BEHIND_PHONE.match(text, end) if kind == PHONE else None
        if behind and is_name(behind["name"], weak=True):
            spans.append((*behind.span("name"), NAME))
        near = _BEFORE_PHONE.search(text[max(0, start - 24) : start]) if kind == PHONE else None
        if near and is_name(near["name"], weak=True):
            shift = max(0, start - 24)
            spans.append((shift + near.start("name"), shift + near.end("name"), NAME))
    return _apart(spans)


def names_filling(text: str, weak: bool) -> list[Span]:
    """Return the names that a folded cell begins with, where it holds nothing else than names and notes."""
    begin = len(text) - len(text.lstrip())
    spans = list(_names_from(text, begin, weak)) or _names_beside_places(text)
    rest = _AROUND.sub("", text[spans[-1][1] :] if spans else text)
    return spans if spans and not rest else []


def _names_beside_places(text: str) -> list[Span]:
    """Return the names in a cell whose other words are departments and titles (财务科 某某)."""
    spans: list[Span] = []
    for found in re.finditer(r"[^\s、,/;()\d\-]+", text):
        word = found[0]
        if 2 <= len(word) <= 4 and is_name(word, weak=True) and not re.fullmatch(_TITLE, word):
            spans.append((*found.span(), NAME))
        elif not (word.endswith(_WORDS.no_name_ends) or re.fullmatch(_TITLE, word)):
            return []
    return spans


def _names_from(text: str, at: int, weak: bool) -> Iterator[Span]:
    """Yield names that stand one behind another; after the first, a blank alone asks for a surname."""
    while found := _NAME.match(text, at) or (None if weak else _LATIN.match(text, at)):
        kind = found.lastgroup
        start, end = found.span(kind) if kind else found.span()
        if kind and not is_name(text[start:end], weak or kind == "alone"):
            return
        yield start, end, NAME
        after = _NEXT.match(text, found.end())
        if after is None:
            return
        at, weak = after.end(), True


def is_name(text: str, weak: bool) -> bool:
    """Tell whether Chinese letters can be somebody's name; ``weak`` asks for a surname known as one."""
    plain = text.replace(" ", "")
    if load_tables().word(plain) is not None:
        return False
    if (
        plain in _WORDS.not_names
        or plain in _LABELS
        or any(plain.startswith(word) for word in _WORDS.not_names if len(word) > 2)
    ):
        return False
    if len(plain) > 2 and (plain[:2] in _WORDS.not_names or plain.endswith(_WORDS.no_name_ends)):
        return False
    if len(plain) == 2 and plain[1] in _WORDS.no_second_letters:
        return False
    if "·" in plain:
        return True
    has_surname = plain[0] in _WORDS.surnames or plain[:2] in _WORDS.compound_surnames
    return has_surname or not weak


def _apart(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not kept or kept[-1][1] <= span[0]:
            kept.append(span)
    return kept
