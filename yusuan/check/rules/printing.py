"""What a table prints that its document contradicts: years in headings, class rows printed twice, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.check.amounts import line_words, money, squeeze
from yusuan.check.document import Document
from yusuan.check.grid import Grid, Row
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.model import BudgetLine, Table
from yusuan.spec.classes import CLASS_DIGITS
from yusuan.spec.load import load_tables
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_YEAR = re.compile(r"(20\d\d)\s*年")
_TITLE = 12  # lines from a table's first one up within which its title stands


def check_heading_year(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the years in titles and headings with the document's year."""
    found = False
    for result in (*_title_years(document), *_column_years(document)):
        found = True
        yield result
    if not found:
        yield unmet(rule)


def _title_years(document: Document) -> Iterator[Result]:
    year = document.disclosure.fiscal_year
    for table in document.tables:
        printed = _YEAR.search(normalise(table.title_printed or ""))
        if printed and table.first_line:
            agree = int(printed[1]) == year
            line = _title_line(document, table.first_line, printed[0])
            left = Operand("表题的年份", Decimal(printed[1]), line)
            right = Operand("这张表所在文件的年度", Decimal(year), table.first_line)
            words = f"表题《{squeeze(table.title)}》写的是{printed[1]}年，本文件为{year}年度"
            verdict, where = "相符" if agree else "不符", line_words(line, table.first_line)
            yield Result(PASS if agree else FAIL, f"{words}，{verdict}{where}。", left, right)


def _title_line(document: Document, first: int, year: str) -> int:
    """Return the line that prints the year of a table's title: the nearest one above the table's first."""
    for number in range(first, max(first - _TITLE, 0), -1):
        if number <= len(document.parsed.lines) and year in normalise(document.parsed.lines[number - 1]):
            return number
    return first


def _column_years(document: Document) -> Iterator[Result]:
    """Find tables all of whose columns name earlier years, while their amounts are the document's own."""
    year = document.disclosure.fiscal_year
    own = {line.amount_yuan for line in _own_totals(document)}
    seen: set[str] = set()
    for grid in document.grids:
        dated = [
            line for row in grid.rows.values() for line in row.cells.values() if _YEAR.search(line.column)
        ]
        plain = [line for line in dated if line.measure != "change"]
        if not plain or grid.table.table_id in seen:
            continue
        seen.add(grid.table.table_id)
        latest = max(int(_YEAR.findall(line.column)[-1]) for line in plain)
        line = next(line for line in plain if str(latest) in line.column)
        slipped = next(
            (
                cell
                for cell in plain
                if cell.amount_yuan in own and str(latest) in cell.column and latest < year
            ),
            None,
        )
        yield _column_year(document, slipped or line, latest, slipped is not None)


def _own_totals(document: Document) -> Iterator[BudgetLine]:
    year = document.disclosure.fiscal_year
    for grid in document.grids_of(("income_expenditure", "expenditure", "grant_income_expenditure")):
        for row in grid.totals:
            for line in row.cells.values():
                if line.fiscal_year == year and not _YEAR.search(line.column) and line.amount_yuan:
                    yield line


def _column_year(document: Document, line: BudgetLine, printed: int, bad: bool) -> Result:
    year = document.disclosure.fiscal_year
    left = Operand(f"栏目“{line.column}”的年份", Decimal(printed), line.source_line)
    right = Operand("本文件的年度", Decimal(year), None)
    words = f"栏目“{line.column}”写的是{printed}年"
    where = line_words(line.source_line)
    if bad:
        amount = money(line.amount_yuan, line.money_unit)
        message = f"{words}，所印{amount}却是本文件{year}年度的数{where}。"
        return Result(FAIL, message, left, right)
    return Result(PASS, f"{words}，与本文件{year}年度不相矛盾{where}。", left, right)


def check_repeated_row(rule: Rule, document: Document) -> Iterator[Result]:
    """Find class rows that a table prints twice."""
    found = False
    for grid in document.grids:
        classes: dict[tuple[str, str | None], list[Row]] = {}
        for row in grid.rows.values():
            if row.code and len(row.code) == CLASS_DIGITS:
                classes.setdefault((row.code, row.first.unit_name), []).append(row)
        for rows in classes.values():
            found = True
            if _is_repeat(grid, rows):
                yield _twice(grid, rows)
        if classes and not any(_is_repeat(grid, rows) for rows in classes.values()):
            first = next(iter(classes.values()))[0]
            yield Result(
                PASS,
                f"{grid.name}每类只印一行。",
                Operand(f"{grid.name}类级行", Decimal(len(classes)), first.line),
            )
    if not found:
        yield unmet(rule)


