"""Published files broken at random are converted or refused with a reason, those of the past again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.convert.pages import Page, write_pdf
from tests.convert.published import Part, as_docx, as_html, as_pdf, as_xlsx, parts_of
from tests.fuzz_files import FINE, convert_broken, what_is_wrong
from tests.mutant_files import mutate_file
from yusuan.convert.convert import convert_file
from yusuan.convert.displayed import displayed
from yusuan.convert.shape import Paragraph, Table

CASE = (
    Path(__file__).parent.parent / "cases/532600-sample-kindergarten-2024/532600-sample-kindergarten-2024.txt"
)
PUBLISHERS: dict[str, Callable[[list[Part], Path], Path]] = {
    "pdf": as_pdf,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "html": as_html,
}


def workbook(broken: Callable[[str], str]) -> bytes:
    """Return a workbook whose sheet is broken."""
    book = openpyxl.Workbook()
    book.active.append(["收入", 12.5])
    whole, changed = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode()
            target.writestr(name, broken(part) if name.endswith("sheet1.xml") else part)
    return changed.getvalue()


def pdf(tmp_path: Path) -> bytes:
    """Return a PDF whose second page leads nowhere."""
    pages = [Page(), Page()]
    for page in pages:
        page.text(60, 100, "某局2024年部门预算共12万元")
    whole = write_pdf(tmp_path / "whole.pdf", pages).read_bytes()
    return whole.replace(b"8 0 obj", b"88 0 obj", 1)


REFUSED: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "not well-formed": (lambda _: workbook(lambda part: part.replace("</row>", "")), "damaged (ParseError"),
    "a number is none": (
        lambda _: workbook(lambda part: part.replace("<v>12.5<", "<v>1.2.5<")),
        "damaged (ValueError",
    ),
    "a place is none": (lambda _: workbook(lambda part: part.replace('r="B1"', 'r="1B"')), "damaged ("),
    "a page is lost": (pdf, "damaged: page 2 cannot be read"),
    "another encoding": (
        lambda _: "<html><body>某局预算".encode("utf-16"),
        "this is no PDF, Word, Excel or HTML file",
    ),
    "many bytes are no characters": (lambda _: b"<html><body>\xff\xff\xff 12", "neither UTF-8 nor GB 18030"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_once_ended_in_a_fault_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    make, reason = REFUSED[name]
    (tmp_path / "x").write_bytes(make(tmp_path))
    outcome, said = convert_broken(tmp_path / "x")
    assert (outcome, said[: len(reason)]) == ("refused", reason)


def test_control_characters_do_not_get_into_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes("<html><body>某\x08局\x1f2024年<table><tr><td>收入\x01<td>12\x7f</table>".encode())
    assert what_is_wrong(convert_file(path)) == ""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return a text of the project as a file of each format."""
    folder = tmp_path_factory.mktemp("published")
    parts = parts_of(CASE.read_text("utf-8"))
    return {form: publish(parts, folder / f"x.{form}").read_bytes() for form, publish in PUBLISHERS.items()}


@settings(max_examples=12, deadline=None)
@given(form=st.sampled_from(sorted(PUBLISHERS)), seed=st.integers(0, 10**9))
def test_broken_files_are_converted_or_refused(
    form: str, seed: int, published: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("broken") / f"x.{form}"
    path.write_bytes(mutate_file(published[form], seed))
    outcome, said = convert_broken(path)
    assert outcome in FINE, f"{form}, seed {seed}: {said}"


@given(st.binary(max_size=400), st.integers(0, 10**9))
def test_any_file_can_be_broken(data: bytes, seed: int) -> None:
    assert isinstance(mutate_file(data, seed), bytes)


# What stands in cells: words, amounts, markup, and blanks, which a format may not keep at a cell's ends.
CELLS = st.one_of(
    st.just(""),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map("{:,}".format),
    st.text("项目收入支出 &<>\"'（）。", max_size=6).map(str.strip),
)
GRIDS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)
)


@settings(max_examples=25, deadline=None)
@given(grid=GRIDS, form=st.sampled_from(["docx", "xlsx", "html"]))
def test_any_table_comes_back_from_any_format(
    grid: list[list[str]], form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    grid = [
        ["项目", *(f"列{at}" for at in range(1, len(grid[0])))],
        *grid,
        ["合计", *["1.00"] * (len(grid[0]) - 1)],
    ]
    path = tmp_path_factory.mktemp("table") / f"x.{form}"
    found = convert_file(PUBLISHERS[form](["某局2024年部门预算", grid], path))
    (table,) = (block for block in found.document.blocks if isinstance(block, Table))
    assert [[" ".join(cell.split()) for cell in row.cells] for row in table.rows] == [
        [" ".join(cell.split()) for cell in row] for row in grid
    ]
    assert [block.text for block in found.document.blocks if isinstance(block, Paragraph)] == [
        "某局2024年部门预算"
    ]
    assert found.conservation.holds


@given(
    value=st.one_of(
        st.integers(-(10**15), 10**15), st.floats(allow_nan=True), st.booleans(), st.text(max_size=5)
    ),
    written=st.one_of(st.text('0#?,.;%-()"\\_*@[]<>=Ee+/ymdhs红万 ', max_size=14), st.text(max_size=6)),
)
def test_any_value_is_shown_by_any_format(value: object, written: str) -> None:
    assert isinstance(displayed(value, written), str)
