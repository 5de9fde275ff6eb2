"""Words of the spec as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yusuan.spec.errors import SpecError


def alternatives(words: Iterable[str], between: str = "") -> str:
    """Return a pattern that matches any of the words, longer ones first; ``between`` may part their letters.

    It is one group that captures nothing. Raises SpecError where there is no word: it would match anything.

    >>> alternatives(["预算", "预算数"]), alternatives(["目录"], between=r"\\s*")
    ('(?:预算数|预算)', '(?:目\\\\s*录)')
    """
    longest = sorted(dict.fromkeys(words), key=len, reverse=True)
    if not longest:
        raise SpecError("a list of words in yusuan/spec is empty, and a pattern is made of it: give it one")
    return "(?:" + "|".join(between.join(map(re.escape, word)) for word in longest) + ")"
