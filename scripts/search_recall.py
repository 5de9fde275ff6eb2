"""Measure the built site's search: phrases drawn at random from the documents, and all names."""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.search_session import Answer, ask, opened, served
from yusuan.site.packages import UnitPackage, load_unit, unit_folders
from yusuan.site.search.bigrams import fold
from yusuan.site.search.names import other_names
from yusuan.spec.money import SPOKEN
from yusuan.spec.search import WORDS

SHORTEST, LONGEST = 2, 12
AMOUNT = re.compile(rf"([\d,，.]*\d)(?:{SPOKEN})")
SEED = 2023

Search = Callable[[str], Answer]


@dataclass
class Score:
    """How many phrases passed, and those that did not, with what was expected and found."""

    name: str
    asked: int = 0
    failures: list[str] = field(default_factory=list)

    def note(self, passed: bool, said: str) -> None:
        """Count one phrase."""
        self.asked += 1
        if not passed:
            self.failures.append(said)

    def __str__(self) -> str:
        passed = self.asked - len(self.failures)
        share = passed / self.asked if self.asked else 1
        return "\n".join([f"{self.name}: {passed} of {self.asked} ({share:.1%})", *self.failures[:20]])


def draw_phrases(units: Sequence[UnitPackage], count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Draw disclosures and pieces of their lines, of 2 to 12 characters, wherever words end."""
    chance = random.Random(seed)
    while count:
        unit = chance.choice(units)
        line = chance.choice(unit.source)
        length = chance.randint(SHORTEST, LONGEST)
        start = chance.randrange(max(len(line) - length, 0) + 1)
        phrase = line[start : start + length].strip()
        if len(fold(phrase)) >= SHORTEST:
            yield unit.disclosure.disclosure_id, phrase
            count -= 1


def measure_phrases(
    units: Sequence[UnitPackage], search: Search, count: int, seed: int = SEED
) -> list[Score]:
    """Ask for random phrases: each finds its document, and one that stands in one only finds no other."""
    texts = {unit.disclosure.disclosure_id: fold("\n".join([*unit.source, *_said(unit)])) for unit in units}
    recall, precision = Score("recall"), Score("precision")
    for unit_id, phrase in draw_phrases(units, count, seed):
        found = search(phrase).units
        recall.note(unit_id in found, f"  {phrase!r} of {unit_id} found {sorted(found)}")
        printed = {unit_id for words in (phrase, *_meant(phrase)) for unit_id in _where(texts, fold(words))}
        if len(printed) == 1:
            precision.note(found == printed, f"  {phrase!r} of {unit_id} only, found {sorted(found)}")
    return [recall, precision]


def _said(unit: UnitPackage) -> Iterator[str]:
    """Yield what the site says of a unit in its own words, which is searched, too."""
    yield from other_names(unit.disclosure)
    for check in unit.checks:
        if check.status == "fail":
            yield from (check.title, check.message)


def _meant(phrase: str) -> Sequence[str]:
    """List what is looked for beside a phrase: an everyday word, or an amount with its unit of money."""
    amount = AMOUNT.fullmatch(phrase)
    return [amount[1]] if amount else WORDS.get(phrase, [])


def _where(texts: Mapping[str, str], folded: str) -> set[str]:
    return {unit_id for unit_id, text in texts.items() if folded in text}


def measure_names(units: Sequence[UnitPackage], search: Search) -> Score:
    """Ask for every unit's and every project's name: the first result is that unit or project."""
    score = Score("top hit of names")
    for unit in units:
        name = unit.disclosure.unit_name
        first = next(iter(search(name).hits), None)
        passed = first is not None and first.kind == "unit" and first.unit == unit.disclosure.disclosure_id
        score.note(passed, f"  unit {name!r}: {first}")
        for name in sorted({p.subproject or p.project for p in unit.projects}):
            first = next(iter(search(name).hits), None)
            passed = first is not None and first.kind == "project" and fold(name) in fold(first.title)
            score.note(passed, f"  project {name!r}: {first}")
    return score


def main() -> int:
    """Measure; return 1 where anything fell short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="folder of the built site")
    parser.add_argument("--packages", type=Path, default=Path("datapackages"), help="folder of the packages")
    parser.add_argument("--count", type=int, default=500, help="how many phrases")
    parser.add_argument("--seed", type=int, default=SEED, help="another number draws other phrases")
    parsed = parser.parse_args()
    units = [load_unit(folder) for folder in unit_folders(parsed.packages)]
    with served(parsed.site) as address, opened(address) as page:
        scores = measure_phrases(units, lambda text: ask(page, address, text), parsed.count, parsed.seed)
        scores.append(measure_names(units, lambda text: ask(page, address, text)))
    print(*scores, sep="\n")
    return int(any(score.failures for score in scores))


if __name__ == "__main__":
    sys.exit(main())
