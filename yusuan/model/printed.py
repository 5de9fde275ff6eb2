"""Lay out a table as it is printed, each amount under the heading that the data give it.

The page, the table's CSV and its test share this one layout, so that what is shown is what is published.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yusuan.model.amounts import BudgetLine, ProcurementItem
from yusuan.model.beside import heading_fields, label_targets
from yusuan.model.document import Table

_COLUMN_NUMBER = re.compile(r"\*+|\d{1,2}|")
HEADING = "/"
"""What parts the levels of a printed column path."""

Row = tuple[int, list[str]]
"""A printed row: its line and its cells."""
Key = tuple[str, int | None, str]
"""What tells one column of amounts from another: side, block, path."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell; ``source_column`` is the field that prints it, None for a place that no field fills.

    ``belongs`` names the column that the amount belongs to, where it cannot stand under that heading.
    """

    text: str
    source_column: int | None
    belongs: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table's lines above its header, header and rows; lines without columns have one cell.

    ``mended`` where the header's cells were set over the columns that they name; ``unplaced`` are headings
    that then have no column.
    """

    width: int
    above: Sequence[Row]
    header: Sequence[Row]
    rows: Sequence[tuple[int, Sequence[PrintedCell]]]
    mended: bool = False
    unplaced: Sequence[str] = ()


def lay_out(
    lines: Sequence[str], table: Table, amounts: Sequence[BudgetLine], items: Sequence[ProcurementItem] = ()
) -> PrintedTable:
    """Lay out a table of the document's ``lines``; ``amounts`` are those of the table.

    ``items`` are the document's procurement rows, which say where the words of a row belong.
    """
    printed = _rows(lines, table)
    width = max((len(cells) for _, cells in printed), default=0)
    above, header, body = _split(printed, table)
    named = [(n, cells) for n, cells in header if not numbers_columns(cells)]
    homes = _homes(amounts, named)
    by_place = {(line.source_line, line.source_column): line for line in amounts}
    paths = _paths([line for line in amounts if line.source_column < width])
    is_mended = _misplaced(named, paths)
    bought = (
        {item.source_line: item for item in items} if table.kind == "procurement" and not is_mended else {}
    )
    headings = heading_fields(named) if bought else {}
    rows = []
    for number, cells in body:
        own = {c: line for c in range(len(cells)) if (line := by_place.get((number, c)))}
        targets = {c: homes.get(_key(line)) for c, line in own.items() if line.repaired}
        if number in bought:
            are_right = {c: line.repaired is not None for c, line in own.items()}
            targets |= label_targets(cells, bought[number], headings, are_right)
        rows.append((number, _lay_row(cells, width, own, targets)))
    if not is_mended:
        return PrintedTable(width, above, [(n, _padded(cells, width)) for n, cells in header], rows)
    mended, unplaced = _mend(named, paths, width)
    return PrintedTable(width, above, mended, rows, True, unplaced)


def numbers_columns(cells: Sequence[str]) -> bool:
    """Tell whether a printed row only numbers the columns: `**`, `1`, `2`."""
    return all(map(_COLUMN_NUMBER.fullmatch, cells))


def _rows(lines: Sequence[str], table: Table) -> list[Row]:
    if table.first_line is None or table.last_line is None:
        return []
    numbered = enumerate(lines[table.first_line - 1 : table.last_line], start=table.first_line)
    return [(number, _cells(line)) for number, line in numbered if line.strip()]


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in line.split("\t")]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells if len(cells) > 1 or "\t" not in line else [*cells, ""]


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _split(printed: Sequence[Row], table: Table) -> tuple[list[Row], list[Row], list[Row]]:
    """Part what stands above the header, the header, which begins with the first columns, and the rows."""
    start = next((i for i, (_, cells) in enumerate(printed) if len(cells) > 1), len(printed))
    last = table.header_last_line or 0
    end = next((i for i in range(start, len(printed)) if printed[i][0] > last), len(printed))
    return list(printed[:start]), list(printed[start:end]), list(printed[end:])


def _key(line: BudgetLine) -> Key:
    return line.side, line.block, line.column


def _homes(amounts: Sequence[BudgetLine], header: Sequence[Row]) -> dict[Key, int]:
    """Map each column of amounts to the field that prints it in the rows that were not put right.

    Where all were, the header's own field counts.
    """
    places: defaultdict[Key, Counter[int]] = defaultdict(Counter)
    for line in amounts:
        if line.repaired is None:
            places[_key(line)][line.source_column] += 1
    homes = {key: counted.most_common(1)[0][0] for key, counted in places.items()}
    width = max((len(cells) for _, cells in header), default=0)
    for key in dict.fromkeys(_key(line) for line in amounts):
        if key in homes:
            continue
        path = [_plain(part) for part in key[2].split(HEADING)]
        named = [
            c for c in range(width) if _own(header, c) and _plains(_stack(header, c))[-len(path) :] == path
        ]
        if len(named) == 1 and named[0] not in homes.values():
            homes[key] = named[0]
    return homes


