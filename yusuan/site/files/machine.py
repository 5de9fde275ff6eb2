"""What machines read: a catalogue of all packages as JSON and as DCAT, and a feed of disclosures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from yusuan.site.across.digest import Digest, load_digests
from yusuan.site.files.downloads import MEDIA_TYPES

NAME = "阳光预算"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
KEPT = (
    "id",
    "title",
    "unit",
    "year",
    "type",
    "level",
    "place",
    "adcode",
    "source",
    "published",
    "included",
    "sha256",
)
FEED_LENGTH = 100
ATOM = "http://www.w3.org/2005/Atom"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA = "https://www.iana.org/assignments/media-types/"
FILES = {
    "zip": ("{id}.zip", MEDIA_TYPES[".zip"], "数据包 ZIP（Data Package，CSV）"),
    "xlsx": ("{id}.xlsx", MEDIA_TYPES[".xlsx"], "Excel 工作簿"),
}


def write_machine_files(docs: Path, site: Path, site_url: str) -> None:
    """Write ``catalogue.json``, ``catalogue.jsonld``, ``feed.xml`` and ``site.json`` into the built site."""
    digests = load_digests(docs)
    entries = [catalogue_entry(digest, docs, site_url) for digest in digests]
    about = {"name": NAME, "url": site_url, "licence": LICENCE, "count": len(entries)}
    catalogue = {**about, "packages": entries}
    (site / "catalogue.json").write_text(_json(catalogue), "utf-8")
    (site / "catalogue.jsonld").write_text(_json(dcat(entries, site_url)), "utf-8")
    (site / "feed.xml").write_bytes(feed(digests, site_url))
    (site / "site.json").write_text(_json(summary(digests, site_url)), "utf-8")


def summary(digests: Sequence[Digest], site_url: str) -> dict[str, Any]:
    """Say how much the site has, for a page that lists several: documents, units, first and last year."""
    years = sorted(digest["year"] for digest in digests)
    units = {digest["unit_id"] for digest in digests}
    counted = {"disclosures": len(digests), "units": len(units), "years": [*years[:1], *years[-1:]]}
    return {"name": NAME, "url": site_url, **counted}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def catalogue_entry(digest: Digest, docs: Path, site_url: str) -> dict[str, Any]:
    """Describe one package: what it is, where it is, and its downloads with sizes."""
    page = f"{site_url}units/{digest['id']}/"
    files = {}
    for name, (pattern, media, title) in FILES.items():
        path = docs / "units" / digest["id"] / pattern.format(id=digest["id"])
        if path.is_file():
            files[name] = {
                "url": f"{page}{path.name}",
                "mediaType": media,
                "title": title,
                "bytes": path.stat().st_size,
            }
    return {name: digest[name] for name in KEPT} | {"url": page, "files": files}


def dcat(entries: Sequence[Mapping[str, Any]], site_url: str) -> dict[str, Any]:
    """Write the catalogue in the W3C's vocabulary for data catalogues, as JSON-LD."""
    return {
        "@context": CONTEXT,
        "@id": f"{site_url}catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": NAME, "@language": "zh"},
        "dct:description": {"@value": "中国政府单位预算公开数据", "@language": "zh"},
        "dct:publisher": {"@id": site_url, "@type": "foaf:Agent", "foaf:name": NAME},
        "dct:license": {"@id": LICENCE},
        "dct:language": "zh",
        "foaf:homepage": {"@id": site_url},
        "dcat:dataset": [_dcat_dataset(entry) for entry in entries],
    }


def _dcat_dataset(entry: Mapping[str, Any]) -> dict[str, Any]:
    year = entry["year"]
    described = {
        "@id": entry["url"],
        "@type": "dcat:Dataset",
        "dct:identifier": entry["id"],
        "dct:title": {"@value": entry["title"], "@language": "zh"},
        "dct:spatial": entry["place"],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{year}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{year}-12-31", "@type": "xsd:date"},
        },
        "dct:license": {"@id": LICENCE},
        "dcat:landingPage": {"@id": entry["url"]},
        "dcat:distribution": [_dcat_file(file) for file in entry["files"].values()],
    }
    if entry["published"]:
        described["dct:issued"] = {"@value": entry["published"], "@type": "xsd:date"}
    return described


def _dcat_file(file: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": {"@value": file["title"], "@language": "zh"},
        "dcat:downloadURL": {"@id": file["url"]},
        "dcat:mediaType": {"@id": f"{MEDIA}{file['mediaType']}"},
        "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENCE},
    }


def feed(digests: Sequence[Digest], site_url: str) -> bytes:
    """Write an Atom feed: an entry for each of the latest disclosures, and a new one where its text changes.

    The latest included come first. An entry is dated by the day on which its document was included, else by
    its publication, else by the start of its year, never by the clock; its id holds the hash of the document.
    """
    latest = sorted(digests, key=_moment, reverse=True)[:FEED_LENGTH]
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(root, "id", f"{site_url}feed.xml")
    _add(root, "title", f"{NAME}：公开文件")
    _add(root, "updated", max((_moment(digest) for digest in digests), default="2000-01-01T00:00:00Z"))
    _add(root, "link", href=f"{site_url}feed.xml", rel="self", type="application/atom+xml")
    _add(root, "link", href=site_url, rel="alternate", type="text/html")
    _add(_add(root, "author"), "name", NAME)
    for digest in latest:
        page = f"{site_url}units/{digest['id']}/"
        entry = _add(root, "entry")
        _add(entry, "id", f"{page}?sha256={digest['sha256']}")
        _add(entry, "title", digest["title"])
        if digest["included"]:
            _add(entry, "published", _moment(digest))
        _add(entry, "updated", _moment(digest))
        _add(entry, "link", href=page, rel="alternate", type="text/html")
        _add(entry, "summary", digest["summary"])
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _moment(digest: Digest) -> str:
    day = digest["included"] or digest["published"] or f"{digest['year']}-01-01"
    return f"{day}T00:00:00Z"


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = "".join(char if char.isprintable() else " " for char in text) if text else None
    return child
