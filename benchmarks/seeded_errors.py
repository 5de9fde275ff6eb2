"""Change one amount of a document at a time, at random, and see which changes the checks notice.

    python -m benchmarks.seeded_errors FOLDER [FOLDER ...] [--cells N] [--seed S] [--text]

One digit of an amount's whole part becomes another, as when a figure is mistyped. The parsed record is
changed, so that the reading stays as it was; ``--text`` changes the text instead and reads it again. Beside
the share that is noticed stands what the checks say of the unchanged documents: every failure there that was
not read and found to hold (``findings_read.csv``) counts as a false alarm. Documents most of whose own sums
hold are counted apart: where a table's sums do not bear out its reading, the checks say nothing of it, by
design.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from yusuan.check import check_disclosure
from yusuan.check.amounts import squeeze
from yusuan.model import BudgetLine, Check, ParsedDisclosure
from yusuan.parse.cells import parse_amount
from yusuan.parse.disclosure import parse_disclosure
from yusuan.parse.identity import NoDisclosure
from yusuan.spec.money import FACTORS
from yusuan.spec.rules import load_rules

BORNE_OUT = Decimal("0.95")
READ = Path(__file__).with_name("findings_read.csv")
_WITHIN = frozenset({"column_sum", "row_sum"})


@dataclass(frozen=True, slots=True)
class Seeded:
    """What became of the changed amounts of one document, and how it stands unchanged."""

    name: str
    noticed: Sequence[tuple[BudgetLine, bool]]
    fails: int
    alarms: int
    borne_out: bool


def changed_value(line: BudgetLine, chance: random.Random) -> str | None:
    """Return a printed amount with one digit of its whole part changed; None where that is 0."""
    whole = line.printed_value.split(".")[0]
    places = [at for at, sign in enumerate(whole) if sign.isdigit()]
    if not any(whole[at] != "0" for at in places):
        return None
    at = chance.choice(places)
    digit = chance.choice([d for d in "0123456789" if d != whole[at]])
    return line.printed_value[:at] + digit + line.printed_value[at + 1 :]


def amounts_of(parsed: ParsedDisclosure) -> list[BudgetLine]:
    """Return the amounts of a document's tables; those printed with their unit in the cell are left out."""
    lines = (line for line in parsed.records.get("budget_lines", ()) if isinstance(line, BudgetLine))
    return [
        line
        for line in lines
        if line.measure not in {"change", "unit_price"} and parse_amount(line.printed_value) is not None
    ]


def change_text(text: str, line: BudgetLine, value: str) -> str:
    """Return a document's text with one amount changed."""
    lines = text.split("\n")
    cells = lines[line.source_line - 1].split("\t")
    cells[line.source_column] = cells[line.source_column].replace(line.printed_value, value, 1)
    lines[line.source_line - 1] = "\t".join(cells)
    return "\n".join(lines)


def change_record(parsed: ParsedDisclosure, line: BudgetLine, value: str) -> ParsedDisclosure:
    """Return a parsed document with one amount changed."""
    more = (_number(value) - _number(line.printed_value)) * FACTORS[line.money_unit]
    changed = replace(line, amount_yuan=line.amount_yuan + more, printed_value=value)
    lines = tuple(changed if entry is line else entry for entry in parsed.records["budget_lines"])
    return replace(parsed, records={**parsed.records, "budget_lines": lines})


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "").replace("，", ""))


def failures(parsed: ParsedDisclosure) -> dict[str, Check]:
    """Return the failed checks of a document by their sentence."""
    checks = check_disclosure(parsed).records["checks"]
    return {check.message: check for check in checks if isinstance(check, Check) and check.status == "fail"}


def names(check: Check, line: BudgetLine) -> bool:
    """Tell whether a failed check's operands name a cell's row or column."""
    labels = f"{check.left_label or ''} {check.right_label or ''}"
    row = squeeze(line.project or line.item or line.unit_name or "")
    return (
        line.source_line in {check.left_line, check.right_line}
        or (bool(row) and row in labels)
        or line.column in labels
    )


