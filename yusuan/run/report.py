"""The run's report: a line for each disclosure, then what could not be read and which words are unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TextIO

from yusuan.model import Leftover, ParsedDisclosure
from yusuan.run.messages import shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its counts, the error that kept it from being read, or a note."""

    file: str
    disclosure_id: str = ""
    tables: int = 0
    cells: int = 0
    leftovers: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    first_lines: dict[str, int] = field(default_factory=dict)
    """Of each reason, the first line on which something was left over for it."""
    unknown: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    checks_passed: int | None = None
    checks_failed: int | None = None
    seconds: float = 0.0
    reused: bool = False
    error: str | None = None
    note: str | None = None

    @classmethod
    def of(cls, file: str, parsed: ParsedDisclosure) -> Self:
        """Return the counts of a parsed document."""
        disclosure = parsed.disclosure
        left = [entry for entry in parsed.records.get("leftovers", ()) if isinstance(entry, Leftover)]
        unknown = tuple(
            f"{file}:{word.source_line}: unknown header word 「{word.word}」 in {word.table_title}"
            + (f"; nearest known: {', '.join(word.nearest)}" if word.nearest else "")
            for word in parsed.unknown_words
        )
        return cls(
            file=file,
            disclosure_id=disclosure.disclosure_id,
            tables=disclosure.tables,
            cells=disclosure.cells,
            leftovers=disclosure.leftovers,
            reasons=dict(Counter(entry.reason for entry in left).most_common()),
            first_lines=_first_lines(left),
            unknown=unknown,
            faults=tuple(parsed.faults),
            checks_passed=disclosure.checks_passed,
            checks_failed=disclosure.checks_failed,
        )

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return an outcome from its JSON form."""
        return cls(**{**kept, "unknown": tuple(kept["unknown"]), "faults": tuple(kept["faults"])})


def _first_lines(left: Sequence[Leftover]) -> dict[str, int]:
    """Return the first line of each reason."""
    first: dict[str, int] = {}
    for entry in left:
        first[entry.reason] = min(entry.source_line, first.get(entry.reason, entry.source_line))
    return first


def print_progress(outcome: Outcome, output: TextIO) -> None:
    """Print a line as soon as one disclosure is done."""
    state = "error" if outcome.error else "reused" if outcome.reused else "read"
    print(f"{state:>6}  {shown(outcome.file)}", file=output, flush=True)


def print_report(outcomes: Sequence[Outcome], strict: bool, output: TextIO) -> None:
    """Print the table of all disclosures, then leftovers by reason, unknown words and errors."""
    read = [outcome for outcome in outcomes if outcome.disclosure_id and not outcome.error]
    read.sort(key=lambda outcome: outcome.disclosure_id)
    width = max((len(outcome.disclosure_id) for outcome in read), default=10)
    print(f"\n{'disclosure':<{width}}  tables   cells  left over  checks        time", file=output)
    for outcome in read:
        checks = "-" if outcome.checks_passed is None else f"{outcome.checks_passed}/{outcome.checks_failed}"
        time = "reused" if outcome.reused else f"{outcome.seconds:.1f} s"
        print(
            f"{outcome.disclosure_id:<{width}}  {outcome.tables:>6}  {outcome.cells:>6}  "
            f"{outcome.leftovers:>9}  {checks:<8}  {time:>8}",
            file=output,
        )
    if any(outcome.checks_passed is not None for outcome in read):
        print("checks: passed/failed", file=output)
    for outcome in read:
        for reason, count in outcome.reasons.items():
            first = outcome.first_lines.get(reason)
            where = f" (first in line {first})" if first else ""
            print(f"{outcome.disclosure_id}: {count} left over{where}: {shown(reason)}", file=output)
    for line in (line for outcome in read for line in outcome.unknown):
        print(shown(line), file=output)
    for outcome in read:
        for fault in outcome.faults:
            print(f"FAULT {shown(outcome.file)}: {shown(fault)}; please report it", file=output)
    for outcome in outcomes:
        if outcome.error:
            print(f"ERROR {shown(outcome.file)}: {shown(outcome.error)}", file=output)
        if outcome.note:
            print(f"NOTE {shown(outcome.file)}: {shown(outcome.note)}", file=output)
    if strict and any(outcome.leftovers for outcome in read):
        print("--strict: cells were left over", file=output)
