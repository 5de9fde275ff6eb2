"""Figures stated in the narrative: what each is about, what it is compared with, and why it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from yusuan.model import Statement
from yusuan.model.narrative import DECREASED, INCREASED, UNCHANGED
from yusuan.parse.cells import parse_amount
from yusuan.parse.narrative.drafts import Draft, is_share
from yusuan.parse.narrative.sections import Passage, is_heading
from yusuan.parse.narrative.wording import UNNAMED, Wording
from yusuan.spec.money import full_name
from yusuan.spec.narrative import NarrativeSpec, load_narrative
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import PARTICLES

_SENTENCE = re.compile(r"[^。；;！？\n]*(?:[。；;！？\n]|$)")
_FULL_STOP = re.compile(r"[。\n]")
_NEXT_CLAUSE = re.compile(rf"[；;](?![一二三四五六七八九]{alternatives(load_narrative().counted_reasons)})")
_NOUN = re.compile(r"[一-鿿]{2}")
_PARTICLES = "".join(PARTICLES)
_MAX_TOPIC = 80
_NEAR_AGAIN = 8
_NEAR = 12


class _Place(NamedTuple):
    """The line that a figure is printed on, and its sentence."""

    line: int
    text: str


@dataclass
class _Reader:
    """Reads the sentences of one document in order; the last total stated is what shares are shares of."""

    spec: NarrativeSpec
    wording: Wording
    wholes: list[Draft] = field(default_factory=list)
    heading: str | None = None
    topic: str | None = None
    drafts: list[Draft] = field(default_factory=list)

    def name(self, heading: str) -> None:
        """Take a heading as what the figures below it are about."""
        self.heading = self.wording.subject(heading.strip().rstrip("。；;：:"))[0]

    def read(self, passage: Passage) -> None:
        """Read one passage: every figure becomes a statement, or a part of the one it compares."""
        before = len(self.drafts)
        self.topic = None
        for start, sentence in _sentences(passage.text):
            count = len(self.drafts)
            self._read_sentence(passage, start, sentence)
            if len(self.drafts) == count and len(sentence) < _MAX_TOPIC:
                self.topic = self.wording.subject(sentence.strip().rstrip("。；;："))[0]
        fresh = self.drafts[before:]
        for draft in fresh:
            if draft.share_percent is not None and draft.share_of is None:
                draft.share_of = self._whole_of(draft, fresh)
        whole = fresh and fresh[0].unit in self.spec.money and fresh[0].share_percent is None
        if whole and not any(word in self._before_figure(fresh[0]) for word in self.spec.parts):
            self.wholes.append(fresh[0])

    def _before_figure(self, draft: Draft) -> str:
        figure = self.spec.figure.search(draft.text)
        return draft.text[: figure.start()] if figure else draft.text

    def _whole_of(self, part: Draft, fresh: Sequence[Draft]) -> str | None:
        """Return what a share is a share of: the nearest total before that the percentage bears out."""
        before = [draft for draft in fresh[:1] if draft is not part and draft.share_percent is None]
        candidates = [*before, *reversed(self.wholes[-_NEAR:])]
        larger = [
            one for one in candidates if one.value and part.value is not None and one.value >= part.value
        ]
        fits = [one for one in larger if is_share(part, one)]
        chosen = next(iter(fits or before or larger), None)
        return chosen.subject if chosen else None

    def _read_sentence(self, passage: Passage, start: int, sentence: str) -> None:
        reason = self.wording.patterns["reason"].search(sentence)
        end = reason.start() if reason else len(sentence)
        draft: Draft | None = None
        outer: list[Draft | None] = []
        last = 0
        first = len(self.drafts)
        for match in self.spec.figure.finditer(sentence):
            if match.start() > end:
                break
            prefix = sentence[last : match.start()]
            for bracket in re.findall(r"[（()）]", prefix):
                if bracket in "（(":
                    outer.append(draft)
                elif outer:
                    draft = outer.pop() or draft
            draft = self._place(passage, start, sentence, prefix, match, draft)
            last = match.end()
        self._say_level(sentence[:end], draft)
        if len(self.drafts) == first:
            self._say_none(passage, start, sentence)
        if reason:
            rest = passage.text[start + reason.start(1) :]
            self._explain(reason.group(0), _FULL_STOP.split(rest)[0], self.drafts[first:] or self.drafts[-1:])

    def _place(
        self,
        passage: Passage,
        start: int,
        sentence: str,
        prefix: str,
        match: re.Match[str],
        draft: Draft | None,
    ) -> Draft | None:
        """Let a figure change, compare or share the statement before it, or begin a new one."""
        value, unit = parse_amount(match.group(1)), match.group(2)
        words, place = prefix.rstrip(), _Place(passage.line_at(start + match.start()), sentence.strip())
        patterns = self.wording.patterns
        if draft is not None and (compared := patterns["compared"].search(words)):
            draft = self._meant(words[: compared.start()], draft)
            draft = self._compared(draft, _unspaced(compared.group(1)), place)
        if unit in {"%", "％"}:
            return self._say_percent(words, value, draft, place) if draft is not None else None
        if (changed := patterns["change"].search(words)) and unit in self.spec.money:
            if draft is None and words.lstrip().startswith(self.spec.comparing) and self._said_in(passage):
                compared = patterns["compared"].search(words)
                draft = self._compared(
                    self.drafts[-1], _unspaced(compared.group(1)) if compared else None, place
                )
            if draft is None or draft.change is not None:
                draft = self._changed_alone(words, unit, draft, place)
            elif full_name(draft.unit or unit) != full_name(unit):
                draft = self._further(draft, draft.compared_with, place)
                draft.subject = self._named(self._about(words)) or draft.subject
            draft.change, draft.direction = value, self._direction(changed.group(0))
            draft.unit = draft.unit or unit
            return draft
        base = patterns["base"].search(words)
        earlier = base is not None and not any(word in base.group(1) for word in self.spec.not_compared)
        if earlier and base and draft is not None and draft.compared_with is None:
            draft.compared_with = _unspaced(base.group(1))
        if base and earlier and draft:
            stated = draft.subject, base.group(1).strip()
        else:
            stated = self._subject(words, unit, sentence[match.end() :], draft)
        new = Draft(stated[0], stated[1], value, unit, place.line, place.text)
        self.drafts.append(new)
        return draft if earlier and draft is not None else new

    def _compared(self, draft: Draft, base: str | None, place: _Place) -> Draft:
        """Return the statement that a comparison is of; one that is compared already is said once more."""
        if draft.compared_with != base and (draft.change is not None or draft.change_percent is not None):
            return self._further(draft, base, place)
        draft.compared_with = base
        return draft

    def _further(self, draft: Draft, base: str | None, place: _Place) -> Draft:
        """Begin a statement of the same subject that says another change of it."""
        again = Draft(draft.subject, draft.stated_as, None, None, place.line, place.text, base)
        self.drafts.append(again)
        return again

    def _say_percent(self, words: str, value: Decimal | None, draft: Draft, place: _Place) -> Draft:
        """Let a percentage say how much a statement changed, or what share of another it is.

        One that says so already is said a second time, of what the words before the percentage name.
        """
        patterns = self.wording.patterns
        changed, share = patterns["change"].search(words), patterns["share"].search(words)
        if changed:
            if draft.change_percent is not None:
                draft = self._further(draft, draft.compared_with, place)
                draft.subject = self._named(self._about(words)) or draft.subject
            draft.change_percent, draft.direction = value, self._direction(changed.group(0))
        elif share:
            if draft.share_percent is not None:
                draft = self._further(draft, None, place)
                draft.subject = self._named(words[: share.start()]) or draft.subject
            draft.share_percent, draft.share_of = value, share.group(1).strip().rstrip(_PARTICLES) or None
        return draft

    def _about(self, words: str) -> str:
        """Return the words that stand before a comparison or a change."""
        compared = self.wording.patterns["compared"].search(words)
        return words[: compared.start()] if compared else self.wording.patterns["change"].sub("", words)

    def _named(self, words: str) -> str | None:
        """Return what words before a figure are about, None where they name nothing."""
        subject, _ = self.wording.subject(words)
        return None if subject == UNNAMED else subject

    def _direction(self, words: str) -> str:
        return INCREASED if self.wording.patterns["increase"].match(words) else DECREASED

    def _subject(self, words: str, unit: str, after: str, draft: Draft | None) -> tuple[str, str | None]:
        """Return what a figure is about and as what it is stated, by the words before and after it."""
        subject, stated_as = self.wording.subject(words)
        if subject == UNNAMED and unit in self.spec.counted and (noun := _NOUN.match(after)):
            subject = noun.group(0)
        about = draft.subject if draft else self.topic or self.heading
        if subject in (UNNAMED, *self.spec.stated_as) and about:
            return about, stated_as or subject
        return subject, stated_as

    def _meant(self, words: str, draft: Draft) -> Draft:
        """Return the statement that a comparison is of: an earlier one where its clause names it again."""
        subject = self._named(words)
        again = (one for one in reversed(self.drafts[-_NEAR_AGAIN:]) if one.subject == subject)
        return draft if subject in {None, draft.subject} else next(again, draft)

    def _said_in(self, passage: Passage) -> bool:
        """Tell whether the last statement stands in a passage."""
        return bool(self.drafts) and self.drafts[-1].line in passage.lines

    def _changed_alone(self, words: str, unit: str, before: Draft | None, place: _Place) -> Draft:
        """Begin a statement that gives a change and not the amount that changed."""
        compared = self.wording.patterns["compared"].search(words)
        subject = self._named(self._about(words)) or (before.subject if before else UNNAMED)
        draft = Draft(subject, None, None, unit, place.line, place.text)
        draft.compared_with = _unspaced(compared.group(1)) if compared else None
        self.drafts.append(draft)
        return draft

    def _say_level(self, sentence: str, draft: Draft | None) -> None:
        level = self.wording.patterns["level"].search(sentence)
        if level and draft is not None and draft.direction is None:
            draft.direction, draft.compared_with = UNCHANGED, _unspaced(level.group(1))

    def _say_none(self, passage: Passage, start: int, sentence: str) -> None:
        """Keep the statement that there is none of something: no figure, but said."""
        none = self.wording.patterns["none"].search(sentence.strip())
        if none is None or len(sentence) > 120 or any(word in sentence for word in self.spec.not_denied):
            return
        subject = re.sub(r"\s+", "", none.group(2))
        self.drafts.append(
            Draft(
                subject,
                none.group(1),
                None,
                None,
                passage.line_at(start + sentence.find(none.group(0))),
                sentence.strip(),
            )
        )

    def _explain(self, words: str, text: str, drafts: Sequence[Draft]) -> None:
        """Give the reason to the statements that changed, and in the way that the reason's words say."""
        reason = _NEXT_CLAUSE.split(text.strip())[0].rstrip("。；;，,）)")
        rises = self.wording.patterns["increase"].match(words) is not None
        falls = not rises and self.wording.patterns["decrease"].match(words) is not None
        for draft in drafts:
            against = (rises and draft.direction == DECREASED) or (falls and draft.direction == INCREASED)
            if draft.direction and not against:
                draft.reason = draft.reason or reason or None


def _unspaced(words: str) -> str:
    return re.sub(r"\s", "", words)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        if match.group(0).strip():
            yield match.start(), match.group(0)


def read_statements(
    disclosure_id: str, passages: Sequence[Passage], unit_names: Sequence[str], spec: NarrativeSpec
) -> list[Statement]:
    """Return the figures that the given passages state, in order, each with the line of its own digits.

    A heading states nothing itself: it is what the figures below it are about where they do not say.
    """
    reader = _Reader(spec, Wording(spec, tuple(sorted(unit_names, key=len, reverse=True))))
    for passage in passages:
        if is_heading(passage.text):
            reader.name(passage.text)
        else:
            reader.read(passage)
    return [draft.record(disclosure_id) for draft in reader.drafts]
