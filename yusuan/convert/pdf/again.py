"""Tables that go on from the page before, and the titles that are printed again above their rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.convert.pdf.laid import Laid
from yusuan.convert.pdf.prose import Line
from yusuan.convert.pdf.tables import Drawn, alike

_SAME = 3.0  # points: what stands no farther apart on two pages stands at the same place


def continued(items: Sequence[Line | Drawn]) -> list[Line | Drawn]:
    """Mark the tables that go on from the page before: nothing stands between, the columns are the same."""
    marked: list[Line | Drawn] = []
    for item in items:
        before = marked[-1] if marked else None
        if isinstance(item, Drawn) and isinstance(before, Drawn) and item.page == before.page + 1:
            item = replace(item, continues=alike(before.lattice.xs, item.lattice.xs, rest=True))
        marked.append(item)
    return marked


def titles_again(laid: Sequence[Laid]) -> Iterator[Line]:
    """Yield the lines above the rest of a table that a spreadsheet prints again on each of its pages.

    They stand word for word above the table's beginning; the table below them goes on from the page before,
    its columns the same, and opens with no word that a table has begun with.
    """
    heads: set[str] = set()
    titles: list[Line] = []
    for before, one in zip([None, *laid], laid, strict=False):
        if not one.tables:
            titles = []
            continue
        first, last = one.tables[0], one.tables[-1]
        above = [line for line in one.lines if line.baseline < first.lattice.ys[0] + 1]
        if before and _is_rest(before, one) and _first_word(first) not in heads:
            if all(any(_is_twin(line, title) for title in titles) for line in above):
                yield from above
            if first is last:
                continue
        heads.add(_first_word(last))
        titles = above if first is last else []


def _is_rest(before: Laid, one: Laid) -> bool:
    if not before.tables:
        return False
    last, first = before.tables[-1], one.tables[0]
    ends = all(line.baseline < last.lattice.ys[-1] for line in before.lines)
    return ends and alike(last.lattice.xs, first.lattice.xs, rest=True)


def _first_word(table: Drawn) -> str:
    """Return what the first filled cell of a table's first row says."""
    row = [(cell.left, text.text) for cell, text in table.texts.items() if cell.upper == 0]
    return min(row, default=(0, ""))[1]


def _is_twin(line: Line, other: Line) -> bool:
    return line.text == other.text and abs(line.x0 - other.x0) < _SAME and line.size == other.size
