"""What readers open in Excel: the workbook and the tables as published, right and harmless."""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.package_records import LINES, budget_line, parsed_disclosures, plain, project, table
from yusuan.model import Leftover, ParsedDisclosure
from yusuan.model.formulas import harmless
from yusuan.package import PackageError, write_package
from yusuan.package.workbook import clipped, sheet_names

NAME = "330500-some-office-2023"
TABLE = "01 2023年收支预算总表"


def opened(parsed: ParsedDisclosure, folder: Path) -> openpyxl.Workbook:
    """Write a package and open its workbook."""
    write_package(parsed, folder)
    return openpyxl.load_workbook(folder / f"{parsed.disclosure.disclosure_id}.xlsx")


def cells(sheet: Worksheet) -> list[tuple[object, ...]]:
    """Return a sheet's rows as values."""
    return list(sheet.iter_rows(values_only=True))


def test_a_table_stands_as_printed_with_numbers_that_are_numbers(tmp_path: Path) -> None:
    book = opened(plain(), tmp_path / NAME)
    assert book.sheetnames == ["说明", TABLE, "表格目录", "未归位的格", "个人信息遮盖"]
    sheet = book[TABLE]
    assert cells(sheet) == [
        ("2023年收支预算总表", None, None, None, None, None),
        ("单位：万元", None, None, None, None, None),
        (
            "收入：项目名称",
            "收入：预算数",
            "支出：功能科目编码",
            "支出：项目名称",
            "支出：预算数",
            "原文行号",
        ),
        ("一、财政拨款", 1623.35, "201", "201 =1+1", 1623.35, 7),
        ("=HYPERLINK(A1)", -5.82, None, None, None, 8),
        ("总计", 1617.53, None, "总计", 1623.35, 10),
    ]
    assert (sheet["B4"].data_type, sheet["B4"].number_format) == ("n", "#,##0.00")
    assert (sheet["A5"].data_type, sheet["C4"].data_type) == ("s", "s")
    assert sheet.freeze_panes == "A4"
    assert sheet.column_dimensions["A"].width >= 2 * len("收入：项目名称")


def test_projects_stand_under_chinese_headings(tmp_path: Path) -> None:
    records = [project(total_yuan=Decimal("1250000.5"), general_budget_yuan=Decimal(0))]
    sheet = opened(plain(projects=records), tmp_path / NAME)["项目"]
    heading, values = cells(sheet)[1:]
    row = dict(zip(heading, values, strict=True))
    assert (row["项目"], row["合计（元）"], row["一般公共预算（元）"], row["政府性基金（元）"]) == (
        "某项目",
        1250000.5,
        0,
        None,
    )
    assert (row["是否末级"], row["原文行号"]) == ("是", 7)


def test_the_workbook_states_source_licence_and_citation(tmp_path: Path) -> None:
    book = opened(plain(), tmp_path / NAME)
    assert book.properties.title == "某某市某某局 2023 年单位预算"
    assert book.properties.created == datetime(2000, 1, 1)  # never the time of the run
    facts = {heading: text for heading, text in cells(book["说明"])}
    assert facts["原文件 SHA-256"] == "0" * 64
    assert str(facts["许可"]).startswith("CC0-1.0")
    assert NAME in str(facts["引用格式"])
    assert facts[TABLE] == "2023年收支预算总表"


def test_amounts_alike_in_one_line_all_find_their_cell(tmp_path: Path) -> None:
    # Two rows printed beside each other, a column path that comes twice, and a price in another unit.
    lines = [
        budget_line(7, 1, "办公费", "1.00", side="expenditure", row=1),
        budget_line(7, 3, "差旅费", "2.00", row=2),
        budget_line(8, 1, "电脑", "3.00", side="expenditure", row=3),
        budget_line(8, 2, "电脑", "4.00", row=3),
        budget_line(8, 3, "电脑", "5000", row=3, column="单价", money_unit="元", amount_yuan=Decimal(5000)),
    ]
    sheet = opened(plain(budget_lines=lines), tmp_path / NAME)[TABLE]
    assert cells(sheet)[2:] == [
        ("项目名称", "预算数", "预算数", "单价（元）", "原文行号"),
        ("办公费", 1, None, None, 7),
        ("差旅费", 2, None, None, 7),
        ("电脑", 3, 4, 5000, 8),
    ]


