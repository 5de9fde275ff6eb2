"""Hashes that tell whether an earlier result may be reused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib import metadata, resources
from pathlib import Path

_READS = ("model", "parse", "package", "check", "spec")
# No package depends on them.
_PAGES_ONLY = {"glossary.toml", "glossary.py", "conversion.toml", "conversion.py"}
_LIBRARIES = ("pyarrow", "xlsxwriter", "phonenumbers", "python-stdnum")


def fingerprint_of_code() -> str:
    """Return a hash of the code, the spec and the libraries that a package depends on."""
    root = Path(str(resources.files("yusuan")))
    digest = hashlib.sha256()
    files = [path for name in _READS for path in (root / name).rglob("*")]
    for path in sorted(path for path in files if path.suffix in {".py", ".toml", ".csv"}):
        if path.name in _PAGES_ONLY:
            continue
        digest.update(str(path.relative_to(root)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in _LIBRARIES:
        digest.update(metadata.version(library).encode())
    return digest.hexdigest()


def fingerprint_of_input(path: Path, overrides: Mapping[str, str], code: str) -> str:
    """Return a hash of a disclosure, what is listed of it beside it, and the code that reads it."""
    digest = hashlib.sha256(path.read_bytes())
    listed = path.parent / "takedown.csv"
    digest.update(hashlib.sha256(listed.read_bytes() if listed.is_file() else b"").digest())
    digest.update(path.name.encode())
    digest.update(json.dumps(dict(overrides), sort_keys=True).encode())
    digest.update(code.encode())
    return digest.hexdigest()
