"""The names that entries of ``tables.toml`` may say: roles, measures, funds, shapes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from yusuan.spec.errors import SpecError
from yusuan.spec.roles import load_roles
from yusuan.spec.vocabulary import PERIODS, PHASES, SIDES, load_vocabulary

SHAPES = frozenset(
    {"function", "economic", "units", "projects", "indicators", "measures", "two_sided", "bare"}
)
"""What the rows of a table can be, as `shapes_of` finds."""

_LAYOUTS = ("grid", "form")
_ROWS_ARE = ("items", "projects", "measures")


@cache
def _known_names() -> Mapping[str, Collection[str]]:
    """Return the names that an entry's keys may say."""
    return {
        "role": load_roles(),
        "roles": load_roles(),
        **load_vocabulary(),
        "period": PERIODS,
        "side": SIDES,
        "phase": PHASES,
        "shapes": SHAPES,
        "layout": _LAYOUTS,
        "rows_are": _ROWS_ARE,
    }


def refuse_unknown_names(where: str, entry: Mapping[str, Any]) -> None:
    """Raise SpecError where an entry names what is no role, measure, fund, shape or other known name."""
    for key, names in _known_names().items():
        value = entry.get(key, ())
        for name in [value] if isinstance(value, str) else value:
            if name not in names:
                raise SpecError(f"tables.toml: {where}: {key} {name!r} is none of {', '.join(sorted(names))}")
