"""What a PDF draws comes out as rows and fields, whatever a page does to it."""

from __future__ import annotations

from pathlib import Path

from tests.convert.pages import Page, write_pdf
from yusuan.convert.convert import Converted, convert_file
from yusuan.convert.shape import Paragraph, Table
from yusuan.convert.write import text_of

XS = [50, 200, 300, 400]


def ys(count: int, start: float = 100, height: float = 20) -> list[float]:
    """Return the row lines of a table of equal rows."""
    return [start + height * number for number in range(count + 1)]


def converted(tmp_path: Path, *pages: Page) -> Converted:
    """Return what pages convert to, every number of theirs kept."""
    found = convert_file(write_pdf(tmp_path / "x.pdf", pages))
    assert found.conservation.holds
    return found


def rows_of(found: Converted) -> list[list[str]]:
    """Return the rows of all tables, fields between bars."""
    return [
        list(row.cells) for block in found.document.blocks if isinstance(block, Table) for row in block.rows
    ]


def test_a_merged_cell_is_in_its_first_field(tmp_path: Path) -> None:
    page = Page()
    page.grid(
        XS,
        ys(4),
        [["项目", "预算数", "<"], ["^", "合计", "其中"], ["合计", "3.00", "1.00"], ["收入", "", ""]],
    )
    assert rows_of(converted(tmp_path, page)) == [
        ["项目", "预算数", ""],
        ["", "合计", "其中"],
        ["合计", "3.00", "1.00"],
        ["收入", "", ""],
    ]


def test_wrapped_words_are_joined_and_lines_of_their_own_are_not(tmp_path: Path) -> None:
    page = Page()
    rows = [["机关事业单位基本养老保险\n缴费支出", "1,234,567,890,1\n23.45", "1.00\n2.00"]]
    page.grid([50, 180, 262, 400], [100, 140], rows)
    page.grid([50, 180, 262, 400], [140, 160], [["合计", "5", "6"]])
    assert rows_of(converted(tmp_path, page))[0] == [
        "机关事业单位基本养老保险缴费支出",
        "1,234,567,890,123.45",
        "1.00 2.00",
    ]


def test_rows_that_no_line_parts_are_told_by_their_amounts(tmp_path: Path) -> None:
    page = Page()
    page.grid(XS, ys(1), [["项目", "合计", "其中"]])
    page.grid(XS, [120, 160], [["一、收入\n二、支出\n三、结转", "1.00\n2.00\n3.00", "4.00\n5.00\n6.00"]])
    assert rows_of(converted(tmp_path, page))[1:] == [
        ["一、收入", "1.00", "4.00"],
        ["二、支出", "2.00", "5.00"],
        ["三、结转", "3.00", "6.00"],
    ]


