"""Link the first use of each word on a page to the site's own glossary."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup, escape

from yusuan.spec.glossary import GlossaryTerm, load_glossary


class PlainWords:
    """The words that a page has not used yet; ``root`` leads from the page to the site's root."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._used: set[str] = set()

    def __call__(self, text: object) -> Markup:
        """Return text with the first use of each word linked; text that is markup already stays as it is."""
        if isinstance(text, Markup):
            return text
        plain = str(text)
        linked, end = Markup(), 0
        for found in _pattern().finditer(plain):
            term = _by_word()[found.group()]
            if term.id in self._used:
                continue
            self._used.add(term.id)
            linked += escape(plain[end : found.start()]) + self._link(term, found.group())
            end = found.end()
        return linked + escape(plain[end:])

    def _link(self, term: GlossaryTerm, word: str) -> Markup:
        link = Markup('<a class="gl-word" href="{}glossary/#{}">{}</a>')
        return link.format(self._root, term.anchor, word)


@cache
def _by_word() -> dict[str, GlossaryTerm]:
    return {word: term for term in load_glossary() for word in (term.word, *term.also)}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_by_word(), key=len, reverse=True))))
