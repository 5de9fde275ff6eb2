"""What a single cell looks like: an amount, a code, a numbering, a blank."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from yusuan.spec.lines import load_lines
from yusuan.spec.money import SPOKEN, YUAN_PER_UNIT, full_name, round_to
from yusuan.spec.patterns import alternatives

_TEXTS_KEPT = 1 << 15
_AMOUNT = re.compile(r"^([-−－+＋]?)(\d{1,3}(?:[,，]\d{3})+|\d+)((?:\.\d*)?)$")
_AMOUNT_WITH_UNIT = re.compile(rf"^([-−－+＋]?(?:\d{{1,3}}(?:[,，]\d{{3}})+|\d+)(?:\.\d+)?)({SPOKEN})$")
_BRACKETED = re.compile(r"^[\[【]([0-9A-Z]{3,12})[\]】][-—－]*(.*)$")
_CATALOGUE = re.compile(r"^([ABC]\d{2,8})[-—－ ]*([^\dA-Za-z\s].*)$")
_CODE = re.compile(r"^[1235]\d{2}(?:\d{2}){0,2}$")
_UNIT_CODE = re.compile(r"^\d{2,3}(?:\d{2,3}){0,3}$")
_AXIS_NAMES = load_lines().axis
_AXIS = re.compile(
    rf"^(?:\*+|\d{{1,2}}|{alternatives(_AXIS_NAMES)}|[A-Z]|\(?\d{{1,2}}\)?=[\d+\-=*/×÷%()]{{1,40}})$"
)
_AXIS_LEAD = re.compile(r"^\(?(\d{1,2})(?:\)?=|$)")
_IN_BRACKETS = re.compile(r"^\((\d[\d,]*\.\d+)\)$")
_COMPARED = re.compile(r"^(?:[≥≤≧≦><=]|>=|<=)\d")
_SPACE = re.compile(r"\s+")
_APART = re.compile(r"\d\s+\d")
_GROUPED = re.compile(r"^\D?\s*\d{1,3}(?:\s\d{3})+(?:\.\d+)?$")
_MOST_DIGITS = 12
_CJK_SPACE = re.compile(r"(?<=[　-〿一-鿿＀-￯“”])\s+|\s+(?=[　-〿一-鿿＀-￯“”])")

DASHES = frozenset({"-", "—", "--", "——", "－", "/", "–"})
MOST_YUAN = Decimal(10) ** 12
"""No organisation disposes of a trillion yuan: such a number is a code or an account."""


@lru_cache(maxsize=_TEXTS_KEPT)
def parse_amount(text: str) -> Decimal | None:
    """Return the number a cell prints, or None where it prints no plain number; (1.00) is negative.

    Blanks may part thousands; two numbers in one cell, and numbers of over 12 digits, are none.

    >>> parse_amount("1,623.35"), parse_amount("－2 062.5"), parse_amount("≥3")
    (Decimal('1623.35'), Decimal('-2062.5'), None)
    """
    if len(text) > 40 or any(unicodedata.category(char) == "No" for char in text):
        return None  # ② beside a number is the mark of a note
    if _APART.search(text) and not _GROUPED.match(text.strip()):
        return None
    plain = unicodedata.normalize("NFKC", _SPACE.sub("", text))
    if bracketed := _IN_BRACKETS.match(plain):
        plain = f"-{bracketed.group(1)}"
    match = _AMOUNT.match(plain)
    if not match:
        return None
    sign, whole, fraction = match.groups()
    digits = re.sub("[,，]", "", whole)
    if len(digits) > _MOST_DIGITS:
        return None
    number = Decimal(digits + (fraction if fraction != "." else ""))
    return -number if sign in {"-", "−", "－"} else number


@lru_cache(maxsize=_TEXTS_KEPT)
def parse_money(text: str) -> tuple[Decimal, str] | None:
    """Return number and money unit of a cell that prints its unit with it, as `261 万` in forms."""
    match = _AMOUNT_WITH_UNIT.match(_SPACE.sub("", text))
    number = parse_amount(match.group(1)) if match else None
    if match is None or number is None:
        return None
    return number, full_name(match.group(2))


@lru_cache(maxsize=_TEXTS_KEPT)
def looks_like_money(text: str) -> bool:
    """Tell whether a cell prints a number as amounts of money are printed: with decimals or separators."""
    plain = _SPACE.sub("", text)
    return bool(_AMOUNT.match(plain)) and ("." in plain or "," in plain or "，" in plain)


@lru_cache(maxsize=_TEXTS_KEPT)
def is_target(text: str) -> bool:
    """Tell whether a cell prints a number to be compared with, as targets are: ≥95%."""
    return _COMPARED.match(unicodedata.normalize("NFKC", _SPACE.sub("", text))) is not None


def is_figure(text: str) -> bool:
    """Tell whether a cell prints a number: alone, with a money unit, or as a target."""
    return parse_amount(text) is not None or parse_money(text) is not None or is_target(text)


def to_yuan(number: Decimal, money_unit: str) -> Decimal:
    """Return an amount in yuan, to the fen: 万元 is printed with up to six decimals."""
    return round_to(number * YUAN_PER_UNIT[money_unit])


def is_blank(text: str) -> bool:
    """Tell whether a cell prints nothing."""
    return not text.strip()


@lru_cache(maxsize=_TEXTS_KEPT)
def is_code(text: str) -> bool:
    """Tell whether a cell prints a classification code (201, 20103, 2010301, 30101, 50101 …)."""
    return bool(_CODE.match(text.strip()))


def is_unit_code(text: str) -> bool:
    """Tell whether a code has the length of an organisation's (001, 001001), not of a project's."""
    return bool(_UNIT_CODE.match(text.strip()))


def is_axis_row(cells: tuple[str, ...]) -> bool:
    """Tell whether a row numbers the columns (`** ** 1 2 3`, `类 款 项 栏次 1 2`) and so closes a header."""
    printed = [unicodedata.normalize("NFKC", _SPACE.sub("", cell)) for cell in cells if cell.strip()]
    named = next((at for at, cell in enumerate(printed) if cell in _AXIS_NAMES), 0)
    printed = printed[named:]
    if not printed or not all(_AXIS.match(cell) for cell in printed):
        return False
    numbers = [int(lead.group(1)) for cell in printed if (lead := _AXIS_LEAD.match(cell))]
    if not numbers:
        return all(set(cell) == {"*"} for cell in printed)
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and (
        len(numbers) < len(printed) or (numbers[0] == 1 and len(numbers) > 1)
    )


def split_bracketed(text: str) -> tuple[str | None, str]:
    """Split `[2010501]行政运行` into code and name; the code is None where none is bracketed in front."""
    match = _BRACKETED.match(text.strip())
    return (match.group(1), match.group(2).strip()) if match else (None, text)


def split_catalogue(text: str) -> tuple[str | None, str]:
    """Split the code of the procurement catalogue from the name behind it: [A0601]办公家具, A0601办公家具.

    Source of the codes' form: 政府采购品目分类目录 (Ministry of Finance): goods A, works B, services C.
    """
    code, name = split_bracketed(text)
    match = None if code else _CATALOGUE.match(text.strip())
    return (match.group(1), match.group(2)) if match else (code, name)


@lru_cache(maxsize=_TEXTS_KEPT)
def label_text(text: str) -> str:
    """Return a label as printed, without the spaces that line breaks and letter-spacing left in it."""
    return _CJK_SPACE.sub("", _SPACE.sub(" ", text.strip()))


def is_dash(text: str) -> bool:
    """Tell whether a cell prints a dash where a number could stand."""
    return text.strip() in DASHES
