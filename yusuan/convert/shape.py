"""What every format is read into: paragraphs and tables in reading order, each with its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from yusuan.errors import YusuanError

OUTSIDE = "outside the page"
"""The sort of text that a file has beyond the edges of its pages."""


class ConvertError(YusuanError):
    """Raised where a file cannot be made into text; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: a heading, a paragraph, a line; ``page`` is where it starts (1-based)."""

    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, a field a column; a merged cell's text is in its first field, blanks after it."""

    cells: tuple[str, ...]
    page: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table, from all the pages that it goes over."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is not part of the text: of what sort, on which page, what it says."""

    sort: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A converted file; ``pages`` is 0 where the format has none."""

    blocks: tuple[Block, ...]
    pages: int = 0
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @property
    def tables(self) -> int:
        """Return the number of tables."""
        return sum(isinstance(block, Table) for block in self.blocks)

    def counts_left_out(self) -> Mapping[str, int]:
        """Count what was left out, by sort."""
        return Counter(one.sort for one in self.left_out)
