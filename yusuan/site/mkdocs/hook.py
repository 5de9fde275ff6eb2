"""MkDocs hook: hand ready pages over as they are, add the search index, put the site in its place.

Pages with ``prerendered: true`` hold one block of HTML. Python-Markdown would take some 30 ms to pass it
through unchanged; this hook takes none. Without the hook the same pages still render.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from yusuan.errors import YusuanError
from yusuan.site.files.machine import write_machine_files
from yusuan.site.mkdocs import beside
from yusuan.site.mkdocs.rendered import READY, SITEMAP, Standing
from yusuan.site.mkdocs.repository import origin_of, repository_address
from yusuan.site.mkdocs.stylesheet import write_stylesheet
from yusuan.site.pages.headings import CONTENTS, headings
from yusuan.site.search.index import Indexing, start_index

IMPLIED = re.compile(r"</t[dh]>\s*(?:</tr>\s*(?=<tr\b))?")
"""End tags of tables' cells, and of rows before another, which HTML implies: a tenth of a unit's page."""


@dataclass(slots=True)
class _Now:
    """What the steps of the build that runs share."""

    standing: Standing | None = None
    indexing: Indexing | None = None


_now = _Now()


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Refuse to publish what names no address or nobody to reach."""
    if os.environ.get("PUBLISH"):
        refuse_to_publish(config.site_url or "", config.extra)


def refuse_to_publish(site_url: str, extra: Mapping[str, Any]) -> None:
    """Raise PluginError where a site that is to be published would say localhost or name nobody to reach."""
    host = urlsplit(site_url).hostname or ""
    if host in {"", "localhost", "127.0.0.1", "::1", "0.0.0.0"}:
        raise PluginError(f"PUBLISH is set, but the site's address is {site_url!r}: set SITE_URL")
    if not (extra.get("contact") or extra.get("repository")):
        raise PluginError("PUBLISH is set, but nobody can be reached: set SITE_CONTACT or SITE_REPOSITORY")


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Spare a build the look at each template's time, some thirty a page; spare pages the theme's blanks."""
    env.auto_reload = False
    env.trim_blocks = env.lstrip_blocks = True  # the theme's indentation is a sixth of a short page
    if _now.standing:
        _now.standing.put()
    articles = written_articles(files)
    _now.indexing = start_index(Path(config.docs_dir), Path(config.site_dir), articles)
    return env


def on_template_context(
    context: dict[str, Any], *, template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """List in the sitemap the pages that are taken over, too."""
    if _now.standing and template_name == SITEMAP:
        _now.standing.fill_sitemap(context, config)
    return context


def written_articles(files: Files) -> Iterator[tuple[str, str]]:
    """Yield the hand-written pages: the path of each below docs, and its HTML."""
    for file in files.documentation_pages():
        if file.page is not None and not file.page.meta.get(READY):
            yield file.src_uri, file.page.content or ""


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let a ready page render itself, past Markdown."""
    if page.meta.get(READY):
        page.render = partial(_hand_over, page)  # type: ignore[method-assign]
    return markdown


def _hand_over(page: Page, config: MkDocsConfig, files: Files) -> None:
    content = page.markdown or ""
    page.content = IMPLIED.sub("", content)
    page.toc = table_of_contents(page.meta.get(CONTENTS) or headings(content))
    page.present_anchor_ids = None


def table_of_contents(listed: Iterable[Mapping[str, Any]]) -> TableOfContents:
    """Return headings of the second and third level, as ``headings`` lists them, in MkDocs' form."""
    return TableOfContents([_anchor(heading) for heading in listed])


def _anchor(heading: Mapping[str, Any]) -> AnchorLink:
    link = AnchorLink(heading["title"], heading["anchor"], heading["level"])
    link.children = [_anchor(one) for one in heading.get("below", ())]
    return link


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether a site is built to stay, or served from a folder of MkDocs' own."""
    beside.is_build = command == "build"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build beside the site that stands, which is read meanwhile; say where mistakes are reported."""
    folder = Path(config.config_file_path or ".").resolve().parent
    if not config.extra.get("repository"):
        config.extra["repository"] = repository_address(origin_of(folder))
    config.extra["lean"] = True
    site = Path(config.site_dir).resolve()
    config.site_dir = beside.begin(site, Path(config.docs_dir))
    _now.standing = Standing.of(config, site) if beside.is_build else None
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Render no page that stands as it would be."""
    return _now.standing.take_over(files) if _now.standing else files


def on_build_error(*, error: Exception) -> None:
    """Leave the site that stands as it is."""
    if _now.indexing:
        _now.indexing.stop()
    beside.give_up()


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the styles and what machines read; once the search index is whole, put the site in its place.

    What is foreseen ends the build with its message, as MkDocs' own errors do (PluginError).
    """
    docs, site = Path(config.docs_dir), Path(config.site_dir)
    try:
        write_stylesheet(site)
        if not config.extra.get("sites"):
            write_machine_files(docs, site, config.site_url or "/")
        if _now.indexing:
            _now.indexing.finish()
    except YusuanError as error:
        raise PluginError(str(error)) from error
    if _now.standing:
        _now.standing.keep()
    beside.finish()
