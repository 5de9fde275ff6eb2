"""Performance targets and the prose of forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

QUALITATIVE = "定性"
"""The value of `operator` of a target that is a quality to reach, no number."""


@dataclass(frozen=True, slots=True)
class PerformanceIndicator:
    """One performance target: what is measured, and the value aimed at."""

    RESOURCE: ClassVar[str] = "performance_indicators"

    disclosure_id: str
    table_id: str
    scope: str
    project: str | None
    project_code: str | None
    horizon: str
    level1: str | None
    level2: str | None
    indicator: str | None
    operator: str | None
    target: str | None
    target_unit: str | None
    printed_target: str | None
    remark: str | None
    source_line: int
    source_column: int
    position: int
    source_page: int | None = None


@dataclass(frozen=True, slots=True)
class FormText:
    """One cell of prose in a form."""

    RESOURCE: ClassVar[str] = "form_texts"

    disclosure_id: str
    table_id: str
    project: str | None
    label: str | None
    text: str
    source_line: int
    source_column: int
    source_page: int | None = None
