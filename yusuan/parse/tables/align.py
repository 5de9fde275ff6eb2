"""Cells that stand beside their header, put right by what they look like and by arithmetic, and said so.

A frame maps the fields of a row to the columns they belong to. A whole table can need one (a label column
printed twice, a blank cell lost), or a single row. Where nothing decides, cells stay as printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise

from yusuan.parse.cells import is_blank, is_code, is_dash, is_unit_code, looks_like_money, parse_amount
from yusuan.parse.tables.fields import fit_fields
from yusuan.parse.tables.frames import Frame, Frames
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import Column
from yusuan.parse.tables.identities import RowIdentity, proven, row_identities
from yusuan.spec.load import TableSpec, load_tables
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import normalise

_CATALOGUE = re.compile(r"^[\[【]?[A-C]\d{2,8}")
_BRACKETED = re.compile(r"^[\[【](\d)")
_GROUP_LABEL = -1
_MAX_SHIFT = 2
_MAX_PRINTED = 32  # wider rows have too many readings to try
_MAX_FRAMES = 500  # the widest table known, of 90 columns, has a quarter; one with more is misread
_MAX_MOVED = 200  # a table with more rows beside its header is not misprinted but misread


def align(
    columns: Sequence[Column], body: Sequence[Row], spec: TableSpec, page_starts: Collection[int] = ()
) -> Frames:
    """Return where the cells of a table's rows belong.

    ``page_starts`` are the lines on which pages begin: each page may stand beside the header in its own way.
    """
    pages = _pages(body, page_starts)
    table = fit_table(columns, pages[0], spec)
    rows: dict[int, Frame] = {}
    undecided: dict[int, tuple[Frame, ...]] = {}
    for number, page in enumerate(pages):
        frame = fit_table(columns, page, spec) if number else table
        frame = frame if frame.moved or not table.moved else table
        if frame.moved != table.moved:
            rows |= {row.line: frame for row in page}
        for line, frames in fit_rows(columns, page, frame, spec).items():
            if len(frames) == 1:
                rows[line] = frames[0]
            elif frames:
                undecided[line] = frames
    return Frames(table, rows, undecided)


def _pages(body: Sequence[Row], page_starts: Collection[int]) -> list[Sequence[Row]]:
    cuts = [0, *(at for at, row in enumerate(body) if at and row.line in page_starts), len(body)]
    return [body[start:end] for start, end in pairwise(cuts)]


def fit_table(columns: Sequence[Column], body: Sequence[Row], spec: TableSpec) -> Frame:
    """Return the frame of the whole table: the printed one unless most rows contradict it."""
    rows = [row for row in body if any(parse_amount(row[column]) is not None for column in row.printed)]
    printed = Frame()
    if (cracked := fit_fields(columns, rows, spec)) is not None:
        frame = Frame(cracked)
        if not sum(conflicts(row, columns, frame, spec) for row in rows):
            return frame
    conflicted = sum(conflicts(row, columns, printed, spec) > 0 for row in rows)
    if len(rows) < 2 or conflicted * 2 <= len(rows):
        return printed
    doubled = [*islice(_doubled_frames(columns), _MAX_FRAMES + 1)]
    if len(doubled) > _MAX_FRAMES:
        return printed
    identities = row_identities([column for column in columns if column.role == "amount"], spec)
    best = min(
        [printed, *doubled],
        key=lambda frame: _badness(frame, rows, columns, identities, spec),
    )
    still = sum(conflicts(row, columns, best, spec) > 0 for row in rows)
    return best if still * 5 <= len(rows) else printed


def _doubled_frames(columns: Sequence[Column]) -> Iterator[Frame]:
    """Yield frames in which a label column takes two fields and, further right, one blank cell is lost."""
    width = len(columns)
    for label in (column.index for column in columns if column.role in {"label", "name"}):
        for lost in range(label + 2, width + 1):
            moved = [(label, _GROUP_LABEL)]
            moved += [(at, at - 1) for at in range(label + 1, min(lost, width + 1))]
            yield Frame(tuple(moved), None)


def _badness(
    frame: Frame,
    rows: Sequence[Row],
    columns: Sequence[Column],
    identities: Sequence[RowIdentity],
    spec: TableSpec,
) -> tuple[int, int, int]:
    wrong = sum(conflicts(row, columns, frame, spec) for row in rows)
    broken = sum(violations(row, columns, frame, identities) for row in rows)
    return wrong, broken, len(frame.moved)


def amounts_of(row: Row, columns: Sequence[Column], frame: Frame) -> dict[int, Decimal]:
    """Return the numbers a row prints under amount columns, by column index."""
    known = {column.index for column in columns if column.role in roles_that_are("amount")}
    found = {}
    for at in row.printed:
        number = parse_amount(row[at])
        if number is not None and frame.column_of(at) in known:
            found[frame.column_of(at)] = number
    return found


def violations(row: Row, columns: Sequence[Column], frame: Frame, identities: Sequence[RowIdentity]) -> int:
    """Count the identities that a row read by a frame breaks."""
    amounts = amounts_of(row, columns, frame)
    return sum(identity.holds(amounts) is False for identity in identities)


def conflicts(row: Row, columns: Sequence[Column], frame: Frame, spec: TableSpec) -> int:
    """Count the cells of a row that do not look like what their column holds."""
    return len(conflicting(row, columns, frame, spec))


def conflicting(row: Row, columns: Sequence[Column], frame: Frame, spec: TableSpec) -> list[int]:
    """Return the fields of a row whose cells do not look like what their column holds."""
    by_index = {column.index: column for column in columns}
    found = []
    for at in row.printed:
        index = frame.column_of(at)
        if index == _GROUP_LABEL:
            fits = parse_amount(row[at]) is None
        else:
            fits = index in by_index and _fits(row[at], by_index[index], spec)
        if not fits:
            found.append(at)
    return found


_CODE_LIKE = roles_that_are("code") | roles_that_are("identifier")
_ANYTHING = roles_that_are("any")


def _fits(text: str, column: Column, spec: TableSpec) -> bool:
    """Tell whether a cell can hold what its column's role promises."""
    text = text.strip()
    role = column.role
    if role in _ANYTHING:
        return True
    if role in {"amount", "quantity"}:
        return parse_amount(text) is not None or (is_dash(text) and role == "amount")
    if role in _CODE_LIKE:
        plain = text.isascii() and text.isalnum()
        return plain or normalise(text) in spec.totals or spec.word(text) is not None
    if looks_like_money(text) or (role in {"fund_source", "fund_nature"} and parse_amount(text) is not None):
        return False
    if role == "name":
        return not _CATALOGUE.match(text) and _classified_right(text, column)
    if role in {"ordinal", "fund_source", "fund_nature"}:
        return True
    return not _BRACKETED.match(text) and (role == "catalogue" or not _CATALOGUE.match(text))


