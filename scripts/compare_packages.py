"""Say what a change does to the data: two folders of packages compared, as Markdown for a reviewer.

usage: python -m scripts.compare_packages BEFORE AFTER

BEFORE and AFTER are folders that `build_data.py` wrote (`--packages`); what is compared is the collection in
`all/`, row by row, by the keys that its `datapackage.json` states.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.errors import YusuanError

COLLECTION = "all"
SHOWN = 20
CSV_CELL = 1 << 30

Row = dict[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of a collection: its columns in order, and its rows by key.

    Rows of a table without a key count as equal where all of their cells are; a repeated row is told from the
    first by its number.
    """

    columns: tuple[str, ...]
    rows: dict[Key, Row]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one table: rows by key; a changed row before and after."""

    name: str
    before: int
    after: int
    added: tuple[Row, ...]
    lost: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    new_columns: tuple[str, ...]
    lost_columns: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.lost or self.changed or self.new_columns or self.lost_columns)


class NoCollection(YusuanError):
    """Raised where a folder holds no collection, or a damaged one."""


def load_collection(packages: Path) -> dict[str, Resource]:
    """Return the tables of a folder's collection by name; raises OSError or NoCollection."""
    folder = packages / COLLECTION
    try:
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
        return {
            one["name"]: _load_resource(folder / one["path"], one["schema"].get("primaryKey", []))
            for one in descriptor["resources"]
            if str(one.get("path", "")).endswith(".csv")
        }
    except (ValueError, KeyError, csv.Error) as error:
        raise NoCollection(f"{folder} is no collection of packages: {error}") from error


def _load_resource(path: Path, key: str | Sequence[str]) -> Resource:
    names = (key,) if isinstance(key, str) else tuple(key)
    seen: Counter[Key] = Counter()
    rows: dict[Key, Row] = {}
    csv.field_size_limit(CSV_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            at = tuple(row[name] for name in names) if names else tuple(row.values())
            seen[at] += 1
            rows[at if names else (*at, str(seen[at]))] = row
        return Resource(tuple(reader.fieldnames or ()), rows)


def compare(before: dict[str, Resource], after: dict[str, Resource]) -> list[Change]:
    """Return what became of each table, those of either side, in their order."""
    nothing = Resource((), {})
    names = [*after, *(name for name in before if name not in after)]
    return [_compare(name, before.get(name, nothing), after.get(name, nothing)) for name in names]


def _compare(name: str, before: Resource, after: Resource) -> Change:
    shared = [column for column in after.columns if column in before.columns]
    both = [(before.rows[key], row) for key, row in after.rows.items() if key in before.rows]
    return Change(
        name=name,
        before=len(before.rows),
        after=len(after.rows),
        added=tuple(row for key, row in after.rows.items() if key not in before.rows),
        lost=tuple(row for key, row in before.rows.items() if key not in after.rows),
        changed=tuple((old, new) for old, new in both if any(old[name] != new[name] for name in shared)),
        new_columns=tuple(column for column in after.columns if column not in before.columns),
        lost_columns=tuple(column for column in before.columns if column not in after.columns),
    )


def report(changes: Sequence[Change]) -> str:
    """Return the comparison as Markdown: counts, columns, findings, and the first amounts that changed."""
    if not any(changes):
        return "## Data\n\nNothing in the data changes.\n"
    lines = [
        "## What this does to the data",
        "",
        "| table | rows before | after | added | lost | changed |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for one in filter(None, changes):
        counts = (one.before, one.after, len(one.added), len(one.lost), len(one.changed))
        lines.append(f"| {one.name} | {' | '.join(f'{count:,}' for count in counts)} |")
    for one in changes:
        lines += _columns(one)
        if one.name == "checks":
            lines += _findings(one)
        if one.name == "budget_lines":
            lines += _amounts(one)
    return "\n".join(lines) + "\n"


def _columns(change: Change) -> Iterator[str]:
    """Yield which columns are new, gone, or hold something else in rows that stand."""
    for said, columns in (("new", change.new_columns), ("gone", change.lost_columns)):
        if columns:
            named = ", ".join(f"`{name}`" for name in columns)
            yield f"\nColumns of `{change.name}` that are {said}: {named}."
    counts = Counter(
        name for old, new in change.changed for name in new if name in old and old[name] != new[name]
    )
    if counts:
        named = ", ".join(f"`{name}` {count:,}" for name, count in counts.most_common())
        yield f"\nCells of `{change.name}` that changed: {named}."


def _findings(change: Change) -> Iterator[str]:
    """Yield the findings that are new and those that are gone, by document."""
    old = {(row["disclosure_id"], row["check_id"]): row for row, _ in change.changed}
    new = {(row["disclosure_id"], row["check_id"]): row for _, row in change.changed}
    was = [row for row in (*change.lost, *old.values()) if row["status"] == "fail"]
    now = [row for row in (*change.added, *new.values()) if row["status"] == "fail"]
    both = {_name(row) for row in was} & {_name(row) for row in now}
    for said, rows in (("new", now), ("gone", was)):
        listed = [row for row in rows if _name(row) not in both]
        yield from _listed(f"Findings that are {said}", [_finding(row) for row in listed])


def _name(row: Row) -> Key:
    return row["disclosure_id"], row["check_id"]


def _finding(row: Row) -> str:
    at = ", ".join(row[name] for name in ("left_line", "right_line") if row.get(name))
    where = f" (line {at})" if at else ""
    return f"`{row['disclosure_id']}` {row['rule']}: {_plain(row.get('headline') or row['title'])}{where}"


def _amounts(change: Change) -> Iterator[str]:
    """Yield the first amounts of money that are others than before, lost, or added."""
    moved = [(old, new) for old, new in change.changed if old["amount_yuan"] != new["amount_yuan"]]
    said = [f"{_place(new)}: {old['amount_yuan']} → {new['amount_yuan']}" for old, new in moved]
    yield from _listed("Amounts that changed", said)
    for title, rows in (("Amounts lost", change.lost), ("Amounts added", change.added)):
        yield from _listed(title, [f"{_place(row)}: {_plain(row['printed_value'])}" for row in rows])


def _place(row: Row) -> str:
    return f"`{row['disclosure_id']}` line {row['source_line']}, cell {row['source_column']}"


def _listed(title: str, said: Sequence[str]) -> Iterator[str]:
    if said:
        yield f"\n### {title}: {len(said):,}\n"
        yield from (f"- {one}" for one in said[:SHOWN])
        if len(said) > SHOWN:
            yield f"- … and {len(said) - SHOWN:,} more"


def _plain(text: str) -> str:
    """Return a document's text so that Markdown shows it as it is, on one line."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#&!" else char for char in " ".join(text.split()))


def main(arguments: list[str]) -> int:
    """Print the comparison; return 1 where a folder cannot be read, 2 for wrong usage."""
    if len(arguments) != 2:
        print("usage: python -m scripts.compare_packages BEFORE AFTER", file=sys.stderr)
        return 2
    try:
        before, after = (load_collection(Path(folder)) for folder in arguments)
    except (OSError, NoCollection) as error:
        print(f"ERROR cannot compare: {error}", file=sys.stderr)
        return 1
    print(report(compare(before, after)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
