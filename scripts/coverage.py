"""Print how much of each document in a folder is read, and how far it adds up."""

from __future__ import annotations

import sys
from pathlib import Path

from yusuan.errors import reason_of
from yusuan.parse.coverage import Coverage, measure_coverage

HEAD = (
    f"{'document':<62} {'tables':>6} {'amounts':>7} {'known':>7} {'left':>5} {'words':>5} {'rows hold':>12}"
    f" {'columns hold':>12}"
)


def main(arguments: list[str]) -> int:
    """Print a line a document and the sums; return 1 where one could not be read, 2 for wrong usage."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: make coverage INPUT=folder", file=sys.stderr)
        return 2
    print(HEAD)
    measured: list[Coverage] = []
    failed = False
    for path in sorted(Path(arguments[0]).glob("*.txt")):
        try:
            measured.append(measure_coverage(path))
            print(line_of(measured[-1]))
        except Exception as error:
            failed = True
            print(f"ERROR {path.name}: {reason_of(error)}")
    if len(measured) > 1:
        print(line_of(sum_of(measured)))
    return 1 if failed else 0


def line_of(one: Coverage) -> str:
    """Return the line of the table for one document."""
    known = f"{one.known / one.amounts:.1%}" if one.amounts else "-"
    rows = f"{one.rows_hold}/{one.rows_tested}"
    columns = f"{one.columns_hold}/{one.columns_tested}"
    return (
        f"{one.name:<62} {one.tables:>6} {one.amounts:>7} {known:>7} {one.leftovers:>5}"
        f" {one.unknown_words:>5} {rows:>12} {columns:>12}"
    )


def sum_of(measured: list[Coverage]) -> Coverage:
    """Return the sums over all documents."""
    names = [name for name in Coverage.__dataclass_fields__ if name != "name"]
    return Coverage("all", **{name: sum(getattr(one, name) for one in measured) for name in names})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
