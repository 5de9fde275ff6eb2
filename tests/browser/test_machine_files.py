"""What machines read of the built site: catalogue, DCAT, feed, sitemap, JSON-LD."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.browser.conftest import ROOT, SITE_URL
from tests.browser.pages import read_page
from yusuan.site.files.machine import FILES

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def file_of(site: Path, url: str) -> Path:
    """Return the file that an address of the site leads to."""
    assert url.startswith(SITE_URL)
    path = site / url.removeprefix(SITE_URL)
    return path / "index.html" if path.is_dir() else path


def test_the_catalogue_lists_every_package_with_its_files(site: Path) -> None:
    catalogue = json.loads((site / "catalogue.json").read_text("utf-8"))
    assert sorted(entry["id"] for entry in catalogue["packages"]) == DISCLOSURES
    assert catalogue["count"] == len(DISCLOSURES)
    for entry in catalogue["packages"]:
        assert file_of(site, entry["url"]).is_file()
        assert {"zip", "xlsx"} == set(entry["files"])
        for file in entry["files"].values():
            assert file_of(site, file["url"]).stat().st_size == file["bytes"]


def test_dcat_says_the_same_with_terms_that_it_declares(site: Path) -> None:
    catalogue = json.loads((site / "catalogue.jsonld").read_text("utf-8"))
    prefixes = set(catalogue["@context"])

    def check(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                assert key.startswith("@") or key.partition(":")[0] in prefixes, key
                if key != "@context":
                    check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(catalogue)
    datasets = catalogue["dcat:dataset"]
    assert sorted(dataset["dct:identifier"] for dataset in datasets) == DISCLOSURES
    for dataset in datasets:
        assert dataset["@type"] == "dcat:Dataset"
        assert dataset["dct:license"]["@id"].startswith("https://creativecommons.org/")
        for distribution in dataset["dcat:distribution"]:
            assert file_of(site, distribution["dcat:downloadURL"]["@id"]).is_file()


def test_the_feed_is_atom(site: Path) -> None:
    feed = ElementTree.parse(site / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(DISCLOSURES)
    for element in [feed, *entries]:
        for name in ("id", "title", "updated"):
            found = element.findall(f"{ATOM}{name}")
            assert len(found) == 1, name
            assert found[0].text
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or "")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"{SITE_URL}feed.xml"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert file_of(site, str(link.get("href"))).is_file()


def test_entries_of_the_feed_are_dated_by_their_inclusion(made_site: Path) -> None:
    feed = ElementTree.parse(made_site / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    *included, undated = entries
    assert undated.findtext(f"{ATOM}published") is None
    dated = [(entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")) for entry in included]
    assert dated == [("2024-03-05T00:00:00Z",) * 2, ("2024-02-25T00:00:00Z",) * 2]
    assert feed.findtext(f"{ATOM}updated") == "2024-03-05T00:00:00Z"


def test_the_sitemap_lists_every_page(site: Path) -> None:
    listed = {element.text for element in ElementTree.parse(site / "sitemap.xml").iter(f"{SITEMAP}loc")}
    built = {
        SITE_URL + path.relative_to(site).as_posix().removesuffix("index.html")
        for path in site.rglob("index.html")
        if path.relative_to(site).parts[0] != "embed"  # what other pages frame is none by itself
    }
    assert listed == built


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_unit_page_is_a_dataset_with_downloads_that_exist(site: Path, name: str) -> None:
    (data,) = read_page(site / "units" / name / "index.html").data
    described = json.loads(data)
    assert described["@context"] == "https://schema.org/"
    assert described["@type"] == "Dataset"
    assert 50 <= len(described["description"]) <= 5000
    assert described["license"].startswith("https://")
    assert re.fullmatch(r"\d{4}", described["temporalCoverage"])
    assert described["spatialCoverage"]["name"]
    assert described["url"] == f"{SITE_URL}units/{name}/"
    formats = set()
    for file in described["distribution"]:
        path = file_of(site, file["contentUrl"])
        assert file["contentSize"] == f"{path.stat().st_size} B"
        formats.add(file["encodingFormat"])
    assert {"application/zip", FILES["xlsx"][1]} == formats


def test_home_is_a_catalogue_of_data(site: Path) -> None:
    (data,) = read_page(site / "index.html").data
    assert json.loads(data)["@type"] == "DataCatalog"
