"""Read, check, package and show documents broken at random; keep those that break something.

    python -m tests.fuzz [--count N] [--seed N] [--jobs N] [--keep folder] [folder …]

The folders hold documents to break; without any, those of disclosures/ and tests/cases. What went wrong is
named with its seed; the mutants are kept, and small ones belong into tests/failures, which the tests replay.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants import mutate_bytes
from yusuan.check import check_disclosure
from yusuan.model import ParsedDisclosure
from yusuan.package import PackageError, sound_records, write_package
from yusuan.parse.cells import looks_like_money
from yusuan.parse.disclosure import parse_disclosure
from yusuan.parse.identity import NoDisclosure
from yusuan.parse.text import UnreadableFile
from yusuan.run.limits import TookTooLong, limited
from yusuan.run.workers import run_in_processes
from yusuan.site import write_unit_pages

ROOT = Path(__file__).parents[1]
SECONDS = 5.0
"""Processor time that one mutant may take."""

MEGABYTES = 1024
"""Memory that the process may have held at any time while it had one mutant."""

FINE = frozenset({"well", "refused"})

SHOWN_ONE_IN = 20
"""One mutant of so many is written as a package and as pages, too, which takes most of the time."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A document to break and the seed to break it with."""

    source: Path
    seed: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a trial went: well, refused (with a message that a user sees), or wrong, and in what way."""

    trial: Trial
    outcome: str
    detail: str = ""
    seconds: float = 0.0
    megabytes: int = 0


def try_mutant(trial: Trial) -> Verdict:
    """Break a document and run it through all stages."""
    started = time.process_time()
    outcome, detail = "well", ""
    _forget_peak()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "330500-some-office-2023.txt"
        path.write_bytes(mutate_bytes(trial.source.read_bytes(), trial.seed))
        try:
            with limited(SECONDS):
                run_stages(path, show=trial.seed % SHOWN_ONE_IN == 0)
        except (UnreadableFile, NoDisclosure):
            outcome = "refused"
        except PackageError as error:
            outcome, detail = "lost", str(error)
        except AssertionError as error:
            outcome, detail = "figures lost", str(error)
        except TookTooLong:
            outcome = "slow"
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            at = f"{Path(where.filename).name}:{where.lineno}"
            outcome, detail = "fault", f"{at}: {type(error).__name__}: {error}"
    peak = _peak()
    if outcome in FINE and peak > MEGABYTES:
        outcome, detail = "large", f"{peak:,} MB"
    return Verdict(trial, outcome, detail[:300], time.process_time() - started, peak)


def _forget_peak() -> None:
    """Begin to measure the most memory held anew, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _peak() -> int:
    """Return the most memory held since it was forgotten, in MB, or of the process's whole life."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def run_stages(path: Path, show: bool) -> ParsedDisclosure:
    """Read, check and, if asked, package and show a document.

    Raises AssertionError where an amount in the line of a record or leftover is in neither.
    """
    parsed = check_disclosure(sound_records(parse_disclosure(path)))
    lost = lost_figures(parsed)
    assert not lost, f"{len(lost)}, the first on line {lost[0][0]}, field {lost[0][1]}: {lost[0][2][:40]}"
    if show:
        package = path.parent / "packages" / parsed.disclosure.disclosure_id
        write_package(parsed, package)
        write_unit_pages(package, path.parent / "docs")
    return parsed


def lost_figures(parsed: ParsedDisclosure) -> list[tuple[int, int, str]]:
    """Return the amounts printed in cells that are no record and no leftover: line, field, text.

    A number within a label is kept where a record of its line says it.
    """
    kept: set[tuple[int, int | None]] = set()
    words: dict[int, list[str]] = {}
    for record in (one for records in parsed.records.values() for one in records):
        line = getattr(record, "source_line", None)
        if line is None:
            continue
        kept.add((line, getattr(record, "source_column", None)))
        values = (getattr(record, name) for name in record.__dataclass_fields__)
        words.setdefault(line, []).extend(value for value in values if isinstance(value, str))
    return [
        (number, at, cell)
        for number, line in enumerate(parsed.lines, start=1)
        if "\t" in line
        for at, cell in enumerate(line.split("\t"))
        if looks_like_money(cell)
        and (number, at) not in kept
        and not any(cell.strip() in word for word in words.get(number, ()))
    ]


def _lost(trial: Trial, how: str) -> Verdict:
    return Verdict(trial, "process died", how)


def parse_arguments(described: str | None, count: int, arguments: list[str] | None) -> argparse.Namespace:
    """Return what to break, how often, from which seed, by how many, and where to keep what failed."""
    parser = argparse.ArgumentParser(description=described, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=ROOT / ".cache" / "fuzz")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Try mutants, report what went wrong; return 1 if anything did."""
    given = parse_arguments(__doc__, 2_000, arguments)
    folders = given.folders or [ROOT / "disclosures", ROOT / "tests" / "cases"]
    sources = sorted(path for folder in folders for path in folder.rglob("*.txt"))
    if not sources:
        raise SystemExit(f"no .txt file in {', '.join(map(str, folders))}")
    trials = [Trial(sources[number % len(sources)], given.seed + number) for number in range(given.count)]
    counts: Counter[str] = Counter()
    worst = Verdict(trials[0], "well")
    most = 0
    for verdict in run_in_processes(try_mutant, trials, given.jobs, _lost):
        counts[verdict.outcome] += 1
        worst = max(worst, verdict, key=lambda one: one.seconds)
        most = max(most, verdict.megabytes)
        if verdict.outcome not in FINE:
            _report(verdict, given.keep)
    print(f"{sum(counts.values())} mutants of {len(sources)} documents: {dict(counts)}")
    print(f"longest {worst.seconds:.1f} s (seed {worst.trial.seed}), most memory {most} MB")
    return int(any(outcome not in FINE for outcome in counts))


def _report(verdict: Verdict, keep: Path) -> None:
    trial = verdict.trial
    keep.mkdir(parents=True, exist_ok=True)
    name = f"{verdict.outcome.replace(' ', '-')}-{trial.seed}.txt"
    (keep / name).write_bytes(mutate_bytes(trial.source.read_bytes(), trial.seed))
    print(f"{verdict.outcome}: seed {trial.seed} of {trial.source.name}: {verdict.detail}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
