"""The run: which disclosures, in how many processes, what is reused, and the report at its end."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from yusuan.check import check_disclosure
from yusuan.package import (
    PackageError,
    mark_kept,
    problem_of,
    set_parent,
    sound_records,
    unmark_kept,
    write_collection,
    write_package,
)
from yusuan.parse.disclosure import RESERVED, disclosure_id_of, parse_disclosure
from yusuan.run.catalog import Catalog, CatalogError, load_catalog, named_in
from yusuan.run.departments import departments_of
from yusuan.run.fingerprint import fingerprint_of_code, fingerprint_of_input
from yusuan.run.inputs import list_inputs
from yusuan.run.limits import DOCUMENT_MEGABYTES, DOCUMENT_SECONDS, OverLimit, limited
from yusuan.run.lock import only_build
from yusuan.run.report import Outcome, print_progress, print_report
from yusuan.run.standing import is_unchanged, keep_stamp, note_files, read_on, remove_package, reusable, sweep
from yusuan.run.workers import run_in_processes
from yusuan.site import write_site

CATALOG = "catalog.csv"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Where to read and write, and how; ``only`` are disclosure ids, all where it is empty.

    ``site_url`` is where the site will be, to which workbooks lead; none of their cells does without it.
    """

    source: Path
    packages: Path
    docs: Path
    only: tuple[str, ...] = ()
    jobs: int = 1
    strict: bool = False
    cache: bool = True
    site_url: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One disclosure to read: its file, where packages lie, what the catalog sets, and the code's hash."""

    path: Path
    packages: Path
    overrides: Mapping[str, str]
    code: str
    reuse: bool
    site_url: str = ""


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
        outcomes = [Outcome(str(error.filename or options.packages), error=_reason(error))]
    print_report(outcomes, options.strict, output)
    failed = any(outcome.error or outcome.faults for outcome in outcomes)
    left_over = options.strict and any(outcome.leftovers for outcome in outcomes)
    return 1 if failed or left_over else 0


def _build(options: BuildOptions, output: TextIO, executor: Executor | None) -> list[Outcome]:
    sweep(options.packages)
    by_id, outcomes = find_disclosures(options.source, options.only)
    files = [paths[0] for paths in by_id.values() if len(paths) == 1]
    catalog, wrong = _load_catalog(options.source / CATALOG, files)
    outcomes += wrong
    code = f"{fingerprint_of_code()} {options.site_url}"
    jobs = [
        Job(path, options.packages, catalog.fields.get(path.name, {}), code, options.cache, options.site_url)
        for path in files
        if path.name not in catalog.errors
    ]
    for outcome in _run(jobs, options.jobs, executor):
        print_progress(outcome, output)
        outcomes.append(outcome)
    try:
        outcomes += _finish(options, outcomes, set(by_id))
    except Exception as error:
        reason = f"not written anew: {_reason(error)}"
        outcomes.append(Outcome("the collection and the pages", error=reason))
    return outcomes


def _load_catalog(path: Path, files: Iterable[Path]) -> tuple[Catalog, list[Outcome]]:
    """Read the catalog; where no row of it can be relied on, every file that it names is kept back."""
    try:
        catalog = load_catalog(path)
    except (CatalogError, OSError) as error:
        try:
            named = named_in(path, [file.name for file in files])
        except OSError:
            named = {file.name for file in files}
        said = f"{_reason(error)}; the files that it names are not read anew until it is mended"
        catalog = Catalog(errors=dict.fromkeys(named, "see above"))
        return catalog, [Outcome(path.name, error=said)]
    return catalog, [Outcome(name, error=f"{path.name}, {wrong}") for name, wrong in catalog.errors.items()]


def find_disclosures(folder: Path, only: Sequence[str]) -> tuple[dict[str, list[Path]], list[Outcome]]:
    """Return the text files to read by id, and the errors of those that cannot be read or share an id."""
    by_id, wrong = list_inputs(folder, disclosure_id_of)
    errors = [Outcome(name, error=reason) for name, reason in wrong.items()]
    errors += [Outcome(name, error=f"no file in {folder} has this id") for name in only if name not in by_id]
    chosen = {name: paths for name, paths in by_id.items() if not only or name in only}
    for name, paths in chosen.items():
        if len(paths) > 1:
            files = " and ".join(path.name for path in paths)
            errors.append(Outcome(files, error=f"both have the id {name}: rename or remove one"))
    return chosen, errors


def _run(jobs: Sequence[Job], processes: int, executor: Executor | None) -> Iterable[Outcome]:
    if executor is not None:
        futures: list[Future[Outcome]] = [executor.submit(build_one, job) for job in jobs]
        return (future.result() for future in as_completed(futures))
    if processes == 1 or len(jobs) < 2:
        return map(build_one, jobs)
    return run_in_processes(build_one, jobs, processes, _lost)


def _lost(job: Job, how: str) -> Outcome:
    reason = f"the process that read it was {how}; it may need more memory than there is"
    return Outcome(job.path.name, error=reason)


def build_one(job: Job) -> Outcome:
    """Read one disclosure and write its package; return what happened, an error included."""
    started = time.perf_counter()
    try:
        folder = job.packages / disclosure_id_of(job.path)
        stamp = fingerprint_of_input(job.path, job.overrides, job.code)
        reused = reusable(folder, stamp) if job.reuse else None
        if reused is not None:
            return replace(reused, seconds=time.perf_counter() - started, reused=True)
        with limited(DOCUMENT_SECONDS, DOCUMENT_MEGABYTES):
            parsed = check_disclosure(sound_records(parse_disclosure(job.path, job.overrides)))
            write_package(parsed, folder, job.site_url)
        outcome = Outcome.of(job.path.name, parsed)
        keep_stamp(folder, stamp, outcome)
        return replace(outcome, seconds=time.perf_counter() - started)
    except (Exception, OverLimit) as error:
        return Outcome(job.path.name, error=_reason(error), seconds=time.perf_counter() - started)


def _reason(error: BaseException) -> str:
    """Say what went wrong; what nobody foresaw is a fault of this program."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, (OSError, ValueError, PackageError, OverLimit)):
        return str(error)
    return f"a fault in this program, please report it: {type(error).__name__}: {error}"


def _finish(options: BuildOptions, outcomes: Sequence[Outcome], present: set[str]) -> list[Outcome]:
    """Write collection and pages from the packages that stand; return what is wrong with any.

    ``present`` are the ids of the input. A package goes when its input is gone; where the input could not be
    read, the last one stays and says so.
    """
    read = {outcome.disclosure_id for outcome in outcomes if not outcome.error}
    folders = sorted(path.parent for path in options.packages.glob("*/datapackage.json"))
    folders = [folder for folder in folders if folder.name != RESERVED]
    kept, said = [], []
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
        reason = "no disclosure was read: the packages and pages of the last run stand as they were"
        return [*said, Outcome(str(options.source), error=reason)]
    for folder in folders:
        if folder not in kept:
            remove_package(folder)
    for folder, department in departments_of(kept).items():
        if set_parent(folder, department):
            note_files(folder)
    write_collection(kept, options.packages / RESERVED, options.site_url)
    write_site(options.packages, options.docs)
    return said


def _keep_last(folder: Path) -> Outcome:
    """Mark the last package of a document that could not be read as what it is."""
    day = read_on(folder) or "an earlier day"
    if mark_kept(folder, day):
        note_files(folder)
    return Outcome(folder.name, note=f"its package of {day} stays published, and says so")
