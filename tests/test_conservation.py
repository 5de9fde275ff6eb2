"""Nothing that a table prints is lost or kept twice, whatever is done to the document."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.cases import Case, load_cases, records_of
from yusuan.model import ParsedDisclosure, PerformanceIndicator
from yusuan.parse.cells import looks_like_money
from yusuan.parse.disclosure import parse_disclosure
from yusuan.parse.identity import NoDisclosure

CASES = load_cases()
LONG = 40


def kept_cells(parsed: ParsedDisclosure) -> Counter[tuple[int, int]]:
    """Return how many stores hold each cell of a table; an indicator's cell is that of its target."""
    kept: Counter[tuple[int, int]] = Counter()
    for name in ("budget_lines", "statements", "form_texts", "leftovers"):
        for record in parsed.records.get(name, ()):
            line, column = getattr(record, "source_line", 0), getattr(record, "source_column", None)
            if column is not None:
                kept[line, column] += 1
    indicators = records_of(parsed, PerformanceIndicator)
    kept.update({(one.source_line, one.source_column) for one in indicators})
    return kept


def assert_conserved(parsed: ParsedDisclosure) -> None:
    """Check that no cell is kept twice, and that every amount and passage of prose in a table is kept."""
    kept = kept_cells(parsed)
    assert max(kept.values(), default=1) == 1
    tables = {line for line, _ in kept}
    words = {line: _words_of(line, parsed) for line in tables}
    names = _names(parsed)
    for number, line in enumerate(parsed.lines, start=1):
        for at, cell in enumerate(line.split("\t") if "\t" in line else ()):
            plain = _plain(cell)
            if (number, at) in kept or (plain and plain in words.get(number, "")):
                continue
            assert not looks_like_money(cell), f"line {number}, field {at}: {cell}"
            if len(plain) > LONG and number in tables:
                assert plain[8:28] in names, f"line {number}, field {at}: {cell}"


def _words_of(number: int, parsed: ParsedDisclosure) -> str:
    """Return all that the indicators of a line hold: names, levels, remarks have cells of their own."""
    held = [
        one for one in records_of(parsed, PerformanceIndicator) if one.source_line in {number, number + 1}
    ]
    return "|".join(_plain(str(value)) for one in held for value in astuple(one) if value is not None)


def _names(parsed: ParsedDisclosure) -> str:
    """Return all labels: names of items, projects, organisations and indicators, and titles of tables."""
    fields = ("item", "unit_name", "indicator", "project", "label", "title", "title_printed", "column")
    found = {
        _plain(value)
        for records in parsed.records.values()
        for record in records
        for name in fields
        if isinstance(value := getattr(record, name, None), str)
    }
    return "|".join(sorted(found))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def mutate(lines: list[str], seed: int, changes: int) -> list[str]:
    """Return the lines with cells and lines lost, doubled, moved and broken apart at random."""
    chance = random.Random(seed)
    lines = list(lines)
    tables = [number for number, line in enumerate(lines) if "\t" in line]
    for _ in range(changes):
        number = chance.choice(tables)
        cells = lines[number].split("\t")
        at = chance.randrange(len(cells))
        match chance.randrange(7):
            case 0:
                cells.insert(at, "")
            case 1 if len(cells) > 2:
                del cells[at]
            case 2:
                cells[at] = ""
            case 3:
                cells = ["", *cells]
            case 4:
                cells[at] = chance.choice(
                    ["1,234.56", "其中：某项", "没有见过的词", "-", "0.00", "<b>甲</b>", "≥3"]
                )
            case 5:
                lines[number] += "\n"
            case _:
                chance.shuffle(cells)
        if not lines[number].endswith("\n"):
            lines[number] = "\t".join(cells)
    return "\n".join(lines).split("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@settings(max_examples=15)
@example(seed=32767, changes=19)  # an amount in the row that numbers the columns
@given(seed=st.integers(0, 10**6), changes=st.integers(1, 40))
def test_mutated_documents_lose_nothing(case: Case, seed: int, changes: int) -> None:
    source = case.source
    lines = mutate(source.read_text("utf-8-sig").split("\n"), seed, changes)
    with TemporaryDirectory() as folder:
        path = Path(folder) / source.name
        path.write_text("\n".join(lines), "utf-8")
        try:
            parsed = parse_disclosure(path)
        except NoDisclosure:
            return
    assert_conserved(parsed)


MORE = os.environ.get("YUSUAN_MORE_DISCLOSURES", "../shared/more-disclosures")
OTHERS = sorted(Path(MORE).glob("*.txt"))


@pytest.mark.skipif(not OTHERS, reason="no folder of more disclosures: set YUSUAN_MORE_DISCLOSURES")
@pytest.mark.parametrize("path", OTHERS or [Path("none")], ids=lambda path: path.stem)
def test_documents_of_other_provinces_lose_nothing(path: Path) -> None:
    parsed = parse_disclosure(path)
    assert_conserved(parsed)
