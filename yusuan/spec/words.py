"""Words of headers and row labels: what each says of the amounts that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from yusuan.spec.errors import SpecError
from yusuan.spec.names import refuse_unknown_names
from yusuan.spec.spelling import normalise


@dataclass(frozen=True, slots=True)
class Word:
    """What a header word or a row label says of the amounts that belong to it."""

    role: str
    measure: str | None = None
    fund: str | None = None
    period: str | None = None
    side: str | None = None
    phase: str | None = None
    year_offset: int | None = None
    detail: bool = False


@dataclass(frozen=True, slots=True)
class ComposedColumns:
    """What the header of a classification's column is put together from: 部门预算支出经济分类科目名称."""

    classifications: tuple[Mapping[str, Any], ...]
    of_classification: tuple[str, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]

    def classification_in(self, words: str) -> str | None:
        """Return the classification that a column's words name: function, economic or gov_economic."""
        named = (one["name"] for one in self.classifications if all(part in words for part in one["words"]))
        return next(named, None)

    def role_of(self, word: str) -> str | None:
        """Return whether a word heads codes or names of a classification, or None where it heads neither."""
        if self.classification_in(word) is None:
            return None
        if not any(part in word for part in self.of_classification):
            return None
        return "code" if word.endswith(self.codes) else "name" if word.endswith(self.names) else None


def load_words(entries: list[dict[str, Any]]) -> dict[str, Word]:
    """Return the words of entries by the normal form of their spellings.

    Raises SpecError where an entry has no spellings or names what is not known, where two entries have one
    meaning, and where a spelling stands in two.
    """
    words: dict[str, Word] = {}
    first: dict[Word, str] = {}
    for entry in entries:
        spellings = spellings_of(entry)
        if not spellings:
            raise SpecError(f"tables.toml: a word has no spellings: {entry}")
        refuse_unknown_names(f"the word {spellings[0]}", entry)
        word = Word(**{key: value for key, value in entry.items() if key not in {"spellings", "seen"}})
        if word in first:
            raise SpecError(
                f"tables.toml: {first[word]!r} and {spellings[0]!r} mean the same; join their entries"
            )
        first[word] = spellings[0]
        for spelling in spellings:
            if words.setdefault(normalise(spelling), word) is not word:
                raise SpecError(f"tables.toml: the spelling {spelling!r} stands under two words; keep one")
    return words


def spellings_of(entry: Mapping[str, Any]) -> list[str]:
    """Return the spellings of a word's entry: those that cases print, then those seen elsewhere."""
    return [*entry.get("spellings", ()), *chain.from_iterable(entry.get("seen", {}).values())]
