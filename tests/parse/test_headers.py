"""Headers: which rows they take, and what each column below them means."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.tiny import SPEC, lines_of, rows_of, table_of
from yusuan.parse.records.unknown import unknown_words
from yusuan.parse.tables.headers import Column, Header, split_header
from yusuan.parse.tables.titles import is_title, title_head, title_text


@dataclass(frozen=True)
class Split:
    """A grid's header and the lines of its body."""

    header: Header
    body: list[str]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the header."""
        return self.header.columns

    @property
    def paths(self) -> list[str]:
        """The words over each column."""
        return ["/".join(column.words) for column in self.columns]


def split(text: str) -> Split:
    """Return header and body of a grid."""
    header, body = split_header(rows_of(text), SPEC)
    return Split(header, ["|".join(row.cells) for row in body])


def test_a_merged_cell_spans_the_columns_to_its_right() -> None:
    table = split("""
        科目编码|科目名称|合计|基本支出|||项目支出
        |||小计|人员经费|公用经费|
        |合计|9.00|8.00|6.00|2.00|1.00
    """)
    assert table.paths == [
        "科目编码",
        "科目名称",
        "合计",
        "基本支出/小计",
        "基本支出/人员经费",
        "基本支出/公用经费",
        "项目支出",
    ]
    assert [column.measure for column in table.columns[2:]] == [
        None,
        "basic",
        "basic_personnel",
        "basic_public",
        "project",
    ]
    assert table.body == ["|合计|9.00|8.00|6.00|2.00|1.00"]


def test_three_levels_carry_their_meaning_downwards() -> None:
    table = split("""
        单位名称|本年收入|||
        |财政拨款|||事业收入
        |小计|一般公共预算|政府性基金|
        某局|3.00|2.00|1.00|
    """)
    assert [(column.fund, column.period) for column in table.columns[1:]] == [
        ("fiscal", "current_year"),
        ("general_budget", "current_year"),
        ("gov_fund", "current_year"),
        ("business_income", "current_year"),
    ]


def test_levels_say_where_they_are_printed() -> None:
    table = split("""
        科目编码|合计|基本支出|
        ||人员经费|公用经费
        201|3.00|2.00|1.00
    """)
    levels = [(level.text, level.line, level.first, level.last) for level in table.columns[3].levels]
    assert levels == [("基本支出", 1, 2, 3), ("公用经费", 2, 3, 3)]


def test_class_group_and_item_stand_under_one_code() -> None:
    table = split("""
        科目编码|||单位（科目名称）|总计
        类|款|项||
        201|03|01|行政运行|5.00
    """)
    assert [column.role for column in table.columns] == ["class", "group", "item", "unit_or_item", "amount"]


def test_class_group_and_item_in_the_row_of_the_total() -> None:
    table = split("""
        科目编码|||科目名称|总计
        类|款|项|合计|5.00
        201|03|01|行政运行|5.00
    """)
    assert [column.role for column in table.columns] == ["class", "group", "item", "name", "amount"]
    assert table.body[0] == "类|款|项|合计|5.00", "the row prints the total, and so is data, too"


@pytest.mark.parametrize("axis", ["**|**|1|2", "栏次||1|2", "*|*|1|2"])
def test_a_row_that_numbers_the_columns_closes_the_header_and_says_nothing(axis: str) -> None:
    table = split(f"科目编码|科目名称|合计|基本支出\n{axis}\n201|教育支出|3.00|3.00")
    assert table.paths == ["科目编码", "科目名称", "合计", "基本支出"]
    assert table.body == ["201|教育支出|3.00|3.00"]


def test_nothing_need_close_a_header() -> None:
    table = split("科目编码|科目名称|合计\n|合计|\n201|教育支出|")
    assert table.body == ["|合计|", "201|教育支出|"]


def test_a_total_row_without_amounts_is_data_even_under_two_header_rows() -> None:
    table = split("""
        科目编码|科目名称|本年政府性基金预算支出||
        ||合计|基本支出|项目支出
        |合计|||
    """)
    assert table.body == ["|合计|||"]
    assert table.paths[2:] == [f"本年政府性基金预算支出/{word}" for word in ("合计", "基本支出", "项目支出")]


def test_a_header_without_rows_below_it_is_a_header() -> None:
    table = split("单位名称|项目名称|总计|一般公共预算")
    assert (table.body, len(table.columns)) == ([], 4)


def test_a_page_that_goes_on_without_a_header_has_none() -> None:
    table = split("20502|普通教育|3.00|3.00\n2050201|学前教育|3.00|3.00")
    assert (table.header.rows, table.columns) == ((), ())
    assert len(table.body) == 2


def test_years_over_columns() -> None:
    table = split("""
        项目|2022年决算数|2023年预算数|2023年|比上年增减
        公务接待费|1.00|2.00|2.00|1.00
    """)
    assert [(column.fiscal_year, column.phase) for column in table.columns[1:4]] == [
        (2022, "executed"),
        (2023, "approved"),
        (2023, None),
    ]
    assert table.columns[4].measure == "change"


def test_a_money_unit_in_a_header_word_is_the_column_s() -> None:
    table = split("项目名称|单价（元）|采购金额（万元）|总计\n打印机|900.00|0.09|0.09")
    assert [column.money_unit for column in table.columns] == [None, "元", "万元", None]


def test_broken_words_and_full_width_forms_are_one_word() -> None:
    table = split("科目编码|科目 名称|对个人和家 庭的补助|因公出国(境）费\n301|某|1.00|1.00")
    assert [column.measure for column in table.columns[2:]] == ["basic_individuals", "abroad"]
    assert table.paths[2] == "对个人和家庭的补助"


def test_captions_in_the_grid_are_no_header() -> None:
    table = split("""
        2023年收支总表|||
        部门：某局||单位：万元|
        项目|预算数|项目|预算数
        合计|1.00|合计|1.00
    """)
    assert [caption.text for caption in table.header.captions] == [
        "2023年收支总表",
        "部门：某局",
        "单位：万元",
    ]
    assert [caption.line for caption in table.header.captions] == [1, 2, 2]
    assert table.paths == ["项目", "预算数", "项目", "预算数"]


UNKNOWN = """
    一般公共预算支出表
    单位：万元
    科目编码|科目名称|合计|基本支出||项目支岀
    |||人员经费|奇特经费|
    201|一般公共服务支出|6.00|3.00|2.00|1.00
    205|教育支出|6.00|3.00|2.00|1.00
