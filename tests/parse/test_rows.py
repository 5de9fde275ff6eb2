"""Rows read: whom and what each is about, and its amounts."""

from __future__ import annotations

from tests.tiny import items, printed, readings_of, table_of, tables_of


def test_class_group_and_item_become_one_code() -> None:
    readings = readings_of("""
        支出总表
        单位：万元
        科目编码|||科目名称|总计|基本支出
        类|款|项|||
        201|||一般公共服务支出|3.00|3.00
        201|03||政府办公厅（室）及相关机构事务|3.00|3.00
        201|03|01|行政运行|3.00|3.00
    """)
    codes = [reading.codes["function"][0] for reading in readings]
    assert codes == ["201", "20103", "2010301"]


def test_a_code_is_paired_with_the_name_beside_it() -> None:
    (reading,) = readings_of("""
        一般公共预算基本支出表
        单位：万元
        部门预算支出经济分类科目||政府预算支出经济分类科目||合计
        科目编码|科目名称|科目编码|科目名称|
        30101|基本工资|50101|工资奖金津补贴|3.00
    """)
    assert reading.codes == {"economic": ("30101", "基本工资"), "gov_economic": ("50101", "工资奖金津补贴")}
    assert reading.item == "基本工资"


MERGED_DOWN = """
    一般公共预算基本支出表
    单位：万元
    部门预算支出经济分类科目||政府预算支出经济分类科目||本年一般公共预算基本支出||
    科目编码|科目名称|科目编码|科目名称|合计|人员经费|公用经费
    合计||||10.00|8.00|2.00
    30101|基本工资|50101|工资奖金津补贴|6.00|6.00|
    ||50501|工资福利支出|2.00|2.00|
    30201|办公费|50201|办公经费|2.00||2.00
"""


def test_an_economic_item_merged_down_over_several_government_codes_is_filled_in() -> None:
    readings = readings_of(MERGED_DOWN)
    assert items(readings) == ["合计", "基本工资", "基本工资", "办公费"]
    assert readings[2].codes == {"economic": ("30101", "基本工资"), "gov_economic": ("50501", "工资福利支出")}
    assert readings[3].codes["economic"] == ("30201", "办公费")


def test_codes_in_brackets_are_read() -> None:
    (reading,) = readings_of("""
        政府采购预算表
        单位：元
        单位名称|项目名称|采购品目|功能科目|部门支出经济分类|采购数量|单价（元）|采购金额
        某局|办公设备|[A0201]计算机|[2010301]行政运行|[31002]办公设备购置|2|500.00|1000.00
    """)
    assert reading.codes == {"function": ("2010301", "行政运行"), "economic": ("31002", "办公设备购置")}
    assert (reading.item, reading.project, reading.words["catalogue"]) == (
        "办公设备",
        "办公设备",
        "[A0201]计算机",
    )


def test_an_organisation_in_a_column_of_items_is_no_item() -> None:
    unit, item = readings_of("""
        部门支出总表
        单位：万元
        科目编码|||单位代码|单位（科目名称）|总计|基本支出
        类|款|项||||
        |||001|某局|6.00|6.00
        201|03|01||行政运行|6.00|6.00
    """)
    assert (unit.is_unit, unit.unit_name, unit.unit_code, unit.codes) == (True, "某局", "001", {})
    assert (item.is_unit, item.unit_name, item.codes) == (
        False,
        "某局",
        {"function": ("2010301", "行政运行")},
    )


def test_organisations_and_projects_in_one_column_are_told_by_their_codes() -> None:
    readings = readings_of("""
        项目支出绩效目标表
        单位编码（项目编码）|项目单位（项目名称）|项目金额（万元）||绩效目标|
        ||资金总额|单位资金|三级指标|指标值
        001|某局|9.00|||
        001001|某局本级|9.00|||
        330100220000000001234|甲项目|9.00||培训次数|≥3次
    """)
    assert [(reading.unit_name, reading.project, reading.project_code) for reading in readings] == [
        ("某局", None, None),
        ("某局本级", None, None),
        ("某局本级", "甲项目", "330100220000000001234"),
    ]


def test_an_organisation_merged_down_is_filled_in() -> None:
    readings = readings_of("""
        项目支出表
        单位：万元
        单位名称|项目名称|总计|一般公共预算
        |合计|7.00|7.00
        某局|甲项目|3.00|3.00
        |乙项目|4.00|4.00
    """)
    assert [(reading.unit_name, reading.project) for reading in readings] == [
        (None, None),
        ("某局", "甲项目"),
        ("某局", "乙项目"),
    ]
    assert readings[0].is_total


