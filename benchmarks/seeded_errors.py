"""Change every leaf amount by 1.00 in turn, in the text, and see which changes the checks notice.

    python -m benchmarks.seeded_errors disclosures [--records]

With ``--records`` the parsed record is changed instead of the text, which is quicker and leaves out what
the reading itself would make of the changed figure.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from yusuan.check import check_disclosure
from yusuan.check.amounts import FACTORS, squeeze
from yusuan.model import BudgetLine, Check, ParsedDisclosure
from yusuan.parse.cells import parse_amount
from yusuan.parse.disclosure import parse_disclosure


def leaves_of(parsed: ParsedDisclosure) -> list[BudgetLine]:
    """Return the leaf amounts of a document; those printed with their unit in the cell are left out."""
    lines = (line for line in parsed.records["budget_lines"] if isinstance(line, BudgetLine))
    return [line for line in lines if line.is_leaf and parse_amount(line.printed_value) is not None]


def changed_value(line: BudgetLine) -> str:
    """Return a printed amount plus 1.00, with as many decimals as it had."""
    value = Decimal(line.printed_value.replace(",", ""))
    decimals = max(-int(value.as_tuple().exponent), 2)
    return f"{value + 1:.{decimals}f}"


def change_text(text: str, line: BudgetLine) -> str:
    """Return a document's text with one amount changed."""
    lines = text.split("\n")
    cells = lines[line.source_line - 1].split("\t")
    cells[line.source_column] = cells[line.source_column].replace(line.printed_value, changed_value(line), 1)
    lines[line.source_line - 1] = "\t".join(cells)
    return "\n".join(lines)


def change_record(parsed: ParsedDisclosure, line: BudgetLine) -> ParsedDisclosure:
    """Return a parsed document with one amount changed."""
    more = line.amount_yuan + FACTORS[line.money_unit]
    changed = replace(line, amount_yuan=more)
    lines = tuple(changed if entry is line else entry for entry in parsed.records["budget_lines"])
    return replace(parsed, records={**parsed.records, "budget_lines": lines})


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


def seeded(path: Path, by_record: bool, step: int = 1) -> Iterator[tuple[BudgetLine, bool]]:
    """Yield every ``step``-th leaf amount of a document and whether a change of it is noticed."""
    parsed = parse_disclosure(path)
    before = failures(parsed)
    text = path.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for line in leaves_of(parsed)[::step]:
            if by_record:
                after = failures(change_record(parsed, line))
            else:
                changed = Path(folder) / path.name
                changed.write_text(change_text(text, line), "utf-8")
                after = failures(parse_disclosure(changed))
            yield line, any(names(after[message], line) for message in after.keys() - before.keys())


def main(arguments: Sequence[str]) -> int:
    """Print the share that is noticed for each document and in all, and the tables of those that are not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", action="store_true", help="change the parsed record, not the text")
    options = parser.parse_args(arguments)
    caught = total = 0
    for path in sorted(options.folder.glob("*.txt")):
        missed: Counter[str] = Counter()
        results = list(seeded(path, options.records))
        missed.update(f"{line.table_kind}/{line.column}" for line, noticed in results if not noticed)
        noticed = sum(noticed for _, noticed in results)
        caught, total = caught + noticed, total + len(results)
        print(f"{path.stem}: {noticed} of {len(results)}; missed: {dict(missed) or 'none'}")
    print(f"in all: {caught} of {total} ({caught * 100 / total:.1f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
