"""Words that nobody knows lose no amount: structure is found by what cells hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tiny import table_of

HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
UNKNOWN = st.text("甲乙丙丁戊己庚辛壬癸", min_size=2, max_size=6)


@given(words=st.lists(UNKNOWN | st.none(), min_size=5, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_words_of_a_header_leave_the_amounts_where_they_are(words: list[str | None]) -> None:
    header = "|".join(word or known for word, known in zip(words, HEADER, strict=True))
    table = table_of(f"""
        支出总表
        单位：万元
        {header}
        |合计|9.00|6.00|3.00
        201|一般公共服务支出|6.00|4.00|2.00
        20103|政府办公厅（室）及相关机构事务|6.00|4.00|2.00
        205|教育支出|3.00|2.00|1.00
    """)
    assert not table.table.is_form
    printed = {(reading.line, cell.field) for reading in table.readings for cell in reading.amounts}
    assert {field for _, field in printed} == {2, 3, 4}
    assert len(printed) == 12


def test_a_total_below_an_unknown_group_is_no_total() -> None:
    table = table_of("""
        支出总表
        单位：万元
        科目编码|科目名称|合计|基本支出|项目支出|甲乙丙|
        |||||小计|丁戊己
        |合计|9.00|6.00|3.00|2.00|1.00
        201|一般公共服务支出|9.00|6.00|3.00|2.00|1.00
    """)
    columns = {column.index: column for column in table.table.columns}
    assert columns[5].unknown and columns[5].measure is None
