"""Scaffold a case from a document: a folder with its text, private data masked, and what reading it gives."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.cases import FOLDER, Case, expected_files, write_rows
from yusuan.errors import YusuanError
from yusuan.parse.disclosure import disclosure_id_of, parse_disclosure
from yusuan.parse.text import load_text
from yusuan.run.report import Outcome, print_report

TOML = """# What this case is: {title}.
# Where the document comes from, and what makes it worth keeping:
source = "{name}.txt"
"""


def main(arguments: list[str]) -> int:
    """Write tests/cases/<id>/ and print the report; return 1 if it cannot be done, 2 for wrong usage."""
    if len(arguments) != 1 or not arguments[0]:
        print("usage: make new-case SOURCE=file.txt", file=sys.stderr)
        return 2
    source = Path(arguments[0])
    try:
        name = disclosure_id_of(source)
        parsed = parse_disclosure(source)
        lines = load_text(source).lines
    except (OSError, YusuanError) as error:
        print(f"ERROR {source}: {error}", file=sys.stderr)
        return 1
    folder = FOLDER / name
    if folder.exists():
        print(f"ERROR {folder} is there already: remove it, or rename the source", file=sys.stderr)
        return 1
    folder.mkdir(parents=True)
    (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    title = parsed.disclosure.document_title
    (folder / "case.toml").write_text(TOML.format(title=title, name=name), "utf-8")
    for path, rows in expected_files(Case(folder, folder / f"{name}.txt")).items():
        write_rows(path, rows)
    print_report([Outcome.of(source.name, parsed)], strict=False, output=sys.stdout)
    print(f"\n{folder}: add the words named above to yusuan/spec/tables.toml, then `make golden`, and review")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
