"""Whose document it is, of which year and kind."""

from __future__ import annotations

import pytest

from tests.parse.conftest import Parse
from yusuan.parse.identity import NoDisclosure

TABLE = """收支总表
单位：万元
收入||支出|
项目|预算数|项目|预算数
一、财政拨款|3.00|一、教育支出|3.00
收入总计|3.00|支出总计|3.00"""


@pytest.mark.parametrize(
    ("head", "name", "kind", "level", "year"),
    [
        ("湖州市某某局2023年单位预算", "湖州市某某局", "budget", "unit", 2023),
        ("# 2022年湖州市某某局部门预算", "湖州市某某局", "budget", "department", 2022),
        ("**湖州市某某局（本级）\n2023 年单位预算**", "湖州市某某局（本级）", "budget", "unit", 2023),
        ("2023年度\n湖州市某某局\n部门预算公开\n目录", "湖州市某某局", "budget", "department", 2023),
        ("湖州市某某局2021年度部门决算\n目 录", "湖州市某某局", "final_accounts", "department", 2021),
        ("2023年湖州市某某局及所属单位汇总预算", "湖州市某某局", "budget", "unit", 2023),
        ("2023年收支预算表\n部门/单位：湖州市某某局", "湖州市某某局", "budget", None, 2023),
        ("附件2\n湖州市某某局2023年单位预算", "湖州市某某局", "budget", "unit", 2023),
        ("附件：湖州市某某局2023年单位预算", "湖州市某某局", "budget", "unit", 2023),
        ("索引号53262200000000\n湖州市某某局2023年单位预算", "湖州市某某局", "budget", "unit", 2023),
    ],
)
def test_a_title_says_whose_document_it_is(
    parse: Parse, head: str, name: str, kind: str, level: str | None, year: int
) -> None:
    found = parse(f"{head}\n\n{TABLE}").disclosure
    assert (found.unit_name, found.document_type, found.fiscal_year) == (name, kind, year)
    assert (found.entity_level, found.adcode) == (level, "330500")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("寿县司法局2022年“三公”经费预算情况", "寿县司法局"),
        ("2022年度汨罗市农业农村局部门决算", "汨罗市农业农村局"),
        ("泸州市中医医院\n2023年度单位决算", "泸州市中医医院"),
        ("柞水县审计局2020年部门决算", "柞水县审计局"),
        ("兴县水利局2021年部门预算公开报告", "兴县水利局"),
        ("永修县江上乡2022年部门预算", "永修县江上乡"),
        ("2020年北京市密云区图书馆部门预算信息公开", "北京市密云区图书馆"),
        ("曾都区河道堤防建设管理处 2021 年度决算公开说明", "曾都区河道堤防建设管理处"),
        ("2024年度厦门市集美区灌口镇中心卫生院决算公开", "厦门市集美区灌口镇中心卫生院"),
        ("和田地区策勒县固拉合玛镇2024年部门预算公开", "和田地区策勒县固拉合玛镇"),
        ("政协宁陕县委员会办公室 2023年部门综合预算", "政协宁陕县委员会办公室"),
        ("中国共产党大悟县委员会办公室2022年度部门预算公开", "中国共产党大悟县委员会办公室"),
        ("2024年度\n共青团祁门县委员会\n部门预算", "共青团祁门县委员会"),
        ("贵州省仁怀市第五中学 2022 年度部门预算及“三公”经费预算信息", "贵州省仁怀市第五中学"),
        ("第一部分 永德县某某局2023年部门预算编制说明", "永德县某某局"),
        ("【财政预算】麦积区某某镇政府2020年部门预算情况说明", "麦积区某某镇政府"),
        ("附件1-1 金塔县某某镇人民政府2022年部门预算公开表", "金塔县某某镇人民政府"),
        ("关于公开黄陵县某某镇2021年部门综合预算的说明", "黄陵县某某镇"),
        ("2024年单位预算信息公开 云州区某某乡人民政府", "云州区某某乡人民政府"),
        ("2020年部门预算（公开）——丰宁满族自治县某某中心", "丰宁满族自治县某某中心"),
        ("玛多县2020年预算公开表（玛多县某某局）", "玛多县某某局"),
        ("贵定县第一中学关于2022年部门预算及“三公”经费预算的公开说明", "贵定县第一中学"),
        ("江川区某某街道（部门）2025年预算公开说明", "江川区某某街道"),
        ("二O二二年度白水县某某局部门综合预算公开", "白水县某某局"),
        ("2023年部门预算公开目录 — 崆峒区某某局", "崆峒区某某局"),
        ("环县某某局文件\n环某发〔2021〕15号\n环县某某局\n关于2022年部门预算公开的报告", "环县某某局"),
        ("2022年度清水县某某局部门决算(本级)", "清水县某某局（本级）"),
        ("2022年度清水县某某局部门决算(汇总)", "清水县某某局"),
        ("首页 > 预决算公开 > 2021年\n大冶市某某中心学校2021年部门预算公开", "大冶市某某中心学校"),
        ("保密审查情况:已审查\n柞水县某某局2020年部门决算", "柞水县某某局"),
        ("砚山县某某镇\n中心小学2023年度部门决算", "砚山县某某镇中心小学"),
    ],
)
def test_the_organisation_is_what_reads_as_one(parse: Parse, head: str, name: str) -> None:
    """Not the longest of the parts around the year, and without what the document calls itself."""
    found = parse(f"{head}\n\n{TABLE}").disclosure
    assert found.unit_name == name
    assert name in found.document_title


