"""The record of the document itself: whose it is, of what year, where from, and its headline amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from yusuan.model import BudgetLine, Disclosure, Leftover, Table
from yusuan.model.document import phase_of
from yusuan.parse.gather import Gathered
from yusuan.parse.identity import Identity
from yusuan.parse.records.headlines import headlines
from yusuan.parse.text import SourceText

_YEAR_TOKEN = re.compile(r"^20\d{2}$")
_ADCODE_TOKEN = re.compile(r"^\d{6}$")


def document_record(
    disclosure_id: str,
    file: str,
    source: SourceText,
    identity: Identity,
    gathered: Gathered,
    overrides: Mapping[str, str],
) -> Disclosure:
    """Return the record of a document; ``overrides`` are what catalog.csv sets for its ``file``."""
    region = identity.region
    said = {name: text or None for name, text in overrides.items()}
    return Disclosure(
        disclosure_id=disclosure_id,
        unit_id=said.get("unit_id") or _unit_id(disclosure_id, region.adcode if region else None),
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
        adcode=region.adcode if region else None,
        source_file=file,
        source_sha256=source.sha256,
        source_document_name=said.get("source_document_name"),
        source_document_format=said.get("source_document_format"),
        source_document_pages=_whole(said.get("source_document_pages")),
        source_document_sha256=said.get("source_document_sha256"),
        source_document_warning=said.get("source_document_warning"),
        source_url=said.get("source_url"),
        published_on=_day(said.get("published_on")),
        included_on=_day(said.get("included_on")),
        **_heads(identity, gathered),
        tables=sum(one.status != "absent" for one in gathered.of(Table)),
        cells=sum(gathered.cells.values()),
        leftovers=len(gathered.of(Leftover)),
        checks_passed=None,
        checks_failed=None,
    )


def _heads(identity: Identity, gathered: Gathered) -> dict[str, Any]:
    """Return the fields of the headline amounts, each with its line."""
    phase = phase_of(identity.document_type)
    heads = headlines(gathered.of(BudgetLine), identity.fiscal_year, phase)
    amounts = {f"{name}_yuan": head.amount for name, head in heads.items()}
    return amounts | {f"{name}_line": head.line for name, head in heads.items()}


def _unit_id(disclosure_id: str, adcode: str | None) -> str:
    """Return place and unit of a disclosure's id without its year: a unit has one id over the years."""
    tokens = [token for token in disclosure_id.split("-") if not _YEAR_TOKEN.match(token)]
    middle = "-".join(tokens[1:] if _ADCODE_TOKEN.match(tokens[0]) else tokens)
    return "-".join(part for part in (adcode, middle) if part)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _whole(text: str | None) -> int | None:
    return int(text) if text else None
