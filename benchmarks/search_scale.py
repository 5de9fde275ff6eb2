"""Measure search at scale: the index of many units, and what queries transfer and how long they take."""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Response

from benchmarks.search_copies import copies
from scripts.search_recall import draw_phrases
from scripts.search_session import ask, opened, served
from yusuan.site.packages import UnitPackage
from yusuan.site.search.index import OUTPUT, SEARCH_FOLDER, Indexing, write_search_documents
from yusuan.site.views.published import published_tables

ASSETS = Path("yusuan/site/theme/assets")
PAGE = "<!doctype html><html lang='zh'><title>search</title>"
SAMPLE = 20
RUNS = 3

LIMITS = {
    "index, ms a unit": 15,
    "index, KB a unit": 25,
    "first query, KB": 400,
    "later query, KB": 80,
    "later query, ms": 300,
}


@dataclass(frozen=True, slots=True)
class Queries:
    """What the first and the later queries of a visit transferred and took."""

    first_bytes: int
    later_bytes: Sequence[int]
    later_milliseconds: Sequence[float]


def write_index(packages: Path, count: int, folder: Path) -> tuple[list[UnitPackage], dict[str, float]]:
    """Index copies of the packages into ``folder/site``; return some of them, and time and size a unit."""
    kept: list[UnitPackage] = []
    writing = 0.0
    for unit in copies(packages, count):
        tables = published_tables(unit)
        started = time.perf_counter()
        write_search_documents(unit, tables, folder)
        writing += time.perf_counter() - started
        if len(kept) < SAMPLE:
            kept.append(unit)
    outputs = [folder / "site" / OUTPUT, *(folder / f"again-{run}" for run in range(1, RUNS))]
    took, used = zip(*(_timed_index(folder, output) for output in outputs), strict=True)
    size = sum(path.stat().st_size for path in outputs[0].rglob("*") if path.is_file())
    return kept, {
        "documents, ms a unit": writing * 1000 / count,
        "index, ms a unit": statistics.median(took) * 1000 / count,
        "index, ms a unit (fastest)": min(took) * 1000 / count,
        "index, ms a unit (slowest)": max(took) * 1000 / count,
        "index, ms of processor a unit": statistics.median(used) * 1000 / count,
        "index, KB a unit": size / 1000 / count,
    }


def _timed_index(folder: Path, output: Path) -> tuple[float, float]:
    """Index the documents into a new folder; return seconds, and seconds of the processor.

    Nothing is deleted between two runs: ext4 without a journal passes over the places of files deleted in the
    last half minute one by one, which makes thousands of new files take a fifth longer.
    """
    os.sync()  # the documents are on the disk before the index is timed
    started, used = time.perf_counter(), _processor_time()
    Indexing(folder / SEARCH_FOLDER, output).finish()
    return time.perf_counter() - started, _processor_time() - used


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _texts(units: Sequence[UnitPackage], chance: random.Random) -> Iterator[str]:
    """Yield what readers type, in turn: a unit, a project, words of the document."""
    phrases = draw_phrases(units, 10_000, chance.randrange(10**6))
    while True:
        unit = chance.choice(units)
        yield unit.disclosure.unit_name
        if unit.projects:
            yield chance.choice(unit.projects).project
        yield from (next(phrases)[1] for _ in range(3))


def measure_visit(page: Page, address: str, texts: Iterator[str], count: int) -> Queries:
    """Ask in a fresh page, as the header does, and sum the sizes of the answers' bodies."""
    sizes: list[int] = []
    page.context.clear_cookies()
    page.goto(address)

    def keep(response: Response) -> None:
        sizes.append(int(response.header_value("content-length") or 0))

    page.on("response", keep)
    ask(page, address, next(texts), is_whole=False)
    page.wait_for_timeout(200)
    first = sum(sizes)
    later, took = [], []
    for _ in range(count):
        sizes.clear()
        took.append(ask(page, address, next(texts), is_whole=False).milliseconds)
        page.wait_for_timeout(50)
        later.append(sum(sizes))
    page.remove_listener("response", keep)
    return Queries(first, later, took)


def measure_queries(units: Sequence[UnitPackage], site: Path, visits: int, count: int) -> dict[str, float]:
    """Measure some visits of a site: the largest first query, and later ones' median and largest."""
    shutil.copytree(ASSETS, site / "assets", dirs_exist_ok=True)
    (site / "index.html").write_text(PAGE, "utf-8")
    texts = _texts(units, random.Random(7))
    with served(site) as address:
        found = []
        for _ in range(visits):
            with opened(address) as page:
                found.append(measure_visit(page, address, texts, count))
    later = sorted(size / 1000 for visit in found for size in visit.later_bytes)
    took = sorted(time for visit in found for time in visit.later_milliseconds)
    return {
        "first query, KB": max(visit.first_bytes for visit in found) / 1000,
        "later query, KB (median)": statistics.median(later),
        "later query, KB": later[-1],
        "later query, ms (median)": statistics.median(took),
        "later query, ms": took[-1],
    }


def main() -> int:
    """Measure and print; return 1 where a figure is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, default=Path("datapackages"))
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--visits", type=int, default=4)
    parser.add_argument("--queries", type=int, default=15, help="later queries a visit")
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept, figures = write_index(parsed.packages, parsed.units, folder)
        figures |= measure_queries(kept, folder / "site", parsed.visits, parsed.queries)
    over = [figure for figure, limit in LIMITS.items() if figures[figure] > limit]
    for figure, value in figures.items():
        limit = f"  (limit {LIMITS[figure]})" if figure in LIMITS else ""
        print(f"{figure:30}{value:10.1f}{limit}{'  OVER' if figure in over else ''}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
