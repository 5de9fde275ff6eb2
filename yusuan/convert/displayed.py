"""A cell's value and number format → what Excel shows."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[[^\]]*\]')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_COLOUR = re.compile(r"\[(?:red|红色?|color ?\d+|颜色 ?\d+)\]", re.IGNORECASE)
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.[#0?]*)?,*|\.[#0?]+")
_AS_IT_IS = re.compile(r"general|@", re.IGNORECASE)
_UNUSUAL = re.compile(r"[eE][+-]|/")
"""Exponents and fractions."""

_DIGITS_OF_A_FLOAT = 400
_NAMED = re.compile(r"m{3,}|d{3,}|a{3,}", re.IGNORECASE)
"""Names of months and days, in the language of whoever opens the file."""

_DATE = re.compile(r"y+|m+|d+|h+|s+|上午/下午|AM/PM", re.IGNORECASE)


def displayed(value: Any, written: str) -> str:
    """Return what a cell with a value and a number format shows."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return _date(value, written)
    if not isinstance(value, (int, float, Decimal)):
        return str(value)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    return _number(number, *_section(written or "General", number))


def _section(written: str, number: Decimal) -> tuple[str, Decimal]:
    """Return the part of a format that a number is shown by, and the number without the sign it shows.

    A text has no colours: where only red tells a negative number, its sign stays.
    """
    sections = _split(written)
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        held = (one is None or _COMPARED[one[1]](number, Decimal(one[2])) for one in conditions)
        return next((section for section, holds in zip(sections, held, strict=True) if holds), ""), number
    if number < 0 and len(sections) > 1:
        by_colour = _COLOUR.search(sections[1]) and not re.search(r"[-−(（]", sections[1])
        return sections[1], number if by_colour else -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _split(written: str) -> list[str]:
    """Split a format at its semicolons, not at those within quotation marks."""
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])*(?:;|$)', written)
    return [part.removesuffix(";") for part in parts[: written.count(";") + 1]] or [written]


def _number(whole: Decimal, section: str, number: Decimal) -> str:
    """Return a number by a section of its format; ``whole`` has its sign, for sections that say too much."""
    if not section.strip():
        return ""  # an empty section hides
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match.group(1) or match.group(2) or "")
        return "\x00"

    pattern = _LITERAL.sub(keep, section)
    if places := _AS_IT_IS.search(pattern):
        shown = plain(number)
        return _with_literals(pattern[: places.start()] + shown + pattern[places.end() :], literals).strip()
    places = _DIGITS.search(pattern)
    if places is None:
        return _with_literals(pattern, literals).strip()
    if _UNUSUAL.search(pattern) or _DIGITS.search(pattern, places.end()):
        return plain(whole)
    shape = places.group()
    share = "%" in pattern
    scaled = number * (100 if share else 1) / (Decimal(1000) ** (len(shape) - len(shape.rstrip(","))))
    shown = _shaped(scaled, shape.rstrip(","))
    return _with_literals(pattern[: places.start()] + shown + pattern[places.end() :], literals).strip()


def _shaped(number: Decimal, shape: str) -> str:
    """Return a number with as many decimals, and the separators, that a shape (`#,##0.00`) has."""
    whole, _, fraction = shape.partition(".")
    quantum = Decimal(1).scaleb(-len(fraction))
    with localcontext(prec=_DIGITS_OF_A_FLOAT):
        rounded = number.quantize(quantum, ROUND_HALF_UP)
    if rounded == 0 and "0" not in shape:
        return ""  # # and ? show no zero
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(fraction) - len(fraction.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    text = text.removesuffix(".") if not fraction or text.endswith(".") else text
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    least = whole.replace(",", "").count("0")
    before = digits.partition(".")[0].replace(",", "")
    digits = "0" * max(0, least - len(before)) + digits
    return ("" if set(digits) <= set("0.,") else sign) + digits


def _with_literals(pattern: str, literals: list[str]) -> str:
    parts = pattern.split("\x00")
    return "".join(part + literal for part, literal in zip(parts, [*literals, ""], strict=False))


def plain(number: Decimal) -> str:
    """Return a number as the General format shows it: at most eleven digits, no zeros at the end."""
    if number == 0:
        return "0"
    digits = max(0, 10 - max(number.adjusted(), 0))
    with localcontext(prec=_DIGITS_OF_A_FLOAT):
        rounded = number.quantize(Decimal(1).scaleb(-min(digits, 10)), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: datetime | date | time, written: str) -> str:
    """Return a date the way its format orders it; `m` is the month, the minute once an hour was named."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    pattern = re.sub(r"\[[^\]]*\]", "", _split(written)[0]).replace('"', "").replace("\\", "")
    if not _DATE.search(pattern) or "general" in pattern.lower() or _NAMED.search(pattern):
        return value.strftime("%Y-%m-%d")
    hours = False

    def part(match: re.Match[str]) -> str:
        nonlocal hours
        token = match.group().lower()
        hours = hours or token[0] == "h"
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        numbers = {"y": moment.year, "d": moment.day, "h": moment.hour, "s": moment.second}
        number = numbers.get(token[0], moment.minute if hours else moment.month)
        if token[0] == "y" and len(token) <= 2:
            number %= 100
        return f"{number:0{min(len(token), 2)}d}" if token[0] in "ymdhs" else ""

    return _DATE.sub(part, pattern).rstrip("@;").strip()
