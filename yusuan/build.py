"""The run: which disclosures, in how many processes, what is reused, and the report at its end."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from yusuan.check import check_disclosure
from yusuan.errors import YusuanError, reason_of
from yusuan.package import (
    mark_kept,
    problem_of,
    sound_records,
    unmark_kept,
    write_package,
)
from yusuan.parse.disclosure import RESERVED, disclosure_id_of, parse_disclosure
from yusuan.publish import has_pages, publish, show
from yusuan.replacing import recover_all
from yusuan.run.catalog import Catalog, CatalogError, load_catalog, named_in
from yusuan.run.fingerprint import fingerprint_of_input
from yusuan.run.inputs import find_disclosures
from yusuan.run.limits import DOCUMENT_MEGABYTES, DOCUMENT_SECONDS, OverLimit, limited
from yusuan.run.lock import only_build
from yusuan.run.report import Outcome, print_progress, print_report
from yusuan.run.scope import code_of_package, is_elsewhere, is_within
from yusuan.run.standing import is_unchanged, keep_stamp, note_files, read_on, remove_package, reusable
from yusuan.run.workers import run_in_processes
from yusuan.site.setup import SiteSetup

CATALOG = "catalog.csv"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Where to read and write, and how; ``only`` are disclosure ids, all where it is empty.

    ``site_url`` is where the site will be, to which workbooks lead; none of their cells does without it.
    ``scope`` begins the region codes of the disclosures to build, all where it is empty. ``downloads`` is the
    address at which the files of the whole collection are, where the site does not publish them itself.
    """

    source: Path
    packages: Path
    docs: Path
    only: tuple[str, ...] = ()
    jobs: int = 1
    strict: bool = False
    cache: bool = True
    site_url: str = ""
    scope: str = ""
    downloads: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One disclosure to read: its file, where packages and pages lie, its catalog row, the run's scope."""

    path: Path
    packages: Path
    docs: Path
    overrides: Mapping[str, str]
    reuse: bool
    site_url: str = ""
    scope: str = ""


def build(options: BuildOptions, output: TextIO, executor: Executor | None = None) -> int:
    """Build packages, collection and pages; return the exit status (0, or 1 on errors).

    A disclosure that cannot be read is reported and the others are still built; its last package stays
    published. ``executor`` runs one disclosure a call; without one, processes are started here. Of two
    builds in the same folders the second waits for the first.
    """
    try:
        with only_build(options.packages, output), only_build(options.docs, output):
            outcomes = _build(options, output, executor)
    except OSError as error:
        outcomes = [Outcome(str(error.filename or options.packages), error=reason_of(error))]
    print_report(outcomes, options.strict, output)
    failed = any(outcome.error or outcome.faults for outcome in outcomes)
    left_over = options.strict and any(outcome.leftovers for outcome in outcomes)
    return 1 if failed or left_over else 0


def _build(options: BuildOptions, output: TextIO, executor: Executor | None) -> list[Outcome]:
    recover_all(options.packages)
    by_id, outcomes = find_disclosures(options.source, options.only, disclosure_id_of)
    files = [paths[0] for paths in by_id.values() if len(paths) == 1]
    catalog, wrong = _load_catalog(options.source / CATALOG, files)
    outcomes += wrong
    elsewhere = _elsewhere(options, [*files, *(Path(one.file) for one in outcomes)], catalog)
    outcomes = [one for one in outcomes if one.file not in elsewhere]
    if options.only:
        said = f"of another region than the scope {options.scope}"
        outcomes += [Outcome(path.name, error=said) for path in files if path.name in elsewhere]
    jobs = [
        Job(
            path,
            options.packages,
            options.docs,
            catalog.fields.get(path.name, {}),
            options.cache,
            options.site_url,
            options.scope,
        )
        for path in files
        if path.name not in catalog.errors and path.name not in elsewhere
    ]
    for outcome in _run(jobs, options.jobs, executor):
        print_progress(outcome, output)
        outcomes.append(outcome)
    try:
        outcomes += _finish(options, outcomes, set(by_id), catalog)
    except Exception as error:
        reason = f"not written anew: {reason_of(error)}"
        outcomes.append(Outcome("the collection and the pages", error=reason))
    return outcomes


def _elsewhere(options: BuildOptions, paths: Iterable[Path], catalog: Catalog) -> set[str]:
    """Name the files that are of other regions than the run's scope."""
    if not options.scope:
        return set()
    fields = catalog.fields
    return {path.name for path in paths if is_elsewhere(options.scope, path.name, fields.get(path.name, {}))}


def _load_catalog(path: Path, files: Iterable[Path]) -> tuple[Catalog, list[Outcome]]:
    """Read the catalog; where no row of it can be relied on, every file that it names is kept back."""
    try:
        catalog = load_catalog(path)
    except (CatalogError, OSError) as error:
        try:
            named = named_in(path, [file.name for file in files])
        except OSError:
            named = {file.name for file in files}
        said = f"{reason_of(error)}; the files that it names are not read anew until it is mended"
        catalog = Catalog(errors=dict.fromkeys(named, "see above"))
        return catalog, [Outcome(path.name, error=said)]
    return catalog, [Outcome(name, error=f"{path.name}, {wrong}") for name, wrong in catalog.errors.items()]


def _run(jobs: Sequence[Job], processes: int, executor: Executor | None) -> Iterator[Outcome]:
    """Yield what becomes of each job: at once of those whose results stand, of others as they are done."""
    waiting = []
    for job in jobs:
        standing = find_standing(job)
        if standing is None:
            waiting.append(job)
        else:
            yield standing
    if executor is not None:
        futures: dict[Future[Outcome], Job] = {executor.submit(build_one, job): job for job in waiting}
        yield from (_result_of(future, futures[future]) for future in as_completed(futures))
    elif processes == 1 or len(waiting) < 2:
        yield from map(build_one, waiting)
    else:
        yield from run_in_processes(build_one, waiting, processes, _lost)