def test_a_table_goes_on_over_a_page_end_and_so_does_a_cell(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.grid(
        XS,
        ys(3, 740),
        [["项目", "合计", "其中"], ["收入", "1.00", "1.00"], ["机关事业单位基本养老保险缴费", "2.00", ""]],
    )
    second.grid(XS, ys(2, 60), [["支出", "", ""], ["住房公积金", "3.00", "4.00"]])
    found = converted(tmp_path, first, second)
    assert text_of(found.document) == (
        "项目\t合计\t其中\n收入\t1.00\t1.00\n机关事业单位基本养老保险缴费支出\t2.00\t\n\f住房公积金\t3.00\t4.00\n"
    )


def test_what_only_looks_cut_is_not_joined(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.grid(XS, ys(2, 760), [["项目", "合计", "其中"], ["（一）机关事业单位养老保险", "2.00", ""]])
    second.grid(XS, ys(2, 60), [["（二）住房公积金", "", ""], ["合计", "3.00", "4.00"]])
    assert [row[0] for row in rows_of(converted(tmp_path, first, second))[1:]] == [
        "（一）机关事业单位养老保险",
        "（二）住房公积金",
        "合计",
    ]


def test_a_header_that_comes_again_begins_a_table_anew(tmp_path: Path) -> None:
    pages = [Page(), Page()]
    for number, page in enumerate(pages):
        page.grid(
            XS,
            ys(3),
            [["项目", "合计", "其中"], [f"第{'一二'[number]}项", "2.00", "1.00"], ["款", "3.00", "1"]],
        )
    assert sum(isinstance(block, Table) for block in converted(tmp_path, *pages).document.blocks) == 2


def test_lines_that_crack_a_column_are_taken_out(tmp_path: Path) -> None:
    """A document set by hand draws the walls of its rows at slightly different places."""
    page = Page()
    page.grid([50, 200, 300, 400], ys(1, 100), [["项目", "合计", "其中"]])
    page.grid([50, 206, 296, 400], ys(1, 120), [["一、收入", "1.00", "2.00"]])
    page.grid([50, 200, 305, 400], ys(2, 140), [["二、支出", "3.00", ""], ["三、结转", "", "6.00"]])
    assert rows_of(converted(tmp_path, page)) == [
        ["项目", "合计", "其中"],
        ["一、收入", "1.00", "2.00"],
        ["二、支出", "3.00", ""],
        ["三、结转", "", "6.00"],
    ]


def test_an_empty_column_that_is_drawn_stays(tmp_path: Path) -> None:
    page = Page()
    page.grid(XS, ys(3), [["项目", "", "其中"], ["收入", "", "1.00"], ["支出", "", "2.00"]])
    assert rows_of(converted(tmp_path, page))[1] == ["收入", "", "1.00"]


def test_texts_printed_wall_to_wall_are_two(tmp_path: Path) -> None:
    page = Page()
    page.grid([50, 100, 150, 200], ys(2), [["一级指标", "二级指标", "值"], ["", "", ""]])
    for x, text in ((50, "1,234.56789"), (105, "9,876.5"), (152, "1.0")):
        page.text(x, 132, text)
    assert rows_of(converted(tmp_path, page))[1] == ["1,234.56789", "9,876.5", "1.0"]


def test_a_table_without_lines_is_told_by_its_words(tmp_path: Path) -> None:
    page = Page()
    page.text(200, 60, "某局2024年收支总表", 16)
    page.text(60, 90, "单位：万元")
    for number, row in enumerate(
        (
            ("项目", "预算数", "上年"),
            ("一、财政拨款", "1,234.56", "1.00"),
            ("二、其他收入", "20.00", "-"),
            ("合计", "1,254.56", "1.00"),
        )
    ):
        for x, text in zip((60, 250, 400), row, strict=True):
            page.text(x, 120 + 20 * number, text)
    page.text(60, 230, "注：本表无其他说明。")
    found = converted(tmp_path, page)
    assert rows_of(found) == [
        ["项目", "预算数", "上年"],
        ["一、财政拨款", "1,234.56", "1.00"],
        ["二、其他收入", "20.00", "-"],
        ["合计", "1,254.56", "1.00"],
    ]
    assert [block.text for block in found.document.blocks if isinstance(block, Paragraph)] == [
        "某局2024年收支总表",
        "单位：万元",
        "注：本表无其他说明。",
    ]


def test_lines_between_rows_alone_make_columns_of_words_too(tmp_path: Path) -> None:
    page = Page()
    for number, row in enumerate(
        (("项目", "预算数"), ("财政拨款", "1,234.56"), ("其他收入", "20.00"), ("合计", "1,254.56"))
    ):
        page.line(50, 105 + 20 * number, 400, 105 + 20 * number)
        page.text(60, 120 + 20 * number, row[0])
        page.text(300, 120 + 20 * number, row[1])
    assert rows_of(converted(tmp_path, page))[1:] == [
        ["财政拨款", "1,234.56"],
        ["其他收入", "20.00"],
        ["合计", "1,254.56"],
    ]


def test_indents_that_alone_show_the_level_are_kept(tmp_path: Path) -> None:
    page = Page()
    levels = [0, 1, 2, 2, 1, 2, 0, 1, 2, 2]
    page.grid([50, 300, 400], ys(11), [["项目", "金额"], *[["", f"{n}.00"] for n in range(10)]])
    for number, level in enumerate(levels):
        page.text(
            53 + 10 * level, 132 + 20 * number, f"支出事项{'甲乙丙丁戊己庚辛壬癸'[number] * (number % 4 + 1)}"
        )
    labels = [row[0] for row in rows_of(converted(tmp_path, page))[1:]]
    assert [len(label) - len(label.lstrip("\u3000")) for label in labels] == levels


def test_a_turned_page_reads_like_any_other(tmp_path: Path) -> None:
    """A wide table stands on a page of /Rotate 90, its text set upwards."""
    page = Page(turn=90)
    for number, row in enumerate((("收入", "1,234.56"), ("支出", "20.00"), ("合计", "1,254.56"))):
        for place, text in zip((100, 300), row, strict=True):
            page.text(100 + 20 * number + 14, page.height - place - 4, text, matrix="0 1 -1 0")
    for x in (100, 120, 140, 160):
        page.line(x, page.height - 100, x, page.height - 400)
    for y in (100, 300, 400):
        page.line(100, page.height - y, 160, page.height - y)
    assert rows_of(converted(tmp_path, page)) == [
        ["收入", "1,234.56"],
        ["支出", "20.00"],
        ["合计", "1,254.56"],
    ]


def test_what_belongs_to_the_page_is_left_out_and_counted(tmp_path: Path) -> None:
    pages = [Page() for _ in range(5)]
    for number, page in enumerate(pages, start=1):
        page.text(60, 40, "某局2024年预算公开")
        page.text(60, 100, f"第{'一二三四五'[number - 1]}部分有{number}00.00万元。")
        page.text(280, 820, f"— {number} —")
        page.text(200, 500, "内部资料", 40, matrix="0.7 0.7 -0.7 0.7")
        page.text(-300, 300, "页外 77.00")
    found = converted(tmp_path, *pages)
    assert [block.text for block in found.document.blocks if isinstance(block, Paragraph)] == [
        f"第{'一二三四五'[number - 1]}部分有{number}00.00万元。" for number in range(1, 6)
    ]
    assert found.document.counts_left_out() == {
        "header": 5,
        "page number": 5,
        "watermark": 5,
        "outside the page": 5,
    }
    assert text_of(found.document).count("\f") == 4


def test_letters_printed_twice_to_be_bold_count_once(tmp_path: Path) -> None:
    page = Page()
    page.text(60, 100, "收入合计11,223.33万元")
    page.text(60.3, 100, "收入合计11,223.33万元")
    assert [
        block.text for block in converted(tmp_path, page).document.blocks if isinstance(block, Paragraph)
    ] == ["收入合计11,223.33万元"]


def test_paragraphs_are_joined_over_lines_and_pages_and_headings_stay(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.text(220, 60, "第一部分　部门概况", 16)
    first.text(80, 100, "一、部门职责")
    first.text(80, 120, "某局负责全县的水利工作，" + "制定规划并组织实施，" * 3 + "共有二")
    first.text(60, 140, "十人，其中行政编制10人。")
    first.text(80, 780, "二、预算" + "收入支出增加减少情况" * 3 + "说明如下比上年增加")
    second.text(60, 60, "12.50万元。")
    found = converted(tmp_path, first, second)
    texts = [block.text for block in found.document.blocks if isinstance(block, Paragraph)]
    assert texts[:2] == ["第一部分 部门概况", "一、部门职责"]
    assert texts[2].endswith("共有二十人，其中行政编制10人。")
    assert texts[3].endswith("比上年增加12.50万元。")
