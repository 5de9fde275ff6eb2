"""Tables that go on from the page before, and the titles that are printed again above their rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.convert.pdf.laid import Laid
from yusuan.convert.pdf.prose import Line
from yusuan.convert.pdf.tables import Drawn, alike

_SAME = 3.0  # points: what stands no farther apart on two pages stands at the same place


def continued(items: Sequence[Line | Drawn]) -> list[Line | Drawn]:
    """Mark the tables that go on from the page before: nothing stands between, and the columns are the same."""
    marked: list[Line | Drawn] = []
    for item in items:
        before = marked[-1] if marked else None
        if isinstance(item, Drawn) and isinstance(before, Drawn) and item.page == before.page + 1:
            item = replace(item, continues=alike(before.lattice.xs, item.lattice.xs, rest=True))
        marked.append(item)
    return marked


def titles_again(laid: Sequence[Laid]) -> Iterator[Line]:
    """Yield the lines above the rest of a table that a spreadsheet prints again on each of its pages.

    They stand word for word at the same height on the page before; the table below them goes on from it, its
    columns the same, without a header of its own.
    """
    head = ""
    for before, one in zip(laid, laid[1:], strict=False):
        if before.tables and (len(before.tables) > 1 or not head):
            head = _first_word(before.tables[-1])
        if not (before.tables and one.tables and _is_rest(before, one, head)):
            head = ""
            continue
        above = [line for line in one.lines if line.baseline < one.tables[0].lattice.ys[0] + 1]
        if all(any(_is_twin(line, other) for other in before.lines) for line in above):
            yield from above
        else:
            head = ""


def _is_rest(before: Laid, one: Laid, head: str) -> bool:
    last, first = before.tables[-1], one.tables[0]
    ends = all(line.baseline < last.lattice.ys[-1] for line in before.lines)
    return ends and alike(last.lattice.xs, first.lattice.xs, rest=True) and _first_word(first) != head


def _first_word(table: Drawn) -> str:
    """Return what the first filled cell of a table's first row says."""
    row = [(cell.left, text.text) for cell, text in table.texts.items() if cell.upper == 0]
    return min(row, default=(0, ""))[1]


def _is_twin(line: Line, other: Line) -> bool:
    near = abs(line.baseline - other.baseline) < _SAME and abs(line.x0 - other.x0) < _SAME
    return near and line.text == other.text
