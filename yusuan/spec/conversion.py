"""What converting a published file left in doubt, in the readers' words."""

from __future__ import annotations

import re
from functools import cache, partial

from yusuan.spec.files import read_toml


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(entry["pattern"]), entry["words"]) for entry in read_toml("conversion.toml")["warning"]
    )


def conversion_words(warning: str) -> str:
    """Say a warning of a conversion in the readers' words; what is not known stays as it stands."""
    for pattern, words in _patterns():
        warning = pattern.sub(partial(_said, words), warning)
    return warning


def _said(words: str, found: re.Match[str]) -> str:
    return words.format(**found.groupdict())
