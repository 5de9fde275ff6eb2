"""Lists of any length: cut into pages that say how long the whole is, nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar

from yusuan.replacing import write_text

PAGE_SIZE = 200
NEAR = 4
"""Pages before and behind one that it leads to."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a list: its rows, where they stand in the whole, and the addresses of all pages."""

    rows: Sequence[T]
    number: int
    first: int
    total: int
    addresses: Sequence[str]
    depth: int

    @property
    def root(self) -> str:
        """Give the path from this page to the site's root."""
        return "../" * self.depth

    @property
    def last(self) -> int:
        """Number the page's last row."""
        return self.first + len(self.rows) - 1

    @property
    def shown_numbers(self) -> list[int]:
        """Number the pages that this one leads to: first, last and those near; 0 where some are left out."""
        count = len(self.addresses)
        near = range(self.number - NEAR, self.number + NEAR + 1)
        numbers = sorted({1, count, *(number for number in near if 1 <= number <= count)})
        shown = [1]
        for before, number in pairwise(numbers):
            shown += [number] if number == before + 1 else [0, number]
        return shown

    @property
    def suffix(self) -> str:
        """Tell this page's title from those of the others."""
        return "" if self.number == 1 else f"（第 {self.number} 页）"


def write_list(
    folder: Path,
    here: str,
    rows: Sequence[T],
    render: Callable[[ListPage[T]], str],
    *,
    later: str = "",
    size: int = PAGE_SIZE,
) -> None:
    """Write a list into ``folder``, which the site shows at ``here/``; later pages into p2, p3 …

    Their names begin with ``later`` where the folder has others that could be called p2.
    """
    chunks = [rows[start : start + size] for start in range(0, len(rows), size)] or [rows]
    names = ["", *(f"{later}p{number}/" for number in range(2, len(chunks) + 1))]
    addresses = [f"{here}/{name}" for name in names]
    for number, (name, chunk) in enumerate(zip(names, chunks, strict=True), start=1):
        depth = addresses[number - 1].count("/")
        page = ListPage(chunk, number, (number - 1) * size + 1, len(rows), addresses, depth)
        write_text(folder / name / "index.md", render(page))
