"""What pages, printers and clerks do to a table changes nothing of what is read, or is said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.cases import records_of
from tests.parse.conftest import Parse
from yusuan.model import BudgetLine, Leftover, ParsedDisclosure

Rows = list[list[str]]
HEAD = "湖州市某某局2023年单位预算\n主要职责是编制预算。\n\n部门支出总表\n单位：万元\n"
HEADER: Rows = [
    ["科目编码", "", "", "科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项", "", "", "", ""],
]
BODY: Rows = [
    ["", "", "", "合计", "1131.51", "931.51", "200.00"],
    ["201", "", "", "一般公共服务支出", "900.40", "700.40", "200.00"],
    ["201", "03", "", "政府办公厅（室）及相关机构事务", "900.40", "700.40", "200.00"],
    ["201", "03", "01", "行政运行", "700.40", "700.40", ""],
    ["201", "03", "02", "一般行政管理事务", "200.00", "", "200.00"],
    ["208", "", "", "社会保障和就业支出", "140.70", "140.70", ""],
    ["208", "05", "", "行政事业单位养老支出", "140.70", "140.70", ""],
    ["208", "05", "01", "行政单位离退休", "50.30", "50.30", ""],
    ["208", "05", "05", "机关事业单位基本养老保险缴费支出", "90.40", "90.40", ""],
    ["221", "", "", "住房保障支出", "90.41", "90.41", ""],
    ["221", "02", "", "住房改革支出", "90.41", "90.41", ""],
    ["221", "02", "01", "住房公积金", "90.41", "90.41", ""],
]
Meaning = tuple[str | None, str | None, str | None, Decimal, bool, bool, str | None]


def text_of(*pages: Rows) -> str:
    """Return a document with one table whose pages are given."""
    return HEAD + "\n\n".join("\n".join("\t".join(row) for row in page) for page in pages) + "\n"


def meanings(parsed: ParsedDisclosure) -> set[Meaning]:
    """Return what the amounts of a document mean: item, code, measure, value, total, leaf, and whose part."""
    lines = records_of(parsed, BudgetLine)
    items = {line.row: line.item for line in lines}
    return {
        (
            line.item,
            line.function_code,
            line.measure,
            line.amount_yuan,
            line.is_total,
            line.is_leaf,
            items.get(line.parent_row or 0),
        )
        for line in lines
    }


@pytest.fixture
def expected(parse: Parse) -> set[Meaning]:
    """Return what the table says as it is printed whole."""
    found = meanings(parse(text_of(HEADER + BODY)))
    assert len(found) == sum(bool(cell) for row in BODY for cell in row[4:])
    assert (
        "行政运行",
        "2010301",
        "basic",
        Decimal("7004000.00"),
        False,
        True,
        "政府办公厅（室）及相关机构事务",
    ) in found
    return found


@pytest.mark.parametrize("at", range(1, len(BODY)))
@pytest.mark.parametrize("again", [True, False], ids=["header-again", "no-header"])
def test_a_page_may_end_after_any_row(parse: Parse, expected: set[Meaning], at: int, again: bool) -> None:
    pages = (HEADER + BODY[:at], (HEADER if again else []) + BODY[at:])
    assert meanings(parse(text_of(*pages))) == expected


def test_cells_that_repeat_the_code_above_may_be_blank(parse: Parse, expected: set[Meaning]) -> None:
    blank = [
        ["" if cell == above[at] and at < 2 else cell for at, cell in enumerate(row)]
        for above, row in zip([[""] * 7, *BODY[:-1]], BODY, strict=True)
    ]
    assert blank[4][:3] == ["", "", "02"]
    assert meanings(parse(text_of(HEADER + blank))) == expected


@pytest.mark.parametrize("seed", range(12))
def test_a_column_may_be_cracked_in_two(parse: Parse, expected: set[Meaning], seed: int) -> None:
    chance = random.Random(seed)
    column = chance.choice((4, 5, 6))

    def crack(row: list[str], moves: bool) -> list[str]:
        cell = row[column]
        return [*row[:column], *(["", cell] if moves else [cell, ""]), *row[column + 1 :]]

    body = [crack(row, chance.random() < 0.5) for row in BODY]
    header = [crack(row, False) for row in HEADER]
    assert meanings(parse(text_of(header + body))) == expected


def _shuffled(rows: Sequence[list[str]], chance: random.Random) -> Rows:
    body = list(rows)
    chance.shuffle(body)
    return [BODY[0], *body]


@pytest.mark.parametrize("seed", range(12))
def test_rows_with_codes_may_stand_in_any_order(parse: Parse, expected: set[Meaning], seed: int) -> None:
    body = _shuffled(BODY[1:], random.Random(seed))
    assert meanings(parse(text_of(HEADER + body))) == expected


@pytest.mark.parametrize("at", range(1, len(BODY)))
def test_amounts_beside_their_column_are_put_right_or_said_to_be_so(
    parse: Parse, expected: set[Meaning], at: int
) -> None:
    row = BODY[at]
    body = [*BODY[:at], [*row[:4], "", *row[4:]], *BODY[at + 1 :]]
    parsed = parse(text_of(HEADER + body))
    found = meanings(parsed)
    values = {value for *_, value, _, _, _ in expected}
    assert {value for *_, value, _, _, _ in found} <= values
    line = HEAD.count("\n") + len(HEADER) + at + 1
    own = [one for one in records_of(parsed, BudgetLine) if one.source_line == line]
    left = [one for one in records_of(parsed, Leftover) if one.source_line == line]
    assert len(own) + len(left) >= sum(bool(cell) for cell in row[4:])
    if not all(one.repaired for one in own) and not left:
        assert found == expected


@pytest.mark.parametrize("seed", range(20))
def test_unknown_words_lose_no_amount_and_make_no_form(parse: Parse, seed: int) -> None:
    chance = random.Random(seed)
    header = [
        [f"某{chance.randrange(99)}词" if cell and chance.random() < 0.6 else cell for cell in HEADER[0]]
    ]
    parsed = parse(
        text_of([*header, HEADER[1], *BODY]) + "\n收支总表\n单位：万元\n项目\t金额\n收入总计\t1131.51\n"
    )
    values = sorted(line.printed_value for line in records_of(parsed, BudgetLine))
    assert values == sorted([*(cell for row in BODY for cell in row[4:] if cell), "1131.51"])
    assert not parsed.records.get("statements") and not parsed.records.get("form_texts")