def seeded(path: Path, cells: int, seed: int, by_record: bool = True) -> Iterator[tuple[BudgetLine, bool]]:
    """Yield some amounts of a document, chosen at random, and whether a change of each is noticed."""
    parsed = parse_disclosure(path)
    before = failures(parsed)
    chance = random.Random(f"{seed} {path.stem}")
    amounts = amounts_of(parsed)
    for line in chance.sample(amounts, len(amounts)):
        value = changed_value(line, chance)
        if value is None:
            continue
        changed = change_record(parsed, line, value) if by_record else _read_again(path, line, value)
        after = failures(changed)
        yield line, any(names(after[message], line) for message in after.keys() - before.keys())
        cells -= 1
        if cells <= 0:
            return


def _read_again(path: Path, line: BudgetLine, value: str) -> ParsedDisclosure:
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / path.name
        changed.write_text(change_text(path.read_text("utf-8"), line, value), "utf-8")
        return parse_disclosure(changed)


def measure(path: Path, cells: int, seed: int, by_record: bool) -> Seeded:
    """Seed errors into one document."""
    parsed = parse_disclosure(path)
    checks = check_disclosure(parsed).records["checks"]
    kinds = {rule.id: rule.kind for rule in load_rules().rules}
    status = Counter(c.status for c in checks if isinstance(c, Check) and kinds[c.rule] in _WITHIN)
    tested = status["pass"] + status["fail"] + status["unreadable"]
    fails = [check for check in checks if isinstance(check, Check) and check.status == "fail"]
    alarms = sum(_key(check) not in findings_that_hold() for check in fails)
    borne_out = bool(tested) and Decimal(status["pass"]) / tested >= BORNE_OUT
    return Seeded(path.stem, list(seeded(path, cells, seed, by_record)), len(fails), alarms, borne_out)


def _key(check: Check) -> tuple[str, ...]:
    sides = (str(line or "") for line in (check.left_line, check.right_line))
    return (check.disclosure_id, check.rule, *sides)


@cache
def findings_that_hold() -> frozenset[tuple[str, ...]]:
    """Return the failures that were read and hold, by document, rule and lines."""
    with READ.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    names = ("disclosure_id", "rule", "left_line", "right_line")
    return frozenset(tuple(row[name] for name in names) for row in rows if row["verdict"] != "FALSE")


def main(arguments: Sequence[str]) -> int:
    """Print the share that is noticed for each document and in all, and the tables of those that are not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--cells", type=int, default=20, help="amounts changed in each document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--text", action="store_true", help="change the text and read it again")
    options = parser.parse_args(arguments)
    results = []
    for path in (path for folder in options.folders for path in sorted(folder.glob("*.txt"))):
        try:
            result = measure(path, options.cells, options.seed, not options.text)
        except NoDisclosure as error:
            print(f"{path.stem}: not read: {error}")
            continue
        results.append(result)
        missed = Counter(
            f"{line.table_kind}/{line.column}" for line, noticed in result.noticed if not noticed
        )
        caught = len(result.noticed) - missed.total()
        print(
            f"{result.name}: {caught} of {len(result.noticed)}; unchanged: {result.fails} fail; "
            f"missed: {dict(missed) or 'none'}"
        )
    for words, group in (
        ("documents whose sums are borne out", [r for r in results if r.borne_out]),
        ("all documents", results),
    ):
        noticed = [found for result in group for _, found in result.noticed]
        share = sum(noticed) * 100 / max(1, len(noticed))
        fails = sum(result.fails for result in group)
        alarms = sum(result.alarms for result in group)
        print(
            f"{words} ({len(group)}): {sum(noticed)} of {len(noticed)} noticed ({share:.1f} %); "
            f"{fails} failures in the unchanged ones, of which false or not read: {alarms}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
