"""The published file that a text was made from: the page of each line, and where that page opens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from markupsafe import Markup

from yusuan.model import Disclosure
from yusuan.spec.conversion import conversion_words

PAGE_END = "\f"
SEVERAL = "; "
"""What stands between the names of the files that one disclosure was made from."""


@dataclass(frozen=True, slots=True)
class Original:
    """Where pages begin, by the first line of each from the second on, and the address of a PDF.

    ``starts`` is empty where the text has no page ends. Pages are counted through all files where a
    disclosure was made from ``files`` of them: such a number names no page of any one file.
    """

    starts: Sequence[int] = ()
    address: str | None = None
    files: int = 1
    warning: str | None = None

    def page(self, line: int | None) -> int | None:
        """Tell which page of the published file a line stands on; None where that is not known."""
        return self.counted(line) if line and self.files == 1 else None

    def counted(self, line: int) -> int | None:
        """Tell which page a line stands on, counted through all files."""
        return bisect_right(self.starts, line) + 1 if self.starts else None

    def opens(self, page: int) -> str | None:
        """Give the address at which the published file opens on a page."""
        return f"{self.address}#page={page}" if self.address and self.files == 1 else None


def original_of(disclosure: Disclosure, lines: Sequence[str]) -> Original:
    """Say what is known of a disclosure's published file; ``lines`` still hold their page ends."""
    starts: list[int] = []
    for number, line in enumerate(lines, start=1):
        starts += [number] * (len(line) - len(line.lstrip(PAGE_END)))
    files = (disclosure.source_document_name or "").count(SEVERAL) + 1
    warning = disclosure.source_document_warning
    return Original(starts, _pdf_address(disclosure), files, conversion_words(warning) if warning else None)


def _pdf_address(disclosure: Disclosure) -> str | None:
    """Give the address of the published PDF; None where another format, or a web page, may stand there."""
    url = urlsplit(disclosure.source_url or "")
    form = (disclosure.source_document_format or "").lower()
    ending = PurePosixPath(url.path).suffix.lower()
    is_pdf = ending == ".pdf" and form in {"", "pdf"}
    is_download = form == "pdf" and not ending and bool(url.query)
    if url.scheme not in {"http", "https"} or not (is_pdf or is_download):
        return None
    return url._replace(fragment="").geturl()


def page_link(original: Original, line: int | None, until: int | None = None) -> Markup:
    """Render “ · 第 12 页” for a line, or for the lines up to another; nothing where no page is known."""
    first = original.page(line)
    if first is None:
        return Markup("")
    last = original.page(until) or first
    words = f"第 {first} 页" if last == first else f"第 {first}–{last} 页"
    return Markup(" · ") + opening_link(original, first, words)


def opening_link(original: Original, page: int, words: str) -> Markup:
    """Render words that lead to a page of the published file, where it can be opened there."""
    address = original.opens(page)
    if not address:
        return Markup('<span class="ys-src pg-page">{}</span>').format(words)
    return Markup('<a class="ys-src pg-page" href="{}" rel="nofollow">{}</a>').format(address, words)
