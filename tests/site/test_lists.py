"""Pages about many documents: codes, findings, terms, lists cut into pages with nothing lost."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.package_records import disclosure
from tests.site_packages import MARKUP, NAME, check, office, write_packages
from yusuan.model import Term
from yusuan.parse.privacy import mask_lines
from yusuan.site import write_site
from yusuan.site.files.findings_csv import findings_csv
from yusuan.site.pages.codes import FUNCTIONS, gather_codes
from yusuan.site.pages.findings import gather_checks, most_failed, order_findings, striking
from yusuan.site.pages.glossary import gather_terms
from yusuan.site.pages.listing import PAGE_SIZE, ListPage, write_list
from yusuan.site.pages.regions import Region
from yusuan.site.pages.units import REDACTED
from yusuan.site.places import Place

OTHER = "330500-other-office-2022"


def digest(name: str, items: Sequence[tuple[str, str, int]], year: int = 2023) -> dict[str, Any]:
    functions = [{"code": c, "name": n, "yuan": str(yuan), "anchor": f"L{c}C2"} for c, n, yuan in items]
    total = {"expenditure": {"yuan": "1000", "anchor": "L1"}}
    return {
        "id": name,
        "unit": name,
        "unit_id": name,
        "parent": None,
        "level": None,
        "year": year,
        "type": "budget",
        "place": "",
        "headlines": total,
        "functions": functions,
    }


@pytest.mark.parametrize(
    ("count", "number", "shown"),
    [
        (1, 1, [1]),
        (3, 2, [1, 2, 3]),
        (30, 1, [1, 2, 3, 4, 5, 0, 30]),
        (30, 15, [1, 0, 11, 12, 13, 14, 15, 16, 17, 18, 19, 0, 30]),
        (30, 30, [1, 0, 26, 27, 28, 29, 30]),
    ],
)
def test_a_page_leads_to_the_first_the_last_and_those_near(count: int, number: int, shown: list[int]) -> None:
    page: ListPage[int] = ListPage([], number, 1, 0, [""] * count, 1)
    assert page.shown_numbers == shown


def test_of_many_documents_those_with_the_most_failures_are_listed() -> None:
    counted = [(disclosure(disclosure_id=f"d{n}"), Counter(fail=n % 7)) for n in range(500)]
    listed = most_failed(counted)
    assert len(listed) == PAGE_SIZE
    assert [one[0].disclosure_id for one in listed] == sorted(
        (one[0].disclosure_id for one in listed), key=lambda name: int(name[1:])
    )
    assert min(counts["fail"] for _, counts in listed) >= max(
        counts["fail"] for one, counts in counted if all(one is not kept for kept, _ in listed)
    )
    assert most_failed(counted[:20]) == counted[:20]


def test_codes_have_parents_children_and_sums_by_year() -> None:
    one = digest(
        "甲", [("201", "一般公共服务支出", 900), ("20103", "办公厅", 900), ("2010301", "行政运行", 900)]
    )
    two = digest("乙", [("20103", "", 150), ("2010301", "行政运行", 100), ("2010302", "事务", 50)], year=2022)
    two["functions"][0] |= {"rows": 2, "sum": True}
    codes = {code.code: code for code in gather_codes([one, two], FUNCTIONS)}
    assert [above.code for above in codes["2010301"].above] == ["201", "20103"]
    assert [below.code for below in codes["201"].below] == ["20103"]
    assert codes["20103"].years == [("2023 年预算", 1, Decimal(900)), ("2022 年预算", 1, Decimal(150))]
    assert codes["201"].name == "一般公共服务支出"
    summed = codes["20103"].spent[1]
    assert (summed.is_sum_of_items, summed.rows, summed.share) == (True, 2, Decimal("0.15"))
    assert codes["20103"].names.total() == 1, "a name that the document does not print is not its spelling"


def test_a_code_has_a_name_even_where_no_document_prints_one() -> None:
    summed = digest("甲", [("201", "", 1), ("20103", "", 1), ("2010301", "行政运行", 1)])
    for item in summed["functions"][:2]:
        item |= {"rows": 1, "sum": True}
    codes = {code.code: code.name for code in gather_codes([summed], FUNCTIONS)}
    assert codes["201"] == "一般公共服务支出"
    assert codes["20103"] == "（文件没有印出名称的款）"


def test_findings_are_gathered_by_rule_and_the_newest_come_first(tmp_path: Path) -> None:
    older = office(disclosure_id=OTHER, fiscal_year=2022)
    for rows in older.records.values():
        for row in rows:
            object.__setattr__(row, "disclosure_id", OTHER)
    packages = write_packages(tmp_path, office(), older)
    disclosures = [disclosure(NAME), disclosure(OTHER, fiscal_year=2022)]
    checked = gather_checks(packages, disclosures)
    assert [one.disclosure.disclosure_id for one in checked.findings] == [NAME, OTHER]
    (rule,) = checked.rules
    assert (rule.checked, rule.counts["fail"], len(rule.findings)) == (4, 2, 2)
    assert len(striking(checked)) == 1, "one a rule"


def test_of_one_year_the_document_with_the_gravest_finding_comes_first() -> None:
    slight = check("a-1", nature="last_digit", status="fail", left_value=Decimal(9), right_value=Decimal(8))
    grave = check("b-1", nature="arithmetic", status="fail", left_value=Decimal(9), right_value=Decimal(1))
    found = order_findings([(disclosure(NAME), slight), (disclosure(OTHER), grave)], {})
    assert [one.check.check_id for one in found] == ["b-1", "a-1"]
    newer = disclosure(NAME, fiscal_year=disclosure(OTHER).fiscal_year + 1)
    found = order_findings([(disclosure(OTHER), grave), (newer, slight)], {})
    assert [one.check.check_id for one in found] == ["a-1", "b-1"]


def test_the_csv_of_findings_is_safe_and_whole() -> None:
    finding = check("a-1", rule="a", title="=1+1", status="fail", message=f"一,二\n{MARKUP}", left_line=3)
    text = findings_csv([(disclosure(unit_name="@某局"), finding)])
    assert text.startswith("\ufeff单位,")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["单位"] == "'@某局"
    assert row["核对"] == "'=1+1"
    assert row["说明"] == f"一,二\n{MARKUP}"
    assert row["左边行号"] == "3"
    assert row["网页"].endswith("#check-a-1")


def test_same_definitions_stand_together_the_common_term_first() -> None:
    other = disclosure("330500-b-2023")
    terms = [
        Term(NAME, "基本支出", "保障运转的支出。", 4, 2),
        Term(other.disclosure_id, "基本支出", "保障运转的支出", 5),
        Term(NAME, "“三公”经费", "三项经费。", 6),
        Term(other.disclosure_id, "基本支出", "另一种说法。", 7),
        Term("no-such-document", "不该有", "。", 1),
    ]
    entries = gather_terms(terms, [disclosure(NAME), other])
    assert [(entry.term, entry.documents) for entry in entries] == [("基本支出", 2), ("“三公”经费", 1)]
    assert [len(definition.places) for definition in entries[0].definitions] == [2, 1]
    assert [place[1:] for place in entries[0].definitions[0].places] == [(4, 2), (5, None)]


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_a_list_is_cut_into_pages_that_lose_nothing(tmp_path: Path, count: int, sizes: list[int]) -> None:
    pages: list[ListPage[int]] = []

    def render(page: ListPage[int]) -> str:
        pages.append(page)
        return page.root

    write_list(tmp_path, "findings/a", list(range(count)), render, size=3)
    assert [len(page.rows) for page in pages] == sizes
    assert [row for page in pages for row in page.rows] == list(range(count))
    assert {page.total for page in pages} == {count}
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("index.md"))
    assert written == sorted(["index.md", *(f"p{n}/index.md" for n in range(2, len(sizes) + 1))])
    assert (tmp_path / "index.md").read_text() == "../../"
    assert all((tmp_path / f"p{n}/index.md").read_text() == "../../../" for n in range(2, len(sizes) + 1))


def test_units_that_are_gone_leave_no_page_of_a_code(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_site(write_packages(tmp_path / "a"), docs)
    assert (docs / "functions/2010301/index.md").is_file()
    bare = office()
    records = {name: rows for name, rows in bare.records.items() if name == "sections"}
    object.__setattr__(bare, "records", records)
    write_site(write_packages(tmp_path / "b", bare), docs)
    assert [path.name for path in (docs / "functions").iterdir()] == ["index.md"]
    assert (docs / "findings/findings.csv").read_text("utf-8-sig").count("\n") == 1


def test_a_budget_and_final_accounts_of_one_year_are_never_added_up() -> None:
    listed = [disclosure(NAME), disclosure(f"{NAME}-final", document_type="final_accounts")]
    country = Region(Place("", "全国"), [], listed)
    assert [(year.year, year.type_word, year.disclosures) for year in country.years] == [
        (2023, "决算", 1),
        (2023, "预算", 1),
    ]


def test_every_class_of_masked_data_has_its_word() -> None:
    line = "填报人：某某 电话：13800000000 x@example.org 110101199001010010 账号：6200000000000000"
    assert {*mask_lines([line]).counts, "taken_down"} == set(REDACTED)
