"""Word, Excel and web pages: what each of them has that a page has not."""

from __future__ import annotations

from datetime import datetime
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

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


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


def test_a_table_that_frames_running_text_is_none(tmp_path: Path) -> None:
    found = web(
        tmp_path, "<table><tr><td><p>甲12</p><p>乙</p></td></tr></table><table><tr><td>丙<td>3</table>"
    )
    assert (texts(found), rows(found)) == (["甲12", "乙"], [("丙", "3")])


def test_a_small_table_in_a_cell_is_what_the_cell_says(tmp_path: Path) -> None:
    inner = "<table><tr><td>1.00</td></tr></table>"
    found = web(
        tmp_path,
        "<table><tr><td>项目<td>预算数</tr><tr style='display:none'><td>草稿<td>9</tr>"
        f"<tr><td>甲<td>{inner}</td></tr>"
        "<tr><td>乙<td style='display:none'>8</td><td>2.00</tr></table>",
    )
    assert rows(found) == [("项目", "预算数"), ("甲", "1.00"), ("乙", "2.00")]
    assert found.document.counts_left_out() == {"hidden text": 2}
    assert found.conservation.holds


def test_links_to_other_pages_are_left_out_and_contents_are_not(tmp_path: Path) -> None:
    found = web(
        tmp_path,
        "<div>当前位置：<a href=/>首页</a> &gt; <a href=/2/>财政预算 2</a></div>"
        "<p><a href='#a'>一、部门职责</a></p><p>详见<a href=x.pdf>附件1</a>所列各项收支的说明</p>"
        "<table><tr><td>甲<td><p><a href=/3/>3.00</a></p></tr><tr><td>乙<td>4.00</tr></table>",
    )
    assert texts(found) == ["一、部门职责", "详见附件1所列各项收支的说明"]
    assert rows(found) == [("甲", "3.00"), ("乙", "4.00")]
    assert found.document.counts_left_out() == {"navigation": 1}
    assert found.conservation.holds


def test_a_few_bytes_that_are_no_characters_are_shown_and_told(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(
        "<html><body><p>某局预算".encode() + b"\xff" + ("共12万元" * 100).encode() + b"</p></body></html>"
    )
    found = convert_file(path)
    assert texts(found)[0].startswith("某局预算\ufffd共12万元")
    assert "1 places hold bytes" in found.document.warnings[0]


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
        (0, ACCOUNTING, "-"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (0, "#,###", ""),
        (5, "0;;", "5"),
        (-5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(5.00)"),
        (-1234, "#,##0;[Red]#,##0", "-1,234"),
        (-5, "General;[Red]-General", "-5"),
        (-5, "0;0", "5"),
        (5, "[>=100]0.0;0.00", "5.00"),
        (150, "[>=100]0.0;0.00", "150.0"),
        (1.5, "# ?/?", "1.5"),
        (-12345, "0.00E+00;-0.00E+00", "-12345"),
        (1234567.8, '0!.0,"万"', "1234567.8"),
        (datetime(2023, 1, 31), 'yyyy"年"m"月"d"日"', "2023年1月31日"),
        (datetime(2023, 1, 31), "yyyy/m/d;@", "2023/1/31"),
        (datetime(2023, 1, 31), "[$-F800]dddd, mmmm dd, yyyy", "2023-01-31"),
        (1e300, "0.00", f"{10**300}.00"),
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


def test_numbers_that_their_format_hides_are_counted_as_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, (name, value, shape) in enumerate(
        (("某局2024年", 8, ";;;"), ("收入", 0, "0.00;-0.00;"), ("支出", 12500, "#,##0,")), start=1
    ):
        sheet.cell(row, 1, name)
        sheet.cell(row, 2, value).number_format = shape
    book.save(tmp_path / "x.xlsx")
    found = convert_file(tmp_path / "x.xlsx")
    assert rows(found) == [("支出", "13")]
    assert texts(found) == ["某局2024年", "收入"]
    assert [one.text for one in found.document.left_out] == ["8"]
    assert found.conservation.holds


def test_a_workbook_of_any_name_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("收入", 12.5), ("支出", 12.5)):
        book.active.append(row)
    for name in ("new.xls", "none", "x.txt"):
        book.save(tmp_path / "x.xlsx")
        (tmp_path / "x.xlsx").rename(tmp_path / name)
        found = convert_file(tmp_path / name)
        assert (found.format, rows(found)) == ("xlsx", [("收入", "12.5"), ("支出", "12.5")])
