"""Where else a document prints a figure: what two places say alike, our reading of neither invented."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.check.document import Document
from yusuan.check.said import current_money, rounding, yuan
from yusuan.model import BudgetLine
from yusuan.spec.money import FACTORS

_BELOW = 8  # lines below a table in which a row torn from it stands
_DIGITS = 3  # figures of fewer digits are alike by chance


@dataclass(frozen=True)
class Witnesses:
    """The amounts of all tables by value, the amounts that the text states, and each table's last row."""

    tables: Mapping[Decimal, frozenset[str]]
    stated: tuple[tuple[Decimal, Decimal], ...]
    last_rows: Mapping[tuple[str, str], int]
    lines: Sequence[str]

    @classmethod
    def of(cls, document: Document) -> Witnesses:
        """Gather the amounts of a document."""
        tables: dict[Decimal, set[str]] = {}
        last: dict[tuple[str, str], int] = {}
        for cell in document.budget_lines:
            tables.setdefault(cell.amount_yuan, set()).add(cell.table_id)
            place = (cell.table_id, cell.side)
            last[place] = max(last.get(place, 0), cell.row)
        stated = tuple((yuan(said), rounding(said)) for said in current_money(document))
        return cls(
            {value: frozenset(ids) for value, ids in tables.items()}, stated, last, document.parsed.lines
        )

    def confirm(self, value: Decimal | None, table_id: str) -> bool:
        """Tell whether a figure of a table is printed in another table too, or stated in the text."""
        if not value or not _is_telling(value):
            return False
        if self.tables.get(value, frozenset()) - {table_id}:
            return True
        return any(abs(stated - value) <= half for stated, half in self.stated)

    def is_left_over(self, apart: Decimal, cells: Sequence[BudgetLine]) -> bool:
        """Tell whether a difference is printed among, or shortly below, the rows that were added up.

        A row whose cells were torn apart (`30312 提租补贴`, its amount elsewhere) is missing from their sum.
        """
        lines = {cell.source_line for cell in cells}
        sought = abs(apart) / FACTORS[cells[0].money_unit]
        skipped = [n for n in range(min(lines), max(lines)) if n not in lines]
        last = [_numbers(self.lines[n - 1]) for n in skipped if n <= len(self.lines)]
        amounts = [[number for number in numbers if number != number.to_integral_value()] for numbers in last]
        torn = sum((max(found) for found in amounts if found), Decimal(0))
        if torn and torn == sought:
            return True
        return any(
            _is_telling(sought) and sought in _numbers(self.lines[number - 1])
            for number in range(min(lines), min(max(lines) + _BELOW, len(self.lines)) + 1)
            if number not in lines
        )

    def goes_on_below(self, table_id: str, side: str, row: int) -> bool:
        """Tell whether a table prints further rows below one: what ends above them was read to its end."""
        return row < self.last_rows.get((table_id, side), 0)


def _is_telling(value: Decimal) -> bool:
    """Tell whether a figure has digits enough not to be printed twice by chance."""
    return len(value.normalize().as_tuple().digits) >= _DIGITS


def _numbers(line: str) -> set[Decimal]:
    """Return the numbers that a line prints."""
    return {Decimal(number.replace(",", "")) for number in re.findall(r"(?<!\d)\d[\d,]*(?:\.\d+)?", line)}
