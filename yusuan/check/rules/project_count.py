"""How many projects the text says that there are, and how many the tables list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.check.amounts import line_words
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet, unreadable
from yusuan.model import Statement
from yusuan.spec.final import plain_kind
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_LIST = "project_expenditure"
_FORM = "project_performance"


@dataclass(frozen=True, slots=True)
class _Said:
    """A number of projects as the text states it: of which level and by which word, if it says so."""

    statement: Statement
    level: str
    word: str
    count: int


def check_project_count(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the number of projects that the text states with the number that is listed."""
    listed = _with_targets(document) if rule.text("against") == "targets" else _by_level(document)
    found = False
    for said in _stated(rule, document):
        names = listed.get(said.level) or (listed.get("any", {}) if rule.text("against") == "targets" else {})
        if names:
            found = True
            rows = max(len(names), _listed_rows(rule, document, said.level))
            hint = _hint(said, len({p.subproject for p in document.projects if p.subproject}))
            yield _compare(rule, said, rows, min(names.values()), hint, _forms(rule, document))
    if not found:
        yield unmet(rule)


def _stated(rule: Rule, document: Document) -> Iterator[_Said]:
    """Yield the numbers of projects under performance management that sentences state."""
    seen = set()
    for statement in document.statements:
        text = re.sub(r"\s", "", statement.text)
        match = rule.pattern("pattern").search(text) if rule.text("about") in text else None
        if match and text not in seen and statement.source_column is None:
            seen.add(text)
            number = int(match["before"] or match["after"])
            level = match["level_before"] or match["level_after"] or ""
            levels = document.spec.project_levels
            if number:
                yield _Said(statement, levels.get(level, "any"), level if level in levels else "", number)


def _by_level(document: Document) -> Mapping[str, dict[str, int]]:
    """Return the listed projects by level with their lines."""
    kinds = {table.table_id: table.kind for table in document.tables}
    listed = [p for p in reversed(document.projects) if plain_kind(kinds.get(p.table_id, _LIST)) == _LIST]
    projects = {p.project: p.source_line for p in listed if p.is_leaf or p.subproject}
    subs = {p.subproject: p.source_line for p in listed if p.subproject}
    return {"project": projects, "subproject": subs or projects, "any": subs or projects}


def _with_targets(document: Document) -> Mapping[str, dict[str, int]]:
    """Return the projects that have performance targets, with their lines."""
    names = {i.project: i.source_line for i in reversed(document.indicators) if i.project}
    return {"any": names}


def _listed_rows(rule: Rule, document: Document, level: str) -> int:
    """Count the rows, or the forms with targets: projects of several units can bear one name."""
    if rule.text("against") == "targets":
        forms = {t.table_id for t in document.tables if plain_kind(t.kind) == _FORM}
        named = {(i.table_id, i.project) for i in document.indicators if i.table_id in forms}
        return max(len(named), len(forms))
    kinds = {table.table_id: plain_kind(table.kind) for table in document.tables}
    rows = [p for p in document.projects if kinds.get(p.table_id, _LIST) == _LIST and p.is_leaf]
    if level == "project" and any(p.subproject for p in rows):
        return 0
    printed = [row for grid in document.grids_of((_LIST,)) for row in grid.rows.values()]
    return max(len(rows), sum(any(cell.is_leaf for cell in row.cells.values()) for row in printed))


def _forms(rule: Rule, document: Document) -> int:
    """Count the forms that are printed, read or not, by the label that each begins with."""
    label = rule.text("form_label")
    cells = (normalise(cell) for line in document.parsed.lines if "\t" in line for cell in line.split("\t"))
    return sum(cell == label for cell in cells) if label else 0


def _hint(said: _Said, subprojects: int) -> str:
    """Say that the number is that of subprojects, where it is."""
    if said.level == "project" and subprojects == said.count:
        return f"；二级项目恰为{said.count}个，疑将二级写作一级"
    return ""


def _compare(rule: Rule, said: _Said, rows: int, line: int, hint: str, forms: int) -> Result:
    word = said.word
    left = Operand(f"文字：{word}项目个数", Decimal(said.count), said.statement.source_line)
    right = Operand(f"{rule.text('listed_word')}的{word}项目个数", Decimal(rows), line)
    words = f"文字称{word}项目{said.count}个，{rule.text('listed_word')}{rows}个"
    where = line_words(said.statement.source_line, line)
    if rows < said.count <= forms:
        return unreadable(f"{words}，而文件印有{forms}张表单，没有全读出来，未核对{where}。", left, right)
    if rows >= said.count:
        return Result(PASS, f"{words}，相符{where}。", left, right)
    noun = rule.text("noun")
    headline = rule.headline.replace(noun, f"{word}{noun}", 1) + (
        f"（二级项目有{said.count}个）" if hint else ""
    )
    return Result(FAIL, f"{words}{hint}{where}。", left, right, headline=headline)
