"""Which columns of a printed table hold the rows' labels, and how deep each row stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.model import BudgetLine
from yusuan.spec.numbering import numbering_of
from yusuan.spec.spelling import normalise

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Labels:
    """A table's label columns by side, and the usual level of a row by how it is numbered."""

    columns: Mapping[str, int]
    levels: Mapping[tuple[str, str], int]

    @property
    def first(self) -> int:
        """Give the column that stays in view while the others scroll: of two sides the left one's."""
        return min(self.columns.values(), default=0)

    def level(self, column: int, text: str, amounts: Sequence[BudgetLine]) -> int | None:
        """Say how deep a label stands, by its own amounts, else as its like; None where it is no label."""
        side = next((side for side, place in self.columns.items() if place == column), None)
        if side is None:
            return None
        known = [line.level for line in amounts if line.side == side]
        level = min(known) if known else self.levels.get((side, _style_of(text)), 1)
        return min(max(level, 1), DEEPEST)


def find_labels(amounts: Sequence[BudgetLine], printed: Mapping[int, Sequence[str]]) -> Labels:
    """Find, for each side, the column that prints most rows' labels, and the levels of its numbering."""
    found: dict[str, Counter[int]] = {}
    levels: dict[tuple[str, str], Counter[int]] = {}
    rows = {line: ["".join(cell.split()) for cell in cells] for line, cells in printed.items()}
    for line in amounts:
        cells = rows.get(line.source_line, [])
        if line.item and line.item in cells:
            found.setdefault(line.side, Counter())[cells.index(line.item)] += 1
            levels.setdefault((line.side, _style_of(line.item)), Counter())[line.level] += 1
    return Labels(
        {side: columns.most_common(1)[0][0] for side, columns in found.items()},
        {key: counted.most_common(1)[0][0] for key, counted in levels.items() if key[1]},
    )


def _style_of(text: str) -> str:
    """Return the style in which a label is numbered, nothing where it is not."""
    numbering = numbering_of(normalise(text))
    return numbering.style if numbering else ""
