"""Which kind of table a grid is: its header scored against the spec, its title as supporting evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.parse.cells import label_text, parse_amount
from yusuan.parse.tables.blocks import shapes_of
from yusuan.parse.tables.grids import Caption, Row
from yusuan.parse.tables.headers import TELLING_ROLES, Header
from yusuan.parse.tables.titles import is_title, title_head, without_brackets
from yusuan.spec.documents import load_documents
from yusuan.spec.final import is_final_kind
from yusuan.spec.lines import load_lines
from yusuan.spec.load import Kind, TableSpec
from yusuan.spec.numbering import CHINESE_DIGITS, without_numbering
from yusuan.spec.organisations import load_organisations
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import bare, bare_label, normalise

_TITLE, _HEADER, _ROLE, _ROW, _SHAPE, _MISSHAPEN, _NOTE, _NEXT = 7, 4, 8, 1, 4, 2, 3, 4
_ENOUGH = 3
_LONGEST_TITLE = 40
_LINES = load_lines()
_GENERAL = re.compile(rf"{alternatives(_LINES.general)}|{alternatives(_LINES.general_endings)}$")
_CONTENTS_MARK = re.compile(rf"^(?:[-*•#、]+|{alternatives(_LINES.contents_labels)}\d{{1,2}}[.:、]?)")
_BEGINS = re.compile(
    rf"^(?:[#*(（\d{CHINESE_DIGITS}]|{alternatives(_LINES.line_beginnings)})"
    rf"|.*(?:[:：。；;]|{alternatives(_LINES.line_endings)})$"
)
_SHORTEST_PART = 8
_WIDEST_GAP = 2  # a blank line may stand between the halves of a title
_OPEN_ENDS = ("、", "，", ",", "（", "(", "“", *_LINES.open_endings)
_FEWEST_TABLES = 6
_FORM_STARTS = frozenset({"project", "subproject", "unit", "form_label"})
_MOST_PAIRS = 6  # cells of a form's first row
_LOOKED_AT = 6  # rows of a grid that tell whether it is a form
_CONTENTS_PAGE = re.compile(r"[.…·\s]*\d{0,3}$")


@dataclass(frozen=True, slots=True)
class Declared:
    """A table that the document's contents name."""

    line: int
    title: str
    kind: Kind


def find_title(captions: Sequence[Caption], spec: TableSpec) -> Caption | None:
    """Return the caption nearest to the grid that reads as a table's title, whole where it is broken."""
    for at in range(len(captions) - 1, -1, -1):
        if is_title(captions[at].text, spec):
            return _joined(captions[at - 1], captions[at], spec) if at else captions[at]
        if at and is_title(captions[at - 1].text, spec):
            continue
        if at and (whole := _joined(captions[at - 1], captions[at], spec)) is not captions[at]:
            return whole
    return None


def _joined(before: Caption, caption: Caption, spec: TableSpec) -> Caption:
    """Join a title with the line right above it where only both together name the table.

    `…一般公共预算财政拨` and `款支出表` do: the joined words name another kind than the last line alone.
    """
    text = before.text.strip() + caption.text.strip()
    open_end = before.text.strip().endswith(_OPEN_ENDS)
    gap = caption.line - before.line
    is_part = (open_end and gap <= _WIDEST_GAP) or (gap == 1 and not _BEGINS.match(before.text.strip()))
    whole = is_part and len(before.text) > _SHORTEST_PART and is_title(text, spec)
    same = spec.kind_of_title(title_head(text)) is spec.kind_of_title(title_head(caption.text))
    if not whole or (same and not open_end):
        return caption
    return Caption(before.line, text, caption.line)


def find_other_title(captions: Sequence[Caption], spec: TableSpec) -> Caption | None:
    """Return the caption nearest to the grid that ends as a title does and names no kind that is known."""
    for caption in reversed(captions):
        head = without_brackets(title_head(caption.text))
        if not 4 <= len(head) <= _LONGEST_TITLE or not head.endswith(spec.declared_endings):
            continue
        if spec.title_number.match(head) or (_is_general(head) and spec.money_of_title(head) is None):
            continue
        return caption
    return None


def _is_general(head: str) -> bool:
    """Tell whether a heading names no table but a part, or all tables of an organisation or a year."""
    if (end := _GENERAL.search(head)) is None or end.group() in _LINES.general:
        return end is not None
    whose = head[: end.start()]
    return not whose or whose.endswith(load_documents().general) or load_organisations().is_name(whose)


def find_declared(lines: Sequence[str], before: int, spec: TableSpec) -> list[Declared]:
    """Return the tables named in the contents, which stand before line ``before``, in order."""
    declared: dict[str, Declared] = {}
    entries = [
        (number, cell) for number, line in enumerate(lines[: before - 1], 1) for cell in line.split("\t")
    ]
    for number, text in entries:
        title = contents_title(text)
        if len(title) <= 60 and without_brackets(title).endswith(spec.declared_endings):
            kind = spec.kind_of_title(title)
            if kind is not None:
                declared.setdefault(title, Declared(number, _as_printed(text, title), kind))
    return list(declared.values())


