"""The built pages as files: no link broken, no anchor missing, nothing loaded from elsewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser.conftest import SITE_URL
from tests.browser.pages import BuiltPage, read_pages


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, BuiltPage]:
    return read_pages(site)


def _target(site: Path, page: BuiltPage, link: str) -> tuple[Path, str] | None:
    """Return the file and the anchor that a link of a page leads to; None where it leaves the site."""
    own = urljoin(SITE_URL, page.path.relative_to(site).as_posix().removesuffix("index.html"))
    address = urlsplit(urljoin(own, link))
    if not address.geturl().startswith(SITE_URL):
        return None
    path = site / unquote(address.geturl().partition("#")[0].partition("?")[0].removeprefix(SITE_URL))
    if path.is_dir() or address.path.endswith("/"):
        path /= "index.html"
    return path, unquote(address.fragment)


def test_every_link_leads_to_a_page_and_an_anchor_that_exist(
    site: Path, pages: dict[Path, BuiltPage]
) -> None:
    broken = []
    for page in pages.values():
        for link in set(page.links):
            target = _target(site, page, link)
            if target is None or link.startswith("mailto:"):
                continue
            path, anchor = target
            known = pages.get(path)
            has_anchor = not anchor or anchor == "__skip" or (known is not None and anchor in known.ids)
            if not path.is_file() or not has_anchor:
                broken.append(f"{page.path.relative_to(site)}: {link}")
    assert broken == []


def test_pages_load_nothing_from_elsewhere(site: Path, pages: dict[Path, BuiltPage]) -> None:
    for page in pages.values():
        for address in page.loads:
            target = _target(site, page, address)
            assert target is not None, f"{page.path}: {address}"
            assert target[0].is_file(), f"{page.path}: {address}"


def test_styles_and_scripts_name_no_other_host(site: Path) -> None:
    own = [path for path in (site / "assets").glob("*.*") if path.suffix in {".css", ".js"}]
    assert own
    for path in own:
        text = path.read_text("utf-8")
        assert "@import" not in text
        assert "fonts.googleapis" not in text
        assert "url(http" not in text


def test_every_page_has_a_title_of_its_own(site: Path, pages: dict[Path, BuiltPage]) -> None:
    titles: dict[str, Path] = {}
    for path, page in pages.items():
        assert page.title, path
        assert titles.setdefault(page.title, path) == path, f"{page.title}: {path} and {titles[page.title]}"
