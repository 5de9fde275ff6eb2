"""What each stage of a document takes, in one process: the functions of the build, one after another."""

from __future__ import annotations

import cProfile
import io
import pstats
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from yusuan.check import check_disclosure
from yusuan.errors import YusuanError
from yusuan.model import ParsedDisclosure
from yusuan.package import sound_records, write_package
from yusuan.parse.disclosure import disclosure_id_of, parse_disclosure
from yusuan.site import write_unit_pages
from yusuan.site.charts import unit_charts
from yusuan.site.packages import load_unit
from yusuan.site.search.index import write_search_documents
from yusuan.site.views.published import published_tables

STAGES = ("read", "check", "package", "page")
PARTS = ("of page: load", "of page: charts", "of page: tables", "of page: text for search")
SHOWN = 45
R = TypeVar("R")


class Stages:
    """Runs the stages of documents and adds up their processor time; profiles the one that is asked for."""

    def __init__(self, folder: Path, profiled: str | None = None) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.documents = 0
        self._folder = folder
        self._profiled = profiled
        self._profile = cProfile.Profile()

    def run(self, path: Path) -> None:
        """Take one document from text to pages; one that cannot be read is passed over."""
        try:
            parsed: ParsedDisclosure = self._stage("read", parse_disclosure, path)
        except YusuanError:
            return
        package = self._folder / "packages" / disclosure_id_of(path)
        docs = self._folder / "docs"
        parsed = self._stage("check", lambda: check_disclosure(sound_records(parsed)))
        self._stage("package", write_package, parsed, package)
        self._stage("page", write_unit_pages, package, docs)
        unit = self._stage("of page: load", load_unit, package)
        self._stage("of page: charts", unit_charts, unit)
        tables = self._stage("of page: tables", published_tables, unit)
        self._stage("of page: text for search", write_search_documents, unit, tables, docs)
        self.documents += 1

    def _stage(self, name: str, work: Callable[..., R], *arguments: Any) -> R:
        started = time.process_time()
        run = self._profile.runcall if name == self._profiled else _call
        result: R = run(work, *arguments)
        self.seconds[name] += time.process_time() - started
        return result

    def profile(self) -> str:
        """Write the profile: the functions of the stage that took longest, all that they called included."""
        said = io.StringIO()
        pstats.Stats(self._profile, stream=said).sort_stats("cumulative").print_stats(SHOWN)
        return said.getvalue()


def _call(work: Callable[..., R], *arguments: Any) -> R:
    return work(*arguments)


def time_stages(paths: Sequence[Path], folder: Path, profiled: str | None = None) -> Stages:
    """Run the stages of some documents; the first is run once before: what it loads is not counted."""
    Stages(folder).run(paths[0])
    stages = Stages(folder, profiled)
    for path in paths:
        stages.run(path)
    return stages
