"""The ledger of a table's cells: each becomes one record, names one, or is left over with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from yusuan.model import BudgetLine, FormText, PerformanceIndicator, Statement

Cell = tuple[int, int]
"""A cell of a document: its physical line, from 1, and its field, from 0."""

Kept = TypeVar("Kept", BudgetLine, FormText, PerformanceIndicator, Statement)
_LABEL = "label"


@dataclass(slots=True)
class Ledger:
    """What each cell of a table became: the resource that holds it, or `label`; no two hold one cell."""

    claims: dict[Cell, str] = field(default_factory=dict)

    def __contains__(self, cell: object) -> bool:
        return cell in self.claims

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.claims)

    def admit(self, records: Iterable[Kept]) -> list[Kept]:
        """Claim the cells of records; return the records whose cell no other resource holds."""
        admitted: list[Kept] = []
        for record in records:
            cell = (record.source_line, record.source_column or 0)
            if self.claims.get(cell, _LABEL) in {_LABEL, record.RESOURCE}:
                self.claims[cell] = record.RESOURCE
                admitted.append(record)
        return admitted

    def label(self, cells: Iterable[Cell]) -> None:
        """Claim cells that name a record, or belong to one that stands in another cell."""
        for cell in cells:
            self.claims.setdefault(cell, _LABEL)