def _result_of(future: Future[Outcome], job: Job) -> Outcome:
    try:
        return future.result()
    except Exception as error:  # whatever kept an executor from doing it: its worker died, again and again
        return _lost(job, f"lost ({type(error).__name__})")


def _lost(job: Job, how: str) -> Outcome:
    reason = f"the process that read it was {how}; it may need more memory than there is"
    return Outcome(job.path.name, error=reason)


def find_standing(job: Job) -> Outcome | None:
    """Return what an earlier run said of a disclosure, if its package and pages stand, made of the same."""
    try:
        folder = job.packages / disclosure_id_of(job.path)
        stamp = fingerprint_of_input(job.path, job.overrides, job.site_url)
        outcome = reusable(folder, stamp) if job.reuse else None
    except (OSError, YusuanError):
        return None
    if outcome is None or (_is_shown(job, folder) and not has_pages(folder, job.docs)):
        return None
    return replace(outcome, reused=True)


def _is_shown(job: Job, folder: Path) -> bool:
    """Tell whether the site shows a disclosure: of some only their package says where they belong."""
    return is_within(job.scope, folder, job.overrides)


def build_one(job: Job) -> Outcome:
    """Read one disclosure, write its package and its pages; return what happened, an error included.

    A package that stands from an earlier run, made of the same, is left as it is.
    """
    started = time.perf_counter()
    try:
        folder = job.packages / disclosure_id_of(job.path)
        stamp = fingerprint_of_input(job.path, job.overrides, job.site_url)
        outcome = reusable(folder, stamp) if job.reuse else None
        if outcome is not None:
            outcome = replace(outcome, reused=True)
        else:
            outcome = _read(job, folder)
            keep_stamp(folder, stamp, outcome)
    except (Exception, OverLimit) as error:
        said = str(error) if isinstance(error, OverLimit) else reason_of(error)
        return Outcome(job.path.name, error=said, seconds=time.perf_counter() - started)
    with suppress(Exception):  # what fails is tried again, and said, at the end of the run
        if _is_shown(job, folder):
            show(folder, job.docs, reuse=job.reuse)
    return replace(outcome, seconds=time.perf_counter() - started)


def _read(job: Job, folder: Path) -> Outcome:
    with limited(DOCUMENT_SECONDS, DOCUMENT_MEGABYTES):
        parsed = check_disclosure(sound_records(parse_disclosure(job.path, job.overrides)))
        write_package(parsed, folder, job.site_url)
    return Outcome.of(job.path.name, parsed)


def _finish(
    options: BuildOptions, outcomes: Sequence[Outcome], present: set[str], catalog: Catalog
) -> list[Outcome]:
    """Write collection and pages from the packages that stand; return what is wrong with any.

    ``present`` are the ids of the input. A package goes when its input is gone; where the input could not be
    read, the last one stays and says so. What is out of the run's scope is not gone: it is left as it is.
    """
    read = {outcome.disclosure_id for outcome in outcomes if not outcome.error}
    folders, others = _packages(options, catalog)
    kept, said = [], [_not_shown(folder, options.scope) for folder in others if folder.name in read]
    for folder in folders:
        if folder.name in read:
            kept.append(folder)
            if unmark_kept(folder):
                note_files(folder)
        elif folder.name in present or options.only:
            problem = problem_of(folder) if is_unchanged(folder) else "it is not as it was written"
            if problem is None:
                kept.append(folder)
                if folder.name in present:
                    said.append(_keep_last(folder))
            else:
                said.append(Outcome(folder.name, error=f"its last package cannot stay published: {problem}"))
    if not kept:
        what = f"no disclosure of the scope {options.scope}" if options.scope else "no disclosure"
        reason = f"{what} was read: the packages and pages of the last run stand as they were"
        return [*said, Outcome(str(options.source), error=reason)]
    for folder in folders:
        if folder not in kept:
            remove_package(folder)
    setup = SiteSetup(options.scope, options.downloads)
    return said + publish(
        kept,
        options.packages / RESERVED,
        options.docs,
        site_url=options.site_url,
        setup=setup,
        reuse=options.cache,
        processes=options.jobs,
    )


def _packages(options: BuildOptions, catalog: Catalog) -> tuple[list[Path], list[Path]]:
    """List the folders of the packages that are of the run's scope, and those of the others."""
    rows = {Path(name).stem.lower(): fields for name, fields in catalog.fields.items()}
    found = sorted(path.parent for path in options.packages.glob("*/datapackage.json"))
    found = [folder for folder in found if folder.name != RESERVED]
    within = [folder for folder in found if is_within(options.scope, folder, rows.get(folder.name, {}))]
    return within, [folder for folder in found if folder not in set(within)]


def _not_shown(folder: Path, scope: str) -> Outcome:
    """Say why a document that was read is not on the site: only its text told where it belongs."""
    code = code_of_package(folder)
    known = f"its region is {code}" if code else "no region is known of it: give one in catalog.csv"
    return Outcome(folder.name, note=f"{known}; not shown on the site of {scope}")


def _keep_last(folder: Path) -> Outcome:
    """Mark the last package of a document that could not be read as what it is."""
    day = read_on(folder) or "an earlier day"
    if mark_kept(folder, day):
        note_files(folder)
    return Outcome(folder.name, note=f"its package of {day} stays published, and says so")
