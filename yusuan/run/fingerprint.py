"""Hashes that tell whether an earlier result may be reused: of the input, and of the code of each stage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import metadata, resources
from pathlib import Path

READING = (
    ("model", "parse", "package", "check", "spec", "replacing.py"),
    ("pyarrow", "xlsxwriter", "phonenumbers", "python-stdnum"),
)
"""The folders and files of code, and the libraries, that a package depends on."""

SHOWING = (
    ("model", "spec", "site", "replacing.py"),
    ("pyarrow", "altair", "vl-convert-python", "pillow", "jinja2", "markupsafe"),
)
"""Those that a page depends on, beside the package that it is made of."""

COLLECTING = (("model", "spec", "package", "run", "replacing.py"), ("pyarrow", "xlsxwriter"))
"""Those that the package of all documents depends on, beside the packages that it is made of."""

_PAGES_ONLY = {"glossary.toml", "glossary.py", "conversion.toml", "conversion.py", "search.toml", "search.py"}
"""What of the spec no package depends on."""

_THEME = "site/theme"
_SUFFIXES = {".py", ".toml", ".csv", ".html"}


@cache
def fingerprint_of_code(stage: tuple[Sequence[str], Sequence[str]]) -> str:
    """Return a hash of the code, the spec, the templates and the libraries of a stage."""
    parts, libraries = stage
    root = Path(str(resources.files("yusuan")))
    digest = hashlib.sha256()
    found = [path for name in parts for path in (root / name, *(root / name).rglob("*"))]
    files = [path for path in found if path.suffix in _SUFFIXES]
    for path in sorted(files):
        name = path.relative_to(root).as_posix()
        is_left_out = path.name in _PAGES_ONLY and "site" not in parts
        if not is_left_out and not name.startswith(_THEME):  # MkDocs' part, which comes after
            digest.update(name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in libraries:
        digest.update(metadata.version(library).encode())
    return digest.hexdigest()


def fingerprint_of_input(path: Path, overrides: Mapping[str, str], site_url: str = "") -> str:
    """Return a hash of a disclosure, what is listed of it beside it, and the code that reads it.

    The site's address belongs to it: workbooks lead there.
    """
    digest = hashlib.sha256(path.read_bytes())
    listed = path.parent / "takedown.csv"
    digest.update(hashlib.sha256(listed.read_bytes() if listed.is_file() else b"").digest())
    digest.update(f"{path.name}\0{site_url}".encode())
    digest.update(json.dumps(dict(overrides), sort_keys=True).encode())
    digest.update(fingerprint_of_code(READING).encode())
    return digest.hexdigest()


def fingerprint_of(*parts: str) -> str:
    """Return a hash of some texts in order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
