"""The website: pages, charts, downloads and search, made of data packages alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from yusuan.model import Disclosure
from yusuan.replacing import remove_others, replaced_folder, write_text
from yusuan.site.across.digest import DIGEST, load_digests, staff_shares, unit_digest
from yusuan.site.charts import unit_charts
from yusuan.site.files.card import FOLDER as CARD_FOLDER
from yusuan.site.files.card import write_card
from yusuan.site.files.downloads import OF_UNIT, copy_downloads
from yusuan.site.packages import COLLECTION, load_rows, load_unit, unit_folders
from yusuan.site.pages.codes import ECONOMICS, FUNCTIONS, write_codes
from yusuan.site.pages.collection import INCLUDES, write_collection, write_home, write_units_index
from yusuan.site.pages.context import write_context
from yusuan.site.pages.corrections import write_corrections
from yusuan.site.pages.embed import FOLDER as EMBED_FOLDER
from yusuan.site.pages.embed import write_embeds
from yusuan.site.pages.findings import gather_checks, write_findings
from yusuan.site.pages.glossary import write_glossary
from yusuan.site.pages.regions import write_regions
from yusuan.site.pages.units import render_source, render_unit
from yusuan.site.search.codes import write_code_documents
from yusuan.site.search.index import SEARCH_FOLDER, write_search_documents
from yusuan.site.setup import WHOLE, SiteSetup
from yusuan.site.views.published import published_tables
from yusuan.site.views.summary import key_figures

SHARED_FOLDERS = (
    *("regions", "findings", "functions", "economics", "glossary", "peers", "downloads", "_includes"),
    f"{SEARCH_FOLDER}/codes",
)
SHARED_INPUTS = ("corrections.toml",)
"""Hand-written files of docs/ that pages about all disclosures are made of, beside the packages."""


def write_site(packages: Path, docs: Path, setup: SiteSetup = WHOLE) -> None:
    """Write every generated page and download below ``docs`` from the packages.

    Pages of disclosures that have no package any more are removed; a killed run leaves each unit's last
    complete pages in place.
    """
    for folder in unit_folders(packages):
        write_unit_pages(folder, docs)
    write_shared_pages(packages, docs, setup)


def write_unit_pages(package_folder: Path, docs: Path) -> None:
    """Write the pages of one package under ``docs/units/<disclosure_id>/``, in place of earlier ones."""
    unit = load_unit(package_folder)
    charts = unit_charts(unit)
    tables = published_tables(unit)
    disclosure_id = unit.disclosure.disclosure_id
    card = write_card(unit.disclosure, key_figures(unit, charts), docs)
    with replaced_folder(docs / "units" / disclosure_id) as folder:
        copy_downloads(package_folder, folder, OF_UNIT)
        write_text(folder / "index.md", render_unit(unit, charts, tables, card))
        write_text(folder / "source/index.md", render_source(unit, tables))
        write_text(folder / DIGEST, unit_digest(unit, charts))
    write_embeds(unit, charts, docs)
    write_search_documents(unit, tables, docs)


def unit_outputs(disclosure_id: str, docs: Path) -> list[Path]:
    """List the folders that a disclosure's pages take up."""
    parts = ("units", f"{SEARCH_FOLDER}/units", EMBED_FOLDER, CARD_FOLDER)
    return [docs / part / disclosure_id for part in parts]


def shared_outputs(docs: Path) -> list[Path]:
    """List the folders and files that ``write_shared_pages`` writes."""
    later = sorted(path for path in (docs / "units").glob("_*") if path.is_dir())
    units = [docs / "units" / "index.md", docs / "units" / "list.json", *later]
    return [docs / "index.md", *(docs / name for name in SHARED_FOLDERS), *units]


def write_shared_pages(packages: Path, docs: Path, setup: SiteSetup = WHOLE) -> None:
    """Write what is about all disclosures: home, regions, lists, downloads; drop what is gone."""
    drop_gone_units(packages, docs)
    for write in SHARED_PARTS.values():
        write(packages, docs, setup)


def drop_gone_units(packages: Path, docs: Path) -> None:
    """Remove the pages of disclosures that are not in the collection any more."""
    keep = {disclosure.disclosure_id for disclosure in load_rows(packages / COLLECTION, Disclosure)}
    for name in ("units", f"{SEARCH_FOLDER}/units", EMBED_FOLDER, CARD_FOLDER):
        remove_others(docs / name, keep)


def _write_comparisons(packages: Path, docs: Path, setup: SiteSetup) -> None:
    write_context(load_digests(docs), docs)


def _write_checks(packages: Path, docs: Path, setup: SiteSetup) -> None:
    disclosures = load_rows(packages / COLLECTION, Disclosure)
    checked = gather_checks(packages, disclosures)
    write_findings(checked, docs)
    write_home(packages, disclosures, staff_shares(load_digests(docs)), checked, docs, setup.place)


def _write_classifications(packages: Path, docs: Path, setup: SiteSetup) -> None:
    digests = load_digests(docs)
    for kind in (FUNCTIONS, ECONOMICS):
        codes = write_codes(digests, kind, docs)
        write_code_documents(codes, docs / SEARCH_FOLDER / "codes" / kind.folder)


def _write_lists(packages: Path, docs: Path, setup: SiteSetup) -> None:
    disclosures = load_rows(packages / COLLECTION, Disclosure)
    staff = staff_shares(load_digests(docs))
    write_glossary(packages, disclosures, docs)
    write_regions(disclosures, staff, docs, setup.place)
    write_units_index(disclosures, staff, docs)
    names = {d.disclosure_id: d.unit_name for d in disclosures}
    write_corrections(docs, INCLUDES, names, setup.scope)


def _write_downloads(packages: Path, docs: Path, setup: SiteSetup) -> None:
    write_collection(packages, docs, setup.downloads)


SHARED_PARTS: Mapping[str, Callable[[Path, Path, SiteSetup], None]] = {
    "checks": _write_checks,
    "downloads": _write_downloads,
    "classifications": _write_classifications,
    "comparisons": _write_comparisons,
    "lists": _write_lists,
}
"""The parts of the pages about all disclosures, the longest first; none needs what another writes."""


__all__ = [
    "SHARED_INPUTS",
    "SHARED_PARTS",
    "drop_gone_units",
    "shared_outputs",
    "unit_outputs",
    "write_shared_pages",
    "write_site",
    "write_unit_pages",
]
