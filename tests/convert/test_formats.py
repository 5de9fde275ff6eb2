"""Word, Excel and web pages: what each of them has that a page has not."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Border, Side

from yusuan.convert.convert import Converted, convert_file
from yusuan.convert.displayed import displayed
from yusuan.convert.numbering import written
from yusuan.convert.shape import Paragraph, Table


def texts(found: Converted) -> list[str]:
    """Return the paragraphs."""
    return [block.text for block in found.document.blocks if isinstance(block, Paragraph)]


def rows(found: Converted) -> list[tuple[str, ...]]:
    """Return the rows of all tables."""
    return [row.cells for block in found.document.blocks if isinstance(block, Table) for row in block.rows]


def web(tmp_path: Path, body: str, encoding: str = "utf-8") -> Converted:
    """Convert a page with a body."""
    path = tmp_path / "x.html"
    path.write_bytes(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(encoding))
    return convert_file(path)


def test_spans_of_a_web_table_leave_blanks(tmp_path: Path) -> None:
    found = web(
        tmp_path,
        "<table><tr><th rowspan=2>项目</th><th colspan=2>预算数</th></tr><tr><td>合计</td><td>其中</td></tr>"
        "<tr><td>收<br>入</td><td>1.00</td><td>&nbsp;</td></tr></table>",
    )
    assert rows(found) == [("项目", "预算数", ""), ("", "合计", "其中"), ("收 入", "1.00", "")]


def test_a_table_that_only_sets_a_page_is_none(tmp_path: Path) -> None:
    found = web(
        tmp_path, "<table><tr><td>正文12<table><tr><td>甲</td><td>3</td></tr></table></td></tr></table>"
    )
    assert (texts(found), rows(found)) == (["正文12"], [("甲", "3")])


def test_scripts_are_no_text_and_what_is_hidden_is_counted(tmp_path: Path) -> None:
    found = web(
        tmp_path,
        "<script>var x = 5;</script><style>p{}</style><nav>首页1</nav>"
        "<p style='display: none'>草稿 7.00</p><p>共8元</p>",
    )
    assert texts(found) == ["共8元"]
    assert found.document.counts_left_out() == {"navigation": 1, "hidden text": 1}
    assert found.conservation.holds and found.conservation.compared == 3


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert texts(web(tmp_path, "<p>埇桥区预算</p>", encoding)) == ["埇桥区预算"]


def test_word_merges_numbers_boxes_and_changes(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("部门职责", "机构设置"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "预算数"
    for column, text in enumerate(("合计", "其中"), start=1):
        table.cell(1, column).text = text
    for column, text in enumerate(("收入", "1.00", "2.00")):
        table.cell(2, column).text = text
    paragraph = document.add_paragraph("共有")
    deleted = parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>99</w:delText></w:r></w:del>")
    added = parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>12</w:t></w:r></w:ins>")
    paragraph._p.extend([deleted, added])
    hidden = paragraph.add_run("草稿55")
    hidden._r.get_or_add_rPr().append(OxmlElement("w:vanish"))
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件内3元</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, control)
    document.save(str(tmp_path / "x.docx"))
    found = convert_file(tmp_path / "x.docx")
    assert texts(found) == ["控件内3元", "1.部门职责", "2.机构设置", "共有12"]
    assert rows(found) == [("项目", "预算数", ""), ("", "合计", "其中"), ("收入", "1.00", "2.00")]
    assert found.conservation.holds and found.document.counts_left_out() == {"hidden text": 1}
    assert found.document.pages == 0


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (3, "decimal", "3"),
        (2, "upperLetter", "B"),
        (4, "decimalEnclosedCircle", "④"),
        (4, "bullet", ""),
    ],
)
def test_lists_count_as_word_shows_them(count: int, form: str, text: str) -> None:
    assert written(count, form) == text


@pytest.mark.parametrize(
    ("value", "written_as", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "General", "1234.5"),
        (-1234.567, "#,##0.00;(#,##0.00)", "(1,234.57)"),
        (-2, "0.0_ ", "-2.0"),
        (0, '#,##0.00;-#,##0.00;"-"', "-"),
        (0.1234, "0.00%", "12.34%"),
        (2010301, "0", "2010301"),
        (7, "00", "07"),
        (12.5, '0.00"万元"', "12.50万元"),
        (1234567, "#,##0,", "1,235"),
        (0.1 + 0.2, "General", "0.3"),
        (0.5, "#.##", "0.5"),
        ("文本", "0.00", "文本"),
        (3.0, "#,##0.##", "3"),
    ],
)
def test_numbers_are_shown_as_excel_shows_them(value: object, written_as: str, shown: str) -> None:
    assert displayed(value, written_as) == shown


def test_a_sheet_is_a_table_with_its_title_above_and_its_note_below(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    framed = Border(*(Side("thin") for _ in range(4)))
    sheet["A1"] = "某局2024年收支总表"
    sheet["A2"], sheet["C2"] = "部门：某局", "单位：万元"
    for number, row in enumerate(
        (("项目", "预算数", ""), ("", "合计", "其中"), ("收入", 1234.5, 0)), start=3
    ):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value or None if value == "" else value)
            cell.border, cell.number_format = framed, "#,##0.00"
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet["A7"] = "注：本表无说明。"
    sheet["B5"].number_format = "#,##0.00"
    sheet.row_dimensions[6].hidden = True
    sheet["A6"] = "隐藏行 88"
    book.create_sheet("草稿").sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    found = convert_file(tmp_path / "x.xlsx")
    assert texts(found) == ["某局2024年收支总表", "部门：某局 单位：万元", "注：本表无说明。"]
    assert rows(found) == [("项目", "预算数", ""), ("", "合计", "其中"), ("收入", "1,234.50", "0.00")]
    assert found.document.counts_left_out() == {"hidden sheet": 1, "hidden cell": 1}
    assert found.conservation.holds
