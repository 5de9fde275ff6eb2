"""Figures stated in the narrative: what each is about, what it is compared with, and why it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.model import Statement
from yusuan.parse.cells import parse_amount
from yusuan.parse.narrative.sections import Passage, is_heading
from yusuan.parse.narrative.wording import UNNAMED, Wording
from yusuan.spec.narrative import NarrativeSpec

_SENTENCE = re.compile(r"[^。；;！？\n]*(?:[。；;！？\n]|$)")
_FULL_STOP = re.compile(r"[。\n]")
_NEXT_CLAUSE = re.compile(r"[；;](?![一二三四五六七八九]是)")
_NOUN = re.compile(r"[一-鿿]{2}")
_MAX_TOPIC = 80
_NEAR_AGAIN = 8
_NEAR = 12


@dataclass(slots=True)
class _Draft:
    """A statement as it grows while its sentence is read."""

    subject: str
    stated_as: str | None
    value: Decimal | None
    unit: str | None
    line: int
    text: str
    compared_with: str | None = None
    change: Decimal | None = None
    change_percent: Decimal | None = None
    direction: str | None = None
    share_percent: Decimal | None = None
    share_of: str | None = None
    reason: str | None = None

    def record(self, disclosure_id: str) -> Statement:
        """Return the finished record."""
        values = {name: getattr(self, name) for name in _Draft.__slots__ if name != "line"}
        return Statement(disclosure_id=disclosure_id, source_line=self.line, source_column=None, **values)


@dataclass
class _Reader:
    """Reads the sentences of one document in order; the last total stated is what shares are shares of."""

    spec: NarrativeSpec
    wording: Wording
    wholes: list[_Draft] = field(default_factory=list)
    heading: str | None = None
    topic: str | None = None
    drafts: list[_Draft] = field(default_factory=list)

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

    def _before_figure(self, draft: _Draft) -> str:
        figure = self.spec.figure.search(draft.text)
        return draft.text[: figure.start()] if figure else draft.text

    def _whole_of(self, part: _Draft, fresh: Sequence[_Draft]) -> str | None:
        """Return what a share is a share of: the nearest total before that the percentage bears out."""
        before = [draft for draft in fresh[:1] if draft is not part and draft.share_percent is None]
        candidates = [*before, *reversed(self.wholes[-_NEAR:])]
        larger = [
            one for one in candidates if one.value and part.value is not None and one.value >= part.value
        ]
        fits = [one for one in larger if _is_share(part, one)]
        chosen = next(iter(fits or before or larger), None)
        return chosen.subject if chosen else None

    def _read_sentence(self, passage: Passage, start: int, sentence: str) -> None:
        reason = self.wording.patterns["reason"].search(sentence)
        end = reason.start() if reason else len(sentence)
        draft: _Draft | None = None
        outer: list[_Draft | None] = []
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
        draft: _Draft | None,
    ) -> _Draft | None:
        """Let a figure change, compare or share the statement before it, or begin a new one."""
        value, unit = parse_amount(match.group(1)), match.group(2)
        words = prefix.rstrip()
        patterns = self.wording.patterns
        if draft is not None and (compared := patterns["compared"].search(words)):
            draft = self._meant(words[: compared.start()], draft)
            draft.compared_with = re.sub(r"\s", "", compared.group(1))
        changed = patterns["change"].search(words)
        if unit in {"%", "％"}:
            if draft is not None:
                self._say_percent(words, value, draft)
            return draft
        if changed and unit in self.spec.money:
            if draft is None and words.lstrip().startswith(self.spec.comparing) and self._said_in(passage):
                draft = self.drafts[-1]
                compared = patterns["compared"].search(words)
                draft.compared_with = re.sub(r"\s", "", compared.group(1)) if compared else None
            elif draft is None or draft.change is not None:
                draft = self._changed_alone(passage, start, sentence, words, match)
            draft.change, draft.direction = value, self._direction(changed.group(0))
            return draft
        base = patterns["base"].search(words)
        earlier = base is not None and not any(word in base.group(1) for word in self.spec.not_compared)
        if earlier and base and draft is not None and draft.compared_with is None:
            draft.compared_with = re.sub(r"\s", "", base.group(1))
        if base and earlier and draft:
            stated = draft.subject, base.group(1).strip()
        else:
            stated = self._subject(words, unit, sentence[match.end() :], draft)
        text = sentence.strip()
        new = _Draft(stated[0], stated[1], value, unit, passage.line_at(start + match.start()), text)
        self.drafts.append(new)
        return draft if earlier and draft is not None else new

    def _say_percent(self, words: str, value: Decimal | None, draft: _Draft) -> None:
        """Let a percentage say how much a statement changed, or what share of another it is."""
        share = self.wording.patterns["share"].search(words)
        if changed := self.wording.patterns["change"].search(words):
            draft.change_percent, draft.direction = value, self._direction(changed.group(0))
        elif share:
            draft.share_percent, draft.share_of = value, share.group(1).strip().rstrip("的") or None

    def _direction(self, words: str) -> str:
        return "增加" if self.wording.patterns["increase"].match(words) else "减少"

    def _subject(self, words: str, unit: str, after: str, draft: _Draft | None) -> tuple[str, str | None]:
        """Return what a figure is about and as what it is stated, by the words before and after it."""
        subject, stated_as = self.wording.subject(words)
        if subject == UNNAMED and unit in self.spec.counted and (noun := _NOUN.match(after)):
            subject = noun.group(0)
        about = draft.subject if draft else self.topic or self.heading
        if subject in (UNNAMED, *self.spec.stated_as) and about:
            return about, stated_as or subject
        return subject, stated_as

    def _meant(self, words: str, draft: _Draft) -> _Draft:
        """Return the statement that a comparison is of: an earlier one where its clause names it again."""
        subject, _ = self.wording.subject(words)
        again = (one for one in reversed(self.drafts[-_NEAR_AGAIN:]) if one.subject == subject)
        return draft if subject == draft.subject else next(again, draft)

    def _said_in(self, passage: Passage) -> bool:
        """Tell whether the last statement stands in a passage."""
        return bool(self.drafts) and self.drafts[-1].line in passage.lines

    def _changed_alone(
        self, passage: Passage, start: int, sentence: str, words: str, match: re.Match[str]
    ) -> _Draft:
        """Begin a statement that gives a change and not the amount that changed."""
        compared = self.wording.patterns["compared"].search(words)
        about = words[: compared.start()] if compared else self.wording.patterns["change"].sub("", words)
        line = passage.line_at(start + match.start())
        draft = _Draft(self.wording.subject(about)[0], None, None, match.group(2), line, sentence.strip())
        draft.compared_with = re.sub(r"\s", "", compared.group(1)) if compared else None
        self.drafts.append(draft)
        return draft

    def _say_level(self, sentence: str, draft: _Draft | None) -> None:
        level = self.wording.patterns["level"].search(sentence)
        if level and draft is not None and draft.direction is None:
            draft.direction, draft.compared_with = "持平", re.sub(r"\s", "", level.group(1))

    def _say_none(self, passage: Passage, start: int, sentence: str) -> None:
        """Keep the statement that there is none of something: no figure, but said."""
        none = self.wording.patterns["none"].search(sentence.strip())
        if none is None or len(sentence) > 120 or "名词" in sentence:
            return
        subject = re.sub(r"\s+", "", none.group(2))
        self.drafts.append(
            _Draft(
                subject,
                none.group(1),
                None,
                None,
                passage.line_at(start + sentence.find(none.group(0))),
                sentence.strip(),
            )
        )

    def _explain(self, words: str, text: str, drafts: Sequence[_Draft]) -> None:
        """Give the reason to the statements that changed, and in the way that the reason's words say."""
        reason = _NEXT_CLAUSE.split(text.strip())[0].rstrip("。；;，,）)")
        rises = self.wording.patterns["increase"].match(words) is not None
        falls = not rises and self.wording.patterns["decrease"].match(words) is not None
        for draft in drafts:
            against = (rises and draft.direction == "减少") or (falls and draft.direction == "增加")
            if draft.direction and not against:
                draft.reason = draft.reason or reason or None


def _is_share(part: _Draft, whole: _Draft) -> bool:
    if not whole.value or part.value is None or part.share_percent is None:
        return False
    return abs(part.value / whole.value * 100 - part.share_percent) <= Decimal("0.6")


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
