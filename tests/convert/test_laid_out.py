"""A text laid out as offices lay out Word files, workbooks and web pages comes back as its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.convert.laid_out import as_office_docx, as_office_html, as_office_xlsx, as_one_sheet
from tests.convert.published import Part, as_text, parts_of
from tests.convert.test_round_trip import CASES, KINDS, records_of
from yusuan.convert import convert_apart, text_of
from yusuan.parse.disclosure import parse_disclosure

FORMATS = {"docx": as_office_docx, "xlsx": as_office_xlsx, "html": as_office_html, "one.xlsx": as_one_sheet}
HIDDEN: dict[str, set[str]] = {
    "docx": {"hidden text"},
    "xlsx": {"hidden sheet", "hidden cell"},
    "html": {"hidden text", "navigation"},
    "one.xlsx": set(),
}


def as_numbers(records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Leave out how a number is written, which a workbook decides by itself."""
    return [{name: value for name, value in one.items() if name != "printed_value"} for one in records]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=[path.stem for path in CASES])
def test_a_text_laid_out_by_an_office_comes_back(case: Path, form: str, tmp_path: Path) -> None:
    publish: Callable[[Sequence[Part], Path], Path] = FORMATS[form]
    parts = parts_of(case.read_text("utf-8"))
    converted = convert_apart(publish(parts, tmp_path / f"published.{form}"))
    assert (converted.conservation.missing, converted.conservation.added) == ((), ())
    assert set(converted.document.counts_left_out()) == HIDDEN[form]
    text = tmp_path / case.name
    theirs, named = records_of(as_text(parts, text)), parse_disclosure(text).disclosure
    text.write_text(text_of(converted.document), "utf-8")
    ours, found = records_of(text), parse_disclosure(text).disclosure
    for kind in KINDS:
        assert as_numbers(ours[kind]) == as_numbers(theirs[kind])
    assert (found.unit_name, found.fiscal_year) == (named.unit_name, named.fiscal_year)
