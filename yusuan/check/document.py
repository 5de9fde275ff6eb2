"""A parsed disclosure arranged for checking: tables as rows and columns, figures of the text, its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from yusuan.check.grid import Grid, build_grids
from yusuan.model import (
    BudgetLine,
    Disclosure,
    FormText,
    ParsedDisclosure,
    PerformanceIndicator,
    ProcurementItem,
    Project,
    Record,
    Section,
    Statement,
    Table,
)
from yusuan.spec.final import plain_kind
from yusuan.spec.rules import RuleSpec
from yusuan.spec.spelling import bare_label

R = TypeVar("R", bound=Record)

BASIC = "general_budget_basic"
"""The kind of the table that divides basic expenditure by economic items."""

_BROKEN = 4  # lines into which a margin breaks a sentence
_ENDS = ("。", "；", ";", "！", "？")


@dataclass(frozen=True, eq=False)
class Document:
    """What the rules look at: the records of one disclosure by type, its text, and the shared words."""

    parsed: ParsedDisclosure
    spec: RuleSpec

    def _all(self, kind: type[R]) -> tuple[R, ...]:
        records = self.parsed.records.get(kind.RESOURCE, ())
        return tuple(record for record in records if isinstance(record, kind))

    @property
    def disclosure(self) -> Disclosure:
        """The document's own row."""
        return self.parsed.disclosure

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables, printed or declared."""
        return self._all(Table)

    @cached_property
    def budget_lines(self) -> tuple[BudgetLine, ...]:
        """All amounts of money."""
        return self._all(BudgetLine)

    @cached_property
    def basic_items(self) -> frozenset[str]:
        """The economic items that the table of basic expenditure names."""
        names = {
            line.economic_name or "" for line in self.budget_lines if plain_kind(line.table_kind) == BASIC
        }
        return frozenset(map(bare_label, names))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All figures stated in the text and in forms."""
        return self._all(Statement)

    def said_with(self, statement: Statement) -> Sequence[Statement]:
        """Return the figures of the sentence that states one, itself among them, in order."""
        return self._by_text[statement.text]

    @cached_property
    def _by_text(self) -> Mapping[str, Sequence[Statement]]:
        by_text: dict[str, list[Statement]] = {}
        for statement in self.statements:
            by_text.setdefault(statement.text, []).append(statement)
        return by_text

    @cached_property
    def indicators(self) -> tuple[PerformanceIndicator, ...]:
        """All performance targets."""
        return self._all(PerformanceIndicator)

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """All printed project rows."""
        return self._all(Project)

    @cached_property
    def procurement_items(self) -> tuple[ProcurementItem, ...]:
        """All printed procurement rows."""
        return self._all(ProcurementItem)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All headed passages."""
        return self._all(Section)

    @cached_property
    def form_texts(self) -> tuple[FormText, ...]:
        """All prose in forms."""
        return self._all(FormText)

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The amounts as tables: one grid for each block of a table's side."""
        return build_grids(self.budget_lines, {table.table_id: table for table in self.tables})

    def grids_of(self, kinds: Sequence[str], side: str | None = None) -> Iterator[Grid]:
        """Yield the grids of some table kinds, final accounts' own among them."""
        for grid in self.grids:
            if grid.kind in kinds and side in (None, grid.side):
                yield grid

    @cached_property
    def prose(self) -> Mapping[int, str]:
        """The lines of the text that belong to no table, by line number."""
        inside = {
            line
            for table in self.tables
            if table.first_line and table.last_line
            for line in range(table.first_line, table.last_line + 1)
        }
        return {
            number: line
            for number, line in enumerate(self.parsed.lines, 1)
            if line.strip() and number not in inside and "\t" not in line
        }

    @cached_property
    def said(self) -> Mapping[int, str]:
        """The lines of the text without blanks, each with those it runs on into: a margin breaks words."""
        return {number: self._run_on(number) for number in self.prose}

    def _run_on(self, number: int) -> str:
        text = re.sub(r"\s", "", self.prose[number])
        for following in range(number + 1, number + _BROKEN):
            if text.endswith(_ENDS) or following not in self.prose:
                break
            text += re.sub(r"\s", "", self.prose[following])
        return text

    @cached_property
    def secrecy_line(self) -> int | None:
        """The line that says that secret items are left out of what is published; None where none does."""
        pattern = re.compile(self.spec.secrecy)
        lines = enumerate(self.parsed.lines, 1)
        in_table = (n for n, line in lines if n not in self.prose and pattern.search(re.sub(r"\s", "", line)))
        found = (self.line_that_says(pattern), next(in_table, None))
        return min((number for number in found if number), default=None)

    def line_that_says(self, pattern: re.Pattern[str], start: int = 1) -> int | None:
        """Return the first line of the text, from ``start`` on, in which something said begins."""
        for number, text in self.said.items():
            match = pattern.search(text) if number >= start else None
            if match and match.start() < len(re.sub(r"\s", "", self.prose[number])):
                return number
        return None

    def heading_of(self, line: int) -> str:
        """Return the path of headings above a line, or nothing."""
        return self._headings.get(line, "")

    @cached_property
    def _headings(self) -> Mapping[int, str]:
        paths: dict[int, str] = {}
        for section in sorted(self.sections, key=lambda section: section.heading_level, reverse=True):
            for line in range(section.first_line, section.last_line + 1):
                paths.setdefault(line, section.path)
        return paths
