"""Whether a cell is what a label asks for."""

from __future__ import annotations

import re

from yusuan.parse.privacy.folding import any_of
from yusuan.parse.privacy.labels import BANK, IDENTITY, NAME, PHONE
from yusuan.parse.privacy.names import names_filling
from yusuan.parse.privacy.numbers import Span, digits_of, private_numbers
from yusuan.spec.documents import load_private
from yusuan.spec.patterns import alternatives

_WORDS = load_private()
_EXTENSION, _JOINS = alternatives(_WORDS.extensions), alternatives(_WORDS.cell_joins)
_NUMBERS = re.compile(rf"(?:[\d\-+、，,/;() #]|{_EXTENSION}|{_JOINS}){{7,60}}")
_LOCAL = re.compile(rf"[2-9]\d{{2,3}}[ -]?\d{{4}}(?:[ -]\d{{1,4}}|{_EXTENSION}\d{{1,6}})?")
_ACCOUNT = re.compile(r" *\d(?:[ -]?\d){8,29} *")
_IDENTITY = re.compile(r" *(?:[A-Z]{1,2}\d{7,8}|\d(?:[ -]{0,2}[\d*×]){13,17}[Xx]?) *")
_HAN = re.compile("[一-鿿]")
_LONGEST = 60
_BEHIND = rf"(?!\d|[.,]\d|[ ]{{0,4}}{any_of(_WORDS.money_after)}|%)"
_AMONG = {
    PHONE: re.compile(
        r"(?<![\d.,-])(?:1[3-9]\d{9}"
        rf"|(?:0\d{{2,3}}-)?[2-9]\d{{2,3}}[ -]?\d{{4}}(?:{_EXTENSION}\d{{1,6}})?){_BEHIND}"
    ),
    BANK: re.compile(rf"(?<![\d.,])\d(?:[ -]?\d){{11,29}}{_BEHIND}"),
    IDENTITY: re.compile(rf"(?<![\d.,])\d(?:[ -]?[\d*×]){{13,17}}[Xx]?{_BEHIND}"),
}
_ONE_NUMBER = re.compile(rf"[、，,/;]|{_JOINS}")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+")


def is_phone_like(cell: str, local: bool) -> bool:
    """Tell whether a folded cell is a telephone number by itself; ``local`` takes those without area, too."""
    text = cell.strip()
    if any((start, end) == (0, len(text)) for start, end, kind in private_numbers(text, labelled=False)):
        return True
    return local and bool(_LOCAL.fullmatch(text))


def fits(cell: str, kind: str, weak: bool = False) -> bool:
    """Tell whether a folded cell can be the value of a kind; ``weak`` asks names for a known surname."""
    if kind == NAME:
        return bool(names_filling(cell, weak))
    if kind == PHONE:
        return bool(phones_filling(cell) or numbers_among_words(cell, kind))
    is_whole = (_ACCOUNT if kind == BANK else _IDENTITY).fullmatch(cell)
    return kind in {BANK, IDENTITY} and bool(is_whole or numbers_among_words(cell, kind))


def numbers_among_words(cell: str, kind: str) -> list[Span]:
    """Return the numbers of a kind in a short cell that holds Chinese words, too (办公室 2000000)."""
    if kind not in _AMONG or len(cell) > _LONGEST or not _HAN.search(cell):
        return []
    return [(*found.span(), kind) for found in _AMONG[kind].finditer(cell)]


def phones_filling(cell: str) -> list[tuple[int, int, str]]:
    """Return the telephone numbers of a cell that holds nothing else."""
    if _AMOUNT.fullmatch(cell.strip()) or not _NUMBERS.fullmatch(cell.strip()):
        return []
    begin = len(cell) - len(cell.lstrip())
    end = len(cell.rstrip())
    parts = [part.strip() for part in _ONE_NUMBER.split(cell) if part.strip()]
    if all(7 <= len(digits_of(part)) <= 17 for part in parts):
        return [(begin, end, PHONE)]
    return []
