"""Make many documents out of real ones: other places, other amounts, and sums that still hold.

Every amount of a copy is the original's times one whole number, so that each sum, share and comparison that
holds in the original holds in the copy; a difference in the last digit grows with it. Its province, city and
county become those of another real place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.model import BudgetLine, Disclosure
from yusuan.parse.disclosure import parse_disclosure
from yusuan.spec.regions import Region, load_regions

NUMBER = r"\d[\d,]*(?:\.\d+)?"
# In running text an amount is a number before a unit of money, or one with decimals that is no percentage.
AMOUNT = re.compile(rf"(?<![\d.])(?:{NUMBER}(?=\s*[亿万]?元)|\d[\d,]*\.\d+(?![\d.]*\s*[%％]))")
WHOLE = re.compile(NUMBER)
LARGEST_FACTOR = 9
LONGEST = 15
"""Characters of an amount; a longer number is a code or a slip, and is left as it is."""


@dataclass(frozen=True, slots=True)
class Original:
    """A real document: its lines, what it says of itself, and the tab fields that hold amounts by line."""

    lines: Sequence[str]
    disclosure: Disclosure
    amounts: dict[int, set[int]]


def load_originals(folder: Path) -> list[Original]:
    """Read a folder's documents; those that cannot be read are left out."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        try:
            parsed = parse_disclosure(path)
        except YusuanError:
            continue
        amounts: dict[int, set[int]] = {}
        for line in parsed.records.get("budget_lines", ()):
            if isinstance(line, BudgetLine):
                amounts.setdefault(line.source_line, set()).add(line.source_column)
        found.append(Original(parsed.lines, parsed.disclosure, amounts))
    return found


def make_documents(originals: Sequence[Original], count: int, folder: Path) -> None:
    """Write ``count`` documents, the originals in turn, each under an id, a place and amounts of its own."""
    for name, lines in made(originals, count):
        (folder / name).write_text("\n".join(lines), "utf-8", newline="")


def made(originals: Sequence[Original], count: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the names and lines of made documents; the same for the same originals and count."""
    for number in range(count):
        original = originals[number % len(originals)]
        chance = random.Random(number)
        factor = chance.randint(1, LARGEST_FACTOR)
        place = _another_place(original.disclosure, chance)
        renamed = _renamer(original.disclosure, place)
        lines = [
            renamed(_scaled_line(text, factor, original.amounts.get(at, set())))
            for at, text in enumerate(original.lines, start=1)
        ]
        code = place.adcode if place else original.disclosure.adcode or "000000"
        yield f"{code}-made-{number:05d}-{original.disclosure.fiscal_year}.txt", lines


def _scaled_line(text: str, factor: int, amounts: set[int]) -> str:
    fields = text.split("\t")
    return "\t".join(
        WHOLE.sub(lambda found: scaled(found[0], factor), field)
        if at in amounts
        else AMOUNT.sub(lambda found: scaled(found[0], factor), field)
        for at, field in enumerate(fields)
    )


def scaled(printed: str, factor: int) -> str:
    """Multiply a printed number by a whole number: as many decimals, thousands separated where they were."""
    if len(printed) > LONGEST:
        return printed
    value = Decimal(printed.replace(",", "")) * factor
    return f"{value:,f}" if "," in printed else f"{value:f}"


@cache
def _places(level: str) -> tuple[Region, ...]:
    return tuple(region for region in load_regions() if region.level == level)


def _another_place(disclosure: Disclosure, chance: random.Random) -> Region | None:
    """Choose a place of the same level; None where the document's own place is unknown."""
    levels = {"county": disclosure.county, "city": disclosure.city, "province": disclosure.province}
    level = next((level for level, name in levels.items() if name), None)
    return chance.choice(_places(level)) if level else None


def _renamer(disclosure: Disclosure, place: Region | None) -> Callable[[str], str]:
    """Make a function that gives a text another place's names, whole or without their last character."""
    names: dict[str, str] = {}
    for name in ("county", "city", "province"):
        old, new = getattr(disclosure, name), getattr(place, name, None)
        if old and new:
            names |= {old: new} | ({old[:-1]: new[:-1]} if min(len(old), len(new)) > 2 else {})
    if not names:
        return lambda text: text
    wanted = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return lambda text: wanted.sub(lambda found: names[found[0]], text)
