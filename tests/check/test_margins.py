"""Where the margin breaks the lines of a text, no figure of it contradicts what it did not before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cases import load_cases
from yusuan.check import check_disclosure
from yusuan.model import Check
from yusuan.parse.disclosure import parse_disclosure

CORPUS = Path("../shared/corpus")
EVERY = 9
WORDS = re.compile(r"[0-9A-Za-z.,%％]+|.")
CLOSES = "，。；：、）”》"
"""No line begins with one of these."""

DOCUMENTS = [case.source for case in load_cases()] + sorted(CORPUS.glob("fresh-*.txt"))[::EVERY]


def broken(line: str, width: int) -> list[str]:
    """Break a line of text at a margin, as a page does: not within a number, nor before a closing mark."""
    lines = [""]
    for word in WORDS.findall(line):
        if len(lines[-1]) + len(word) > width and word not in CLOSES:
            lines.append("")
        lines[-1] += word
    return lines


def is_running_text(line: str, width: int) -> bool:
    """Tell whether a line is of the text, not of a table, its captions or the contents."""
    return "\t" not in line and len(line) > width and line.rstrip().endswith(("。", "；")) and line[0] != "#"


def contradicted(path: Path) -> set[tuple[str, str]]:
    """Return what a document's text contradicts, by rule, without the numbers of lines."""
    checks = check_disclosure(parse_disclosure(path)).records["checks"]
    failed = (c for c in checks if isinstance(c, Check) and c.status == "fail" and c.rule.startswith("text"))
    return {(check.rule, re.sub(r"第[\d、至；各行印在和]+行", "", check.message)) for check in failed}


def test_the_documents_judged_by_hand_are_at_hand() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the documents judged by hand are not at hand: the cases alone are broken")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_lines_broken_at_a_margin_contradict_nothing_new(path: Path, tmp_path: Path) -> None:
    for width in (26, 38):
        lines = path.read_text("utf-8").split("\n")
        margin = [broken(line, width) if is_running_text(line, width) else [line] for line in lines]
        copied = tmp_path / path.name
        copied.write_text("\n".join(part for parts in margin for part in parts), "utf-8")
        assert contradicted(copied) - contradicted(path) == set(), f"{width} characters a line"
