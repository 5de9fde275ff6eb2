"""How much of a document is read, and how far what was read adds up: figures for trying new provinces."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from yusuan.model import BudgetLine, Leftover, ParsedDisclosure
from yusuan.parse.cells import looks_like_money
from yusuan.parse.disclosure import parse_disclosure
from yusuan.parse.rows.table import read_table
from yusuan.parse.tables.align import amounts_of
from yusuan.parse.tables.assemble import assemble_tables
from yusuan.parse.tables.grids import find_grids
from yusuan.parse.tables.identities import proven, row_identities
from yusuan.parse.text import load_text
from yusuan.spec.load import OTHER, load_tables
from yusuan.spec.money import rounding_error
from yusuan.spec.vocabulary import NEVER_ADDED


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one document's reading comes to.

    ``amounts`` counts budget lines and leftover cells that look like money, ``known`` the lines of a known
    kind and measure; identities are sums within rows (total and parts) and columns (leaves and total).
    """

    name: str
    tables: int
    unknown_tables: int
    amounts: int
    known: int
    leftovers: int
    unknown_words: int
    rows_tested: int
    rows_hold: int
    columns_tested: int
    columns_hold: int


def measure_coverage(path: Path) -> Coverage:
    """Read a document and return the figures; raises what parse_disclosure raises."""
    parsed = parse_disclosure(path)
    lines = [line for line in parsed.records.get("budget_lines", ()) if isinstance(line, BudgetLine)]
    left = [one for one in parsed.records.get("leftovers", ()) if isinstance(one, Leftover)]
    rows = _row_identities(path)
    columns = _column_identities(lines)
    return Coverage(
        name=parsed.disclosure.disclosure_id,
        tables=parsed.disclosure.tables,
        unknown_tables=_unknown_tables(parsed),
        amounts=len(lines) + sum(looks_like_money(one.text) for one in left),
        known=sum(line.table_kind != OTHER and line.measure is not None for line in lines),
        leftovers=len(left),
        unknown_words=len(parsed.unknown_words),
        rows_tested=len(rows),
        rows_hold=sum(rows),
        columns_tested=len(columns),
        columns_hold=sum(columns),
    )


def _unknown_tables(parsed: ParsedDisclosure) -> int:
    """Return the number of tables of no known kind that hold amounts."""
    lines = [line for line in parsed.records.get("budget_lines", ()) if isinstance(line, BudgetLine)]
    return len({line.table_id for line in lines if line.table_kind == OTHER})


def _row_identities(path: Path) -> list[bool]:
    spec = load_tables()
    lines = load_text(path).lines
    tables, _ = assemble_tables(find_grids(lines), lines, spec)
    results: list[bool] = []
    for number, table in enumerate(tables, start=1):
        read = read_table(table, number, spec)
        for block, _ in read.blocks:
            rows = [amounts_of(row, block.amounts, read.frames.of(row.line)) for row in table.body]
            for identity in proven(row_identities(block.amounts, spec), rows):
                results += [held for row in rows if (held := identity.holds(row)) is not None]
    return results


def _column_identities(lines: list[BudgetLine]) -> list[bool]:
    """Return for each column of each table that prints a total whether its leaves add up to it."""
    columns: dict[tuple[object, ...], list[BudgetLine]] = defaultdict(list)
    for line in lines:
        if line.measure not in NEVER_ADDED:
            columns[line.table_id, line.side, line.column, line.fiscal_year, line.phase].append(line)
    results = []
    for column in columns.values():
        totals = [line for line in column if line.level == 0]
        leaves = [line.amount_yuan for line in column if line.is_leaf]
        if totals and column[0].table_kind != OTHER and "performance" not in column[0].table_kind:
            rounding = (len(leaves) + 1) * rounding_error(column[0].money_unit)
            sums = {max((line.amount_yuan for line in totals), key=abs), _parts(totals)}
            results.append(any(abs(total - sum(leaves)) <= rounding for total in sums))
    return results


def _parts(totals: list[BudgetLine]) -> Decimal:
    """Return the sum of totals that each close a part of the table (人员经费合计, 公用经费合计)."""
    return sum((line.amount_yuan for line in totals), Decimal(0))
