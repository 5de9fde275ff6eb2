"""What a sentence says of its figures besides amounts: that nothing changed, that there is none, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.model.narrative import DECREASED, INCREASED, UNCHANGED
from yusuan.parse.narrative.drafts import Draft
from yusuan.parse.narrative.sections import Passage
from yusuan.parse.narrative.wording import Wording
from yusuan.spec.narrative import load_narrative
from yusuan.spec.patterns import alternatives

_NEXT_CLAUSE = re.compile(rf"[；;](?![一二三四五六七八九]{alternatives(load_narrative().counted_reasons)})")


def say_level(sentence: str, draft: Draft | None, wording: Wording) -> None:
    """Let a sentence say of its last statement that it did not change."""
    level = wording.patterns["level"].search(sentence)
    if level and draft is not None and draft.direction is None:
        against = unspaced(level.group(1) or "")
        draft.direction, draft.compared_with = UNCHANGED, against or draft.compared_with


def say_none(passage: Passage, start: int, sentence: str, wording: Wording) -> Draft | None:
    """Return the statement that there is none of something: no figure, but said."""
    none = wording.patterns["none"].search(sentence.strip())
    if none is None or len(sentence) > 120 or any(word in sentence for word in wording.spec.not_denied):
        return None
    line = passage.line_at(start + sentence.find(none.group(0)))
    return Draft(unspaced(none.group(2)), none.group(1), None, None, line, sentence.strip())


def explain(words: str, text: str, drafts: Sequence[Draft], wording: Wording) -> None:
    """Give the reason to the statements that changed, and in the way that the reason's words say."""
    reason = _NEXT_CLAUSE.split(text.strip())[0].rstrip("。；;，,）)")
    rises = wording.patterns["increase"].match(words) is not None
    falls = not rises and wording.patterns["decrease"].match(words) is not None
    for draft in drafts:
        against = (rises and draft.direction == DECREASED) or (falls and draft.direction == INCREASED)
        if draft.direction and not against:
            draft.reason = draft.reason or reason or None


def unspaced(words: str) -> str:
    """Return words without blanks."""
    return re.sub(r"\s", "", words)
