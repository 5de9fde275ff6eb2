"""The comparison of numbers finds what is lost, made up or changed, and takes no break for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yusuan.convert.numbers import compare_numbers
from yusuan.convert.shape import OUTSIDE, Document, LeftOut, Paragraph, Row, Table


def document(*rows: str, left_out: tuple[LeftOut, ...] = ()) -> Document:
    """Return a document of one table, fields between bars."""
    return Document((Table(tuple(Row(tuple(row.split("|"))) for row in rows)),), 1, left_out)


def told(found: Document, *pages: list[str]) -> tuple[list[str], list[str]]:
    """Return the numbers missing and added."""
    compared = compare_numbers(found, pages)
    return [one.printed for one in compared.missing], [one.printed for one in compared.added]


def test_a_number_that_is_lost_or_doubled_is_told() -> None:
    assert told(document("收入|1.00", "支出|2.00|2.00"), ["1.00", "3.50", "2.00"]) == (["3.50"], ["2.00"])


def test_a_number_broken_over_lines_is_one() -> None:
    assert told(document("收入|1,234,567.89"), ["1,234,5", "67.89"]) == ([], [])
    assert told(document("收入|1,234,5 67.89"), ["1,234,567.89"]) == ([], [])


def test_numbers_that_only_look_like_the_pieces_are_not() -> None:
    assert told(document("收入|1234"), ["34", "12"]) == (["34", "12"], ["1234"])


def test_what_was_left_out_is_there_and_what_nobody_sees_is_not() -> None:
    left_out = (LeftOut("page number", 1, "- 12 -"), LeftOut(OUTSIDE, 1, "77.00"))
    assert told(document("收入|1.00", left_out=left_out), ["1.00", "- 12 -"]) == ([], [])


def test_the_page_of_a_lost_number_is_told() -> None:
    found = Document((Paragraph("1.00", 1), Paragraph("2.00", 2)), 3)
    missing = compare_numbers(found, [["1.00"], ["2.00"], ["2.00"]]).missing
    assert [(one.printed, one.page) for one in missing] == [("2.00", 3)]


NUMBERS = st.lists(st.decimals(0, 10**8, places=2).map(str), max_size=12)


@given(NUMBERS, st.randoms())
def test_any_order_of_the_same_numbers_holds(numbers: list[str], random: object) -> None:
    shuffled = numbers[::-1]
    assert told(document(*(f"项|{one}" for one in numbers)), shuffled) == ([], [])


@given(NUMBERS.filter(bool), st.decimals(10**8 + 1, 10**9, places=3).map(str))
def test_one_more_number_never_goes_unseen(numbers: list[str], other: str) -> None:
    assert told(document(*(f"项|{one}" for one in numbers)), [*numbers, other])[0] == [other]
    assert told(document(*(f"项|{one}" for one in [*numbers, other])), numbers)[1] == [other]
