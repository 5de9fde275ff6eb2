"""The documents that the indexer reads for a unit: its text once, in bigrams, one document a kind of match.

A passage's id says where a result leads and what it shows beside the match: fields of ``Passage.id``, with
``~`` between. Ids are not searched, so that only what the document prints is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.model import Disclosure, Project
from yusuan.site.amounts import format_yuan
from yusuan.site.packages import UnitPackage
from yusuan.site.pages.render import render_block
from yusuan.site.places import places_of
from yusuan.site.search.bigrams import to_bigrams
from yusuan.site.search.lines import ROW, Owner, apart_lines, line_owners
from yusuan.site.search.names import other_names
from yusuan.site.views.published import PublishedTable
from yusuan.site.views.summary import LEVEL_WORDS, page_title, type_word

UNIT, PROJECT, INDICATOR, FINDING = "unit", "project", "indicator", "finding"
TABLE, NARRATIVE = "table", "narrative"
ALIAS = "alias"
"""Stands where an anchor would be for the names that people use, which the document does not print."""

MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
FIELD_MARK = "~"
SPACE = "_"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that a search result can lead to; a name weighs more than running text."""

    anchor: str
    line: int
    heading: str
    text: str
    name: str = ""
    beside: str = ""

    @property
    def id(self) -> str:
        """Write where the passage stands and what is shown beside it."""
        parts = (self.anchor, str(self.line), self.heading, self.beside)
        return FIELD_MARK.join(SPACE.join(part.replace(FIELD_MARK, "～").split()) for part in parts)


def search_documents(unit: UnitPackage, tables: Sequence[PublishedTable]) -> dict[str, str]:
    """Write a unit's text for the indexer, one document a kind; kinds without text are left out."""
    disclosure = unit.disclosure
    filters = _filters(disclosure)
    starts = unit.original.starts if unit.original.files == 1 else ()
    kinds = {
        UNIT: [_unit(disclosure), _aliases(disclosure)],
        **_source_passages(unit, tables),
        FINDING: list(_findings(unit)),
    }
    return {
        kind: render_search(kind, page_title(disclosure), passages, filters, starts)
        for kind, passages in kinds.items()
        if passages
    }


def render_search(
    kind: str,
    title: str,
    passages: Iterable[Passage],
    filters: Mapping[str, str] | None = None,
    starts: Sequence[int] = (),
) -> str:
    """Write one document for the indexer; ``starts`` are the first lines of its pages from the second on."""
    return render_block(
        "search.html",
        title=SPACE.join(title.split()),
        filters={"kind": kind, **(filters or {})},
        starts=starts,
        passages=[(passage.id, _tokens(passage.name), _tokens(passage.text)) for passage in passages],
    )


def _tokens(text: str) -> str:
    """Write text for the index without markup that it still holds: <p>, <input type="checkbox">."""
    return to_bigrams(MARKUP.sub(" ", text))


def _filters(disclosure: Disclosure) -> dict[str, str]:
    values = {
        "year": str(disclosure.fiscal_year),
        "type": type_word(disclosure),
        "level": LEVEL_WORDS.get(disclosure.entity_level or "", ""),
        "province": disclosure.province or "",
        "city": disclosure.city or "",
    }
    return {name: value for name, value in values.items() if value}


def _unit(disclosure: Disclosure) -> Passage:
    """Name the unit; its place, the document's title and its id are searched too."""
    places = "".join(place.name for place in places_of(disclosure))
    own = disclosure.disclosure_id
    text = "\n".join(filter(None, (places, disclosure.document_title, disclosure.unit_code, own)))
    return Passage("", 0, disclosure.unit_name, text, name=disclosure.unit_name, beside=places)


def _aliases(disclosure: Disclosure) -> Passage:
    """List the unit's names as people say and type them, one a line."""
    return Passage(ALIAS, 0, disclosure.unit_name, "", name="\n".join(other_names(disclosure)))


def _source_passages(unit: UnitPackage, tables: Sequence[PublishedTable]) -> dict[str, list[Passage]]:
    """Divide the document's lines among projects, indicators, tables and narrative, each line once."""
    projects = {project.source_line: project for project in unit.projects}
    targets = {row.source_line: row.project or "" for row in unit.performance_indicators}
    kinds: dict[str, list[Passage]] = {PROJECT: [], INDICATOR: [], TABLE: [], NARRATIVE: []}
    for owner, first, lines in _stretches(unit, line_owners(unit, tables), projects, targets):
        text = "\n".join(lines)
        if first in projects:
            # A row that prints a project's targets too is an indicator's; the project keeps its name.
            kinds[PROJECT].append(_project(projects[first], "" if first in targets else text))
        if first in targets:
            heading = targets[first] or owner.heading
            kinds[INDICATOR].append(Passage(ROW, first, heading, text, beside=_money(owner)))
        elif first not in projects:
            kind = TABLE if owner.is_table else NARRATIVE
            kinds[kind].append(Passage(owner.anchor, first, owner.heading, text, beside=_money(owner)))
    return kinds


def _money(owner: Owner) -> str:
    """Name the unit of a table's amounts, without which a number beside it says little."""
    return f"单位：{owner.money_unit}" if owner.money_unit else ""


def _stretches(
    unit: UnitPackage,
    owners: Mapping[int, Owner],
    projects: Mapping[int, Project],
    targets: Mapping[int, str],
) -> Iterator[tuple[Owner, int, list[str]]]:
    """Yield lines that stand together, belong to one place and are of one kind, with the first's number."""
    nowhere = Owner("", "")
    key: tuple[object, ...] = ()
    start, kept = 0, nowhere
    lines: list[str] = []
    apart = apart_lines(unit)
    for number, text in enumerate(unit.source, start=1):
        if not text.strip():
            lines.append("")
            continue
        owner = owners.get(number, nowhere)
        own = (owner, targets.get(number), number if number in projects else None)
        if own != key:
            if start:
                yield kept, start, lines
            key, start, kept, lines = own, number, owner, []
        lines.append(apart.get(number, text))
    if start:
        yield kept, start, lines


def _project(project: Project, text: str) -> Passage:
    name = " · ".join(filter(None, (project.project, project.subproject)))
    amount = "" if project.total_yuan is None else format_yuan(project.total_yuan)
    searched = project.subproject or project.project
    return Passage(ROW, project.source_line, name, text, name=searched, beside=amount)


def _findings(unit: UnitPackage) -> Iterator[Passage]:
    """Describe the figures that do not add up, as the unit's page does."""
    for check in unit.checks:
        if check.status == "fail":
            line = check.left_line or check.right_line or 0
            yield Passage(f"check-{check.check_id}", line, check.headline or check.title, check.message)