def _classified_right(text: str, column: Column) -> bool:
    bracketed = _BRACKETED.match(text)
    if not bracketed:
        return not (is_code(text) or is_unit_code(text))
    named = load_tables().composed.classification_in("".join(column.words))
    return named is None or (named == "function") == (bracketed.group(1) == "2")


def fit_rows(
    columns: Sequence[Column], body: Sequence[Row], table_frame: Frame, spec: TableSpec
) -> dict[int, tuple[Frame, ...]]:
    """Return the frames of the rows that contradict the table's, by line, each with its reason.

    One of several is right, or none: look and row sums leave them open.
    """
    promised = row_identities([column for column in columns if column.role == "amount"], spec)
    rows = [row for row in body if amounts_of(row, columns, table_frame)]
    borne_out = proven(promised, [amounts_of(row, columns, table_frame) for row in rows])
    frames: dict[int, tuple[Frame, ...]] = {}
    for row in rows:
        if len(row.printed) > _MAX_PRINTED or len(frames) == _MAX_MOVED:
            continue
        wrong = conflicts(row, columns, table_frame, spec)
        if not wrong and not violations(row, columns, table_frame, borne_out):
            continue
        if found := _fit_row(row, columns, table_frame, promised, spec):
            frames[row.line] = found
    return frames


def _fit_row(
    row: Row, columns: Sequence[Column], frame: Frame, identities: Sequence[RowIdentity], spec: TableSpec
) -> tuple[Frame, ...]:
    """Return the frames that move the fewest cells, or none by look, and leave nothing to object to."""
    wrong = conflicting(row, columns, frame, spec)
    best: list[tuple[int, Frame]] = []
    for moved, candidate in _shifted(row, columns, frame, wrong):
        if conflicts(row, columns, candidate, spec) or violations(row, columns, candidate, identities):
            continue
        best.append((moved, candidate))
    fewest = min((moved for moved, _ in best), default=0)
    chosen = [candidate for moved, candidate in best if moved == fewest or not wrong]
    return tuple(Frame(candidate.moved, _reason(bool(wrong))) for candidate in chosen)


def _reason(by_look: bool) -> str:
    evidence = "单元格内容与表头不符" if by_look else "按小计与明细的勾稽关系"
    return f"本行与表头错位，{evidence}，已移到应在的列"


def _shifted(
    row: Row, columns: Sequence[Column], frame: Frame, wrong: Collection[int]
) -> Iterator[tuple[int, Frame]]:
    """Yield frames that move one run of printed cells a field or two aside, with the count of cells moved.

    The run holds all cells that do not look like their column (``wrong``): none of them may stay.
    """
    printed = row.printed
    width = max((column.index for column in columns), default=0) + 1
    for start in range(len(printed)):
        for end in range(start + 1, len(printed) + 1):
            run = printed[start:end]
            if not set(wrong) <= set(run):
                continue
            for shift in (shift for size in range(1, _MAX_SHIFT + 1) for shift in (-size, size)):
                moved = {at: frame.column_of(at) + shift for at in run}
                kept = {frame.column_of(at) for at in printed if at not in moved}
                taken = set(moved.values())
                if kept & taken or min(taken) < 0 or max(taken) >= width:
                    continue
                order = [moved.get(at, frame.column_of(at)) for at in printed]
                if order != sorted(order):
                    continue
                yield len(run), _with_moves(row, frame, moved)


def _with_moves(row: Row, frame: Frame, moved: dict[int, int]) -> Frame:
    """Return a frame with the given moves; fields whose column another cell takes hold nothing."""
    mapping = {at: frame.column_of(at) for at in range(len(row.cells))}
    mapping.update(moved)
    taken = {column for at, column in mapping.items() if row[at].strip()}
    for at, column in list(mapping.items()):
        if is_blank(row[at]) and column in taken:
            mapping[at] = -2 - at
    return Frame(tuple(sorted((at, column) for at, column in mapping.items() if at != column)))