def test_a_repaired_cell_does_not_move_its_column(tmp_path: Path) -> None:
    lines = [
        budget_line(7, 2, "甲", "1.00", column="合计"),
        budget_line(7, 3, "甲", "2.00", column="基本支出"),
        budget_line(8, 2, "乙", "3.00", column="合计"),
        budget_line(8, 3, "乙", "4.00", column="基本支出"),
        budget_line(9, 1, "丙", "5.00", column="基本支出", side="expenditure", repaired="少一格"),
    ]
    sheet = opened(plain(budget_lines=lines), tmp_path / NAME)[TABLE]
    assert cells(sheet)[2:] == [
        ("项目名称", "合计", "基本支出", "原文行号"),
        ("甲", 1, 2, 7),
        ("乙", 3, 4, 8),
        ("丙", None, 5, 9),
    ]


def test_decimals_beyond_two_are_shown(tmp_path: Path) -> None:
    lines = [
        budget_line(7, 1, "甲", "0.123456"),
        budget_line(8, 1, "乙", "100"),
        budget_line(9, 1, "丙", "-0"),
    ]
    sheet = opened(plain(budget_lines=lines), tmp_path / NAME)[TABLE]
    shown = [(sheet[f"B{row}"].value, sheet[f"B{row}"].number_format) for row in (4, 5, 6)]
    assert shown == [(0.123456, "#,##0.000000"), (100, "#,##0.00"), (0, "#,##0.00")]


@settings(max_examples=25)
@given(parsed_disclosures())
def test_no_text_becomes_a_formula_and_every_amount_is_in_the_workbook(parsed: ParsedDisclosure) -> None:
    with TemporaryDirectory() as name:
        book = opened(parsed, Path(name) / "package")
        found = [
            cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        assert not [cell.value for cell in found if cell.data_type == "f"]
        lines = parsed.records.get("budget_lines", [])
        numbers = [cell.value for cell in found if cell.number_format.startswith("#,##0.")]
        assert len(numbers) >= len(lines)


def test_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    long = "😀" * 20_000
    row = Leftover(NAME, 8, 3, long, "甲\x01乙")
    sheet = opened(plain(leftovers=[row]), tmp_path / NAME)["未归位的格"]
    text, reason = (cell.value for cell in sheet[3][2:4])
    assert isinstance(text, str)
    assert len(text.encode("utf-16-le")) // 2 <= 32_767
    assert text.startswith("😀" * 16_000)
    assert text.endswith("全文见数据包 ZIP 中的 CSV）")
    assert reason == "甲\ufffd乙"


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.just("同名" * 20), max_size=20
    )
)
def test_sheet_names_are_ones_that_excel_allows(wishes: list[str]) -> None:
    names = sheet_names(wishes)
    assert len(names) == len(wishes)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1]


def test_clipping_never_halves_a_character() -> None:
    assert clipped("甲😀", 3) == "甲😀"
    assert clipped("甲😀乙", 3) == "甲😀"
    assert clipped("甲😀乙", 2) == "甲"
    assert clipped("甲乙丙丁", 3, "…") == "甲乙…"


# ---------------------------------------------------------------- the tables as published


def test_a_table_as_published_is_its_own_lines(tmp_path: Path) -> None:
    write_package(plain(), tmp_path / NAME)
    path = tmp_path / NAME / "tables" / "t01.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf2023")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["2023年收支预算总表", "", "", ""],
        ["单位：万元", "", "", ""],
        ["收入", "", "支出", ""],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "1,623.35", "201 =1+1", "1623.35"],
        ["'=HYPERLINK(A1)", "-5.82", "'@某", "-"],
        ["总计", "1617.53", "总计", "1623.35"],
    ]


@pytest.mark.parametrize(
    "cell", ["-5.82", "+3", "-1,234.00", "-14.3%", "－5.82", "-", "--", "——", "1=1", "", "一+二"]
)
def test_numbers_dashes_and_plain_text_stay_as_printed(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "=1",
        " =1",
        "\u3000=1",
        "＝1",
        "+A1",
        "-A1",
        "-1+2",
        "@x",
        "＠x",
        "－A1",
        "\tx",
        "\rx",
        "-1\n+cmd",
        "=-",
    ],
)
def test_what_excel_could_run_is_text(cell: str) -> None:
    assert harmless(cell) == "'" + cell


def test_a_table_beyond_the_document_is_refused(tmp_path: Path) -> None:
    tables = [table(last_line=len(LINES) + 1), table("t02")]
    with pytest.raises(PackageError, match="t01 is said to take lines 3 to 11 of 10"):
        write_package(plain(tables=tables), tmp_path / NAME)
    assert list(tmp_path.iterdir()) == []
