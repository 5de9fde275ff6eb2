"""Tables over pages and beside each other: cut headers, cut labels, titles in grids, titles that are lost."""

from __future__ import annotations

from decimal import Decimal

from tests.cases import records_of
from tests.parse.conftest import Parse
from yusuan.model import BudgetLine, ParsedDisclosure, Table

TITLE = "湖州市某某局2023年单位预算\n主要职责是编制预算。\n\n"
ROWS = "项目|金额|项目|金额\n财政拨款|6.00|某支出|6.00\n收入总计|6.00|支出总计|6.00\n"
WHOLE = f"{TITLE}收支总表\n单位：万元\n{ROWS}"


def kinds(parsed: ParsedDisclosure) -> list[tuple[str, str]]:
    """Return kind and status of each printed table."""
    return [(one.kind, one.status) for one in records_of(parsed, Table) if one.status != "absent"]


def test_a_label_cut_by_the_page_is_joined_where_its_column_prints_it_whole(parse: Parse) -> None:
    text = """
        政府采购预算表
        单位：万元
        采购单位|项目名称|经济科目|采购品目|采购金额
        合计||||6.00
        某某局|设备项目|其他商品和服务支出|打印机|3.00
        某某局|办公项目|其他商品和服|扫描仪|2.00

        ||务支出||
        某某局|培训项目|其他商品和服务支出|会议服务|1.00
    """
    lines = records_of(parse(TITLE + text), BudgetLine)
    assert {line.economic_name for line in lines if line.project} == {"其他商品和服务支出"}
    assert [line.printed_value for line in lines] == ["6.00", "3.00", "2.00", "1.00"]


def test_a_label_alone_that_nothing_proves_to_be_a_rest_stays_by_itself(parse: Parse) -> None:
    text = """
        部门支出总表
        单位：万元
        项目|合计|基本支出|项目支出
        某支出|3.00|1.00|2.00

        另一支出|||
        支出总计|3.00|1.00|2.00
    """
    items = {line.item for line in records_of(parse(TITLE + text), BudgetLine)}
    assert items == {"某支出", "支出总计"}


def test_a_title_alone_in_a_row_begins_another_table(parse: Parse) -> None:
    text = """
        收支总表
        单位：万元
        项目|金额|项目|金额
        财政拨款|6.00|某支出|6.00
        收入总计|6.00|支出总计|6.00
        部门收入总表|||
        项目||金额|
        财政拨款||6.00|
        收入总计||6.00|
    """
    assert kinds(parse(TITLE + text)) == [("income_expenditure", "data"), ("income", "data")]


def test_titles_that_are_lost_follow_the_contents_where_their_order_is_borne_out(parse: Parse) -> None:
    contents = (
        "收支总表",
        "收入总表",
        "支出总表",
        "一般公共预算支出表",
        "一般公共预算基本支出表",
        "政府性基金预算支出表",
        "项目支出表",
        "“三公”经费支出表",
    )
    two = "项目|预算数|项目|预算数\n财政拨款|6.00|某支出|6.00\n收入总计|6.00|支出总计|6.00"
    units = "单位编码|单位名称|总计|财政拨款收入\n241|某某局|6.00|6.00\n|合计|6.00|6.00"
    items = (
        "科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|6.00|4.00|2.00\n|合计|6.00|4.00|2.00"
    )
    basic = (
        "经济科目编码|经济科目名称|合计|人员经费|公用经费\n"
        "301|工资福利支出|6.00|6.00|0.00\n|合计|6.00|6.00|0.00"
    )
    projects = "项目名称|合计|一般公共预算\n甲项目|2.00|2.00\n合计|2.00|2.00"
    public = "合计|因公出国（境）费|公务用车购置及运行费|公务接待费\n0.90|0.00|0.40|0.50"
    tables = [two, units, units, items, basic, items, projects, public]
    text = "目录\n" + "\n".join(f"{at}.{name}" for at, name in enumerate(contents, 1)) + "\n\n单位：万元\n\n"
    text += "说明部分。\n\n" + "\n\n说明部分。\n\n".join(f"单位：万元\n{table}" for table in tables)
    found = [kind for kind, _ in kinds(parse(TITLE + text))]
    assert found == [
        "income_expenditure",
        "income",
        "expenditure",
        "general_budget_expenditure",
        "general_budget_basic",
        "gov_fund_expenditure",
        "project_expenditure",
        "three_public",
    ]


def test_a_table_of_meetings_is_named_by_its_title_and_its_fund_by_the_sentence_above(parse: Parse) -> None:
    text = """
        本部门当年一般公共预算会议费预算支出5.50万元，较上年无增减。

        会议费明细表

        单位：万元

        序号|会议名称|时间|人数|金额|备注
        1|动员会|2023年3月|80|1.50|
        2|推进会|2023年7月|59|4.00|
    """
    parsed = parse(WHOLE + text)
    lines = [one for one in records_of(parsed, BudgetLine) if one.table_kind == "other"]
    assert [(one.item, one.measure, one.fund) for one in lines] == [
        ("动员会", "meetings", "general_budget"),
        ("推进会", "meetings", "general_budget"),
    ]
    assert {str(getattr(one, "value", "")) for one in parsed.records["statements"]} >= {"80", "59"}


def test_amounts_side_by_side_in_a_list_of_a_form_are_one_row(parse: Parse) -> None:
    text = """
        部门整体支出绩效目标表

        部门（单位）名称||某某局|||
        年度主要任务|任务名称|主要内容|预算金额（万元）||
        |||总额|财政拨款|其他资金
        |任务甲|做好甲事|4.00|3.00|1.00
        |任务乙|做好乙事|2.00|2.00|
        |金额合计||6.00|5.00|1.00
    """
    lines = [one for one in records_of(parse(WHOLE + text), BudgetLine) if "performance" in one.table_kind]
    assert {(one.row, one.item) for one in lines} == {(1, "任务甲"), (2, "任务乙"), (3, "金额合计")}
    assert {one.column for one in lines} == {
        "预算金额（万元）/总额",
        "预算金额（万元）/财政拨款",
        "预算金额（万元）/其他资金",
    }
    assert sum(one.amount_yuan for one in lines if one.is_leaf) == Decimal("120000.00")


def test_a_series_that_begins_behind_among_goes_on_below(parse: Parse) -> None:
    text = """
        一般公共预算“三公”经费支出表
        单位：万元
        项目|合计|一般公共预算
        “三公”经费|176.31|176.31
        其中：（一）因公出国（境）支出|80.00|80.00
        （二）公务用车购置及运行维护支出|74.10|74.10
        1.公务用车购置费|0.00|0.00
        2.公务用车运行维护费|74.10|74.10
        （三）公务接待费支出|22.21|22.21
    """
    lines = [one for one in records_of(parse(WHOLE + text), BudgetLine) if one.column == "合计"]
    assert [(one.level, one.parent_row) for one in lines] == [
        (1, None),
        (2, 1),
        (2, 1),
        (3, 3),
        (3, 3),
        (2, 1),
    ]
    assert [one.row for one in lines if one.is_leaf] == [2, 4, 5, 6]