def _is_repeat(grid: Grid, rows: list[Row]) -> bool:
    """Tell whether a class is printed again with the same amounts, as a row that adds nothing."""
    first, *others = rows
    amounts = {column: cell.amount_yuan for column, cell in first.cells.items()}
    return any(
        {column: cell.amount_yuan for column, cell in row.cells.items()} == amounts
        and not any(grid.counts(row, column) for column in row.cells)
        for row in others
    )


def _twice(grid: Grid, rows: list[Row]) -> Result:
    first, again = rows[0], rows[1]
    cells = [next(iter(row.cells.values())) for row in (first, again)]
    left, right = (
        Operand(f"{grid.name}{row.code}{squeeze(row.label)}", cell.amount_yuan, row.line, (cell,))
        for row, cell in zip((first, again), cells, strict=True)
    )
    amount = money(cells[1].amount_yuan, cells[1].money_unit)
    words = f"{grid.name}把{first.code}{squeeze(first.label)}印了两次，再加一次合计就多出{amount}"
    return Result(FAIL, f"{words}{line_words(first.line, again.line)}。", left, right)


def check_title(rule: Rule, document: Document) -> Iterator[Result]:
    """Find titles printed over another table, or once more over nothing, where a declared table is absent."""
    absent = [table for table in document.tables if table.status == "absent"]
    titles = list(_titles(document))
    seen: dict[str, tuple[int, Table]] = {}
    misplaced = False
    for line, title, table in titles:
        earlier = seen.setdefault(title, (line, table))
        if earlier[0] != line and absent and _goes_on(table, line) and _is_empty(document, line):
            misplaced = True
            yield _misplaced(title, line, earlier[0], absent)
        elif absent and _other_kind(title, table) in {other.kind for other in absent}:
            misplaced = True
            yield _misplaced(title, line, None, absent)
    if titles and not misplaced:
        yield Result(
            PASS, f"{len(seen)}个表题都与表头相合。", Operand("表题", Decimal(len(seen)), titles[0][0])
        )
    elif not titles:
        yield unmet(rule)


def _titles(document: Document) -> Iterator[tuple[int, str, Table]]:
    """Yield every line that prints the title of a printed table."""
    printed = {normalise(t.title_printed): t for t in document.tables if t.title_printed and t.first_line}
    first = min((t.first_line for t in document.tables if t.first_line), default=0) - _TITLE
    for number, line in enumerate(document.parsed.lines, 1):
        table = printed.get(normalise(line))
        if table and number >= first:
            yield number, normalise(line), table


def _goes_on(table: Table, line: int) -> bool:
    """Tell whether a line lies inside a table: a title there is printed over a continuation."""
    return (table.first_line or 0) < line <= (table.last_line or 0)


def _is_empty(document: Document, line: int) -> bool:
    """Tell whether no amount is printed between a title and the next one, within the lines a header takes."""
    lines = document.parsed.lines[line:]
    titles = {normalise(t.title_printed) for t in document.tables if t.title_printed}
    end = next((n for n, text in enumerate(lines) if normalise(text) in titles), len(lines))
    return not any(re.search(r"\d\.\d|\d{3}", text.split("\t", 1)[1]) for text in lines[:end] if "\t" in text)


def _other_kind(title: str, table: Table) -> str | None:
    kind = load_tables().kind_of_title(title)
    return kind.name if kind and kind.name != table.kind else None


def _misplaced(title: str, line: int, earlier: int | None, absent: list[Table]) -> Result:
    missing = "、".join(f"《{squeeze(t.title)}》" for t in absent)
    over = "又印在一张空表之上" if earlier else "印在另一种表头之上"
    left = Operand(f"表题《{title}》", None, line)
    right = Operand("同一表题" if earlier else "缺少的表", None, earlier)
    words = f"表题《{title}》{over}，而目录所列的{missing}没有印出，疑表题印错、内容缺失"
    lone = missing if len(absent) == 1 else None
    return Result(FAIL, f"{words}{line_words(earlier, line)}。", left, right, missing=lone)
