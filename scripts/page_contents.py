"""What a built page says: its main text, its places, its links, its head; and how two sites differ in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html

LEFT_OUT = ("script", "style", "template")
SKIP, SKIPPED_TO = "md-skip", "__skip"
"""The link past the header, and where it leads: the theme's own."""
THEME = re.compile(r"/assets/(?:material\.css|stylesheets/|images/)")
LOC = re.compile(rb"<loc>([^<]*)</loc>")
SITEMAP = "sitemap.xml"
META = ("description", "og:title", "og:description", "og:url", "og:image")


@dataclass(frozen=True, slots=True)
class Contents:
    """A page's main part: its text, the text at each anchor, its links; its head and what is around it.

    Links are written as seen from the page's own address.
    """

    text: str
    places: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    head: tuple[tuple[str, str], ...]
    around: tuple[str, ...]
    loaded: tuple[str, ...]


def contents_of(page: bytes, address: str = "/") -> Contents:
    """Read a page; its main part is its article."""
    tree = lxml.html.document_fromstring(page.decode("utf-8"))
    head = tuple(_head(tree))
    loaded = [one.get("src") for one in tree.iter("script")]
    loaded += [one.get("href") for one in tree.iter("link") if one.get("rel") == "stylesheet"]
    for one in list(tree.iter(*LEFT_OUT)):
        one.drop_tree()
    article = next(tree.iter("article"), None)
    inside = [] if article is None else list(article.iter())
    own = set(inside)
    links = [one for one in tree.iter("a") if one.get("href") and one.get("class") != SKIP]
    return Contents(
        "" if article is None else _text(article),
        tuple((one.get("id"), _text(one)) for one in inside if one.get("id") and one.get("id") != SKIPPED_TO),
        tuple(urljoin(address, one.get("href")) for one in links if one in own),
        head,
        tuple(urljoin(address, one.get("href")) for one in links if one not in own),
        tuple(urljoin(address, one) for one in loaded if one),
    )


def _text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _head(tree: Any) -> Iterator[tuple[str, str]]:
    yield "title", " ".join(tree.findtext(".//title", "").split())
    for link in tree.iter("link"):
        if link.get("rel") == "canonical":
            yield "canonical", str(link.get("href"))
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        if name in META or name == "Content-Security-Policy":
            yield name, str(meta.get("content"))
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            yield "JSON-LD", json.dumps(json.loads(script.text_content()), ensure_ascii=False, sort_keys=True)


def compare_sites(first: Path, second: Path, left_out: Sequence[str] = ()) -> Iterator[str]:
    """Yield how the second site differs from the first, a line each: pages and files that it lacks, contents.

    ``left_out`` begin the paths of files that only the first one's builder makes.
    """
    paths = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    for path in paths:
        name = path.as_posix()
        if name.startswith(tuple(left_out)):
            continue
        if not (second / path).is_file():
            yield f"{name}: missing"
        elif path.suffix == ".html":
            yield from _differences(name, first / path, second / path)
        elif name == SITEMAP:
            yield from _unlisted((first / path).read_bytes(), (second / path).read_bytes())
        elif (first / path).read_bytes() != (second / path).read_bytes():
            yield f"{name}: other bytes"


def _unlisted(one: bytes, other: bytes) -> Iterator[str]:
    """Compare the addresses of two sitemaps; how they are laid out is the builder's."""
    for address in sorted(set(LOC.findall(one)) ^ set(LOC.findall(other))):
        yield f"{SITEMAP}: only one lists {address.decode()}"


def _differences(name: str, one: Path, other: Path) -> Iterator[str]:
    address = f"/{name.removesuffix('index.html')}"
    first, second = contents_of(one.read_bytes(), address), contents_of(other.read_bytes(), address)
    if first.text != second.text:
        yield f"{name}: text: {_first_difference(first.text, second.text)}"
    for what, left, right in (
        ("anchor", first.places, second.places),
        ("link", first.links, second.links),
        ("head", first.head, second.head),
        ("link around", first.around, second.around),
        ("file loaded", first.loaded, second.loaded),
    ):
        lost, added = _lost(left, right), _lost(right, left)
        if lost or added:
            shown = [f"lacks {one}" for one in list(lost)[:1]] + [f"adds {one}" for one in list(added)[:1]]
            yield f"{name}: {what}: {lost.total()} lost, {added.total()} added; {'; '.join(shown)}"[:600]


def _lost(one: Sequence[object], other: Sequence[object]) -> Counter[object]:
    """Count what one page has more than the other; a stylesheet of the builder's own theme is not counted."""
    return Counter(thing for thing in one if not THEME.search(str(thing))) - Counter(other)


def _first_difference(one: str, other: str) -> str:
    place = next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
    start = max(place - 20, 0)
    return f"{one[start : place + 40]!r} became {other[start : place + 40]!r}"
