"""Convert published files broken at random, each in a process of its own; keep those that break something.

    python -m tests.fuzz_files [--count N] [--seed N] [--jobs N] [--keep folder] [folder …]

The folders hold files to break; without any, the project's texts are published in all formats and broken.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cases import load_cases
from tests.convert.published import as_docx, as_html, as_pdf, as_xlsx, parts_of
from tests.fuzz import parse_arguments
from tests.mutant_files import mutate_file
from yusuan.convert import Converted, ConvertError, Limits, convert_apart, text_of

ROOT = Path(__file__).parents[1]
LIMITS = Limits(seconds=120, memory=1024**3)
"""What a mutant may take; a file of the size of those that are broken takes a few seconds."""

FINE = frozenset({"converted", "refused"})
_SUFFIXES = frozenset({".pdf", ".docx", ".xlsx", ".xls", ".html", ".htm"})
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_FAULTS = (
    ("could not be read", "fault"),
    ("not done after", "slow"),
    ("MB of memory", "large"),
    ("its reader broke down", "broke down"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a file went: converted, refused (with a message that says why), or wrong, and in what way."""

    source: Path
    seed: int
    outcome: str
    detail: str
    seconds: float


def try_file(source: Path, seed: int) -> Verdict:
    """Break a file and convert it."""
    started = time.monotonic()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"broken{source.suffix}"
        path.write_bytes(mutate_file(source.read_bytes(), seed))
        outcome, detail = convert_broken(path)
    return Verdict(source, seed, outcome, detail, time.monotonic() - started)


def convert_broken(path: Path) -> tuple[str, str]:
    """Convert a file; return how it went and what was said."""
    try:
        converted = convert_apart(path, LIMITS)
    except ConvertError as error:
        said = str(error)
        return next((name for words, name in _FAULTS if words in said), "refused"), said
    wrong = what_is_wrong(converted)
    return ("wrong", wrong) if wrong else ("converted", "")


def what_is_wrong(converted: Converted) -> str:
    """Return what a conversion may never do, or ""."""
    text = text_of(converted.document)
    if found := _NOT_TEXT.search(text):
        return f"the text holds U+{ord(found.group()):04X}"
    if not converted.conservation.holds and not converted.document.warnings:
        return "numbers are missing or added, and no warning says so"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return str(error)
    return ""


def published(folder: Path) -> list[Path]:
    """Return the project's own texts, published in every format."""
    made = []
    for case in load_cases():
        parts = parts_of(case.source.read_text("utf-8-sig"))
        for publish, suffix in ((as_pdf, "pdf"), (as_docx, "docx"), (as_xlsx, "xlsx"), (as_html, "html")):
            made.append(publish(parts, folder / f"{case.source.stem}.{suffix}"))
    return made


def main(arguments: list[str] | None = None) -> int:
    """Try mutants, report what went wrong; return 1 if anything did."""
    given = parse_arguments(__doc__, 200, arguments)
    with TemporaryDirectory() as scratch, ThreadPoolExecutor(given.jobs) as pool:
        found = [path for folder in given.folders for path in sorted(folder.rglob("*"))]
        sources = [path for path in found if path.suffix.lower() in _SUFFIXES] or published(Path(scratch))
        verdicts = [
            pool.submit(try_file, sources[number % len(sources)], given.seed + number)
            for number in range(given.count)
        ]
        tried = [_reported(one.result(), given.keep) for one in verdicts]
    _summarise(tried)
    return int(any(one.outcome not in FINE for one in tried))


def _reported(verdict: Verdict, keep: Path) -> Verdict:
    if verdict.outcome not in FINE:
        keep.mkdir(parents=True, exist_ok=True)
        name = f"{verdict.outcome.replace(' ', '-')}-{verdict.seed}{verdict.source.suffix}"
        (keep / name).write_bytes(mutate_file(verdict.source.read_bytes(), verdict.seed))
        print(
            f"{verdict.outcome}: seed {verdict.seed} of {verdict.source.name}: {verdict.detail[:300]}",
            flush=True,
        )
    return verdict


def _summarise(tried: list[Verdict]) -> None:
    by_format = sorted(tried, key=lambda one: one.source.suffix)
    for suffix, group in groupby(by_format, key=lambda one: one.source.suffix):
        mine = list(group)
        counts = Counter(one.outcome for one in mine)
        print(f"{suffix[1:]}: {dict(counts)}, longest {max(one.seconds for one in mine):.1f} s")
    print(f"{len(tried)} broken files")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
