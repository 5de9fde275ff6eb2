"""A Markdown extension that hands ready pages over as they are: for builders that have no hooks.

MkDocs' hook (yusuan/site/mkdocs/hook.py) keeps such pages from Markdown altogether. Zensical runs the
extensions of Python-Markdown, but no hooks; its environment needs this file alone of ours.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

FIRST = 1000
"""Before all others: nothing has to look at the page, no snippet is put into what a document says."""

NORMALISED = 29
"""After Python-Markdown's own first step, which takes out the characters that mark what is set aside."""

OPENING = "<div"
MARK = "yusuan-ready"


class _Take(Preprocessor):  # type: ignore[misc]
    """Take out a page that is one block of HTML, which Markdown would read, and leave as it is."""

    taken = ""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).strip()
        is_ready = text.startswith(OPENING) and "\n\n" not in text and "markdown=" not in text
        self.taken = text if is_ready else ""
        return [MARK] if is_ready else lines


class _SetAside(Preprocessor):  # type: ignore[misc]
    """Leave the mark of something set aside in the place of a page that was taken out."""

    def __init__(self, md: Markdown, take: _Take) -> None:
        super().__init__(md)
        self._take = take

    def run(self, lines: list[str]) -> list[str]:
        return [self.md.htmlStash.store(self._take.taken)] if self._take.taken else lines


class ReadyExtension(Extension):  # type: ignore[misc]
    """Registers what hands ready pages over."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Put it before all others."""
        take = _Take(md)
        md.preprocessors.register(take, "yusuan-ready", FIRST)
        md.preprocessors.register(_SetAside(md, take), "yusuan-set-aside", NORMALISED)


def makeExtension(**options: Any) -> ReadyExtension:
    """Return the extension, as Python-Markdown asks for it by its module's name."""
    return ReadyExtension(**options)
