"""Amounts as readers say them: 万元 and 亿元, shares in percent."""

from __future__ import annotations

from decimal import Decimal

from yusuan.spec.money import round_to

WAN = Decimal(10_000)
YI = Decimal(100_000_000)
NBSP = "\u00a0"


def format_yuan(amount: Decimal) -> str:
    """Write an amount in yuan in the unit people use for its size: 亿元, 万元, below a hundred 元."""
    size = abs(amount)
    if size >= YI:
        return f"{round_to(amount / YI):,}{NBSP}亿元"
    if size >= 100 or size == 0:
        return f"{round_to(amount / WAN):,}{NBSP}万元" if size else f"0{NBSP}元"
    return f"{round_to(amount):,}{NBSP}元"


def format_wan(amount: Decimal) -> str:
    """Write an amount in yuan as a bare number of 万元, for table columns that name the unit."""
    wan = amount / WAN
    exact = wan == round_to(wan)
    return f"{round_to(wan):,}" if exact else f"{wan.normalize():,f}"


def format_share(part: Decimal, whole: Decimal) -> str:
    """Write a part of a whole in percent to one place; nothing where the whole is zero."""
    if not whole:
        return ""
    share = part / whole * 100
    if 0 < share < Decimal("0.1"):
        return "<0.1%"
    return f"{round_to(share, Decimal('0.1'))}%"


def format_size(size: int) -> str:
    """Write a file's size in KB or MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}{NBSP}KB"
    return f"{size / 1024 / 1024:.1f}{NBSP}MB"


def format_as_said(number: Decimal, said: str) -> str:
    """Write a finding's figure with the unit that the finding's words give it, if they give one.

    >>> format_as_said(Decimal(2600000), "费用260.00万元"), format_as_said(Decimal(4), "列了4个")
    ('260.00\\xa0万元', '4')
    """
    for value, unit, written in (
        (number, "年", f"{number.normalize():f}年"),
        (number, "%", f"{format_plain(number)}%"),
        (number, "元", f"{format_plain(number)}{NBSP}元"),
        (number / WAN, "万元", f"{format_wan(number)}{NBSP}万元"),
    ):
        digits = {f"{value.normalize():f}", f"{round_to(value):f}"}
        if any(_is_said(f"{text}{unit}", said) for text in digits):
            return written
    return format_plain(number)


def _is_said(number: str, said: str) -> bool:
    """Tell whether words have a number as a whole, not as the end of a longer one."""
    at = said.find(number)
    while at > 0 and (said[at - 1].isdecimal() or said[at - 1] in ".,，"):
        at = said.find(number, at + 1)
    return at >= 0


def format_plain(number: Decimal) -> str:
    """Write any number with thousands separators and no digit more than it has."""
    return f"{number.normalize():,f}"
