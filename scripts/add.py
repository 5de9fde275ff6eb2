"""Make disclosures of published files: convert them, name them, enter them in the catalog, build them.

`make add` hands its words over in the environment, so that no file name is taken for a command.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scripts.adding import Added, NotAdded, Wish, add_disclosure
from yusuan.build import BuildOptions, build
from yusuan.convert import Converted, ConvertError, convert_apart
from yusuan.convert.archive import LINKS_PASSED, Source, links_in, sources_of
from yusuan.convert.several import merge
from yusuan.convert.shape import OUTSIDE
from yusuan.errors import reason_of
from yusuan.model import Check
from yusuan.run.messages import shown
from yusuan.site.packages import load_rows

USAGE = (
    "usage: make add FILE=x.pdf [AS=id] [URL=https://…] [PUBLISHED=2023-02-01] [REPLACE=1]\n"
    "       FILE='text.pdf tables.xlsx' is one disclosure; a folder or a zip has one a file or inner folder"
)

GRIDS = "grids of cells (a table may have several, and not every grid is a table)"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that a disclosure goes through."""

    disclosures: Path
    packages: Path
    docs: Path


def main(arguments: list[str]) -> int:
    """Add what is named; return 0, 1 where something could not be added, 2 for wrong usage."""
    parser = argparse.ArgumentParser(usage=USAGE, allow_abbrev=False)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--as", dest="name", default=os.environ.get("AS", ""))
    parser.add_argument("--url", default=os.environ.get("URL", ""))
    parser.add_argument("--published", default=os.environ.get("PUBLISHED", ""))
    parser.add_argument(
        "--replace", action="store_true", default=os.environ.get("REPLACE", "") not in ("", "0")
    )
    parser.add_argument("--disclosures", type=Path, default=Path("disclosures"))
    parser.add_argument("--packages", type=Path, default=Path("datapackages"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    parsed = parser.parse_args(arguments)
    files = parsed.files or _files(os.environ.get("FILE", ""))
    missing = [str(path) for path in files if not path.exists()]
    if not files or missing:
        print(f"there is no file {', '.join(missing)}" if missing else USAGE, file=sys.stderr)
        return 2
    wish = Wish(parsed.name.lower(), parsed.url, parsed.published, parsed.replace)
    return add(files, wish, Places(parsed.disclosures, parsed.packages, parsed.docs))


def _files(given: str) -> list[Path]:
    """Return the one file that a word names, spaces and all, or the several that it lists."""
    if not given.strip():
        return []
    if Path(given).exists():
        return [Path(given)]
    try:
        return [Path(word) for word in shlex.split(given)]
    except ValueError:
        return [Path(given)]


def add(files: Sequence[Path], wish: Wish, places: Places) -> int:
    """Convert, name and build the disclosures that files hold; return the exit status."""
    with tempfile.TemporaryDirectory(prefix="yusuan-") as scratch:
        try:
            groups = sources_of(files, Path(scratch))
        except ConvertError as error:
            print(f"ERROR {', '.join(path.name for path in files)}: {error}")
            return 1
        if len(groups) > 1 and (wish.name or wish.url):
            print("AS= and URL= are for one disclosure; these are several", file=sys.stderr)
            return 2
        if len(files) == 1 and (count := links_in(files[0])):
            print(f"NOTE {files[0].name}: {LINKS_PASSED.format(count)}")
        added: list[Added] = []
        failed = False
        for group, converted in zip(groups, _converted(groups), strict=True):
            files_of = " + ".join(source.name for source in group)
            try:
                if isinstance(converted, str):
                    raise NotAdded(converted)
                added.append(add_disclosure(merge(converted), wish, places.disclosures, Path(scratch)))
                tell(added[-1])
            except Exception as error:  # a fault costs its own disclosure, too
                failed = True
                print(f"ERROR {files_of}: {reason_of(error)}")
    if not added:
        return 1
    names = tuple(one.disclosure_id for one in added)
    options = BuildOptions(
        places.disclosures, places.packages, places.docs, only=names, jobs=os.cpu_count() or 1
    )
    status = build(options, sys.stdout)
    if len(added) == 1 and status == 0:
        _tell_findings(added[0], places.packages / names[0])
    _tell_where(names, os.environ.get("PORT") or "8000")
    return 1 if failed else status


def _tell_findings(one: Added, package: Path) -> None:
    """Print what the document says against itself: line, rule and sentence of each check that failed."""
    failed = load_rows(package, Check, status="fail")
    print(f"\n{len(failed)} checks failed{':' if failed else ''}")
    for check in failed:
        line = check.left_line or check.right_line
        where = f"{one.path}:{line}" if line else f"{one.path}"
        print(f"{where}: {check.rule}: {shown(check.message)}")


def _tell_where(names: Sequence[str], port: str) -> None:
    own = "" if port == "8000" else f" PORT={port}"
    print(f"\nlook at it: `make serve{own}`; if that runs already, `make site{own}` and reload the page")
    for name in names:
        page = f"http://localhost:{port}/units/{name}/"
        print(f"  {page} (left over: {page}#leftovers, checks: {page}#checks, text: {page}source/)")


def _converted(groups: Sequence[Sequence[Source]]) -> list[list[Converted] | str]:
    """Convert the files of all disclosures, several at a time; an error stands for its disclosure."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        running = [[pool.submit(_convert, source) for source in group] for group in groups]
        found: list[list[Converted] | str] = []
        for group, futures in zip(groups, running, strict=True):
            errors = [
                f"{source.name}: {reason_of(error)}" if len(group) > 1 else reason_of(error)
                for source, future in zip(group, futures, strict=True)
                if (error := future.exception()) is not None
            ]
            found.append("; ".join(errors) if errors else [future.result() for future in futures])
        return found


def _convert(source: Source) -> Converted:
    """Convert a file under the name that it was published under, saying how far it is."""
    step = 1 if sys.stdout.isatty() else 50

    def tell(done: int, of: int) -> None:
        if sys.stdout.isatty():
            print(f"\r{source.name}: page {done} of {of}", end="\n" if done == of else "", flush=True)
        elif done == of or done % step == 0:
            print(f"{source.name}: page {done} of {of}", flush=True)

    converted = convert_apart(source.path, progress=tell)
    return Converted(
        source.name, converted.format, converted.sha256, converted.document, converted.conservation
    )


def tell(one: Added) -> None:
    """Print what was read of a file, what was left out, and what is in doubt."""
    document, found = one.converted.document, one.converted.conservation
    pages = f"{document.pages} pages, " if document.pages else ""
    kept = "all in the text" if found.holds else "NOT all in the text"
    print(f"{one.path}: {pages}{document.tables} {GRIDS}; {found.compared:,} numbers, {kept}")
    for sort, count in document.counts_left_out().items():
        texts = dict.fromkeys(left.text[:30] for left in document.left_out if left.sort == sort)
        said = "; ".join(f"“{text}”" for text in list(texts)[: 3 if sort != OUTSIDE else 1])
        print(f"  left out: {count} × {sort}, such as {said}")
    for warning in document.warnings:
        print(f"  WARNING {warning}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
