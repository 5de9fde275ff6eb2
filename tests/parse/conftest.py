"""What the tests of parsing may use."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from tests.tiny import typed
from yusuan.model import ParsedDisclosure
from yusuan.parse.disclosure import parse_disclosure


class Parse(Protocol):
    """Read a document typed in a test; the file's name and the catalog's fields may be given."""

    def __call__(self, text: str, name: str = ..., **overrides: str) -> ParsedDisclosure: ...


@pytest.fixture
def parse(tmp_path: Path) -> Parse:
    """Return a function that writes a document to a file and reads it as the build does."""

    def parse_typed(text: str, name: str = "a-2023.txt", **overrides: str) -> ParsedDisclosure:
        path = tmp_path / name
        path.write_text(typed(text), "utf-8")
        return parse_disclosure(path, overrides)

    return parse_typed
