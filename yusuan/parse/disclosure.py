"""parse_disclosure(): the steps of reading one document, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.model import RECORD_TYPES, ParsedDisclosure, Redaction
from yusuan.parse.gather import Gathered, gather_table
from yusuan.parse.hierarchy import settle_rows
from yusuan.parse.identity import Identity, NoDisclosure, identify
from yusuan.parse.narrative.sections import Passage, after_contents, is_heading, passages, read_sections
from yusuan.parse.narrative.statements import read_statements
from yusuan.parse.narrative.terms import read_terms, terms_region
from yusuan.parse.records.document import document_record
from yusuan.parse.records.inventory import inventory
from yusuan.parse.records.pages import with_pages
from yusuan.parse.records.stated import with_stated_funds
from yusuan.parse.records.unknown import unknown_words
from yusuan.parse.rows.resolve import resolve_codes
from yusuan.parse.rows.table import ReadTable, read_table, read_units
from yusuan.parse.tables.assemble import PrintedTable, assemble_tables
from yusuan.parse.tables.grids import find_grids
from yusuan.parse.text import SourceText, load_text
from yusuan.spec.documents import load_documents
from yusuan.spec.load import load_tables
from yusuan.spec.narrative import load_narrative

_RESOURCES = tuple(kind.RESOURCE for kind in RECORD_TYPES)
_ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
RESERVED = "all"


class BadName(YusuanError):
    """Raised where a file's name gives no disclosure id; the message proposes one."""


def disclosure_id_of(path: Path) -> str:
    """Return the id that a file's name gives: its stem, lower-cased.

    Raises BadName where the stem holds more than letters, digits and hyphens.
    """
    stem = path.stem.lower()
    if stem == RESERVED:
        raise BadName(f"the name {stem} is the collection's: rename it, say, to {stem}-2023.txt")
    if not _ID.match(stem):
        proposed = re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", stem)).strip("-") or "disclosure-2023"
        raise BadName(
            f"the name may hold letters, digits and hyphens only: rename it, say, to {proposed}.txt"
        )
    return stem


def parse_disclosure(path: Path, overrides: Mapping[str, str] | None = None) -> ParsedDisclosure:
    """Read one document into records.

    ``overrides`` are the fields that catalog.csv sets for the file, checked by its reader. Raises BadName,
    UnreadableFile, NoDisclosure or OSError, each with a message that says what is wrong and what to do.
    """
    disclosure_id = disclosure_id_of(path)
    source = load_text(path)
    spec = load_tables()
    grids = find_grids(source.lines)
    tables, declared = assemble_tables(grids, source.lines, spec)
    if not any(table.kind for table in tables):
        raise NoDisclosure("no table of a known kind is in the text: is this a budget disclosure?")
    identity = identify(source.lines, tables, path.stem, load_documents(), overrides)
    read = [read_table(table, number, spec) for number, table in enumerate(tables, start=1)]
    for one in read:
        settle_rows(one, spec)
    read_units(read, [identity.unit_name], spec)
    resolve_codes(read, [line for line in source.lines if "\t" not in line])
    gathered = _gather(disclosure_id, read, source, identity)
    listed, absent = inventory(disclosure_id, read, declared, gathered)
    gathered.records["tables"] = [*listed]
    disclosure = document_record(disclosure_id, path.name, source, identity, gathered, overrides or {})
    gathered.records["disclosures"] = [disclosure]
    records = {name: gathered.records[name] for name in _RESOURCES if gathered.records.get(name)}
    return ParsedDisclosure(
        disclosure=disclosure,
        records=with_pages(records, source.pages),
        lines=source.lines,
        unknown_words=unknown_words(read),
        pages=source.pages,
        declared=absent,
    )


def _gather(
    disclosure_id: str, read: Sequence[ReadTable], source: SourceText, identity: Identity
) -> Gathered:
    """Return what tables and narrative yield, and what was masked."""
    gathered, spec = Gathered(), load_tables()
    default_unit = _common_money_unit(read)
    for one in read:
        gather_table(gathered, disclosure_id, one, identity, default_unit, spec)
    tables = [one.table for one in read]
    told = passages(source.lines, _lines_of_tables(tables))
    _read_narrative(gathered, disclosure_id, told, identity, tables)
    stated = gathered.records.get("statements", [])
    lines = gathered.records.get("budget_lines", [])
    gathered.records["budget_lines"] = with_stated_funds(lines, stated, spec)
    gathered.records["redactions"] = [
        Redaction(disclosure_id, name, count) for name, count in source.redactions.items()
    ]
    return gathered


def _lines_of_tables(tables: Sequence[PrintedTable]) -> set[int]:
    """Return the lines of rows, notes, titles and captions, but not headings of the narrative over tables."""
    taken = {row.line for table in tables for row in table.rows}
    taken |= {line for table in tables for one in table.notes for line in one.lines}
    for table in tables:
        own = table.title.lines if table.title else range(0)
        titles = [one for one in table.captions if one.line in own or not is_heading(one.text)]
        taken |= {line for one in titles for line in one.lines}
    return taken


def _read_narrative(
    gathered: Gathered,
    disclosure_id: str,
    found: Sequence[Passage],
    identity: Identity,
    tables: Sequence[PrintedTable],
) -> None:
    """Add the outline of the narrative, the figures stated in it, and the terms it defines."""
    spec = load_narrative()
    body = found[after_contents(found) :]
    gathered.records["sections"] = list(read_sections(disclosure_id, body))
    region = terms_region(body, spec)
    gathered.records["terms"] = list(read_terms(disclosure_id, body, region))
    told = [passage for at, passage in enumerate(body) if at not in region]
    names = {identity.unit_name, *(unit[1] for table in tables if (unit := table.unit))}
    names |= {re.sub(r"[（(].*?[)）]$", "", name) for name in names}
    names |= {name + tail for name in names for tail in load_documents().joining_tails}
    names |= {name.replace("（", "(").replace("）", ")") for name in names}
    stated = read_statements(disclosure_id, told, sorted(names), spec, identity.fiscal_year)
    gathered.records["statements"] = [*stated, *gathered.records.get("statements", [])]


def _common_money_unit(read: Sequence[ReadTable]) -> str | None:
    """Return the money unit of all tables that state one, if it is the same in all.

    A form's unit is its own.
    """
    units = {unit[0] for one in read if (unit := one.table.money_unit) and not one.table.is_form}
    return units.pop() if len(units) == 1 else None
