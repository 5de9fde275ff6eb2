"""A text of the project, published in each format and converted, gives the records that the text gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.convert.published import Part, as_docx, as_html, as_pdf, as_text, as_xlsx, parts_of
from yusuan.convert import convert_apart, text_of
from yusuan.parse.disclosure import parse_disclosure

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*sample*/*.txt"))
FORMATS = {"pdf": as_pdf, "docx": as_docx, "xlsx": as_xlsx, "html": as_html}
PLACES = {
    "source_line",
    "source_column",
    "source_page",
    "parent_row",
    "row",
    "level1_line",
    "table_id",
    "text",
}
KINDS = ("budget_lines", "performance_indicators", "projects", "procurement_items", "statements")


def records_of(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return what a text says, without where it says it."""
    found = parse_disclosure(path).records
    return {
        kind: [
            {
                name: value
                for name, value in asdict(one).items()
                if name not in PLACES and not name.endswith("_line")
            }
            for one in found.get(kind, [])
        ]
        for kind in KINDS
    }


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=[path.stem for path in CASES])
def test_a_published_text_comes_back(case: Path, form: str, tmp_path: Path) -> None:
    publish: Callable[[Sequence[Part], Path], Path] = FORMATS[form]
    parts = parts_of(case.read_text("utf-8"))
    converted = convert_apart(publish(parts, tmp_path / f"published.{form}"))
    assert converted.format == form
    assert (converted.conservation.missing, converted.conservation.added) == ((), ())
    text = tmp_path / case.name
    theirs = records_of(as_text(parts, text))
    text.write_text(text_of(converted.document), "utf-8")
    ours = records_of(text)
    for kind in KINDS:
        assert ours[kind] == theirs[kind]
    assert theirs["budget_lines"], "a text without amounts proves nothing"
