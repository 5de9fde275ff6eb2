"""What a disclosure owes its readers: the tables of its contents, notes of empty ones, the usual ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.check.amounts import line_words, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, not_applicable, unreadable
from yusuan.model import Table
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise


def check_contents(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the tables that the contents name with those that are printed."""
    absent = [table for table in document.tables if table.status == "absent"]
    for table in document.tables:
        left = Operand(f"《{squeeze(table.title)}》", None, table.first_line or _declared(table))
        if table.status == "absent":
            yield Result(
                FAIL, f"目录列有《{squeeze(table.title)}》，正文中没有{line_words(left.line)}。", left
            )
        elif table.status == "unreadable":
            yield unreadable(f"《{squeeze(table.title)}》读不出{line_words(left.line)}。")
    if not absent and _has_contents(rule, document):
        left = Operand("印出的表", Decimal(len(document.tables)), None)
        yield Result(PASS, f"目录所列的表都已印出，共{len(document.tables)}张。", left)
    elif not absent:
        yield not_applicable(rule.condition)


def _has_contents(rule: Rule, document: Document) -> bool:
    return any(normalise(line) in rule.words("headings") for line in document.parsed.lines[:80])


def _declared(table: Table) -> int | None:
    match = re.search(r"第(\d+)行", table.note or "")
    return int(match[1]) if match else None


def check_empty(rule: Rule, document: Document) -> Iterator[Result]:
    """Check that a table without amounts says that it has none, itself or in the text."""
    empty = [table for table in document.tables if table.status in {"empty", "declared_empty", "blank_form"}]
    for table in empty:
        left = Operand(f"《{squeeze(table.title)}》", None, table.first_line)
        if table.note:
            yield Result(PASS, f"空表{left.label}附有说明{line_words(table.first_line)}。", left)
            continue
        line = _explained(document, table.kind.removeprefix("final_"))
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
        yield not_applicable(rule.condition)


def _explained(document: Document, kind: str) -> int | None:
    """Return the line of the text that says there is no money of a table's kind."""
    words = document.spec.subjects.get(kind)
    if not words:
        return None
    pattern = re.compile(document.spec.none.replace("{subject}", words))
    prose = ((number, re.sub(r"\s", "", line)) for number, line in document.prose.items())
    return next((number for number, line in prose if pattern.search(line)), None)


def check_owed_table(rule: Rule, document: Document) -> Iterator[Result]:
    """Check that each table a disclosure of this kind owes is printed, or said to be empty."""
    since, year = rule.params["since"], document.disclosure.fiscal_year
    kinds = {kind: title for kind, title in rule.params["kinds"].items() if since.get(kind, 0) <= year}
    instead = rule.params.get("instead", {})
    lines = {kind: _kept(document, kind, instead.get(kind, ())) for kind in kinds}
    share = _share(sum(line is not None for line in lines.values()), len(kinds), "张")
    named = {table.kind.removeprefix("final_") for table in document.tables if table.status == "absent"}
    for kind, title in kinds.items():
        left = Operand(f"应公开《{title}》", None, lines[kind])
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


def _kept(document: Document, kind: str, instead: Sequence[str]) -> int | None:
    """Return the line at which an owed table is printed, or the text says that there is none."""
    table = _printed(document, kind, instead)
    return table.first_line if table else _explained(document, kind)


def _printed(document: Document, kind: str, instead: Sequence[str] = ()) -> Table | None:
    """Return the table of a kind that the document prints, else one of a kind that says as much."""
    for wanted in (kind, *instead):
        for table in document.tables:
            if table.kind.removeprefix("final_") == wanted and table.status != "absent":
                return table
    return None


def _share(kept: int, owed: int, what: str) -> str:
    percent = (Decimal(kept) * 100 / owed).quantize(Decimal("0.1"))
    return f"应公开{owed}{what}，公开了{kept}{what}，占{percent}%。"


def check_owed_text(rule: Rule, document: Document) -> Iterator[Result]:
    """Check that the narrative makes each statement a disclosure of this kind owes, or says there is none."""
    if not document.sections:
        yield not_applicable("本文件只有表，没有文字说明。")
        return
    statements = rule.params["statements"]
    lines = {title: _mention(document, words) for title, words in statements.items()}
    share = _share(sum(line is not None for line in lines.values()), len(statements), "项")
    for title, line in lines.items():
        left = Operand(f"应说明{title}", None, line)
        if line is None:
            yield Result(FAIL, f"文字没有说明{title}。{share}", left)
        else:
            yield Result(PASS, f"文字说明了{title}{line_words(line)}。{share}", left)


def _mention(document: Document, words: str) -> int | None:
    """Return the first line after the contents that mentions something."""
    pattern, start = re.compile(words), min(section.first_line for section in document.sections)
    prose = ((number, re.sub(r"\s", "", line)) for number, line in document.prose.items() if number >= start)
    return next((number for number, line in prose if pattern.search(line)), None)
