"""The document's prose as the page shows it: sections with text, under those of the highest level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.model import Section


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the highest level and those below it, in order."""

    section: Section
    below: Sequence[Section]


def chapters(sections: Sequence[Section]) -> list[Chapter]:
    """Group sections into chapters; one without any text (a line of the contents) is left out."""
    if not sections:
        return []
    top = min(section.heading_level for section in sections)
    groups: list[list[Section]] = []
    for section in sections:
        if section.heading_level == top or not groups:
            groups.append([section])
        else:
            groups[-1].append(section)
    return [Chapter(group[0], group[1:]) for group in groups if any(paragraphs(section) for section in group)]


def paragraphs(section: Section) -> list[str]:
    """Divide a section's text into paragraphs, one a printed line."""
    return [line for line in (section.text or "").splitlines() if line.strip()]


def section_anchor(section: Section) -> str:
    """Name a section's place on the unit page."""
    return f"section-{section.section_id}"


def shown_sections(sections: Sequence[Section]) -> list[Section]:
    """List the sections that the page shows."""
    return [section for chapter in chapters(sections) for section in (chapter.section, *chapter.below)]
