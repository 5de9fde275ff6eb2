"""`make new-case`: a folder with the text, and what there is to do in the vocabulary, no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import new_case
from tests.tiny import DISCLOSURE, typed
from yusuan.spec.files import read_toml

NAME = "330500-one-office-2023"
SEEN = next(
    spelling
    for entry in read_toml("tables.toml")["word"]
    for spellings in entry.get("seen", {}).values()
    for spelling in spellings
)


@pytest.mark.parametrize(
    ("text", "has_unknown", "moves"),
    [
        (typed(DISCLOSURE), False, False),
        (typed(DISCLOSURE) + f"\n{SEEN}\n", False, True),
        (typed(DISCLOSURE).replace("项目支出", "甲乙丙丁戊"), True, False),
    ],
)
def test_only_what_there_is_to_do_is_told(
    text: str,
    has_unknown: bool,
    moves: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(new_case, "FOLDER", tmp_path / "cases")
    source = tmp_path / f"{NAME}.txt"
    source.write_text(text, "utf-8")
    assert new_case.main([str(source)]) == 0
    told = capsys.readouterr().out
    assert (tmp_path / "cases" / NAME / "case.toml").is_file()
    assert ("unknown header word" in told) == has_unknown
    assert ("add the words named above" in told) == has_unknown
    assert ("then `make golden`" in told) == has_unknown
    assert ("move these from `[word.seen]`" in told and SEEN in told) == moves
