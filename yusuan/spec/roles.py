"""Load what columns can hold, of ``roles.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from yusuan.spec.errors import SpecError
from yusuan.spec.files import read_toml

_ASKED = frozenset(
    {"label", "code", "identifier", "item", "starts_block", "organisation", "project"}
    | {"amount", "figure", "indicator", "target", "prose", "any"}
)


@cache
def load_roles() -> Mapping[str, frozenset[str]]:
    """Return what each role is, by its name; raises SpecError where the file says what nobody asks."""
    roles = {name: frozenset(entry["is"]) for name, entry in read_toml("roles.toml")["role"].items()}
    for name, asked in roles.items():
        if unknown := asked - _ASKED:
            raise SpecError(f"roles.toml: {name} is {sorted(unknown)}, which no step of reading asks")
    return roles


@cache
def roles_that_are(*asked: str) -> frozenset[str]:
    """Return the roles that are all that is asked, as `roles_that_are("label", "code")`; raises SpecError."""
    if unknown := set(asked) - _ASKED:
        raise SpecError(f"roles.toml says of no role whether it is {sorted(unknown)}")
    return frozenset(name for name, found in load_roles().items() if found.issuperset(asked))
