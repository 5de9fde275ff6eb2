"""Titles of tables that have all of a unit's money, apart from those of one purpose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yusuan.spec.organisations import load_organisations
from yusuan.spec.patterns import alternatives

_YEAR_OR_BRACKETS = re.compile(r"20\d{2}年?(?:度)?|\([^()]*\)")


@dataclass(frozen=True, slots=True)
class WholeTitles:
    """What such titles say before 收入 or 支出: a ``mark`` anywhere, or else only ``words`` and a name.

    ``sides`` finds what stands before the side, ``number`` the table's number in front of it.
    """

    mark: str
    words: tuple[str, ...]
    sides: re.Pattern[str]
    number: re.Pattern[str]

    def names_purpose(self, title: str) -> bool:
        """Tell whether a title in normal form names what its money is for (扶贫支出表)."""
        before = self.sides.match(title)
        if before is None or self.mark in title:
            return False
        whose = self.number.sub("", _YEAR_OR_BRACKETS.sub("", before.group(1)))
        rest = re.sub(alternatives(self.words), "", whose)
        is_name = load_organisations().is_name
        return bool(rest) and not is_name(rest) and not is_name(whose)


def load_whole_titles(data: Mapping[str, Any]) -> WholeTitles:
    """Return the words of a table of the spec."""
    sides = re.compile(rf"^(.*?){alternatives(data['sides'])}")
    return WholeTitles(data["mark"], tuple(data["words"]), sides, re.compile(data["number"]))