def test_a_row_of_amounts_without_a_label_is_a_total() -> None:
    total, row = readings_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计|基本支出
        ||3.00|3.00
        205|教育支出|3.00|3.00
    """)
    assert (total.item, total.is_total) == (None, True)
    assert not row.is_total


def test_a_row_that_prints_nothing_is_no_row() -> None:
    readings = readings_of("支出总表\n单位：万元\n科目编码|科目名称|合计\n||\n205|教育支出|3.00\n||")
    assert items(readings) == ["教育支出"]


def test_a_dash_is_no_amount_and_a_zero_is() -> None:
    (reading,) = readings_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计|基本支出|项目支出|上缴上级支出
        205|教育支出|3.00|0.00|-|
    """)
    assert printed(reading) == ["合计 3.00", "基本支出 0.00"]


def test_rows_of_measures_keep_their_numbering() -> None:
    readings = readings_of("""
        一般公共预算“三公”经费支出表
        单位：万元
        项目|2023年“三公”经费预算数
        共计|5.00
        1、因公出国（境）费用|2.00
        2、公务接待费|3.00
    """)
    assert items(readings) == ["共计", "1、因公出国（境）费用", "2、公务接待费"]
    assert readings[0].is_total


def test_a_name_that_the_page_breaks_is_made_whole() -> None:
    (table,) = tables_of("""
        项目支出表
        单位：万元
        单位名称|项目名称|总计|一般公共预算
        |合计|9.00|9.00
        某局|某某服务中心运行|4.00|4.00

        单位名称|项目名称|总计|一般公共预算
        |维护经费||
        某局|乙项目|5.00|5.00
    """)
    assert [reading.project for reading in table.readings] == [None, "某某服务中心运行维护经费", "乙项目"]
    assert table.readings[1].item == "某某服务中心运行维护经费"


def test_a_row_of_one_text_within_a_page_ends_no_name() -> None:
    readings = readings_of("""
        项目支出表
        单位：万元
        单位名称|项目名称|总计|一般公共预算
        某局|甲项目|4.00|4.00
        |维护经费||
        某局|乙项目|5.00|5.00
    """)
    assert [reading.project for reading in readings] == ["甲项目", "维护经费", "乙项目"]


def test_of_two_project_columns_the_first_names_the_project() -> None:
    (reading,) = readings_of("""
        政府采购预算表
        单位：万元
        预算项目|采购项目|采购目录|金额
        甲项目|复印纸|[A05]纸|1.50
    """)
    assert reading.project == "甲项目"


def test_a_total_takes_its_label_from_the_column_of_codes_or_the_block_beside_it() -> None:
    readings = readings_of("""
        一般公共预算基本支出表
        单位：万元
        人员经费|||公用经费|||||
        科目编码|科目名称|金额|科目编码|科目名称|金额|科目编码|科目名称|金额
        301|工资福利支出|4.00|302|商品和服务支出|3.00|310|资本性支出|1.00
        人员经费合计||4.00|公用经费合计|||||4.00
    """)
    totals = {reading.item: printed(reading) for reading in readings if reading.amounts and reading.is_total}
    assert list(totals) == ["人员经费合计", "公用经费合计"]
    assert [cells[0].split()[-1] for cells in totals.values()] == ["4.00", "4.00"]


def test_a_label_taken_from_the_block_beside_it_says_whether_the_row_is_a_total() -> None:
    """A label broken in two lines leaves its amount on a line that the block beside it alone labels."""
    readings = readings_of("""
        收支预算总表
        单位：万元
        收入||支出||||
        项目|金额|项目|金额|项目|金额
        一、财政拨款|9.00|一、外交支出|9.00|一、基本支出|4.00
        ||二、公共安全支出||二、项目支出|3.00
        ||三、国防支出|||2.00
        收入合计|9.00|支出合计|||9.00
    """)
    unlabelled = {one.item: one.is_total for one in readings if "label" not in one.printed and one.amounts}
    assert unlabelled == {"三、国防支出": False, "支出合计": True}


def test_a_code_in_front_of_a_name_is_the_row_s() -> None:
    table = table_of("""
        支出总表
        科目|合计|基本支出|项目支出
        205 教育支出|10.00|6.00|4.00
        20502 普通教育|10.00|6.00|4.00
        2050203 初中教育|10.00|6.00|4.00
        合计|10.00|6.00|4.00
    """)
    found = [(one.item, one.codes.get("function", (None,))[0]) for one in table.readings]
    assert found == [("教育支出", "205"), ("普通教育", "20502"), ("初中教育", "2050203"), ("合计", None)]


def test_a_number_that_a_project_s_name_begins_with_is_no_code() -> None:
    table = table_of("""
        项目支出表
        项目名称|合计
        211工程专项|4.00
        301号楼维修|3.00
        201路口改造|2.00
        合计|9.00
    """)
    assert [one.item for one in table.readings][:3] == ["211工程专项", "301号楼维修", "201路口改造"]
    assert all(not one.codes for one in table.readings)
