"""Render templates into pages: front matter, then one block of ready HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from yusuan.model import Disclosure
from yusuan.site.amounts import (
    format_as_said,
    format_plain,
    format_share,
    format_size,
    format_wan,
    format_yuan,
)
from yusuan.site.filenames import file_name
from yusuan.site.original import opening_link, page_link
from yusuan.site.pages.headings import CONTENTS, headings
from yusuan.site.views.narrative import paragraphs, section_anchor
from yusuan.site.views.plain_words import PlainWords
from yusuan.site.views.quotes import one_digit, sides_of
from yusuan.site.views.targets import HORIZONS, is_reworded, target_words
from yusuan.site.views.verdicts import STATUS_WORDS

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def environment() -> Environment:
    """Open the templates; every value is escaped, an unknown name is an error."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # no look at each file's time whenever one template includes another
    )
    env.filters.update(yuan=format_yuan, wan=format_wan, size=format_size)
    env.filters.update(paragraphs=paragraphs, section_anchor=section_anchor)
    env.filters.update(target_words=target_words, plain=format_plain, as_said=format_as_said)
    env.filters.update(groupby_document=group_findings)
    env.filters.update(page_link=page_link, opening_link=opening_link)
    env.filters.update(cite_data=cite_data)
    env.globals.update(file_name=file_name, sides_of=sides_of, one_digit=one_digit)
    env.tests.update(reworded=is_reworded)
    env.globals.update(share=format_share, horizons=HORIZONS, status_words=STATUS_WORDS)
    return env


def cite_data(disclosure: Disclosure) -> str:
    """Write, for the scripts, what a citation of a document names."""
    published = disclosure.published_on.isoformat() if disclosure.published_on else ""
    values = {
        "unit": disclosure.unit_name,
        "title": disclosure.document_title,
        "year": disclosure.fiscal_year,
        "published": published,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def group_findings(findings: Iterable[Any]) -> list[list[Any]]:
    """Group findings that stand together by the document that they are of."""
    return [list(found) for _, found in groupby(findings, key=lambda one: one.disclosure.disclosure_id)]


def render_block(template: str, **context: Any) -> Markup:
    """Render a template to HTML without blank lines, so that Markdown takes it for one block.

    Templates have ``words``, which links the first use of a word to the glossary.
    """
    words = PlainWords(str(context.get("root", "")))
    rendered = environment().get_template(template).render(words=words, **context)
    return Markup("\n".join(line for line in rendered.split("\n") if line.strip()))


def render_page(template: str, meta: Mapping[str, Any], **context: Any) -> str:
    """Render a page: its front matter, each value as JSON (which YAML reads), and its block."""
    block = render_block(template, **context)
    found = {} if "toc" in meta.get("hide", ()) else {CONTENTS: headings(block)}
    head = {"prerendered": True, **meta, **{name: value for name, value in found.items() if value}}
    lines = [f"{name}: {_as_json(value)}" for name, value in head.items()]
    return "\n".join(["---", *lines, "---", "", block, ""])


def with_meta(page: str, values: Mapping[str, Any]) -> str:
    """Set values of a rendered page's front matter, in place of those it has; empty ones are left out.

    Its contents are listed anew: a part of the page may have been filled since.
    """
    head, body = page.removeprefix("---\n").split("\n---\n", 1)
    wanted = {**values, CONTENTS: headings(body)}
    lines = [line for line in head.split("\n") if line.partition(":")[0] not in wanted]
    lines += [f"{name}: {_as_json(value)}" for name, value in wanted.items() if value]
    return "\n".join(["---", *lines, f"---\n{body}"])


def _as_json(value: Any) -> str:
    """Write a value on one line, without the characters that YAML refuses."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
