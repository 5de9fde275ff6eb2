"""Published PDFs beside the project: every number of theirs is in the text, and the tables hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.convert import convert_apart
from yusuan.convert.shape import Table

FOLDER = Path(__file__).parent.parent.parent.parent / "shared/pdf"
FILES = sorted(FOLDER.glob("*.pdf"))


@pytest.mark.skipif(not FILES, reason="no published files in ../shared/pdf")
@pytest.mark.parametrize("path", FILES or [FOLDER], ids=lambda path: path.stem)
def test_all_numbers_of_a_published_file_are_in_its_text(path: Path) -> None:
    found = convert_apart(path)
    assert (found.conservation.missing, found.conservation.added) == ((), ())
    assert found.conservation.compared > 100
    tables = [block for block in found.document.blocks if isinstance(block, Table)]
    assert len(tables) >= 8
    for table in tables:
        assert len({len(row.cells) for row in table.rows}) == 1
