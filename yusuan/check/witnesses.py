"""Where else a document prints a figure: what two places say alike, our reading of neither invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.check.document import Document
from yusuan.check.said import current_money, rounding, yuan

_DIGITS = 3  # figures of fewer digits are alike by chance


@dataclass(frozen=True)
class Witnesses:
    """The amounts of all tables by value, the amounts that the text states, and each table's last row."""

    tables: Mapping[Decimal, frozenset[str]]
    stated: tuple[tuple[Decimal, Decimal], ...]
    last_rows: Mapping[tuple[str, str], int]

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
        return cls({value: frozenset(ids) for value, ids in tables.items()}, stated, last)

    def confirm(self, value: Decimal | None, table_id: str) -> bool:
        """Tell whether a figure of a table is printed in another table too, or stated in the text."""
        if not value or len(value.normalize().as_tuple().digits) < _DIGITS:
            return False
        if self.tables.get(value, frozenset()) - {table_id}:
            return True
        return any(abs(stated - value) <= half for stated, half in self.stated)

    def goes_on_below(self, table_id: str, side: str, row: int) -> bool:
        """Tell whether a table prints further rows below one: what ends above them was read to its end."""
        return row < self.last_rows.get((table_id, side), 0)
