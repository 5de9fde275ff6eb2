"""The records that parsing yields and packages publish.

One frozen dataclass for each resource of the data contract; field names, order and meaning are those of
``spec/fields.toml``, which a test compares with this package. Amounts are ``Decimal`` in yuan, missing is
``None`` and never 0, lines are 1-based physical lines of the input file, columns 0-based tab fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.model.amounts import BudgetLine, ProcurementItem, Project
from yusuan.model.document import Disclosure, Table
from yusuan.model.findings import Check, Leftover, Redaction
from yusuan.model.narrative import Section, Statement, Term
from yusuan.model.performance import FormText, PerformanceIndicator

RECORD_TYPES = (
    Disclosure,
    Table,
    BudgetLine,
    Project,
    PerformanceIndicator,
    ProcurementItem,
    Section,
    FormText,
    Statement,
    Term,
    Check,
    Leftover,
    Redaction,
)

Record = (
    Disclosure
    | Table
    | BudgetLine
    | Project
    | PerformanceIndicator
    | ProcurementItem
    | Section
    | FormText
    | Statement
    | Term
    | Check
    | Leftover
    | Redaction
)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A header word that the vocabulary lacks, where it stands, and the known spellings nearest to it."""

    word: str
    table_title: str
    source_line: int
    source_column: int
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedDisclosure:
    """All that was read from one document.

    ``records`` maps a resource name to its records in order; a resource without rows is absent.
    ``lines`` is the text with private data masked, one entry a physical line of the input; ``pages`` holds
    the 1-based page of each line in the published file, None or nothing where the text has no page ends.
    ``declared`` gives the line of the contents for each table, by its id, that they name and nothing prints.
    ``faults`` are what this program failed at, for the run's report.
    """

    disclosure: Disclosure
    records: Mapping[str, Sequence[Record]]
    lines: Sequence[str]
    unknown_words: Sequence[UnknownWord]
    faults: Sequence[str] = ()
    pages: Sequence[int | None] = ()
    declared: Mapping[str, int] = field(default_factory=dict)


__all__ = [
    "RECORD_TYPES",
    "BudgetLine",
    "Check",
    "Disclosure",
    "FormText",
    "Leftover",
    "ParsedDisclosure",
    "PerformanceIndicator",
    "ProcurementItem",
    "Project",
    "Record",
    "Redaction",
    "Section",
    "Statement",
    "Table",
    "Term",
    "UnknownWord",
]
