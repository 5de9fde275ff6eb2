"""Documents broken at random, from a seed: lines, cells, bytes, numbers lost, doubled, moved, made up."""

from __future__ import annotations

import random
from collections.abc import Callable

Lines = list[str]
Mutator = Callable[[Lines, random.Random], None]

NUMBERS = [
    "1,234.56",
    "-0.00",
    "0.1234567",
    "1.000000000001",
    "12345678901234567890",
    "1" * 40,
    "13800000000",
    "１２３．４５",
    "1,2,3",
    "1.2.3",
    "--5",
    "(12.50)",
    "1e9",
    "∞",
    "5%",
    "≥3",
    "9" * 18 + ".99",
]
WORDS = [
    "",
    " ",
    "-",
    "#",
    "# ",
    "合计",
    "其中：某项",
    "一、某项",
    "<b>甲</b>",
    "</td><script>alert(1)</script>",
    "=HYPERLINK(1)",
    "\u202e甲",
    "甲\u200b乙",
    "\x01",
    "联系电话",
    "项目负责人",
    "201",
    "2010301",
    "单位：元",
    "单位：万元",
    "{{ 7*7 }}",
    "]]>",
    "&amp;",
    "收支总表",
    "2024年",
]


def _line(lines: Lines, chance: random.Random) -> int:
    return chance.randrange(len(lines))


def _row(lines: Lines, chance: random.Random) -> int:
    rows = [number for number, line in enumerate(lines) if "\t" in line]
    return chance.choice(rows) if rows else _line(lines, chance)


def lose_line(lines: Lines, chance: random.Random) -> None:
    """Lose a line."""
    del lines[_line(lines, chance)]


def double_line(lines: Lines, chance: random.Random) -> None:
    """Print a line twice."""
    at = _line(lines, chance)
    lines.insert(at, lines[at])


def move_lines(lines: Lines, chance: random.Random) -> None:
    """Move some lines elsewhere."""
    at = _line(lines, chance)
    taken = lines[at : at + chance.randint(1, 12)]
    del lines[at : at + len(taken)]
    to = chance.randint(0, len(lines))
    lines[to:to] = taken


def add_line(lines: Lines, chance: random.Random) -> None:
    """Add a line of a word or a number."""
    lines.insert(_line(lines, chance), chance.choice(WORDS + NUMBERS))


def join_lines(lines: Lines, chance: random.Random) -> None:
    """Lose the end of a line."""
    at = _line(lines, chance)
    lines[at : at + 2] = ["".join(lines[at : at + 2])]


def _change_cells(change: Callable[[list[str], int, random.Random], None]) -> Mutator:
    def mutate(lines: Lines, chance: random.Random) -> None:
        at = _row(lines, chance)
        cells = lines[at].split("\t")
        change(cells, chance.randrange(len(cells)), chance)
        lines[at] = "\t".join(cells)

    return mutate


def _put(cells: list[str], at: int, chance: random.Random) -> None:
    cells[at] = chance.choice(NUMBERS + WORDS)


def _add(cells: list[str], at: int, chance: random.Random) -> None:
    cells.insert(at, chance.choice(["", *NUMBERS]))


def _lose(cells: list[str], at: int, chance: random.Random) -> None:
    del cells[at]


def _swap(cells: list[str], at: int, chance: random.Random) -> None:
    chance.shuffle(cells)


def _long(cells: list[str], at: int, chance: random.Random) -> None:
    cells[at] = (cells[at] or "某") * chance.choice([50, 500])


def _digit(cells: list[str], at: int, chance: random.Random) -> None:
    digits = [place for place, one in enumerate(cells[at]) if one.isdigit()]
    if digits:
        place = chance.choice(digits)
        cells[at] = cells[at][:place] + chance.choice("0123456789.,") + cells[at][place + 1 :]


def flip_letters(lines: Lines, chance: random.Random) -> None:
    """Change letters to any others, control characters among them."""
    at = _line(lines, chance)
    letters = list(lines[at])
    for _ in range(min(3, len(letters))):
        letters[chance.randrange(len(letters))] = chr(chance.choice([chance.randrange(1, 0xD800), 9, 12, 13]))
    lines[at] = "".join(letters)


def repeat_block(lines: Lines, chance: random.Random) -> None:
    """Print a run of lines several times."""
    at = _line(lines, chance)
    block = lines[at : at + chance.randint(2, 30)]
    lines[at:at] = block * chance.randint(1, 4)


def widen_row(lines: Lines, chance: random.Random) -> None:
    """Print a row many times side by side."""
    at = _row(lines, chance)
    lines[at] = "\t".join([lines[at]] * chance.choice([3, 30]))


MUTATORS: tuple[Mutator, ...] = (
    lose_line,
    double_line,
    move_lines,
    add_line,
    join_lines,
    flip_letters,
    repeat_block,
    widen_row,
    *map(_change_cells, (_put, _put, _add, _lose, _swap, _long, _digit, _digit)),
)


def mutate_text(text: str, seed: int) -> str:
    """Return a document changed in one to twelve places."""
    chance = random.Random(seed)
    lines = text.split("\n")
    for _ in range(chance.choice([1, 1, 2, 3, 5, 8, 12])):
        if lines:
            chance.choice(MUTATORS)(lines, chance)
    return "\n".join(lines)


def mutate_bytes(data: bytes, seed: int) -> bytes:
    """Return a file changed in its text, and one in ten in its bytes, too."""
    chance = random.Random(seed)
    try:
        changed = mutate_text(data.decode("utf-8-sig"), seed).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        changed = data
    if chance.random() < 0.1 and changed:
        blob = bytearray(changed)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(blob))
            match chance.randrange(3):
                case 0:
                    blob[at] = chance.randrange(256)
                case 1:
                    del blob[at : at + chance.randint(1, 40)]
                case _:
                    blob[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 8)))
            if not blob:
                break
        changed = bytes(blob)
    return changed
