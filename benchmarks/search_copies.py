"""Make many units out of a few: copies of packages with other names and amounts, for search at scale."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from yusuan.model import Record
from yusuan.site.packages import UnitPackage, load_unit, unit_folders

AMOUNT = re.compile(r"\d[\d,]*\.\d+")
PLACE_ENDINGS = "省市县区"
NAME_CHARACTERS = "安平兴宁昌和泰永吉庆顺德明清海江河湖山林东西南北石金玉龙云阳长新广丰康乐文武城源溪川谷原岭"
R = TypeVar("R", bound=Record)


def copies(packages: Path, count: int) -> Iterator[UnitPackage]:
    """Yield ``count`` units, the packages in turn, each under an id, a place and amounts of its own."""
    originals = [load_unit(folder) for folder in unit_folders(packages)]
    for number in range(count):
        yield _copy(originals[number % len(originals)], number)


def _copy(unit: UnitPackage, number: int) -> UnitPackage:
    change = _changer(unit, random.Random(number))
    records: dict[str, Any] = {
        field.name: [_change_record(record, change) for record in getattr(unit, field.name)]
        for field in fields(unit)
        if field.name not in {"folder", "disclosure", "source"}
    }
    disclosure = replace(
        _change_record(unit.disclosure, change), disclosure_id=f"{330000 + number}-unit-2023"
    )
    source = [change(line) for line in unit.source]
    return replace(unit, disclosure=disclosure, source=source, **records)


def _change_record(record: R, change: Callable[[str], str]) -> R:
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    changed: dict[str, Any] = {
        name: change(value) if isinstance(value, str) else _amount(value, change)
        for name, value in values.items()
    }
    return replace(record, **changed)


def _amount(value: Any, change: Callable[[str], str]) -> Any:
    return Decimal(change(f"{value:.2f}")) if isinstance(value, Decimal) else value


def _changer(unit: UnitPackage, chance: random.Random) -> Callable[[str], str]:
    """Make a function that gives a text the copy's place names and amounts, the same for the same ones."""
    disclosure = unit.disclosure
    named = [name for name in (disclosure.province, disclosure.city, disclosure.county) if name]
    stems = {name.rstrip(PLACE_ENDINGS) or name for name in named}
    names = {stem: "".join(chance.choices(NAME_CHARACTERS, k=len(stem))) for stem in sorted(stems)}
    amounts: dict[str, str] = {}

    def other_amount(match: re.Match[str]) -> str:
        printed = match.group()
        if printed not in amounts:
            digits = iter(str(chance.randrange(10**19, 10**20)))
            amounts[printed] = re.sub(r"[1-9]", lambda _: next(digits).replace("0", "7"), printed)
        return amounts[printed]

    def change(text: str) -> str:
        for old, new in names.items():
            text = text.replace(old, new)
        return AMOUNT.sub(other_amount, text)

    return change
