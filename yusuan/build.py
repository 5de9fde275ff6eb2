"""The run: which disclosures, in how many processes, what is reused, and the report at its end."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TextIO

from yusuan.check import check_disclosure
from yusuan.package import PackageError, write_collection, write_package
from yusuan.parse.disclosure import RESERVED, BadName, disclosure_id_of, parse_disclosure
from yusuan.parse.identity import NoDisclosure
from yusuan.parse.text import UnreadableFile
from yusuan.run.catalog import CatalogError, load_catalog
from yusuan.run.fingerprint import fingerprint_of_code, fingerprint_of_input
from yusuan.run.report import Outcome, print_progress, print_report
from yusuan.site import write_site

_STAMP = ".build.json"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Where to read and write, and how; ``only`` are disclosure ids, all where it is empty."""

    source: Path
    packages: Path
    docs: Path
    only: tuple[str, ...] = ()
    jobs: int = 1
    strict: bool = False
    cache: bool = True


def build(options: BuildOptions, output: TextIO, executor: Executor | None = None) -> int:
    """Build packages, collection and pages; return the exit status (0, or 1 on errors).

    A disclosure that cannot be read is reported and the others are still built. ``executor`` runs one
    disclosure a call; without one, processes are started here.
    """
    files, outcomes = find_disclosures(options.source, options.only)
    try:
        catalog = load_catalog(options.source / "catalog.csv")
    except CatalogError as error:
        outcome = Outcome("catalog.csv", error=f"{error}; nothing was built")
        print_report([outcome], options.strict, output)
        return 1
    outcomes += [Outcome(name, error=f"catalog.csv, {wrong}") for name, wrong in catalog.errors.items()]
    code = fingerprint_of_code()
    jobs = [
        (path, str(options.packages), catalog.fields.get(path.name, {}), code if options.cache else None)
        for path in files
        if path.name not in catalog.errors
    ]
    for outcome in _run(jobs, options.jobs, executor):
        print_progress(outcome, output)
        outcomes.append(outcome)
    try:
        _finish(options, outcomes)
    except (OSError, PackageError) as error:
        outcomes.append(Outcome("the collection and the pages", error=f"not written anew: {error}"))
    print_report(outcomes, options.strict, output)
    failed = any(outcome.error for outcome in outcomes)
    left_over = options.strict and any(outcome.leftovers for outcome in outcomes)
    return 1 if failed or left_over else 0


def find_disclosures(folder: Path, only: Sequence[str]) -> tuple[list[Path], list[Outcome]]:
    """Return the text files to read, and the errors of those that cannot be named or share an id."""
    by_id: dict[str, list[Path]] = {}
    errors: list[Outcome] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt" and path.is_file()):
        try:
            by_id.setdefault(disclosure_id_of(path), []).append(path)
        except BadName as error:
            errors.append(Outcome(path.name, error=str(error)))
    for name in only:
        if name not in by_id:
            errors.append(Outcome(name, error=f"no file in {folder} has this id"))
    chosen = {name: paths for name, paths in by_id.items() if not only or name in only}
    for name, paths in chosen.items():
        if len(paths) > 1:
            files = " and ".join(path.name for path in paths)
            errors.append(Outcome(files, error=f"both have the id {name}: rename or remove one"))
    return [paths[0] for paths in chosen.values() if len(paths) == 1], errors


Job = tuple[Path, str, Mapping[str, str], str | None]


def _run(jobs: Sequence[Job], processes: int, executor: Executor | None) -> Iterable[Outcome]:
    if executor is None and (processes == 1 or len(jobs) < 2):
        yield from map(build_one, jobs)
        return
    pool = executor or ProcessPoolExecutor(max_workers=min(processes, len(jobs)))
    try:
        futures: list[Future[Outcome]] = [pool.submit(build_one, job) for job in jobs]
        yield from (future.result() for future in as_completed(futures))
    finally:
        if executor is None:
            pool.shutdown(cancel_futures=True)


def build_one(job: Job) -> Outcome:
    """Read one disclosure and write its package; return what happened, an error included."""
    path, packages, overrides, code = job
    started = time.perf_counter()
    try:
        folder = Path(packages) / disclosure_id_of(path)
        stamp = fingerprint_of_input(path, overrides, code) if code else None
        reused = _reuse(folder, stamp)
        if reused is not None:
            return replace(reused, seconds=time.perf_counter() - started, reused=True)
        parsed = check_disclosure(parse_disclosure(path, overrides))
        write_package(parsed, folder)
        outcome = Outcome.of(path.name, parsed)
        _keep(folder, stamp, outcome)
        return replace(outcome, seconds=time.perf_counter() - started)
    except (OSError, UnreadableFile, NoDisclosure, PackageError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Outcome(path.name, error=reason, seconds=time.perf_counter() - started)
    except Exception as error:
        reason = f"a fault in this program, please report it: {type(error).__name__}: {error}"
        return Outcome(path.name, error=reason, seconds=time.perf_counter() - started)


def _reuse(folder: Path, stamp: str | None) -> Outcome | None:
    """Return the outcome of an earlier run over the same input by the same code, if its package stands."""
    try:
        kept = json.loads((folder.parent / f"{folder.name}{_STAMP}").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if stamp is None or not isinstance(kept, dict) or kept.pop("stamp", None) != stamp or not _stands(folder):
        return None
    try:
        return Outcome.from_json(kept)
    except (KeyError, TypeError):
        return None


def _stands(folder: Path) -> bool:
    """Tell whether a package has all its files, each of the size that it was written with."""
    try:
        listed = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
        return all((folder / one["path"]).stat().st_size == one["bytes"] for one in listed)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _keep(folder: Path, stamp: str | None, outcome: Outcome) -> None:
    path = folder.parent / f"{folder.name}{_STAMP}"
    if stamp is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(json.dumps({"stamp": stamp, **asdict(outcome)}, ensure_ascii=False), "utf-8")


def _finish(options: BuildOptions, outcomes: list[Outcome]) -> None:
    """Drop the packages of disclosures that are gone; write collection and pages from those that stand."""
    standing = {outcome.disclosure_id for outcome in outcomes if not outcome.error}
    folders = sorted(path.parent for path in options.packages.glob("*/datapackage.json"))
    folders = [folder for folder in folders if folder.name != RESERVED]
    kept = [folder for folder in folders if folder.name in standing or options.only]
    if not kept:
        reason = "no disclosure was read: the packages and pages of the last run stand as they were"
        outcomes.append(Outcome(str(options.source), error=reason))
        return
    for folder in folders:
        if folder not in kept:
            shutil.rmtree(folder)
            (folder.parent / f"{folder.name}{_STAMP}").unlink(missing_ok=True)
    write_collection(kept, options.packages / RESERVED)
    write_site(options.packages, options.docs)
