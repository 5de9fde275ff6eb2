"""The narrative: its outline, the figures it states, the terms it defines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

INCREASED, DECREASED, UNCHANGED = "增加", "减少", "持平"
"""The values of `direction`."""


@dataclass(frozen=True, slots=True)
class Section:
    """One headed passage of the narrative."""

    RESOURCE: ClassVar[str] = "sections"

    disclosure_id: str
    section_id: str
    path: str
    heading_level: int
    heading: str
    text: str | None
    first_line: int
    last_line: int
    source_page: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure stated in the text, or one of a form that is not money."""

    RESOURCE: ClassVar[str] = "statements"

    disclosure_id: str
    subject: str
    stated_as: str | None
    value: Decimal | None
    unit: str | None
    compared_with: str | None
    change: Decimal | None
    change_percent: Decimal | None
    direction: str | None
    share_percent: Decimal | None
    share_of: str | None
    reason: str | None
    text: str
    source_line: int
    source_column: int | None
    source_page: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the document defines it."""

    RESOURCE: ClassVar[str] = "terms"

    disclosure_id: str
    term: str
    definition: str
    source_line: int
    source_page: int | None = None
