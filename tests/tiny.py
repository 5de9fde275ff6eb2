"""Tiny documents for tests: tables typed with | between cells, and the steps that read them."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from yusuan.parse.hierarchy import Place, place_rows
from yusuan.parse.rows import Reading
from yusuan.parse.rows.resolve import resolve_codes
from yusuan.parse.rows.table import ReadTable, read_table, read_units
from yusuan.parse.tables.assemble import assemble_tables
from yusuan.parse.tables.grids import Grid, Row, find_grids
from yusuan.spec.load import TableSpec, load_tables

SPEC: TableSpec = load_tables()

# A whole disclosure: the smallest text from which every kind of record but a few follows.
DISCLOSURE = """
    # 湖州市某某局2023年单位预算
    ## 目录
    一、主要职责
    二、2023年预算表
    1.收支总表
    2.一般公共预算支出表
    3.政府性基金预算支出表

    ## 一、主要职责
    某某局负责编制本单位的预算。

    ## 二、2023年预算表

    收支总表
    单位：万元

    收 入||支 出|
    项 目|预算数|项 目|预算数
    一、财政拨款|30.00|一般公共服务支出|28.50
    二、事业收入|0.50|教育支出|2.00
    收入总计|30.50|支出总计|30.50

    一般公共预算支出表
    单位：万元

    科目编码|科目名称|合计|基本支出|项目支出
    |合计|30.00|20.00|10.00
    201|一般公共服务支出|28.00|18.00|10.00
    20103|政府办公厅（室）及相关机构事务|28.00|18.00|10.00
    2010301|行政运行|18.00|18.00|
    2010302|一般行政管理事务|10.00||10.00
    205|教育支出|2.00|2.00|
    20508|进修及培训|2.00|2.00|
    2050803|培训支出|2.00|2.00|
"""


def typed(text: str) -> str:
    """Return a document typed in a test as a file holds it: not indented, | is a tab."""
    return dedent(text).strip("\n").replace("|", "\t") + "\n"


def lines_of(text: str) -> list[str]:
    """Return the lines of a document typed in a test."""
    return typed(text).splitlines()


def grids_of(text: str) -> list[Grid]:
    """Return the grids of a document typed in a test."""
    return find_grids(lines_of(text))


def rows_of(text: str) -> tuple[Row, ...]:
    """Return the rows of the first grid of a document typed in a test."""
    return grids_of(text)[0].rows


def tables_of(text: str) -> list[ReadTable]:
    """Return the tables of a document typed in a test, read and their codes resolved."""
    lines = lines_of(text)
    tables, _ = assemble_tables(find_grids(lines), lines, SPEC)
    read = [read_table(table, number, SPEC) for number, table in enumerate(tables, start=1)]
    read_units(read, [], SPEC)
    resolve_codes(read)
    return read


def table_of(text: str) -> ReadTable:
    """Return the only table of a document typed in a test."""
    (table,) = tables_of(text)
    return table


def readings_of(text: str) -> list[Reading]:
    """Return the rows of the only table of a document typed in a test."""
    return table_of(text).readings


def places_of(text: str) -> list[tuple[Reading, Place]]:
    """Return each row of the only table of a document typed in a test with its place, block by block."""
    table = table_of(text)
    return [
        pair
        for _, readings in table.blocks
        for pair in zip(readings, place_rows(readings, table.kind, SPEC), strict=True)
    ]


def printed(reading: Reading) -> list[str]:
    """Return the amounts of a row as printed, each with the column path it belongs to."""
    return [f"{'/'.join(cell.column.words)} {cell.text}" for cell in reading.amounts]


def items(readings: Sequence[Reading]) -> list[str | None]:
    """Return the labels of rows."""
    return [reading.item for reading in readings]
