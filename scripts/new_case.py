"""Scaffold a case from a document: a folder with its text, private data masked, and what reading it gives."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.cases import FOLDER, Case, expected_files, write_rows
from yusuan.errors import YusuanError
from yusuan.parse.disclosure import disclosure_id_of, parse_disclosure
from yusuan.parse.text import load_text
from yusuan.run.report import Outcome, print_report
from yusuan.spec.files import read_toml
from yusuan.spec.spelling import normalise

VOCABULARY = "yusuan/spec/tables.toml"

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
    print(f"\n{folder}: say in case.toml where it comes from and why it is kept")
    for step in _steps(bool(parsed.unknown_words), seen_elsewhere("".join(lines))):
        print(step)
    return 0


def seen_elsewhere(text: str) -> list[str]:
    """Return the spellings that the vocabulary keeps as seen elsewhere and a case's text prints."""
    printed = normalise(text)
    return [
        spelling
        for entry in read_toml("tables.toml")["word"]
        for spellings in entry.get("seen", {}).values()
        for spelling in spellings
        if normalise(spelling) in printed
    ]


def _steps(has_unknown: bool, moving: Sequence[str]) -> Iterator[str]:
    """Yield what there is to do in the vocabulary, and how the case is made anew of it."""
    if has_unknown:
        yield f"add the words named above to the `spellings` of their meaning in {VOCABULARY}"
    if moving:
        yield f"move these from `[word.seen]` to the `spellings` of the same entry in {VOCABULARY}, as a case"
        yield f"prints them now: {', '.join(moving)}"
    yield "then `make golden`, and review" if has_unknown else "then review what it has under expected/"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
