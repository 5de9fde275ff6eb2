"""What a page's JSON-LD says of its data; the template adds absolute addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yusuan.model import Disclosure
from yusuan.site.files.downloads import MEDIA_TYPES, Download, find_download
from yusuan.site.places import place_name
from yusuan.site.views.summary import type_word


def dataset(disclosure: Disclosure, package: Path) -> dict[str, Any]:
    """Describe one disclosure's package."""
    published = disclosure.published_on
    return {
        "id": disclosure.disclosure_id,
        "temporal": str(disclosure.fiscal_year),
        "unit": disclosure.unit_name,
        "place": place_name(disclosure),
        "source": disclosure.source_url or "",
        "published": published.isoformat() if published else "",
        "sha256": disclosure.source_sha256,
        "keywords": [type_word(disclosure), "政府预算", "单位预算", "预算公开", disclosure.unit_name],
        "files": list(distributions(package, disclosure.disclosure_id)),
    }


def distributions(package: Path, name: str) -> Iterator[dict[str, Any]]:
    """List a package's downloads: the workbook, and the package itself."""
    for suffix, title in ((".xlsx", "Excel 工作簿"), (".zip", "全部数据")):
        yield from _distribution(find_download(package, f"{name}{suffix}"), title)


def _distribution(file: Download | None, title: str) -> Iterator[dict[str, Any]]:
    if file:
        yield {
            "path": file.path,
            "title": title,
            "format": MEDIA_TYPES[Path(file.path).suffix],
            "size": file.size,
        }
