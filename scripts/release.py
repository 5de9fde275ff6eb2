"""Put the packages of a version together for a release: archives, their checksums, and what changed.

usage: python -m scripts.release v1.2.3 FOLDER

The tag has to be the version that pyproject.toml, CITATION.cff and CHANGELOG.md name. FOLDER gets an archive
of the collection and one of a package a document, the files of the whole collection that a site may lead to
(SITE_DOWNLOADS) instead of publishing them, SHA256SUMS for `sha256sum --check`, and NOTES.md, what the
changelog says of the version.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.package.archive import write_archive
from yusuan.site.files.downloads import resource_files
from yusuan.site.pages.collection import write_bulk

ROOT = Path(__file__).parent.parent
COLLECTION = "all"


class NotReady(YusuanError):
    """Raised where a tag and the files that name the version do not agree; the message says what to mend."""


def version_of(tag: str, root: Path) -> str:
    """Return the version that a tag names; raises NotReady where a file names another one."""
    version = tag.removeprefix("v")
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    cited = re.search(r"^version: (\S+)$", (root / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    named = {"pyproject.toml": project, "CITATION.cff": cited[1] if cited else None}
    if wrong := [f"{name} says {said}" for name, said in named.items() if said != version]:
        raise NotReady(f"the tag is {tag}, but {' and '.join(wrong)}")
    return version


def notes_of(version: str, changelog: str) -> str:
    """Return the part of the changelog on a version; raises NotReady where it has none."""
    parts = re.split(r"^## ", changelog, flags=re.MULTILINE)
    for part in parts[1:]:
        heading, _, body = part.partition("\n")
        if heading.split()[0] == version:
            return body.strip() + "\n"
    raise NotReady(f"CHANGELOG.md has no heading '## {version}': name the changes since the last version so")


def write_release(packages: Path, version: str, notes: str, folder: Path) -> list[Path]:
    """Write what a release offers, checksums and notes; return what it offers.

    The files stand side by side, as a release has no folders. Raises NotReady where there is no collection.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = [path.parent for path in sorted(packages.glob("*/datapackage.json"))]
    if packages / COLLECTION not in found:
        raise NotReady(f"{packages / COLLECTION}: there is no collection; run `make data`")
    archives = [folder / f"yusuan-{version}-{name}.zip" for name in (COLLECTION, "documents")]
    documents = [package for package in found if package.name != COLLECTION]
    write_archive(_files([packages / COLLECTION], packages / COLLECTION), archives[0])
    write_archive(_files(documents, packages), archives[1])
    archives += _bulk_files(packages / COLLECTION, folder)
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in archives]
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")
    (folder / "NOTES.md").write_text(notes, "utf-8")
    return archives


def _bulk_files(collection: Path, folder: Path) -> list[Path]:
    """Write the files of the whole collection, as a site would publish them."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        write_bulk(collection, resource_files(collection), Path(made))
        files = sorted(path for path in Path(made).rglob("*") if path.is_file())
        return [path.replace(folder / path.name) for path in files]


def _files(folders: Iterable[Path], above: Path) -> dict[str, Path]:
    """Name the files of some folders by their paths below another, without the archives among them."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(above).as_posix(): path for path in files if path.suffix != ".zip"}


def main(arguments: list[str]) -> int:
    """Write a release; return 1 where it is not ready, 2 for wrong usage."""
    if len(arguments) != 2:
        print("usage: python -m scripts.release v1.2.3 FOLDER", file=sys.stderr)
        return 2
    try:
        version = version_of(arguments[0], ROOT)
        notes = notes_of(version, (ROOT / "CHANGELOG.md").read_text("utf-8"))
        print(*write_release(ROOT / "datapackages", version, notes, Path(arguments[1])), sep="\n")
    except (NotReady, OSError) as error:
        print(f"ERROR no release: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
