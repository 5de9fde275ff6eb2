"""Load how organisations' names end, from ``organisations.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from yusuan.spec.files import read_toml
from yusuan.spec.spelling import normalise

_OWN = re.compile(r"[(（]([^()（）]*)[)）]$")
_SHORTEST = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class OrganisationSpec:
    """How organisations' names end, words for the organisation itself, what no name holds or has in front.

    ``supervisors`` are labels before the name of the department that a unit belongs to, ``places`` how names
    of places end.
    """

    endings: tuple[str, ...]
    uncut: tuple[str, ...]
    own: tuple[str, ...]
    never: tuple[str, ...]
    prefixes: tuple[str, ...]
    supervisors: tuple[str, ...]
    places: tuple[str, ...]

    def core(self, name: str) -> str:
        """Return the normal form of a name without what says which part of the organisation it is.

        >>> load_organisations().core("某市某局（本级）")
        '某市某局'
        """
        plain = normalise(name)
        while match := _OWN.search(plain):
            if match.group(1) not in self.own:
                break
            plain = plain[: match.start()]
        return next(
            (
                plain.removesuffix(own)
                for own in self.own
                if plain.endswith(own) and len(plain) > len(own) + 1
            ),
            plain,
        )

    def name_in(self, text: str) -> str | None:
        """Return the longest beginning of a text, half of it at least, that reads as an organisation's name.

        >>> load_organisations().name_in("某市人民检察院目录")
        '某市人民检察院'
        """
        beginnings = (text[:end] for end in range(len(text), max(_SHORTEST, len(text) // 2), -1))
        names = (part for part in beginnings if self.is_name(part))
        return next((name for name in names if not self._is_cut(text, len(name))), None)

    def _is_cut(self, text: str, end: int) -> bool:
        """Tell whether a word of the text goes on where a name in it would end."""
        return any(
            text.startswith(word, end - at) for word in self.uncut for at in range(1, len(word)) if end >= at
        )

    def is_name(self, text: str) -> bool:
        """Tell whether a text reads as an organisation's name."""
        plain = normalise(text)
        core = _OWN.sub("", self.core(plain)) or plain
        return (
            len(core) >= _SHORTEST
            and len(plain) <= _LONGEST
            and core.endswith(self.endings)
            and not any(word in core for word in self.never)
            and not any(char in core for char in "、，。；：:;,/0123456789")
        )


@cache
def load_organisations() -> OrganisationSpec:
    """Return the endings."""
    data = read_toml("organisations.toml")
    return OrganisationSpec(**{key: tuple(words) for key, words in data.items()})
