"""The headings of a ready page, for its table of contents."""

from __future__ import annotations

import re
from typing import Any

CONTENTS = "contents"
"""What of a ready page's front matter lists its headings."""

HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def headings(content: str) -> list[dict[str, Any]]:
    """List the headings of the second level that can be linked to, each with those of the third below it.

    A title is HTML without tags: what is escaped in the page stays escaped.
    """
    top: list[dict[str, Any]] = []
    for level, anchor, inner in HEADING.findall(content):
        heading: dict[str, Any] = {"title": TAG.sub("", inner).strip(), "anchor": anchor, "level": int(level)}
        if level == "3" and top:
            top[-1].setdefault("below", []).append(heading)
        else:
            top.append(heading)
    return top