def kinds_in_order(
    titles: Sequence[str | None], found: Sequence[Kind | None], declared: Sequence[Declared]
) -> list[Kind] | None:
    """Return the kinds of a document's tables by the order of its contents, where that order is borne out.

    ``titles`` and ``found`` are those of the tables, in order. As many tables are printed as the contents
    name, a table with a title is of the kind named in its place, and at least half are found to be, too.
    """
    if len(found) != len(declared) or len(found) < _FEWEST_TABLES or all(titles):
        return None
    named = [entry.kind for entry in declared]
    pairs = list(zip(titles, found, named, strict=True))
    agree = sum(kind is other for _, kind, other in pairs)
    titled = all(kind is other for title, kind, other in pairs if title)
    return named if titled and agree * 2 >= len(pairs) else None


def _as_printed(line: str, title: str) -> str:
    """Return the part of a contents line that prints the title of the given normal form."""
    printed = _CONTENTS_PAGE.sub("", line.strip())
    starts = [at for at in range(len(printed)) if normalise(printed[at:]) == title]
    return label_text(printed[starts[-1] :]) if starts else title


def contents_title(line: str) -> str:
    """Return a contents entry without the numbering before and the page number after it."""
    title = _CONTENTS_PAGE.sub("", normalise(line))
    while (plain := _CONTENTS_MARK.sub("", without_numbering(title))) != title:
        title = plain
    return title


def recognise(
    title: str | None,
    header: Header,
    body: Sequence[Row],
    note: str | None,
    expected: Sequence[Kind],
    spec: TableSpec,
) -> Kind | None:
    """Return the kind that the evidence supports best, or None where it supports none enough.

    A title that names no known kind is believed, unless the header has columns that only one kind has.

    ``expected`` are the kinds that the contents name and the document has not printed yet, in order: where a
    title is lost they decide between kinds that look alike.
    """
    if title is None and not any(column.role in TELLING_ROLES for column in header.columns):
        return None
    titled = spec.kind_of_title(title_head(title)) if title else None
    shapes = shapes_of(header.columns, body)
    words = {bare(level) for column in header.columns for level in column.words}
    labels = {bare_label(row[column]) for row in body for column in row.printed[:2]}
    roles = {column.role for column in header.columns}
    noted = spec.kind_of_title(normalise(note)) if note else None
    scores: list[tuple[int, int, Kind]] = []
    for order, kind in enumerate(spec.kinds):
        if is_final_kind(kind.name) and kind is not titled:
            continue
        score = _TITLE * (kind is titled) + _NOTE * (kind is noted)
        telling = roles if titled in {None, kind} else roles & TELLING_ROLES
        score += _HEADER * bool(kind.header & words) + _ROLE * bool(telling & set(kind.roles))
        score += _ROW * min(3, len(kind.rows & labels)) * (title is None)
        if kind.shapes and shapes:
            score += _SHAPE if shapes & set(kind.shapes) else -_MISSHAPEN
        if titled is None and kind in expected:
            score += max(1, _NEXT - expected.index(kind))
        scores.append((score, -order, kind))
    score, _, best = max(scores, key=lambda entry: entry[:2])
    if title is not None and titled is None and not (best.header & words or roles & set(best.roles)):
        return None
    return best if score >= _ENOUGH + (_SHAPE if titled is None else 0) else None


def starts_as_form(rows: Sequence[Row], spec: TableSpec) -> bool:
    """Tell whether a grid begins with a label and its value side by side, as `项目名称│某项目`: it is a form.

    A header has known words beside the first; what stands beside a form's first label is none.
    """
    row = next((row for row in rows if row.printed), None)
    if row is None or not 2 <= len(row.printed) <= _MOST_PAIRS or row.printed[0] > 1:
        return False
    first, second, *rest = (row[at] for at in row.printed)
    word = spec.word(first)
    if word is None or word.role not in _FORM_STARTS:
        return False
    if spec.word(second) is not None and not _names_no_column(rows, row):
        return False
    known = [other.role for text in rest if (other := spec.word(text)) is not None]
    return "amount" not in known and parse_amount(second) is None and len(known) * 2 <= len(rest) + 1


def _names_no_column(rows: Sequence[Row], first: Row) -> bool:
    """Tell whether no number stands below a first row's second cell: 公务用车购置经费 is a project there."""
    below = [row for row in rows[:_LOOKED_AT] if row is not first and row.printed]
    at = first.printed[1]
    return len(first.printed) == 2 and len(below) > 1 and all(parse_amount(row[at]) is None for row in below)


def recognise_form(body: Sequence[Row], spec: TableSpec) -> Kind | None:
    """Return the kind of a form of targets without title: whose targets they are, its first label says."""
    if not starts_as_form(body, spec) or len(body) < 2:
        return None
    roles = [{word.role for at in row.printed if (word := spec.word(row[at]))} for row in body]
    if not any(
        len(found & {"level1", "level2", "indicator", "indicator_content", "target"}) > 1 for found in roles
    ):
        return None
    first = next(row for row in body if row.printed)
    word = spec.word(first[first.printed[0]])
    is_project = word is not None and word.role in {"project", "subproject"}
    return spec.by_name["project_performance" if is_project else "department_performance"]