"""


def test_a_word_that_the_vocabulary_lacks_keeps_the_printed_path() -> None:
    table = table_of(UNKNOWN)
    inner, outer = table.table.columns[4], table.table.columns[5]
    assert (inner.words, [level.text for level in inner.unknown]) == (("基本支出", "奇特经费"), ["奇特经费"])
    assert (outer.words, outer.role, outer.measure) == (("项目支岀",), "amount", None)
    assert [cell.text for cell in table.readings[0].amounts] == ["6.00", "3.00", "2.00", "1.00"]


def test_a_word_that_the_vocabulary_lacks_is_reported_where_it_stands() -> None:
    line = next(number for number, text in enumerate(lines_of(UNKNOWN), start=1) if "项目支岀" in text)
    inner, outer = sorted(unknown_words([table_of(UNKNOWN)]), key=lambda word: word.source_column)
    assert (inner.word, inner.source_line, inner.source_column) == ("奇特经费", line + 1, 4)
    assert (outer.word, outer.source_line, outer.source_column) == ("项目支岀", line, 5)
    assert (outer.table_title, outer.nearest[0]) == ("一般公共预算支出表", "项目支出")


def test_the_same_header_has_the_same_signature_however_it_is_spaced() -> None:
    first = split("科目编码|科目名称|工资福利支出\n301|某|1.00")
    again = split("科目编码|科目名称|工资福利支 出\n302|某|1.00")
    other = split("科目编码|科目名称|项目支出\n302|某|1.00")
    assert first.header.signature == again.header.signature != other.header.signature


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("# 表1：收支总表", "收支总表"),
        ("附表3.支出总表  部门：某局", "支出总表"),
        ("收 支 总 表", "收支总表"),
        ("-2、收入总表", "收入总表"),
    ],
)
def test_the_words_of_a_title(text: str, head: str) -> None:
    assert title_head(text) == head


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## 表1：2023年收支 总表", "2023年收支总表"),
        ("支出总表  部门：某局", "支出总表"),
        ("“三公”经费预算表（试行）", "“三公”经费预算表（试行）"),
    ],
)
def test_a_title_as_it_is_shown(text: str, shown: str) -> None:
    assert title_text(text) == shown


@pytest.mark.parametrize(
    "text", ["收支总表", "一般公共预算支出表（功能科目）", "## 表5 一般公共预算“三公”经费支出情况表"]
)
def test_a_line_that_reads_as_a_title(text: str) -> None:
    assert is_title(text, SPEC)


@pytest.mark.parametrize(
    "text", ["机构设置表", "收支情况如下。", "本年支出", "单位：万元", "收支总表见附件，"]
)
def test_a_line_that_is_no_title(text: str) -> None:
    assert not is_title(text, SPEC)


def test_a_header_of_mostly_unknown_words_is_one_over_amounts() -> None:
    table = split("""
        单位名称|没见过的甲|总计|没见过的乙|没见过的丙|没见过的丁
        合计||268.75||268.75|
    """)
    assert table.paths == ["单位名称", "没见过的甲", "总计", "没见过的乙", "没见过的丙", "没见过的丁"]
    assert table.body == ["合计||268.75||268.75|"]


def test_a_word_that_ends_with_a_per_cent_sign_stands_over_rates() -> None:
    table = split("""
        单位名称|2021年预算数|2022年预算数|没见过的增减%
        合计|71.58|61.60|-13.94
    """)
    assert [column.role for column in table.columns] == ["unit", "amount", "amount", "percent"]


def test_what_stands_below_a_rate_is_no_amount() -> None:
    table = split("""
        科目名称|2022年预算数||2022年预算数比2021年预算数增减%||
        |合计|基本支出|合计|基本支出|项目支出
        教育支出|1300.50|1250.50|8.38|7.80|25.00
    """)
    assert [column.role for column in table.columns] == ["name", "amount", "amount", *["percent"] * 3]
