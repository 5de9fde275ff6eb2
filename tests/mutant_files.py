"""Published files broken at random, from a seed: bytes, parts of an archive, elements of its XML."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable

from lxml import etree

Mutator = Callable[[bytearray, random.Random], None]

_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]*>")
NUMBERS = [b"0", b"-1", b"1", b"65536", b"99999999", b"2147483648", b"9" * 20, b"1e308", b"NaN", b""]
INSERTED = [
    b"\x00",
    b"\xff\xfe",
    b"]]>",
    b"<",
    b"</table>",
    b"<table><tr><td>",
    b"&#0;",
    b"&x;",
    b"\xe7\x94\xb2",
    b"\xd6",
    b"\xe2\x80\xae",
    b" endobj ",
    b">> stream\n",
    b" 12.50 ",
]
_CHANGES = (1, 1, 2, 4, 10)


def _at(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data))


def change_byte(data: bytearray, chance: random.Random) -> None:
    """Change a byte to any other."""
    data[_at(data, chance)] = chance.randrange(256)


def lose_run(data: bytearray, chance: random.Random) -> None:
    """Lose some bytes."""
    at = _at(data, chance)
    del data[at : at + chance.choice([1, 8, 200])]


def double_run(data: bytearray, chance: random.Random) -> None:
    """Write some bytes twice, or many times."""
    at = _at(data, chance)
    data[at:at] = data[at : at + chance.choice([1, 20, 400])] * chance.choice([1, 1, 30])


def insert(data: bytearray, chance: random.Random) -> None:
    """Insert what has a meaning in one of the formats."""
    at = _at(data, chance)
    data[at:at] = chance.choice(INSERTED)


def cut_end(data: bytearray, chance: random.Random) -> None:
    """Lose the end, as a broken download does."""
    del data[_at(data, chance) :]


def change_number(data: bytearray, chance: random.Random) -> None:
    """Change a number that is written out: a length, a count, a span, an amount."""
    found = _NUMBER.search(data, _at(data, chance))
    if found:
        data[found.start() : found.end()] = chance.choice(NUMBERS)


def move_tag(data: bytearray, chance: random.Random) -> None:
    """Move an element's mark elsewhere, so that elements overlap or never end."""
    found = _TAG.search(data, _at(data, chance))
    if found:
        tag = bytes(data[found.start() : found.end()])
        del data[found.start() : found.end()]
        to = chance.randrange(len(data) + 1)
        data[to:to] = tag


MUTATORS: tuple[Mutator, ...] = (
    change_byte,
    change_byte,
    lose_run,
    double_run,
    insert,
    cut_end,
    change_number,
    change_number,
    change_number,
    move_tag,
)


def mutate_file(data: bytes, seed: int) -> bytes:
    """Return a file broken in one to ten places; of an archive, mostly a part, written so that it unpacks."""
    chance = random.Random(seed)
    if data.startswith(b"PK") and chance.random() < 0.9:
        return _with_broken_part(data, chance)
    return _broken(data, chance)


def _broken(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice(_CHANGES)):
        if changed:
            chance.choice(MUTATORS)(changed, chance)
    return bytes(changed)


def _with_broken_part(data: bytes, chance: random.Random) -> bytes:
    """Break one part of an archive, the larger the likelier, or lose it."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    names = sorted(parts)
    chosen = chance.choices(names, [len(parts[name]) + 500 for name in names])[0]
    if chance.random() < 0.05:
        del parts[chosen]
    else:
        break_it = _with_broken_elements if chance.random() < 0.7 else _broken
        parts[chosen] = break_it(parts[chosen], chance)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name), part)
    return written.getvalue()


def _with_broken_elements(data: bytes, chance: random.Random) -> bytes:
    """Lose, double, move and change elements of an XML part, which stays well-formed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _broken(data, chance)
    for _ in range(chance.choice(_CHANGES)):
        elements = [one for one in root.iter(etree.Element) if one is not root]
        if elements:
            _break_element(chance.choice(elements), chance.choice([root, *elements]), chance)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _break_element(element: etree._Element, other: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    match chance.randrange(6):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            for _ in range(chance.choice([1, 1, 50])):
                parent.append(copy.deepcopy(element))
        case 2 if element not in {other, *other.iterancestors()}:
            other.append(element)
        case 3 if element.text:
            element.text = chance.choice([number.decode() for number in NUMBERS])
        case _ if element.attrib:
            name = chance.choice(sorted(element.attrib))
            if chance.random() < 0.2:
                del element.attrib[name]
            else:
                element.set(name, chance.choice([number.decode() for number in NUMBERS]))
        case _:
            element.tail = " 12.50 "
