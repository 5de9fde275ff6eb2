"""parse_disclosure(): the steps of reading one document, in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from yusuan.model import (
    RECORD_TYPES,
    BudgetLine,
    Disclosure,
    Leftover,
    ParsedDisclosure,
    Redaction,
    UnknownWord,
)
from yusuan.parse.gather import Gathered, gather_table
from yusuan.parse.hierarchy import settle_rows
from yusuan.parse.identity import Identity, NoDisclosure, identify
from yusuan.parse.narrative.sections import Passage, after_contents, is_heading, passages, read_sections
from yusuan.parse.narrative.statements import read_statements
from yusuan.parse.narrative.terms import read_terms, terms_region
from yusuan.parse.records.headlines import headlines
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
_YEAR_TOKEN = re.compile(r"^20\d{2}$")
_ADCODE_TOKEN = re.compile(r"^\d{6}$")


class BadName(ValueError):
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
    gathered = Gathered()
    default_unit = _common_money_unit(read)
    for one in read:
        gather_table(gathered, disclosure_id, one, identity, default_unit, spec)
    taken = {row.line for table in tables for row in table.rows}
    taken |= {line for table in tables for one in table.notes for line in one.lines}
    for table in tables:
        own = table.title.lines if table.title else range(0)
        titles = [one for one in table.captions if one.line in own or not is_heading(one.text)]
        taken |= {line for one in titles for line in one.lines}
    _read_narrative(gathered, disclosure_id, passages(source.lines, taken), identity, tables)
    stated = gathered.records.get("statements", [])
    gathered.records["budget_lines"] = with_stated_funds(
        gathered.records.get("budget_lines", []), stated, spec
    )
    gathered.records["tables"] = [*inventory(disclosure_id, read, declared, gathered)]
    gathered.records["redactions"] = [
        Redaction(disclosure_id, name, count) for name, count in source.redactions.items()
    ]
    disclosure = _disclosure(disclosure_id, path, source, identity, gathered, overrides or {})
    gathered.records["disclosures"] = [disclosure]
    records = {name: gathered.records[name] for name in _RESOURCES if gathered.records.get(name)}
    return ParsedDisclosure(
        disclosure=disclosure,
        records=with_pages(records, source.pages),
        lines=source.lines,
        unknown_words=unknown_words(read),
        pages=source.pages,
    )


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
    names |= {name + tail for name in names for tail in load_documents().tails if tail.startswith("及")}
    names |= {name.replace("（", "(").replace("）", ")") for name in names}
    stated = read_statements(disclosure_id, told, sorted(names), spec)
    gathered.records["statements"] = [*stated, *gathered.records.get("statements", [])]


def _common_money_unit(read: Sequence[ReadTable]) -> str | None:
    """Return the money unit of all tables that state one, if it is the same in all.

    A form's unit is its own.
    """
    units = {unit[0] for one in read if (unit := one.table.money_unit) and not one.table.is_form}
    return units.pop() if len(units) == 1 else None


def _disclosure(
    disclosure_id: str,
    path: Path,
    source: SourceText,
    identity: Identity,
    gathered: Gathered,
    overrides: Mapping[str, str],
) -> Disclosure:
    phase = "executed" if identity.document_type == "final_accounts" else "approved"
    lines = [line for line in gathered.records.get("budget_lines", []) if isinstance(line, BudgetLine)]
    heads = headlines(lines, identity.fiscal_year, phase)
    region = identity.region
    adcode = region.adcode if region else None
    tokens = [token for token in disclosure_id.split("-") if not _YEAR_TOKEN.match(token)]
    middle = "-".join(tokens[1:] if _ADCODE_TOKEN.match(tokens[0]) else tokens)
    published, included = overrides.get("published_on"), overrides.get("included_on")
    return Disclosure(
        disclosure_id=disclosure_id,
        unit_id=overrides.get("unit_id") or "-".join(part for part in (adcode, middle) if part),
        unit_name=identity.unit_name,
        unit_code=identity.unit_code,
        parent_unit_id=None,
        document_title=identity.title,
        document_type=identity.document_type,
        entity_level=identity.entity_level,
        fiscal_year=identity.fiscal_year,
        province=region.province if region else None,
        city=region.city if region else None,
        county=region.county if region else None,
        adcode=adcode,
        source_file=path.name,
        source_sha256=source.sha256,
        source_document_name=overrides.get("source_document_name") or None,
        source_document_format=overrides.get("source_document_format") or None,
        source_document_pages=int(overrides["source_document_pages"])
        if overrides.get("source_document_pages")
        else None,
        source_document_sha256=overrides.get("source_document_sha256") or None,
        source_document_warning=overrides.get("source_document_warning") or None,
        source_url=overrides.get("source_url") or None,
        published_on=date.fromisoformat(published) if published else None,
        included_on=date.fromisoformat(included) if included else None,
        income_total_yuan=heads["income_total"].amount,
        income_total_line=heads["income_total"].line,
        expenditure_total_yuan=heads["expenditure_total"].amount,
        expenditure_total_line=heads["expenditure_total"].line,
        basic_yuan=heads["basic"].amount,
        basic_line=heads["basic"].line,
        project_yuan=heads["project"].amount,
        project_line=heads["project"].line,
        three_public_yuan=heads["three_public"].amount,
        three_public_line=heads["three_public"].line,
        tables=sum(1 for record in gathered.records["tables"] if getattr(record, "status", "") != "absent"),
        cells=sum(gathered.cells.values()),
        leftovers=sum(isinstance(record, Leftover) for record in gathered.records.get("leftovers", [])),
        checks_passed=None,
        checks_failed=None,
    )


__all__ = ["BadName", "UnknownWord", "disclosure_id_of", "parse_disclosure"]
