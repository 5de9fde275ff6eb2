"""One document read from end to end."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parse.conftest import Parse
from tests.tiny import DISCLOSURE, lines_of, typed
from yusuan.model import BudgetLine, Leftover, ParsedDisclosure, Redaction
from yusuan.parse.disclosure import BadName, disclosure_id_of, parse_disclosure


def budget_lines(parsed: ParsedDisclosure) -> list[BudgetLine]:
    """Return the budget lines of a document."""
    return [line for line in parsed.records["budget_lines"] if isinstance(line, BudgetLine)]


def leftovers(parsed: ParsedDisclosure) -> list[tuple[int, int, str]]:
    """Return where the cells left over stand, and their text."""
    found = [one for one in parsed.records.get("leftovers", ()) if isinstance(one, Leftover)]
    return [(one.source_line, one.source_column, one.text) for one in found]


@pytest.mark.parametrize(
    ("name", "disclosure_id"),
    [("A-2023.txt", "a-2023"), ("330500-office-2023.TXT", "330500-office-2023"), ("x.txt", "x")],
)
def test_the_id_is_the_file_s_stem_in_small_letters(name: str, disclosure_id: str) -> None:
    assert disclosure_id_of(Path("folder") / name) == disclosure_id


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("a b_2023.txt", "a-b-2023.txt"),
        ("-a--b-.txt", "a-b.txt"),
        ("预算2023.txt", "2023.txt"),
        ("预算.txt", "disclosure"),
    ],
)
def test_a_name_that_gives_no_id_is_refused_with_one_that_does(name: str, proposed: str) -> None:
    with pytest.raises(BadName, match="letters, digits and hyphens") as raised:
        disclosure_id_of(Path(name))
    assert proposed in str(raised.value)


@given(st.text(st.sampled_from("aB1-_ .预算"), min_size=1, max_size=8))
def test_the_proposed_name_is_a_good_one(stem: str) -> None:
    try:
        disclosure_id_of(Path(f"{stem}.txt"))
    except BadName as error:
        assert disclosure_id_of(Path(str(error).split()[-1]))


def test_every_amount_leads_to_the_cell_it_is_printed_in(parse: Parse) -> None:
    lines = lines_of(DISCLOSURE)
    found = budget_lines(parse(DISCLOSURE))
    assert [lines[one.source_line - 1].split("\t")[one.source_column] for one in found] == [
        one.printed_value for one in found
    ]
    cells = [cell for line in lines if "\t" in line for cell in line.split("\t")]
    assert len(found) == sum(cell.replace(".", "").isdigit() and "." in cell for cell in cells)


def test_what_an_amount_is_said_to_be(parse: Parse) -> None:
    line = next(
        one for one in budget_lines(parse(DISCLOSURE)) if (one.item, one.column) == ("行政运行", "基本支出")
    )
    assert (line.table_id, line.table_kind, line.side) == ("t02", "general_budget_expenditure", "expenditure")
    assert (line.function_code, line.function_name, line.code_resolved) == ("2010301", "行政运行", False)
    assert (line.measure, line.fund, line.period) == ("basic", "general_budget", "all")
    assert (line.fiscal_year, line.phase) == (2023, "approved")
    assert (line.printed_value, line.money_unit, line.amount_yuan) == ("18.00", "万元", Decimal("180000.00"))
    assert (line.row, line.level, line.is_leaf, line.repaired) == (4, 3, True, None)


def test_income_takes_its_fund_from_the_row(parse: Parse) -> None:
    income = [one for one in budget_lines(parse(DISCLOSURE)) if one.side == "income"]
    assert [(one.item, one.fund, one.amount_yuan) for one in income] == [
        ("一、财政拨款", "fiscal", Decimal(300_000)),
        ("二、事业收入", "business_income", Decimal(5_000)),
        ("收入总计", "all", Decimal(305_000)),
    ]


def test_headline_amounts_come_from_the_widest_table(parse: Parse) -> None:
    found = parse(DISCLOSURE).disclosure
    assert (found.income_total_yuan, found.expenditure_total_yuan) == (Decimal(305_000),) * 2
    assert (found.basic_yuan, found.project_yuan) == (Decimal(200_000), Decimal(100_000))
    assert found.three_public_yuan is None
    lines = lines_of(DISCLOSURE)
    assert found.expenditure_total_line is not None and found.basic_line is not None
    assert lines[found.expenditure_total_line - 1].startswith("收入总计\t30.50\t支出总计")
    assert lines[found.basic_line - 1].startswith("\t合计")


def test_what_the_catalog_says_overrides_the_text(parse: Parse) -> None:
    found = parse(
        DISCLOSURE,
        unit_name="湖州市另局",
        adcode="330502",
        county="吴兴区",
        fiscal_year="2022",
        published_on="2023-02-01",
        source_url="https://example.org/a.pdf",
    ).disclosure
    assert (found.unit_name, found.adcode, found.county, found.city) == (
        "湖州市另局",
        "330502",
        "吴兴区",
        "湖州市",
    )
    assert (found.fiscal_year, str(found.published_on)) == (2022, "2023-02-01")
    assert (found.source_url, found.unit_id) == ("https://example.org/a.pdf", "330502-a")


def test_an_organisation_s_id_is_the_same_over_the_years(parse: Parse) -> None:
    ids = {parse(DISCLOSURE, name=f"330500-office-{year}.txt").disclosure.unit_id for year in (2022, 2023)}
    assert ids == {"330500-office"}


def test_private_data_is_masked_everywhere_and_counted(parse: Parse) -> None:
    parsed = parse(
        f"{DISCLOSURE}\n    填报人|某某|联系电话|13800000000\n\n    联系人：某某，电话13800000000。\n"
    )
    assert "13800000000" not in repr(parsed)
    assert all("填报人\t某某" not in line and "联系人：某某" not in line for line in parsed.lines)
    counts = {one.class_: one.count for one in parsed.records["redactions"] if isinstance(one, Redaction)}
    assert counts == {"name": 2, "phone": 2}


def test_lines_are_those_of_the_file(parse: Parse) -> None:
    assert list(parse(DISCLOSURE).lines) == lines_of(DISCLOSURE)


def test_a_number_without_a_money_unit_is_left_over_not_guessed(parse: Parse) -> None:
    parsed = parse("湖州市某某局2023年单位预算\n支出总表\n科目编码|科目名称|合计\n205|教育支出|3.00")
    assert "budget_lines" not in parsed.records
    assert leftovers(parsed) == [(4, 2, "3.00")]


def test_a_table_takes_the_money_unit_that_all_others_state(parse: Parse) -> None:
    parsed = parse(f"{DISCLOSURE}\n    支出总表\n\n    科目编码|科目名称|合计\n    205|教育支出|3.00\n")
    assert [one.money_unit for one in budget_lines(parsed) if one.table_kind == "expenditure"] == ["万元"]


def test_a_table_in_yuan_beside_tables_in_ten_thousands(parse: Parse) -> None:
    parsed = parse(
        f"{DISCLOSURE}\n    支出总表\n    单位：元\n    科目编码|科目名称|合计\n    205|教育支出|3.00\n"
    )
    (line,) = [one for one in budget_lines(parsed) if one.table_kind == "expenditure"]
    assert (line.money_unit, line.amount_yuan) == ("元", Decimal("3.00"))


EXPENDITURE = "湖州市某某局2023年单位预算\n支出总表\n单位：万元\n科目编码|科目名称|合计|基本支出|项目支出"


def test_a_dash_and_a_word_under_amounts_are_left_over(parse: Parse) -> None:
    parsed = parse(f"{EXPENDITURE}\n205|教育支出|3.00|—|待定")
    assert [one.printed_value for one in budget_lines(parsed)] == ["3.00"]
    assert leftovers(parsed) == [(5, 3, "—"), (5, 4, "待定")]


def test_a_number_beside_every_column_is_left_over(parse: Parse) -> None:
    parsed = parse(f"{EXPENDITURE}\n205|教育支出|3.00|||7.77")
    assert leftovers(parsed) == [(5, 5, "7.77")]


def test_an_unknown_word_loses_no_number(parse: Parse) -> None:
    parsed = parse(f"{EXPENDITURE}|奇特经费\n205|教育支出|6.00|1.00|2.00|3.00")
    line = budget_lines(parsed)[-1]
    assert (line.column, line.measure, line.printed_value) == ("奇特经费", None, "3.00")
    assert [(word.word, word.source_line, word.source_column) for word in parsed.unknown_words] == [
        ("奇特经费", 4, 5)
    ]


NUMBERS = st.lists(
    st.lists(st.sampled_from(["", "0.00", "3.50", "1,200.00", "-", "若干"]), min_size=3, max_size=4)
)


@settings(max_examples=40)
@given(NUMBERS)
def test_no_number_of_a_table_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    text = "\n".join([EXPENDITURE, *(f"205|教育支出|{'|'.join(row)}" for row in rows)])
    path = tmp_path_factory.mktemp("numbers") / "a.txt"
    path.write_text(typed(text), "utf-8")
    parsed = parse_disclosure(path)
    found = [one for one in parsed.records.get("budget_lines", ()) if isinstance(one, BudgetLine)]
    kept = {(one.source_line, one.source_column) for one in found}
    left = {(line, column) for line, column, _ in leftovers(parsed)}
    printed = {(5 + y, 2 + x) for y, row in enumerate(rows) for x, text in enumerate(row) if text}
    assert kept | left == printed
    assert not kept & left
