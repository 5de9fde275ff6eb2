"""What is counted or priced and is no sum of money: told by the unit in brackets behind a word or a label."""

from __future__ import annotations

import re

from yusuan.spec.load import TableSpec
from yusuan.spec.money import UNIT
from yusuan.spec.spelling import normalise

_IN_BRACKETS = re.compile(r"\(([^()]{1,8})\)$")
_MULTIPLE = re.compile(r"^[十百千万亿]{1,2}")
_PRICE = re.compile(rf"(?:{UNIT})/.+")


def counted_unit(text: str, spec: TableSpec) -> str | None:
    """Return the unit behind a header word or a label that is none of money: 辆, 平方米, 万美元, 元/人.

    None where no unit is printed in brackets, where it is one of money, and where nobody knows it.
    """
    found = _IN_BRACKETS.search(normalise(text))
    if found is None:
        return None
    unit = found.group(1)
    is_counted = unit in spec.counted or _MULTIPLE.sub("", unit) in spec.counted
    return unit if is_counted or _PRICE.fullmatch(unit) else None