def test_a_place_alone_is_no_organisation_where_a_table_names_one(parse: Parse) -> None:
    title = "岳阳县2017年度部门“三公”经费预算情况表\n台创园2017年度部门“三公”经费预算情况表"
    found = parse(f"{title}\n单位：元\n项目|2017年预算数\n1、公务接待费|150000").disclosure
    assert found.unit_name == "台创园"


def test_a_template_not_filled_in_names_nobody(parse: Parse) -> None:
    head = "2021年度\n部门决算公开文本\n单位名称：河北省XXX厅\n目录"
    table = TABLE.replace("单位：万元", "单位：沧州市某某中学|金额单位：万元")
    found = parse(f"{head}\n{table}").disclosure
    assert (found.unit_name, found.adcode) == ("沧州市某某中学", "130900")


def test_a_document_without_a_title_is_whose_its_headings_name(parse: Parse) -> None:
    head = "目 录\n第一部分 庐阳区某某局概况\n第二部分 庐阳区某某局2023年度部门决算表"
    table = TABLE.replace("收支总表", "收入支出决算总表")
    found = parse(f"{head}\n{table}").disclosure
    assert (found.unit_name, found.document_type, found.fiscal_year) == (
        "庐阳区某某局",
        "final_accounts",
        2023,
    )
    assert found.document_title == "庐阳区某某局2023年决算"


def test_brackets_around_a_caption_are_no_part_of_the_name(parse: Parse) -> None:
    found = parse(f"2023年部门预算公开\n（单位名称：大方县某某局）\n{TABLE}").disclosure
    assert found.unit_name == "大方县某某局"


def test_a_place_in_another_part_of_the_title_is_the_organisation_s(parse: Parse) -> None:
    found = parse(f"西安市鄠邑区2021年部门预算公开（某某局）\n{TABLE}").disclosure
    assert (found.unit_name, found.adcode) == ("某某局", "610118")


def test_the_title_is_kept_as_printed_but_for_marks_and_line_breaks(parse: Parse) -> None:
    found = parse(f"**湖州市某某局（本级）\n2023 年单位预算**\n\n{TABLE}").disclosure
    assert found.document_title == "湖州市某某局（本级）2023年单位预算"


def test_a_title_without_the_organisation_takes_its_name(parse: Parse) -> None:
    found = parse(f"2023年部门预算\n单位名称：湖州市某某局\n\n{TABLE}").disclosure
    assert (found.document_title, found.unit_name) == ("湖州市某某局2023年部门预算", "湖州市某某局")


def test_the_date_of_publication_is_no_part_of_the_title(parse: Parse) -> None:
    found = parse(f"湖州市某某局部门预算\n2024年1月\n\n{TABLE.replace('收支', '2023年收支')}").disclosure
    assert (found.document_title, found.fiscal_year) == ("湖州市某某局部门预算", 2023)


