"""What once broke a document is read today: mutants that `make fuzz` found, and others made in its way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import load_cases
from tests.fuzz import Trial, run_stages, try_mutant
from tests.mutants import mutate_bytes

FAILURES = sorted((Path(__file__).parent / "failures").glob("*.txt"))
SOURCES = [case.source for case in load_cases()] + FAILURES


@pytest.mark.parametrize("path", FAILURES, ids=lambda path: path.stem)
def test_a_document_that_once_broke_is_read_packaged_and_shown(path: Path, tmp_path: Path) -> None:
    copied = tmp_path / "330500-some-office-2023.txt"
    shutil.copy(path, copied)
    parsed = run_stages(copied, show=True)
    page = (tmp_path / "docs/units/330500-some-office-2023/index.md").read_text("utf-8")
    for text in (*parsed.lines, page):
        assert not set(text) & set("\u202e\u202c\u200b\u2060\xad\x85\u2028\f")
    assert "<script>" not in page


def test_no_amount_of_eleven_digits_is_masked() -> None:
    path = next(path for path in FAILURES if path.stem == "eleven-digits-in-yuan")
    parsed = run_stages(path.with_name(path.name), show=False)
    printed = [getattr(line, "printed_value", "") for line in parsed.records["budget_lines"]]
    assert printed.count("13800000000") == 4
    assert "redactions" not in parsed.records


@settings(max_examples=40, deadline=None)
@given(source=st.sampled_from(SOURCES), seed=st.integers(0, 10**9))
def test_mutants_are_read_or_refused(source: Path, seed: int) -> None:
    verdict = try_mutant(Trial(source, seed))
    fine = {"well", "refused", "slow"}  # how long it may take is for `make fuzz` to say
    assert verdict.outcome in fine, f"{source.name}, seed {seed}: {verdict.detail}"


@given(st.binary(max_size=400), st.integers(0, 10**9))
def test_any_bytes_can_be_broken(data: bytes, seed: int) -> None:
    assert isinstance(mutate_bytes(data, seed), bytes)
