"""A document twice as long is no more than about twice the work: calls are counted, not seconds."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.fuzz import run_stages
from tests.large import SHAPES, document

_ROWS = 300
_MOST = 2.5
"""Calls for twice the rows by calls for them; 4 where every row is held against every other."""


def _calls_of(shape: Callable[[int, random.Random], Iterator[str]], rows: int, folder: Path) -> int:
    path = folder / "330500-some-office-2023.txt"
    path.write_text(document(shape, rows), "utf-8")
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        parsed = run_stages(path, show=True)
    finally:
        sys.setprofile(None)
    assert sum(map(len, parsed.records.values())) > rows
    return calls


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_work_grows_with_the_length_of_a_document(
    shape: Callable[[int, random.Random], Iterator[str]], tmp_path: Path
) -> None:
    _calls_of(shape, 10, tmp_path)  # loads what is loaded once
    once = _calls_of(shape, _ROWS, tmp_path)
    twice = _calls_of(shape, 2 * _ROWS, tmp_path)
    assert twice < _MOST * once, f"{once:,} calls for {_ROWS} rows, {twice:,} for twice as many"
