"""Build the site with MkDocs, unless it stands as it was built and nothing that it is made of has changed.

    python -m scripts.site [MkDocs' arguments]

MkDocs reads and writes every page anew, and the search index with them; a run that changes nothing is spared
that. Files are compared by name, size and time of change.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from yusuan.site.mkdocs.rendered import CODE, LIBRARIES, VARIABLES

NOTE = ".site.build"
OWN_PAGES = ".search/pages"
"""What the build itself writes below docs/: the text of hand-written pages, for the indexer."""


def state_of(*roots: Path) -> str:
    """Return a hash of the names, sizes and times of the files below some folders, or of files."""
    digest = hashlib.sha256()
    for root in roots:
        for path, entry in sorted(_entries(root)):
            digest.update(f"{path}\0{entry.st_size}\0{entry.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _entries(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    if root.is_file():
        yield root.name, root.stat()
    for folder, folders, names in os.walk(root):
        inner = os.path.relpath(folder, root)
        folders[:] = [name for name in folders if name != "__pycache__"]
        if inner == OWN_PAGES:
            folders.clear()
            continue
        for name in names:
            if not name.startswith(".build.") and not name.endswith(".build.json"):
                yield f"{inner}/{name}", os.stat(os.path.join(folder, name))


def made_of(folder: Path, arguments: Sequence[str]) -> str:
    """Return a hash of what the site of a checkout is made of."""
    code = [folder / "yusuan" / name for name in CODE]
    said = {name: value for name, value in os.environ.items() if name.startswith(VARIABLES)}
    versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    parts = [
        state_of(folder / "docs", folder / "mkdocs.yml", *code),
        str(sorted(said.items())),
    ]
    return hashlib.sha256("\n".join([*parts, *versions, *arguments]).encode()).hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Build the site of the current folder; return MkDocs' status."""
    folder = Path.cwd()
    note, site = folder / NOTE, folder / "site"
    wanted = made_of(folder, arguments)
    if note.is_file() and note.read_text("utf-8") == f"{wanted} {state_of(site)}":
        print("site/ stands: nothing that it is made of has changed")
        return 0
    note.unlink(missing_ok=True)
    status = subprocess.run([sys.executable, "-m", "mkdocs", "build", *arguments], check=False).returncode
    if status == 0 and wanted == made_of(folder, arguments):
        note.write_text(f"{wanted} {state_of(site)}", "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
