"""Records say which page of the published file they stand on."""

from __future__ import annotations

from pathlib import Path

from tests.tiny import DISCLOSURE, typed
from yusuan.model import BudgetLine, Section, Table
from yusuan.parse.disclosure import parse_disclosure


def pages_of(text: str, folder: Path) -> tuple[set[int | None], set[int | None], set[int | None]]:
    """Return the pages of a document's amounts, tables and sections."""
    path = folder / "330500-some-office-2023.txt"
    path.write_text(text, encoding="utf-8")
    records = parse_disclosure(path).records
    lines = {line.source_page for line in records["budget_lines"] if isinstance(line, BudgetLine)}
    tables = {table.source_page for table in records["tables"] if isinstance(table, Table)}
    sections = {section.source_page for section in records["sections"] if isinstance(section, Section)}
    return lines, tables, sections


def test_a_text_without_page_ends_has_no_pages(tmp_path: Path) -> None:
    assert pages_of(typed(DISCLOSURE), tmp_path) == ({None}, {None}, {None})


def test_a_form_feed_begins_the_next_page(tmp_path: Path) -> None:
    text = typed(DISCLOSURE).replace("一般公共预算支出表\n单位", "\f一般公共预算支出表\n单位")
    lines, tables, sections = pages_of(text, tmp_path)
    assert lines == {1, 2}
    assert tables >= {1, 2}
    assert sections == {1}
