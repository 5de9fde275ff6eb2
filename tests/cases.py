"""The cases: documents with the records that reading them must give, one folder each."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from tests.expected import expected_rows
from yusuan.model import ParsedDisclosure
from yusuan.parse.disclosure import parse_disclosure

T = TypeVar("T")

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A document and the folder of its expected records."""

    folder: Path
    source: Path

    @property
    def name(self) -> str:
        """The folder's name, which is the disclosure's id."""
        return self.folder.name

    @property
    def key(self) -> Path | None:
        """The hand-made answer key, if the case has one."""
        path = self.folder / "key.csv"
        return path if path.is_file() else None


def load_cases() -> list[Case]:
    """Return all cases: the folders that hold a case.toml, in order of name."""
    found = []
    for path in sorted(FOLDER.glob("*/case.toml")):
        source = tomllib.loads(path.read_text("utf-8")).get("source", "source.txt")
        found.append(Case(path.parent, (path.parent / source).resolve()))
    return found


@cache
def parsed(case: Case) -> ParsedDisclosure:
    """Return the document as read; read once a run."""
    return parse_disclosure(case.source)


def records_of(document: ParsedDisclosure, kind: type[T]) -> list[T]:
    """Return the records of one kind."""
    resource = kind.RESOURCE  # type: ignore[attr-defined]
    return [record for record in document.records.get(resource, ()) if isinstance(record, kind)]


def expected_files(case: Case) -> dict[Path, list[list[str]]]:
    """Return the expected files of a case and the rows that reading it gives now, headings first."""
    keyed = case.key is not None or (case.folder / "made.csv").is_file()
    rows = expected_rows(parsed(case).records, keyed)
    return {case.folder / "expected" / f"{name}.csv": found for name, found in rows.items()}


def read_rows(path: Path) -> list[list[str]]:
    """Return the rows of an expected file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write an expected file."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