def test_a_code_over_a_table_is_the_organisation_s(parse: Parse) -> None:
    found = parse(f"湖州市某某局2023年单位预算\n主要职责。\n302001-湖州市某某局\n{TABLE}").disclosure
    assert (found.unit_code, found.unit_name) == ("302001", "湖州市某某局")


def test_a_place_that_does_not_exist_is_mended_by_one_that_does(parse: Parse) -> None:
    """埭 for 埇 is a slip of text recognition in 341302-yongqiao-government-office-2023."""
    found = parse(f"埭桥区某某局2023年部门预算\n主要职责。\n单位名称：埇桥区某某局\n{TABLE}").disclosure
    assert (found.unit_name, found.adcode) == ("埇桥区某某局", "341302")


def test_the_adcode_in_the_file_s_name_decides_between_places(parse: Parse) -> None:
    found = parse(f"鼓楼区某某局2023年部门预算\n{TABLE}", name="350102-some-office-2023.txt").disclosure
    assert (found.province, found.city, found.county) == ("福建省", "福州市", "鼓楼区")


def test_without_a_place_the_document_is_read_all_the_same(parse: Parse) -> None:
    found = parse(f"某某总局2023年部门预算\n{TABLE}", name="some-office-2023.txt").disclosure
    assert (found.adcode, found.province, found.unit_id) == (None, None, "some-office")


def test_a_document_that_names_no_year_is_refused(parse: Parse) -> None:
    with pytest.raises(NoDisclosure, match="no year is named"):
        parse(f"湖州市某某局部门预算\n{TABLE}", name="a.txt")


def test_a_document_that_names_no_organisation_is_refused(parse: Parse) -> None:
    with pytest.raises(NoDisclosure, match="no organisation is named"):
        parse(f"2023年\n{TABLE}")


@pytest.mark.parametrize(
    "text", ["湖州市某某局2023年工作总结\n今年工作很好。", "姓名|班级\n某某|三班", "2023"]
)
def test_a_text_without_a_budget_table_is_refused(parse: Parse, text: str) -> None:
    with pytest.raises(NoDisclosure, match="no table of a known kind"):
        parse(text)


@pytest.mark.parametrize(
    ("head", "name", "year", "kind"),
    [
        (
            "首页 > 某园区管委会 > 预算/决算\n• 索引号 11500/2022-00040\n• 成文日期 2022-08-29\n"
            "某某县工业园区管理委员会2021年度部门决算情况说明",
            "某某县工业园区管理委员会",
            2021,
            "final_accounts",
        ),
        (
            "2021年度决算公开说明-某处.pdf\n某某区河道管理处2021年度决算公开说明",
            "某某区河道管理处",
            2021,
            "final_accounts",
        ),
        ("2022年部门预算\n某某县人民法院\n2022年2月10日", "某某县人民法院", 2022, "budget"),
        ("2014年某某市水务局部门预算及“三公”经费预算公开", "某某市水务局", 2014, "budget"),
        ("某某县财政局部门预算（2023年）", "某某县财政局", 2023, "budget"),
        ("（2023年）某某县财政局部门预算公开", "某某县财政局", 2023, "budget"),
        ("关于批复某某县财政局2020年部门预算的通知", "某某县财政局", 2020, "budget"),
        ("[101]某某县财政局2023年部门预算", "某某县财政局", 2023, "budget"),
        ("201001某某县财政局2023年部门预算", "某某县财政局", 2023, "budget"),
        ("某某县财政局２０２３年度部门决算", "某某县财政局", 2023, "final_accounts"),
        ("某某县财政局2023年预算及2022年决算公开", "某某县财政局", 2023, "budget"),
    ],
)
def test_covers_of_pages_and_files_say_whose_year_and_kind(
    parse: Parse, head: str, name: str, year: int, kind: str
) -> None:
    identity = parse(f"{head}\n\n{TABLE}").disclosure
    assert (identity.unit_name, identity.fiscal_year, identity.document_type) == (name, year, kind)


def test_a_name_ends_where_its_cell_does(parse: Parse) -> None:
    row = "单位名称：某某县文联\t单位：万元"
    found = parse(f"某某县文联2017年部门预算\n{row}\n{TABLE}").disclosure
    assert found.unit_name == "某某县文联"
    assert found.document_title == "某某县文联2017年部门预算"
