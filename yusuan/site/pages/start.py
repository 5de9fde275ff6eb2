"""The start page of several sites: what each is about, where it is, and a search over all of them.

Sites are listed in a file of entries ``[[site]]`` with ``adcode``, ``address`` and, where it is not the
region's own, ``name``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from yusuan.errors import YusuanError
from yusuan.replacing import write_text
from yusuan.site.pages.render import render_page
from yusuan.spec.regions import region_of

LISTED = "sites.json"
KEYS = {"adcode", "address", "name"}
RELATIVE = re.compile(r"(?:\.\./)*[\w.-]+(?:/[\w.-]+)*/")
WITHOUT_SCRIPT = re.compile(r'<p class="ys-noscript">.*?</p>', re.DOTALL)

SAID_INSTEAD = (
    '<p class="ys-noscript">搜索在你的浏览器里进行，需要 JavaScript，这里没有开启。'
    '可以从<a href="../">各地的网站</a>里找。</p>'
)


class SitesError(YusuanError):
    """Raised where the list of sites is not what it should be; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Site:
    """One of several sites: the region it is about, its address, whole or from the start page's, its name."""

    adcode: str
    address: str
    name: str


def load_sites(path: Path, site_url: str) -> list[Site]:
    """Read the list of sites. Raises SitesError, also for a site on another host than ``site_url``.

    Pages may ask their own host only (Content-Security-Policy), so that search could not reach it.
    """
    try:
        listed = tomllib.loads(path.read_text("utf-8")).get("site")
    except OSError as error:
        raise SitesError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SitesError(f"{path.name}: {error}") from None
    if not isinstance(listed, list) or not listed:
        raise SitesError(f"{path.name}: begin an entry for each site with [[site]]")
    sites = [_site(entry, f"{path.name}, site {n}", site_url) for n, entry in enumerate(listed, start=1)]
    for name in ("address", "name"):
        values = [getattr(site, name) for site in sites]
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise SitesError(f"{path.name}: two sites have the {name} {twice[0]!r}")
    return sites


def _site(entry: Any, where: str, site_url: str) -> Site:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise SitesError(f"{where}: adcode, address and name are texts")
    if unknown := sorted(set(entry) - KEYS):
        raise SitesError(f"{where}: {', '.join(unknown)} is unknown; there are {', '.join(sorted(KEYS))}")
    code, address = entry.get("adcode", ""), entry.get("address", "")
    region = region_of(code)
    if region is None:
        raise SitesError(f"{where}: adcode {code!r} is no code of GB/T 2260; write 330000 for a province")
    _check_address(address, where, site_url)
    return Site(code, address, entry.get("name") or region.full_name)


def _check_address(address: str, where: str, site_url: str) -> None:
    if RELATIVE.fullmatch(address):
        return
    host = urlsplit(address).netloc
    if not address.startswith(("http://", "https://")) or not host or not address.endswith("/"):
        raise SitesError(
            f"{where}: address {address!r}: write ../site-33/ or https://…/site-33/, with its slash"
        )
    if host != urlsplit(site_url).netloc:
        raise SitesError(
            f"{where}: {address} is on another host than the start page, {site_url}: give both one"
        )


def write_start(sites: Sequence[Site], docs: Path, search_page: str) -> None:
    """Write the pages of the start page's site; ``search_page`` is the text of other sites' search page."""
    for path, text in _pages(sites, search_page):
        write_text(docs / path, text)
    write_text(docs / LISTED, json.dumps([asdict(site) for site in sites], ensure_ascii=False))


def _pages(sites: Sequence[Site], search_page: str) -> Iterator[tuple[str, str]]:
    meta = {
        "title": "各地的网站",
        "description": "中国政府单位预算的开放数据，各地一个网站，在这里一起搜索。",
        "hide": ["toc"],
        "scripts": ["start"],
    }
    yield "index.md", render_page("start.html", meta, root="", sites=sites)
    text, count = WITHOUT_SCRIPT.subn(SAID_INSTEAD, search_page)
    if count != 1:
        raise SitesError("the search page has no paragraph for readers without scripts")
    yield "search/index.md", text
    yield "about.md", ABOUT


ABOUT = """---
title: 关于各地的网站
description: 为什么分成几个网站，怎样一起搜索。
---

# 关于各地的网站

文件多了，一个网站放不下，所以一省或一市一个网站，由同一份程序做成，页面和数据的样子都相同。每份文件只在一个网站上。

## 一起搜索

这里的搜索同时查各个网站的索引，结果通到它所在的网站。选了省份，就只查收录那个省的网站。有网站没有回应时，结果旁边会写明没有搜到哪里。

## 不能一起做的

比较、“算多吗”和各类合计只在一个网站之内：它们只用那个网站收录的文件。
"""
