"""The document that the indexer reads for a unit: its text once, in bigrams, under its pages' anchors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.site.amounts import format_yuan
from yusuan.site.bigrams import to_bigrams
from yusuan.site.narrative import section_anchor, shown_sections
from yusuan.site.packages import UnitPackage
from yusuan.site.places import places_of
from yusuan.site.published import PublishedTable
from yusuan.site.render import render_block
from yusuan.site.summary import LEVEL_WORDS, page_title, type_word


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that a search result can lead to; weight 1 is plain text."""

    anchor: str
    heading: str
    weight: int
    lines: list[str]


def search_document(unit: UnitPackage, tables: Sequence[PublishedTable]) -> str:
    """Write a unit's text for the indexer: every line once, and headings that results lead to."""
    disclosure = unit.disclosure
    filters = {
        "年度": str(disclosure.fiscal_year),
        "文件": type_word(disclosure),
        "层级": LEVEL_WORDS.get(disclosure.entity_level or "", ""),
    }
    places = places_of(disclosure)
    if places:
        filters["省份"] = places[0].name
    return render_block(
        "search.html",
        title=page_title(disclosure),
        heading=to_bigrams(page_title(disclosure)),
        place="".join(place.name for place in places),
        filters={name: value for name, value in filters.items() if value},
        passages=list(_passages(unit, tables)),
    )


def _passages(unit: UnitPackage, tables: Sequence[PublishedTable]) -> Iterator[Passage]:
    """Divide the text at sections, tables and projects; every line belongs to one passage."""
    starts = _starts(unit, tables)
    passage = Passage("", "", 1, [])
    for number, text in enumerate(unit.source, start=1):
        if number in starts:
            yield passage
            anchor, heading, weight = starts[number]
            passage = Passage(anchor, to_bigrams(heading), weight, [])
        if text.strip():
            passage.lines.append(to_bigrams(text))
    yield passage


def _starts(unit: UnitPackage, tables: Sequence[PublishedTable]) -> dict[int, tuple[str, str, int]]:
    """Map lines to the anchor, heading and weight of what starts there; later kinds win."""
    starts: dict[int, tuple[str, str, int]] = {}
    for section in shown_sections(unit.sections):
        starts[section.first_line] = (section_anchor(section), section.heading, 1)
    for table in tables:
        if table.table.first_line:
            starts[table.table.first_line] = (table.anchor, table.table.title, 2)
    for project in unit.projects:
        name = " · ".join(filter(None, (project.project, project.subproject)))
        money = "" if project.total_yuan is None else f"—{format_yuan(project.total_yuan)}"
        starts[project.source_line] = (f"L{project.source_line}", name + money, 5)
    return starts
