"""Tables as published: headers, rows, addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.package_records import budget_line, plain, table
from tests.site_packages import NAME, indicator, write_packages
from yusuan.site.packages import load_unit
from yusuan.site.views.headers import HeaderCell, merge_header
from yusuan.site.views.published import PublishedTable, published_tables
from yusuan.site.views.source import source_lines


def shape(text: str) -> list[list[tuple[str, int, int]]]:
    rows = [line.split("|") for line in text.split("\n")]
    merged = merge_header(list(enumerate(rows)), max(map(len, rows)))
    return [[(cell.text, cell.colspan, cell.rowspan) for cell in cells] for _, cells in merged]


def test_cells_span_what_they_head() -> None:
    assert shape("编码|名称|合计|基本支出||项目支出\n|||人员|公用|\n**|**|1|2|3|4") == [
        [("编码", 1, 2), ("名称", 1, 2), ("合计", 1, 2), ("基本支出", 2, 1), ("项目支出", 1, 2)],
        [("人员", 1, 1), ("公用", 1, 1)],
        [("**", 1, 1), ("**", 1, 1), ("1", 1, 1), ("2", 1, 1), ("3", 1, 1), ("4", 1, 1)],
    ]


def test_three_levels() -> None:
    assert shape("收入||支出||\n项目|金额|项目|一般公共预算|\n|||小计|其中") == [
        [("收入", 2, 1), ("支出", 3, 1)],
        [("项目", 1, 2), ("金额", 1, 2), ("项目", 1, 2), ("一般公共预算", 2, 1)],
        [("小计", 1, 1), ("其中", 1, 1)],
    ]


@pytest.mark.parametrize("text", ["甲|乙\n|丙", "甲||\n|乙|\n||丙", "|甲\n乙|", "||", "甲"])
def test_every_row_keeps_its_columns(text: str) -> None:
    rows = [line.split("|") for line in text.split("\n")]
    width = max(map(len, rows))
    covered: set[tuple[int, int]] = set()
    for row, (_, cells) in enumerate(merge_header(list(enumerate(rows)), width)):
        for cell in cells:
            spots = {
                (row + down, cell.column + along)
                for down in range(cell.rowspan)
                for along in range(cell.colspan)
            }
            assert not spots & covered
            covered |= spots
    assert covered == {(row, column) for row in range(len(rows)) for column in range(width)}


@pytest.fixture
def tables(tmp_path: Path) -> list[PublishedTable]:
    return published_tables(load_unit(write_packages(tmp_path) / NAME))


def test_a_table_keeps_its_lines_in_order(tables: list[PublishedTable]) -> None:
    published = tables[0]
    assert [line for line, _ in published.header] == [7, 8, 9]
    assert [row.line for row in published.rows] == [10, 11, 12, 13, 14, 15]
    assert published.rows[0].style == "total"
    assert published.rows[-1].style == "again"
    assert published.header[0][1][3] == HeaderCell("基本支出", 3, 2, 1)


def test_totals_are_those_of_the_records_and_empty_ones(tmp_path: Path) -> None:
    """A row that begins with its number (1, 2) is no total; one that prints no amount is told by its word."""
    lines = ["单位：万元", "序号\t项目\t金额", "\t合计\t3.00", "1\t甲\t3.00", "", "\t小计\t"]
    amounts = [
        budget_line(number, 2, lines[number - 1].split("\t")[1], "3.00", row=number) for number in (3, 4)
    ]
    printed = table(first_line=2, last_line=6, header_last_line=2)
    parsed = replace(plain(tables=[printed], budget_lines=amounts, leftovers=[]), lines=lines)
    unit = load_unit(write_packages(tmp_path, parsed) / NAME)
    (published,) = published_tables(unit)
    assert [row.style for row in published.rows] == ["total", "", "total"]


def test_numbers_have_addresses_and_labels_stay_in_view(tables: list[PublishedTable]) -> None:
    cells = tables[0].rows[3].cells
    assert [cell.anchor for cell in cells] == [None, None, "L13C2", "L13C3", None, None]
    assert cells[1].style == "label"
    assert tables[0].label_column == 1


def test_an_absent_table_says_so(tables: list[PublishedTable]) -> None:
    assert tables[1].rows == []
    assert tables[1].status and "正文没有" in tables[1].status


def test_lines_that_do_not_add_up_say_so(tmp_path: Path) -> None:
    unit = load_unit(write_packages(tmp_path) / NAME)
    tables = published_tables(unit)
    fails = [check for check in unit.checks if check.status == "fail"]
    failed = {line for check in fails for line in (check.left_line, check.right_line)}
    assert failed
    rows = {row.line for table in tables for row in table.rows if row.fails}
    assert rows and rows <= failed
    assert {line.number for line in source_lines(unit, tables) if line.fails} == failed


def test_forms_of_one_title_are_named_by_their_project(tmp_path: Path) -> None:
    unit = load_unit(write_packages(tmp_path) / NAME)
    form = replace(unit.tables[0], kind="project_performance", title="项目绩效目标表")
    forms = [replace(form, table_id=table_id) for table_id in ("t08", "t09")]
    targets = [indicator(1, table_id="t08", project="项目甲"), indicator(2, table_id="t09", project="项目乙")]
    unit = replace(unit, tables=[*unit.tables, *forms], performance_indicators=targets)
    titles = {table.table.table_id: table.title for table in published_tables(unit)}
    assert (titles["t08"], titles["t09"]) == ("项目绩效目标表：项目甲", "项目绩效目标表：项目乙")


def test_source_lines_are_numbered_from_one(tmp_path: Path) -> None:
    unit = load_unit(write_packages(tmp_path) / NAME)
    lines = list(source_lines(unit, published_tables(unit)))
    assert [line.number for line in lines] == list(range(1, len(unit.source) + 1))
    assert [line.number for line in lines if line.starts] == [7]
    assert lines[9].text == "\t合计\t1000.00\t600.00\t150.00\t250.00"