def _paths(amounts: Sequence[BudgetLine]) -> dict[int, str]:
    """Map each field to the heading of most amounts that it prints, those put right left out."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for line in amounts:
        if line.repaired is None:
            found[line.source_column][line.column] += 1
    return {column: counted.most_common(1)[0][0] for column, counted in found.items()}


def _lay_row(
    cells: Sequence[str], width: int, amounts: Mapping[int, BudgetLine], targets: Mapping[int, int | None]
) -> list[PrintedCell]:
    """Set cells under their headings, where these have a free place in the row.

    ``targets`` are the fields of the headings of amounts that were put right, and of words beside them.
    """
    if len(cells) == 1:
        return [PrintedCell(cells[0], 0)]
    laid = [PrintedCell(text, column) for column, text in enumerate(cells)]
    laid += [PrintedCell("", None)] * (width - len(cells))
    lifted = {column for column, target in targets.items() if target not in (None, column)}
    wanted = Counter(target for column, target in targets.items() if column in lifted)
    while True:
        blocked = {c for c in lifted if _is_blocked(targets[c], laid, lifted, wanted)}
        if not blocked:
            break
        lifted -= blocked
    was = list(laid)
    for column in lifted:
        laid[column] = PrintedCell("", None)
    for column in lifted:
        laid[targets[column] or 0] = was[column]
    moved = {column: line for column, line in amounts.items() if line.repaired}
    return [_told(cell, moved, lifted, targets) for cell in laid]


def _is_blocked(
    target: int | None, laid: Sequence[PrintedCell], lifted: set[int], wanted: Counter[int | None]
) -> bool:
    if target is None or target >= len(laid) or wanted[target] > 1:
        return True
    return bool(laid[target].text) and target not in lifted


def _told(
    cell: PrintedCell,
    moved: Mapping[int, BudgetLine],
    lifted: set[int],
    targets: Mapping[int, int | None],
) -> PrintedCell:
    """Say where an amount belongs that stays where it is printed."""
    column = cell.source_column
    if column is None or column not in moved or column in lifted or targets[column] == column:
        return cell
    return replace(cell, belongs=moved[column].column)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _plains(texts: Sequence[str]) -> list[str]:
    return [_plain(text) for text in texts]


def _stack(header: Sequence[Row], column: int) -> list[str]:
    """List the headings that stand over a field, from the top; a blank continues the cell to its left."""
    found = []
    for index, (_, cells) in enumerate(header):
        left = column
        while left > 0 and (left >= len(cells) or not cells[left]) and index < len(header) - 1:
            left -= 1
        if left < len(cells) and cells[left]:
            found.append(cells[left])
    return found


def _own(header: Sequence[Row], column: int) -> bool:
    """Tell whether a field has a heading printed in itself."""
    return any(column < len(cells) and cells[column] for _, cells in header)


def _misplaced(header: Sequence[Row], paths: Mapping[int, str]) -> bool:
    """Tell whether a heading is printed over another field than the one whose amounts it names."""
    printed = {_plain(text) for _, cells in header for text in cells if text}
    for column, path in paths.items():
        name = _plain(path.split(HEADING)[-1])
        if name in printed and name not in _plains(_stack(header, column)):
            return True
    return False


def _mend(header: Sequence[Row], paths: Mapping[int, str], width: int) -> tuple[list[Row], list[str]]:
    """Set each heading over its field; headings without amounts keep their place or move by one field."""
    stacks = {column: path.split(HEADING) for column, path in paths.items()}
    left = [_plains(stack) for stack in stacks.values()]
    others: list[tuple[int, list[str]]] = []
    sides: set[str] = set()  # headings over a whole side, which paths leave out
    for column in filter(lambda column: _own(header, column), range(width)):
        own = _stack(header, column)
        named = next((path for path in left if path == _plains(own)[-len(path) :]), None)
        if named:
            left.remove(named)
            sides |= set(own[: -len(named)])
        else:
            others.append((column, own))
    unplaced = []
    for column, own in others:
        stack = [text for text in own if text not in sides]
        place = next((c for c in (column, column + 1) if c < width and c not in stacks), None)
        if place is None:
            unplaced.append(HEADING.join(stack))
        else:
            stacks[place] = stack
    return _header_rows(stacks, width, [number for number, _ in header]), unplaced


def _header_rows(stacks: Mapping[int, Sequence[str]], width: int, lines: Sequence[int]) -> list[Row]:
    """Write stacks of headings as rows, a heading that spans several fields in the first of them."""
    rows = []
    for level in range(max(map(len, stacks.values()), default=0)):
        texts = [""] * width
        for column, stack in stacks.items():
            inner = level < len(stack) - 1
            spans = inner and list(stacks.get(column - 1, ())[: level + 1]) == list(stack[: level + 1])
            texts[column] = "" if spans or level >= len(stack) else stack[level]
        rows.append((lines[min(level, len(lines) - 1)], texts))
    return rows
