"""Years side by side: what is of one unit, what may be set against what, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.site_digests import amount, digest
from tests.site_packages import NAME, amounts, office, statement, write_packages
from yusuan.check import check_disclosure
from yusuan.package import write_collection, write_package
from yusuan.parse.disclosure import parse_disclosure
from yusuan.site import write_shared_pages, write_site
from yusuan.site.across.digest import Digest
from yusuan.site.across.personnel import staff_count, staff_money
from yusuan.site.across.years import YearTable, unit_years, year_table
from yusuan.site.packages import load_unit
from yusuan.site.pages.context import fill_room
from yusuan.site.views.execution import executions

SHARED = Path(__file__).parents[3] / "shared"
FINAL = "final_accounts"


def table(*found: Digest, own: int = -1) -> YearTable:
    """Set documents side by side as the page of one of them does."""
    made = year_table(found[own], found)
    assert made
    return made


def words(made: YearTable, name: str) -> list[tuple[str, str]]:
    """Return the numbers of a row, each with what is said of its change."""
    rows = {row.name: row for _, rows in made.groups for row in rows}
    return [(cell.words, cell.change) for cell in rows[name].cells]


def test_a_year_is_set_against_the_one_before() -> None:
    made = table(digest(2022), digest(2023, headlines={"expenditure": amount("1250")}))
    assert made.heads == ["2022 年预算", "2023 年预算"]
    assert words(made, "支出合计") == [("1,000.00", ""), ("1,250.00", "+25.0%")]


def test_a_final_account_is_set_against_the_budget_of_its_year() -> None:
    spent = digest(2023, FINAL, headlines={"expenditure": amount("900")})
    made = table(digest(2023), spent)
    assert words(made, "支出合计")[1] == ("900.00", "为预算的 90.0%")
    assert any("决算除以年初预算" in note for note in made.notes)


@pytest.mark.parametrize(
    "other",
    [
        digest(2023, level=None, headlines={"expenditure": amount("1250")}),
        digest(2024, headlines={"expenditure": amount("1250")}),
        digest(2023, headlines={"expenditure": amount("1250", "general_budget")}),
        digest(2023, headlines={"expenditure": amount("1250", None)}),
        digest(2023, FINAL, headlines={"expenditure": amount("1250")}),
    ],
    ids=["level unknown", "a year between", "another fund", "fund unknown", "another kind"],
)
def test_what_is_not_the_same_thing_is_not_compared(other: Digest) -> None:
    made = table(digest(2022), other)
    assert words(made, "支出合计")[1] == ("1,250.00", "")


def test_nothing_is_set_against_nothing() -> None:
    zero = {"expenditure": amount("0"), "project": amount("250")}
    made = table(digest(2022, headlines=zero), digest(2023))
    assert words(made, "支出合计") == [("0.00", ""), ("1,000.00", "")]
    assert words(made, "项目支出")[1] == ("250.00", "持平")


def test_a_department_and_its_unit_are_never_side_by_side() -> None:
    unit = digest(2023, level="unit", id="u")
    assert year_table(unit, [digest(2022), unit]) is None
    made = table(digest(2022), unit, digest(2024), own=0)
    assert [one["year"] for one in made.columns] == [2022, 2024]
    assert any("2023 年单位" in note for note in made.notes)


def test_funds_are_named_where_they_differ() -> None:
    one = digest(2022, functions=[{"code": "201", "name": "甲", **amount("5")}], functions_fund="all")
    other = digest(
        2023, functions=[{"code": "201", "name": "乙", **amount("6")}], functions_fund="general_budget"
    )
    made = table(one, other)
    [row] = [row for title, rows in made.groups if title == "按功能分类" for row in rows]
    assert row.name == "乙（201）"
    assert [(cell.change, cell.fund) for cell in row.cells] == [("", "全部资金"), ("", "一般公共预算")]


def test_a_change_of_name_and_of_code_is_said() -> None:
    earlier = digest(2022, unit="中国共产党甲市委员会办公室", unit_id="a", unit_code="101")
    later = digest(2023, unit="中共甲市委办公室", unit_id="b", unit_code="102")
    found = unit_years([later, earlier, digest(2023, unit="丙局", unit_id="c", id="c")])
    assert set(found) == {earlier["id"], later["id"]}
    assert [one["year"] for one in found[later["id"]]] == [2022, 2023]
    notes = "".join(table(earlier, later).notes)
    assert "2022 年“中国共产党甲市委员会办公室”；2023 年“中共甲市委办公室”" in notes
    assert "2022 年“101”；2023 年“102”" in notes


def test_units_of_one_name_in_two_places_are_two() -> None:
    here, there = digest(2022, unit_id="a"), digest(2023, unit_id="b", adcode="330600")
    assert unit_years([here, there]) == {}


def test_people_are_counted_only_where_one_number_is_stated() -> None:
    present = statement(subject="实有人员", value=Decimal(59), unit="人", source_line=7)
    posts = statement(subject="行政编制", value=Decimal(44), unit="人", source_line=7)
    other = statement(subject="实有人员", value=Decimal(60), unit="人", source_line=9)
    assert staff_count([posts, present]) == {"count": 59, "line": 7}
    assert staff_count([posts]) is None
    assert staff_count([present, other]) is None


def test_money_for_people_is_as_the_text_states_it_else_a_sum_that_says_so() -> None:
    said = statement(subject="人员经费", value=Decimal("858.63"), unit="万元", source_line=376)
    again = statement(subject="人员经费", value=Decimal("858.63"), unit="万元", source_line=378)
    other = statement(subject="人员经费", value=Decimal("700"), unit="万元", source_line=380)
    wages = {"code": "301", "name": "工资福利支出", "yuan": "7742400.00", "anchor": "L185C2"}
    families = {"code": "303", "name": "对个人和家庭的补助", "yuan": "843900.00", "anchor": "L206C2"}
    stated = staff_money([again, said], [wages, families])
    assert stated == {"yuan": "8586300.00", "place": "source/#L376", "how": "文字所述"}
    for statements in ([], [said, other]):
        assert staff_money(statements, [wages, families]) == {
            "yuan": "8586300.00",
            "place": "#L185C2",
            "how": "301 工资福利支出、303 对个人和家庭的补助相加",
        }
    assert staff_money([], [wages]) is None, "a part is not the whole"


def write_years(folder: Path) -> Path:
    """Write the pages of two years of one office; return docs."""
    first = office(unit_id="330500-some-office")
    lines = [replace(line, fiscal_year=2024) for line in amounts()]
    second = office(unit_id="330500-some-office", disclosure_id="x-2024", fiscal_year=2024)
    records = {
        name: [replace(one, disclosure_id="x-2024") for one in rows]
        for name, rows in {**second.records, "budget_lines": lines}.items()
    }
    packages = write_packages(folder / "packages", first, replace(second, records=records))
    write_site(packages, folder / "docs")
    write_shared_pages(packages, folder / "docs")
    return folder / "docs"


def test_unit_pages_show_their_years_once(tmp_path: Path) -> None:
    page = (write_years(tmp_path) / "units" / "x-2024" / "index.md").read_text("utf-8")
    assert page.count('id="years"') == 1
    assert page.count('<a href="#years">') == 1
    assert f'href="../../units/{NAME}/#L10"' in page


def test_a_page_without_other_years_says_nothing_of_them(tmp_path: Path) -> None:
    write_site(write_packages(tmp_path / "packages"), tmp_path / "docs")
    page = (tmp_path / "docs" / "units" / NAME / "index.md").read_text("utf-8")
    assert 'id="years"' not in page
    assert "#years" not in page


def test_room_is_filled_anew_each_time() -> None:
    page = "a<!--context:years-->old<!--/context:years-->b"
    once = fill_room(page, {"years": r"\1 new"})
    assert once == r"a<!--context:years-->\1 new<!--/context:years-->b"
    assert fill_room(once, {}) == "a<!--context:years--><!--/context:years-->b"


def write_real(folder: Path, sources: Sequence[Path]) -> dict[str, Path]:
    """Read real documents and write their packages, by id."""
    if not all(source.is_file() for source in sources):
        pytest.skip("the shared documents are not here")
    found = {}
    for source in sources:
        parsed = check_disclosure(parse_disclosure(source, {}))
        found[source.stem] = folder / parsed.disclosure.disclosure_id
        write_package(parsed, found[source.stem])
    return found


def test_a_real_final_account_shows_what_it_carried_out(tmp_path: Path) -> None:
    name = "shanghai-putuo-caizhengju-2024-bumen-juesuan"
    found = write_real(tmp_path, [SHARED / "more-disclosures" / f"{name}.txt"])
    shown = {one.name: one for one in executions(load_unit(found[name]))}
    whole = shown["一般公共预算财政拨款支出"]
    assert (whole.planned, whole.executed, whole.rate) == ("2,993.92", "2,940.05", "98.2%")
    assert shown["“三公”经费财政拨款支出"].rate == "0.0%"


def test_real_years_of_one_unit_stand_side_by_side(tmp_path: Path) -> None:
    sources = [SHARED / "corpus" / f"fresh-js-{number}.txt" for number in ("008", "010", "012", "006")]
    found = write_real(tmp_path / "packages", sources)
    write_collection(list(found.values()), tmp_path / "packages" / "all")
    write_site(tmp_path / "packages", tmp_path / "docs")
    page = (tmp_path / "docs" / "units" / "fresh-js-010" / "index.md").read_text("utf-8")
    for number in ("20,849.45", "24,458.43", "27,664.22", "509.20", "508.20"):
        assert number in page.split('id="years"')[1].split("</section>")[0]
    assert "单位名称各年印法不同" in page
    alone = (tmp_path / "docs" / "units" / "fresh-js-006" / "index.md").read_text("utf-8")
    assert 'id="years"' not in alone
