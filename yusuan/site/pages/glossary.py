"""Write the glossary: the site's own words, then terms as the documents define them, same ones together."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yusuan.model import Disclosure, Term
from yusuan.replacing import replaced_folder
from yusuan.site.packages import COLLECTION, load_rows
from yusuan.site.pages.listing import ListPage, write_list
from yusuan.site.pages.render import render_page
from yusuan.spec.glossary import load_glossary

FOLDER = "glossary"
EXAMPLES = 5
ENDS = "。；;. \u3000"


@dataclass(frozen=True, slots=True)
class Definition:
    """One wording, and where it is printed: disclosures with lines, and pages where they are known."""

    text: str
    places: Sequence[tuple[Disclosure, int, int | None]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its definitions, the most common first."""

    term: str
    definitions: Sequence[Definition]

    @property
    def documents(self) -> int:
        """Count the documents that define the term."""
        places = [place for definition in self.definitions for place in definition.places]
        return len({disclosure.disclosure_id for disclosure, _, _ in places})


def gather_terms(terms: Sequence[Term], disclosures: Sequence[Disclosure]) -> list[Entry]:
    """Group definitions by term, terms that most documents define first."""
    by_id = {disclosure.disclosure_id: disclosure for disclosure in disclosures}
    grouped: dict[str, dict[str, list[Term]]] = {}
    for term in terms:
        if term.disclosure_id in by_id:
            wordings = grouped.setdefault(_plain(term.term), {})
            wordings.setdefault(_plain(term.definition), []).append(term)
    entries = [
        Entry(
            next(iter(wordings.values()))[0].term,
            [
                Definition(
                    found[0].definition,
                    [(by_id[t.disclosure_id], t.source_line, t.source_page) for t in found],
                )
                for found in sorted(wordings.values(), key=lambda found: -len(found))
            ],
        )
        for wordings in grouped.values()
    ]
    return sorted(entries, key=lambda entry: (-entry.documents, entry.term))


def _plain(text: str) -> str:
    """Fold spellings that mean the same: width, spaces, quotation marks, the full stop at the end."""
    folded = unicodedata.normalize("NFKC", text).strip(ENDS)
    return "".join(char for char in folded if char not in '"“”‘’「」 ')


def write_glossary(packages: Path, disclosures: Sequence[Disclosure], docs: Path) -> None:
    """Write ``docs/glossary/`` in place of an earlier one."""
    entries = gather_terms(load_rows(packages / COLLECTION, Term), disclosures)
    with replaced_folder(docs / FOLDER) as folder:
        write_list(folder, FOLDER, entries, render_glossary)


def render_glossary(page: ListPage[Entry]) -> str:
    """Render a page of the glossary."""
    meta = {
        "title": f"名词{page.suffix}",
        "description": f"{page.total} 个预算名词，照公开文件自己的解释，逐条注明出处；常用的另用大白话解释。",
    }
    own = load_glossary()
    return render_page("glossary.html", meta, root=page.root, page=page, examples=EXAMPLES, own=own)
