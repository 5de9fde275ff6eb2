"""Which disclosures a run is about: all, or those of one province, city or county.

A disclosure is of the region that catalog.csv gives it, else of the code that its file's name begins with:
both are known before anything is read. Where neither says, its package does, once it is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from yusuan.errors import YusuanError
from yusuan.spec.regions import load_regions, region_named, region_of

_CODE = re.compile(r"\d{2}|\d{4}|\d{6}")
_IN_NAME = re.compile(r"(\d{6})-")


class ScopeError(YusuanError):
    """Raised where a scope is no region; the message says what to give."""


def scope_of(given: str) -> str:
    """Return what the region codes of a scope begin with; ``given`` may be the whole code (440300, 4403).

    Raises ScopeError where no region has such a code.
    """
    given = given.strip()
    prefix = re.sub(r"(?:00)+$", "", given)
    if given and not (_CODE.fullmatch(given) and region_of(prefix.ljust(6, "0"))):
        raise ScopeError(f"no region has the code {given!r}: give a province (44), a city (4403) or a county")
    return prefix


def code_of_input(name: str, fields: Mapping[str, str]) -> str | None:
    """Return the region code of an input file, by its catalog row or by its name; None where neither says."""
    if "adcode" in fields:
        return fields["adcode"]
    if "province" in fields:
        region = region_named(fields["province"], fields.get("city"), fields.get("county"))
        return region.adcode if region else None
    found = _IN_NAME.match(name)
    return found[1] if found and found[1] in _codes() else None


def code_of_package(folder: Path) -> str | None:
    """Return the region code that a package gives its disclosure; None where it gives none, or is damaged."""
    path = folder / "disclosures.parquet"
    try:
        rows = pq.read_table(path, columns=["adcode"]).to_pylist() if path.is_file() else []
    except (OSError, pa.ArrowInvalid):
        return None
    code = rows[0]["adcode"] if rows else None
    return str(code) if code else None


def is_elsewhere(scope: str, name: str, fields: Mapping[str, str]) -> bool:
    """Tell whether an input file is known to be of another region than the scope's."""
    code = code_of_input(name, fields)
    return code is not None and not code.startswith(scope)


def is_within(scope: str, folder: Path, fields: Mapping[str, str]) -> bool:
    """Tell whether a package is of the scope; ``fields`` are its catalog row, empty where it has none."""
    if not scope:
        return True
    code = code_of_input(f"{folder.name}-", fields) or code_of_package(folder)
    return code is not None and code.startswith(scope)


@cache
def _codes() -> frozenset[str]:
    return frozenset(region.adcode for region in load_regions())
