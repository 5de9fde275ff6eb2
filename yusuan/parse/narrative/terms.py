"""Terms as the document defines them, and which passages they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.model import Term
from yusuan.parse.narrative.sections import Passage, heading_style, is_heading
from yusuan.parse.tables.grids import money_unit_of
from yusuan.spec.narrative import NarrativeSpec, load_narrative
from yusuan.spec.numbering import without_numbering
from yusuan.spec.patterns import alternatives

_DEFINITION = re.compile(
    rf"^([^：:，。]{{2,120}})[：:]\s*{alternatives(load_narrative().defines)}?(.+)$", re.DOTALL
)
_MEANS = re.compile(rf"^(.{{2,40}}?)((?:，|,)?{alternatives(load_narrative().means)}.+)$", re.DOTALL)


def terms_region(passages: Sequence[Passage], spec: NarrativeSpec) -> range:
    """Return the positions of the passages under the heading of terms; empty where there is none."""
    heads = [
        at
        for at, one in enumerate(passages)
        if is_heading(one.text) and any(w in one.text for w in spec.terms)
    ]
    if not heads:
        return range(0)
    start = heads[-1]
    style = heading_style(passages[start].text.lstrip("# "))
    for at in range(start + 1, len(passages)):
        text = passages[at].text.lstrip("# ")
        if (
            is_heading(passages[at].text)
            and heading_style(text) in {"part", style}
            and not _DEFINITION.match(text)
        ):
            return range(start + 1, at)
    return range(start + 1, len(passages))


def read_terms(disclosure_id: str, passages: Sequence[Passage], region: range) -> list[Term]:
    """Return the terms defined in a region of the narrative, in order."""
    found = []
    for at in region:
        text = without_numbering(passages[at].text.lstrip("# ").strip()).lstrip()
        match = _DEFINITION.match(text) or _MEANS.match(text)
        if match and money_unit_of(text) is None:
            term = re.sub(r"\s+", "", match.group(1))
            found.append(Term(disclosure_id, term, match.group(2).strip(), passages[at].lines[0]))
    return found
