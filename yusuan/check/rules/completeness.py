"""What a disclosure owes its readers: the tables of its contents, notes of empty ones, the usual ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from yusuan.check.amounts import line_words, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, not_applicable, unmet, unreadable
from yusuan.model import Table
from yusuan.spec.final import plain_kind
from yusuan.spec.money import round_to
from yusuan.spec.numbering import without_numbering
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_EMPTY = frozenset({"empty", "declared_empty", "blank_form"})
_CONTENTS = 8  # lines below a title in the contents that are contents still
_FEWEST = 3  # kinds of tables in what is a whole budget
_EXTRACT = "标题没有说这是部门或单位的整份预算，应公开的表和事项可能在别的文件里。"
_AROUND = 14  # characters that a line with a title has besides
_SENTENCE, _TEXT = 30, 300  # a line longer than a heading; a text longer than notes under tables


def check_contents(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the tables that the contents name with those that are printed."""
    absent = [table for table in document.tables if table.status == "absent"]
    declared = document.parsed.declared
    for table in document.tables:
        line = table.first_line or declared.get(table.table_id)
        left = Operand(f"《{squeeze(table.title)}》", None, line)
        if table.status == "absent":
            yield _missing(document, table, left)
        elif table.status == "unreadable":
            yield unreadable(f"《{squeeze(table.title)}》读不出{line_words(left.line)}。")
    if not absent and _has_contents(rule, document):
        left = Operand("印出的表", Decimal(len(document.tables)), None)
        yield Result(PASS, f"目录所列的表都已印出，共{len(document.tables)}张。", left)
    elif not absent:
        yield unmet(rule)


def _missing(document: Document, table: Table, left: Operand) -> Result:
    """Say that a table is missing; or that it may be printed where its title, or no title, was not read."""
    title = f"《{squeeze(table.title)}》"
    printed = _title_line(document, table, left.line or 0)
    if printed:
        return unreadable(
            f"{title}的表题印在正文里，但没有读出这张表{line_words(left.line, printed)}。", left
        )
    untitled = [t for t in document.tables if t.status == "data" and not t.title_printed and t.first_line]
    if untitled:
        where = line_words(*(t.first_line for t in untitled))
        return unreadable(
            f"正文没有{title}，但有{len(untitled)}张表没有表题，不能断定它没有印出{where}。", left
        )
    words = f"目录列有{title}，正文中没有{line_words(left.line)}。"
    return Result(FAIL, words, left, missing=title)


def _title_line(document: Document, table: Table, declared: int) -> int | None:
    """Return the line behind the contents that prints a table's title: in a line, in cells, in two lines."""
    title = _letters(table.title)
    lines = [_letters(line) for line in document.parsed.lines]
    first = next((s.first_line for s in document.sections if s.first_line > declared + _CONTENTS), 0)
    begin = max(declared + _CONTENTS, first - 1)
    pairs = pairwise([*lines[begin:], ""])
    for number, (line, following) in enumerate(pairs, begin + 1):
        broken = bool(line) and line != title and _is_title(line + following, title)
        if title and (broken or _is_title(line, title)):
            return number
    return None


def _is_title(text: str, title: str) -> bool:
    """Tell whether a line is a title with little around it: a number before it, a unit of money behind it."""
    return title in text and len(text) <= len(title) + _AROUND


def _letters(text: str) -> str:
    return re.sub(r"[^\w\u4e00-\u9fff]|\d+年", "", without_numbering(normalise(text)))


def _has_contents(rule: Rule, document: Document) -> bool:
    return any(normalise(line) in rule.words("headings") for line in document.parsed.lines[:80])


def check_empty(rule: Rule, document: Document) -> Iterator[Result]:
    """Check that a table without amounts says that it has none, itself or in the text."""
    empty = _owed_empty(rule, document)
    for table in empty:
        left = Operand(f"《{squeeze(table.title)}》", None, table.first_line)
        if table.note:
            yield Result(PASS, f"空表{left.label}附有说明{line_words(table.first_line)}。", left)
            continue
        line = (
            _note_below(rule, document, table)
            or _explained(document, _plain(table))
            or _explained_in_contents(document, table)
        )
        if line:
            words = (
                f"空表{left.label}本身没有说明，正文说明了没有这项收支{line_words(table.first_line, line)}。"
            )
            yield Result(PASS, words, left, Operand("正文说明", None, line))
        else:
            yield Result(FAIL, f"空表{left.label}没有说明为何没有数{line_words(table.first_line)}。", left)
    for table in document.tables:
        if table.status == "unreadable":
            empty.append(table)
            where = line_words(table.first_line)
            yield unreadable(f"《{squeeze(table.title)}》读不出，不能说它是空表{where}。")
    if not empty:
        yield unmet(rule)


def _note_below(rule: Rule, document: Document, table: Table) -> int | None:
    """Return the line below a table that says in brackets, or as 注, that there is no such money."""
    note = rule.pattern("note")
    last = table.last_line or 0
    for number, line in enumerate(document.parsed.lines[last : last + _CONTENTS], last + 1):
        if note.match(re.sub(r"\s", "", normalise(line))):
            return number
    return None


def _owed_empty(rule: Rule, document: Document) -> list[Table]:
    """Return the tables without figures that owe a note: of the kinds that are owed, printed nowhere else.

    A file of tables alone leaves its notes to the text that is published beside it.
    """
    full = {_plain(table) for table in document.tables if table.status == "data"}
    noted = [table for table in document.tables if table.status in _EMPTY]
    if not has_text(document):
        return [table for table in noted if table.note]
    return [t for t in noted if t.note or (_plain(t) in rule.words("kinds") and _plain(t) not in full)]


