"""How well documents are read, by the answer keys in tests/cases: a Markdown table on standard output.

usage: make accuracy, or python -m benchmarks.accuracy

`key.csv` and `key.statements.csv` were transcribed by hand from published documents; `made.csv` and
`made.targets.csv` say what the invented documents, in the forms of other provinces, were made with.
The exit status is 1 where an amount is wrong, missing or too many.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.cases import Case, load_cases, parsed, records_of
from tests.keys import (
    Place,
    Row,
    indicator_agrees,
    key_amounts,
    key_faults,
    key_indicators,
    key_statements,
    made_amounts,
    made_faults,
    made_targets,
    statement_agrees,
)
from yusuan.model import BudgetLine, PerformanceIndicator, Statement

HEAD = "| what | documents | in the keys | read right | read besides |\n| --- | --: | --: | --: | --: |"

KEYED = {
    "amount": "amounts: value and place",
    "meaning": "– what each measures; its column, side, kind of table",
    "row": "– the label of its row, its project",
    "codes": "– codes",
}
MADE = {
    "amount": "amounts of invented documents: value and place",
    "meaning": "– unit of money, what each measures",
}


@dataclass(frozen=True, slots=True)
class Score:
    """A row of the table: how many the keys hold, how many are read right, how many they know nothing of."""

    what: str
    documents: int
    expected: int
    right: int
    besides: int | None = None

    def __str__(self) -> str:
        share = f"{self.right:,} ({self.right / self.expected:.1%})" if self.expected else ""
        besides = "" if self.besides is None else f"{self.besides:,}"
        return f"| {self.what} | {self.documents} | {self.expected:,} | {share} | {besides} |"


def measure_accuracy(cases: Sequence[Case]) -> list[Score]:
    """Return the scores over all keys of the given cases, each document read once."""
    return [
        *_amounts(KEYED, {case: key for case in cases if (key := key_amounts(case))}, key_faults),
        _indicators([case for case in cases if key_indicators(case)]),
        _statements([case for case in cases if key_statements(case)]),
        *_amounts(MADE, {case: key for case in cases if (key := made_amounts(case))}, made_faults),
        _targets([case for case in cases if made_targets(case)]),
    ]


def _amounts(
    fields: Mapping[str, str],
    keys: Mapping[Case, Mapping[Place, Row]],
    faults: Callable[[BudgetLine, Row], Iterator[str]],
) -> Iterator[Score]:
    """Yield a row a field: of an amount that is missing, or not what it should be, no other field counts."""
    expected = sum(map(len, keys.values()))
    found: list[set[str]] = []
    besides = 0
    for case, key in keys.items():
        for line in records_of(parsed(case), BudgetLine):
            row = key.get((line.source_line, line.source_column))
            if row is None:
                besides += 1
            else:
                found.append({*faults(line, row)})
    for field, what in fields.items():
        right = sum(not wrong & {"amount", field} for wrong in found)
        yield Score(what, len(keys), expected, right, besides if field == "amount" else None)


def _indicators(cases: Sequence[Case]) -> Score:
    expected, right, read = 0, 0, 0
    for case in cases:
        key, found = key_indicators(case), records_of(parsed(case), PerformanceIndicator)
        expected += len(key)
        read += len(found)
        right += sum(any(indicator_agrees(one, row) for one in found) for row in key)
    what = "performance indicators: target, unit, operator, levels"
    return Score(what, len(cases), expected, right, max(read - expected, 0))


def _statements(cases: Sequence[Case]) -> Score:
    expected, right, besides = 0, 0, 0
    for case in cases:
        key = key_statements(case)
        left = [one for one in records_of(parsed(case), Statement) if one.source_column is None]
        for row in key:
            match = next((one for one in left if statement_agrees(one, row)), None)
            if match is not None:
                left.remove(match)
                right += 1
        expected += len(key)
        besides += len(left)
    return Score("figures stated in sentences", len(cases), expected, right, besides)


def _targets(cases: Sequence[Case]) -> Score:
    expected, right, besides = 0, 0, 0
    for case in cases:
        key = set(made_targets(case))
        records = records_of(parsed(case), PerformanceIndicator)
        found = {(one.source_line, one.source_column) for one in records}
        expected += len(key)
        right += len(key & found)
        besides += len(found - key)
    return Score("targets of invented documents: place", len(cases), expected, right, besides)


def main() -> int:
    """Print the table; return 1 where an amount is wrong, missing or too many."""
    scores = measure_accuracy(load_cases())
    print(HEAD)
    print(*scores, sep="\n")
    amounts = [score for score in scores if score.what in (KEYED["amount"], MADE["amount"])]
    return int(any(score.right < score.expected or score.besides for score in amounts))


if __name__ == "__main__":
    sys.exit(main())
