"""The cases: documents with the records that reading them must give, one folder each."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TypeVar

from yusuan.model import ParsedDisclosure, Record
from yusuan.parse.disclosure import parse_disclosure

T = TypeVar("T")

FOLDER = Path(__file__).parent / "cases"

# The columns shown in the expected files: enough to review a change, few enough to read.
SHOWN = {
    "tables": "table_id kind title status money_unit first_line last_line row_count cell_count",
    "budget_lines": (
        "source_line source_column table_id side row level parent_row is_leaf item function_code "
        "economic_code gov_economic_code project column measure fund period fiscal_year printed_value "
        "repaired"
    ),
    "projects": "source_line table_id unit_name project subproject category level is_leaf total_yuan",
    "performance_indicators": (
        "source_line source_column position horizon project level1 level2 indicator operator target "
        "target_unit"
    ),
    "procurement_items": "source_line unit_name project catalogue_code quantity unit_price_yuan amount_yuan",
    "sections": "first_line last_line heading_level heading",
    "form_texts": "source_line source_column label",
    "statements": (
        "source_line source_column subject value unit compared_with change change_percent direction "
        "share_percent share_of reason"
    ),
    "terms": "source_line term",
    "leftovers": "source_line source_column text reason",
    "redactions": "class_ count",
}


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


def rows_of(records: Sequence[Record], shown: str) -> Iterator[list[str]]:
    """Yield the shown columns of records as the expected files print them."""
    for record in records:
        known = {field.name for field in fields(record)}
        yield [_cell(getattr(record, name)) for name in shown.split() if name in known]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def expected_files(case: Case) -> dict[Path, list[list[str]]]:
    """Return the expected files of a case and the rows that reading it gives now, headings first."""
    records = parsed(case).records
    return {
        case.folder / "expected" / f"{name}.csv": [shown.split(), *rows_of(records[name], shown)]
        for name, shown in SHOWN.items()
        if name in records
    }


def read_rows(path: Path) -> list[list[str]]:
    """Return the rows of an expected file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write an expected file."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