def _plain(table: Table) -> str:
    return plain_kind(table.kind)


def has_text(document: Document) -> bool:
    """Tell whether a document has a text beside its tables, or is a file of tables alone."""
    return sum(len(line) for line in document.prose.values() if len(line) > _SENTENCE) > _TEXT


def _explained_in_contents(document: Document, table: Table) -> int | None:
    """Return the line of the contents that says beside a table's title that it is empty, or why."""
    title = _letters(table.title)
    for number, line in enumerate(document.parsed.lines[: (table.first_line or 1) - 1], 1):
        cells = [cell for cell in map(normalise, line.split("\t")) if cell]
        named = title and any(_letters(cell) == title for cell in cells)
        if named and any(cell in document.spec.empty_words for cell in cells):
            return number
    return None


def _explained(document: Document, kind: str) -> int | None:
    """Return the line of the text that says there is no money of a table's kind."""
    words = document.spec.subjects.get(kind)
    if not words:
        return None
    pattern = re.compile(document.spec.none.replace("{subject}", words))
    return document.line_that_says(pattern)


def check_owed_table(rule: Rule, document: Document) -> Iterator[Result]:
    """Check that each table a disclosure of this kind owes is printed, or said to be empty."""
    since, year = rule.params["since"], document.disclosure.fiscal_year
    if document.disclosure.entity_level == "unit" and year < rule.params["units_since"]:
        yield not_applicable("所属单位自2022年度起才应公开预算。")
        return
    kinds = {kind: title for kind, title in rule.params["kinds"].items() if since.get(kind, 0) <= year}
    if is_extract(document):
        yield not_applicable(_EXTRACT)
        return
    instead = rule.params.get("instead", {})
    lines = {kind: _kept(document, kind, instead.get(kind, ())) for kind in kinds}
    share = _share(sum(line is not None for line in lines.values()), len(kinds), "张")
    named = {plain_kind(table.kind) for table in document.tables if table.status == "absent"}
    for kind, title in kinds.items():
        left = Operand(f"《{title}》", None, lines[kind])
        table = _printed(document, kind, instead.get(kind, ()))
        if table and table.status == "unreadable":
            yield unreadable(f"《{title}》印在文件里，但读不出{line_words(left.line)}。")
            continue
        if lines[kind] is None and kind in named:
            yield not_applicable(f"《{title}》列在目录里而没有印出，已作为目录的不符列出。{share}")
            continue
        if lines[kind] is None:
            yield Result(FAIL, f"文件中没有《{title}》；没有数的表也应列出空表并说明。{share}", left)
            continue
        words = "没有印出，正文说明没有这项收支" if table is None else "已公开"
        empty = "，表中没有数" if table and table.status != "data" else ""
        yield Result(PASS, f"《{title}》{words}{empty}{line_words(left.line)}。{share}", left)


def is_extract(document: Document) -> bool:
    """Tell whether a document is no department's or unit's whole budget, or may be one of several.

    `某局“三公”经费预算情况` is published beside the budget: what it lacks may stand there. The budget of a
    government (`某区人民政府决算公开`) is that of a place.
    """
    kinds = {_plain(table) for table in document.tables if table.status != "absent"}
    is_of_place = re.search(document.spec.governments, document.disclosure.unit_name or "") is not None
    return document.disclosure.entity_level is None and (is_of_place or len(kinds) < _FEWEST)


def _kept(document: Document, kind: str, instead: Sequence[str]) -> int | None:
    """Return the line at which an owed table is printed, or the text says that there is none."""
    table = _printed(document, kind, instead)
    return table.first_line if table else _explained(document, kind)


def _printed(document: Document, kind: str, instead: Sequence[str] = ()) -> Table | None:
    """Return the table of a kind that the document prints, else one of a kind that says as much."""
    for wanted in (kind, *instead):
        for table in document.tables:
            if plain_kind(table.kind) == wanted and table.status != "absent":
                return table
    return None


def _share(kept: int, owed: int, what: str) -> str:
    percent = round_to(Decimal(kept) * 100 / owed, Decimal("0.1"))
    return f"应公开{owed}{what}，公开了{kept}{what}，占{percent}%。"


def check_owed_text(rule: Rule, document: Document) -> Iterator[Result]:
    """Check that the narrative makes each statement a disclosure of this kind owes, or says there is none.

    What is to be disclosed ``gradual``-ly is no duty yet: its finding says so, and it is not counted.
    """
    if not document.sections or not has_text(document):
        yield not_applicable("本文件只有表，没有文字说明。")
        return
    if is_extract(document):
        yield not_applicable(_EXTRACT)
        return
    statements = rule.params["statements"]
    lines = {title: _mention(document, words) for title, words in statements.items()}
    gradual = rule.words("gradual")
    owed = [line for title, line in lines.items() if line is not None or title not in gradual]
    share = _share(sum(line is not None for line in owed), len(owed), "项")
    for title, line in lines.items():
        left = Operand(title, None, line)
        if line is None and title in gradual:
            words = f"文字没有说明{title}；规程把它列为逐步公开，不是必须公开。"
            yield Result(FAIL, words, left, headline="文字没有说明{left_label}（规程列为逐步公开）")
        elif line is None:
            yield Result(FAIL, f"文字没有说明{title}。{share}", left)
        else:
            yield Result(PASS, f"文字说明了{title}{line_words(line)}。{share}", left)


def _mention(document: Document, words: str) -> int | None:
    """Return the first line after the contents that mentions something."""
    pattern, start = re.compile(words), min(section.first_line for section in document.sections)
    return document.line_that_says(pattern, start)
