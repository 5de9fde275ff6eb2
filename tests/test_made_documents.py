"""The documents that the benchmark makes: real ones with other names and amounts, whose sums still hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.made_documents import load_originals, make_documents, scaled
from yusuan.check import check_disclosure
from yusuan.model import BudgetLine, Check, ParsedDisclosure
from yusuan.parse.disclosure import parse_disclosure

DISCLOSURES = Path(__file__).parent.parent / "disclosures"


@pytest.mark.parametrize(
    ("printed", "factor", "expected"),
    [("1,623.35", 3, "4,870.05"), ("0.00", 7, "0.00"), ("5", 4, "20"), ("999.50", 2, "1999.00")],
)
def test_an_amount_keeps_its_form(printed: str, factor: int, expected: str) -> None:
    assert scaled(printed, factor) == expected


def test_a_made_document_is_read_as_its_original_is(tmp_path: Path) -> None:
    originals = load_originals(DISCLOSURES)
    make_documents(originals, len(originals), tmp_path)
    made = sorted(tmp_path.glob("*.txt"), key=lambda path: path.stem.split("-made-")[1])
    assert len(made) == len(originals) > 1
    for path, real in zip(made, sorted(DISCLOSURES.glob("*.txt")), strict=True):
        one, other = parse_disclosure(real), parse_disclosure(path)
        factors = {
            b.amount_yuan / a.amount_yuan
            for a, b in zip(_lines(one), _lines(other), strict=True)
            if a.amount_yuan
        }
        assert len(factors) == 1
        assert one.disclosure.unit_name != other.disclosure.unit_name
        assert other.disclosure.adcode is not None
        assert path.name.startswith(other.disclosure.adcode[:4])
        assert _fails(other) >= _fails(one)


def _lines(parsed: ParsedDisclosure) -> list[BudgetLine]:
    return [line for line in parsed.records["budget_lines"] if isinstance(line, BudgetLine)]


def _fails(parsed: ParsedDisclosure) -> set[str]:
    """Name the rules that fail by more than a last digit."""
    checks = check_disclosure(parsed).records["checks"]
    return {
        one.rule
        for one in checks
        if isinstance(one, Check) and one.status == "fail" and one.nature == "arithmetic"
    }
