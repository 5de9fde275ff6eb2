"""Where the cells of a table or a row really belong, where that is not where they are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Frame:
    """Where the cells of a table or a row really belong: field to column, where they differ; and why.

    Column -1 is a label merged down beside the label column; other negative columns belong to no cell.
    """

    moved: tuple[tuple[int, int], ...] = ()
    reason: str | None = None

    def column_of(self, at: int) -> int:
        """Return the column that the cell in field ``at`` belongs to."""
        return self._columns.get(at, at)

    @cached_property
    def _columns(self) -> Mapping[int, int]:
        return dict(self.moved)

    def field_of(self, column: int, cells: Sequence[str]) -> int | None:
        """Return the field that holds a column's cell, or None where no cell holds it.

        Of several fields into which a column is cracked it is the one that prints something.
        """
        if not self.moved:
            return column if column < len(cells) else None
        fields = [at for at in range(len(cells)) if self.column_of(at) == column]
        return next((at for at in fields if cells[at].strip()), fields[0] if fields else None)


@dataclass(frozen=True, slots=True)
class Frames:
    """The frame of a table, and those of the rows that differ from it, by line.

    ``undecided`` are the frames of rows that break a sum as printed, and for which several would mend it.
    """

    table: Frame = Frame()
    rows: Mapping[int, Frame] = field(default_factory=dict)
    undecided: Mapping[int, tuple[Frame, ...]] = field(default_factory=dict)

    def of(self, line: int) -> Frame:
        """Return the frame of the row on a line."""
        return self.rows.get(line, self.table)
