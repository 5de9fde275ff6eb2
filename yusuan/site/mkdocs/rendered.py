"""Pages that stand as an earlier build rendered them, taken over where nothing that makes them changed.

A province has twenty thousand pages, of which a new document changes some tens.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from yusuan.replacing import copy_file, write_text

NOTE = ".rendered.build.json"
"""The file in docs/ that says what the pages of the standing site were rendered from."""

LIBRARIES = ("mkdocs", "mkdocs-material", "pymdown-extensions", "markdown", "jinja2", "pygments", "pagefind")
"""Those that the site is made by."""

CODE = ("site", "model", "spec", "ready.py", "replacing.py")
VARIABLES = ("SITE_", "PUBLISH")
READY = "prerendered"
BEGINNING = 200
"""Characters of a page within which a ready one says so."""

SITEMAP = "sitemap.xml"
COPIED = ("units/", "embed/", "cards/", "downloads/")
"""Folders of docs/ whose files are written whole or not at all: the site may share their bytes."""

State = Sequence[int]
"""Size of a file in bytes, and its time of change in nanoseconds."""


def made_by() -> str:
    """Return a hash of what renders pages: our code (sizes and times), libraries, the environment."""
    root = Path(str(resources.files("yusuan")))
    files = [file for name in CODE for file in sorted([root / name, *(root / name).rglob("*")])]
    states = [(str(file), _state(file)) for file in files if file.is_file() and file.suffix != ".pyc"]
    said = {name: value for name, value in os.environ.items() if name.startswith(VARIABLES)}
    versions = [metadata.version(name) for name in LIBRARIES]
    return hashlib.sha256(repr((states, sorted(said.items()), versions)).encode()).hexdigest()


@dataclass(slots=True)
class Standing:
    """The pages of an earlier build that are taken over into this one, and all pages in their order."""

    site: Path
    note: Path
    stamp: str
    noted: Mapping[str, Any] = field(default_factory=dict)
    pages: Sequence[File] = ()
    kept: dict[str, File] = field(default_factory=dict)

    @classmethod
    def of(cls, config: MkDocsConfig, site: Path) -> Standing:
        """Return what is known of the pages of a site that stands; ``config`` says what they share."""
        shared = [Path(config.config_file_path).read_text("utf-8"), config.site_url, config.extra, str(site)]
        stamp = hashlib.sha256(f"{shared!r}{made_by()}".encode()).hexdigest()
        note = Path(config.docs_dir, NOTE)
        try:
            known = json.loads(note.read_text("utf-8"))
            noted = known["pages"] if known["stamp"] == stamp else {}
        except (OSError, ValueError, KeyError):
            noted = {}
        return cls(site, note, stamp, noted)

    def take_over(self, files: Files) -> Files:
        """Leave out of what is rendered the pages that stand; let files that are copied share their bytes."""
        self.pages = files.documentation_pages()
        others = [page for page in self.pages if page.src_uri not in self.noted] if self.noted else []
        written = "".join(map(_written, others))
        for page in self.pages:
            if self._stands(page) and page.src_uri not in written:  # MkDocs looks for what a page links to
                self.kept[page.src_uri] = page
                files.remove(page)
        for file in files:
            if file.src_uri.startswith(COPIED) and not file.is_documentation_page():
                file.copy_file = _Sharing(file)  # type: ignore[method-assign]
        return files

    def _stands(self, page: File) -> bool:
        source, digest, built = self.noted.get(page.src_uri, (None, None, None))
        try:
            if not built or list(_state(self.site / page.dest_uri)) != built:
                return False
            return list(_state(_source(page))) == source or bool(_digest(_source(page)) == digest)
        except OSError:
            return False

    def put(self) -> None:
        """Put the pages that are taken over into the site that is built."""
        for page in self.kept.values():
            copy_file(self.site / page.dest_uri, Path(page.abs_dest_path))

    def fill_sitemap(self, context: dict[str, Any], config: MkDocsConfig) -> None:
        """Add the pages that are taken over to those that the sitemap lists."""
        for page in self.kept.values():
            Page(None, page, config)
        listed = {file.src_uri for file in context["pages"]} | self.kept.keys()
        context["pages"] = [page for page in self.pages if page.src_uri in listed]

    def keep(self) -> None:
        """Note the ready pages that are in no navigation: only themselves and the theme made them.

        That is before the site is put in its place, while nobody else writes the sources; of one that is not
        put there, its files are not those that stand.
        """
        noted = {}
        for page in self.pages:
            if page.src_uri in self.kept or _is_apart(page):
                before = self.noted.get(page.src_uri, (None, None))
                source = list(_state(_source(page)))
                digest = before[1] if before[0] == source else _digest(_source(page))
                noted[page.src_uri] = (source, digest, _state(Path(page.abs_dest_path)))
        note = {"stamp": self.stamp, "pages": noted}
        write_text(self.note, json.dumps(note, ensure_ascii=False, separators=(",", ":")))


@dataclass(frozen=True, slots=True)
class _Sharing:
    """Copies a file as a second name of the same bytes, where the file system allows it."""

    file: File

    def __call__(self, dirty: bool = False) -> None:
        target = Path(self.file.abs_dest_path)
        target.unlink(missing_ok=True)
        copy_file(_source(self.file), target)


def _written(page: File) -> str:
    """Return the text of a hand-written page, nothing of a ready one."""
    text = _source(page).read_text("utf-8")
    return "" if f"{READY}:" in text[:BEGINNING] else text


def _is_apart(page: File) -> bool:
    """Tell whether a page is ready and in no navigation: all that are have one before or behind them."""
    found = page.page
    return found is not None and bool(found.meta.get(READY)) and not (found.previous_page or found.next_page)


def _source(file: File) -> Path:
    assert file.abs_src_path is not None
    return Path(file.abs_src_path)


def _state(path: Path) -> State:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
