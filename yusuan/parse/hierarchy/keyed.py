"""Place rows by what they print of themselves: organisation, codes, project; the longer key is below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.parse.hierarchy.nodes import Node
from yusuan.parse.rows import Reading
from yusuan.spec.classes import DEPTHS


@dataclass(frozen=True, slots=True)
class Key:
    """What a row says of its place; a part that is None says nothing."""

    unit: str | None = None
    unit_code: str | None = None
    function: str | None = None
    economic: str | None = None
    project: str | None = None
    subproject: str | None = None

    @property
    def is_unit(self) -> bool:
        """True for the row of an organisation itself."""
        return not (self.function or self.economic or self.project or self.subproject)

    def is_above(self, other: Key) -> bool:
        """Tell whether a row of this key stands above one of the other."""
        if self == other:
            return False
        if self.is_unit:
            return self._holds_unit(other)
        return (
            self._is_unit_over(other)
            and _begins(self.function, other.function)
            and _begins(self.economic, other.economic)
            and self.project in {None, other.project}
            and self.subproject in {None, other.subproject}
        )

    def _is_unit_over(self, other: Key) -> bool:
        """Tell whether a row's organisation is the other's, or one over it where the row says no more."""
        if (self.unit, self.unit_code) == (other.unit, other.unit_code):
            return True
        if self.project or self.economic or other.unit is None or self.function != other.function:
            return False
        under = self.unit_code and other.unit_code and other.unit_code.startswith(self.unit_code)
        return self.unit is None or bool(under)

    def _holds_unit(self, other: Key) -> bool:
        if self.unit_code and other.unit_code and self.unit_code != other.unit_code:
            return other.unit_code.startswith(self.unit_code)
        return self.unit == other.unit and not other.is_unit

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much a key says; of two rows above a third the heavier one is its parent."""
        return (
            bool(self.project) + bool(self.subproject),
            len(self.function or "") + len(self.economic or ""),
            len(self.unit_code or ""),
        )


def _begins(code: str | None, other: str | None) -> bool:
    return code is None or (other is not None and other.startswith(code))


def key_of(reading: Reading) -> Key | None:
    """Return a row's key, or None where it prints neither organisation of its own, code nor project."""
    found = reading.code_resolved and "catalogue" in reading.words  # a code from elsewhere places no row
    codes = {name: code for name, (code, _) in reading.codes.items() if code and not found}
    economic = codes.get("economic") or codes.get("gov_economic")
    subproject = reading.words.get("subproject")
    project = reading.words.get("project", reading.project) if subproject else reading.project
    if not (reading.is_unit or codes or project):
        return None
    return Key(reading.unit_name, reading.unit_code, codes.get("function"), economic, project, subproject)


class _Above:
    """The rows met so far by the parts of their keys, the last of each key; found without a look at all."""

    def __init__(self) -> None:
        self._rows: dict[str | None, dict[_Unit, dict[_Below, tuple[Key, Node]]]] = {}
        self._named: dict[str | None, set[_Unit]] = {}
        self._coded: dict[str, set[_Unit]] = {}

    def add(self, key: Key, node: Node) -> None:
        unit = (key.unit, key.unit_code)
        self._named.setdefault(key.unit, set()).add(unit)
        if key.unit_code:
            self._coded.setdefault(key.unit_code, set()).add(unit)
        rows = self._rows.setdefault(key.function, {}).setdefault(unit, {})
        rows[key.project, key.subproject, key.economic] = (key, node)

    def of(self, key: Key) -> Node | None:
        """Return the row of the heaviest key that stands above one."""
        above = [
            (other.weight, node.number, node)
            for part in {None, key.function, *((key.function or "")[:size] for size in DEPTHS)}
            if (units := self._rows.get(part))
            for unit in self._holding(key)
            if (rows := units.get(unit))
            for below in _parts_over(key)
            if (found := rows.get(below))
            for other, node in [found]
            if other.is_above(key)
        ]
        return max(above, key=lambda found: found[:2])[2] if above else None

    def _holding(self, key: Key) -> set[_Unit]:
        """Return the organisations whose rows can stand above one of the key: its own, or one over it."""
        units = self._named.get(None, set()) | self._named.get(key.unit, set())
        for size in range(1, len(key.unit_code or "") + 1):
            units |= self._coded.get((key.unit_code or "")[:size], set())
        return units


_Unit = tuple[str | None, str | None]
_Below = tuple[str | None, str | None, str | None]
"""What a key says below the function: its project, the part of that, the economic code."""


def _parts_over(key: Key) -> list[_Below]:
    """Return what keys above a key can say below the function."""
    economic = key.economic or ""
    return [
        (project, subproject, code)
        for project in {None, key.project}
        for subproject in {None, key.subproject}
        for code in {None, *(economic[:size] for size in range(1, len(economic) + 1))}
    ]


def place_keyed(rows: Sequence[Node]) -> None:
    """Give each row the nearest row above it that its key begins with, the longest one; else one below it.

    A row without a key that begins with 其中 is a part of the row before it. The level of a coded row is that
    of its code.
    """
    keys = {node.number: key for node in rows if (key := key_of(node.reading)) is not None}
    above = _Above()
    by_number = {node.number: node for node in rows}
    for position, node in enumerate(rows):
        key = keys.get(node.number)
        if key is None:
            if position and node.among:
                node.parent = rows[position - 1].number
                if rows[position - 1].among and rows[position - 1].parent is not None:
                    node.parent = rows[position - 1].parent
            continue
        if (parent := above.of(key)) is not None:
            node.parent = parent.number
        above.add(key, node)
    _look_below(rows, keys)
    _mark_repeats(rows, keys)
    for node in rows:
        node.level = _level(node, keys, by_number, 0)


def _look_below(rows: Sequence[Node], keys: dict[int, Key]) -> None:
    """Give rows that stand before their class the class printed after them.

    One that is nearer to a row than the class above it is its own only where no other row has its key.
    """
    after = _Above()
    printed = Counter(keys.values())
    for node in reversed(rows):
        key = keys.get(node.number)
        if key is None or key.is_unit:
            continue
        above = keys.get(node.parent or 0)
        is_open = node.parent is None or (above is not None and above.is_unit)
        parent = after.of(key)
        if parent is not None and not is_open and above is not None:
            other = keys[parent.number]
            is_open = other.weight > above.weight and printed[other] == 1 and above.is_above(other)
        if is_open and parent is not None:
            node.parent = parent.number
        after.add(key, node)


def _mark_repeats(rows: Sequence[Node], keys: dict[int, Key]) -> None:
    heads = {node.parent for node in rows}
    broken_down = {keys[number] for number in heads if number in keys}
    for node in rows:
        node.repeats = keys.get(node.number) in broken_down and node.number not in heads


def _level(node: Node, keys: dict[int, Key], by_number: dict[int, Node], guard: int) -> int:
    parent = by_number.get(node.parent or 0)
    if parent is not None and guard < 12:
        return _level(parent, keys, by_number, guard + 1) + 1
    key = keys.get(node.number)
    code = (key.function or key.economic) if key else None
    return DEPTHS.get(len(code or ""), 1)
