"""Figures stated in the narrative: what each is about, what it is compared with, and why it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yusuan.model import Statement
from yusuan.parse.narrative.drafts import Draft, settle, settle_listed, share_of
from yusuan.parse.narrative.figures import Figures
from yusuan.parse.narrative.remarks import explain, say_level, say_none
from yusuan.parse.narrative.sections import Passage, is_heading
from yusuan.parse.narrative.wording import Wording
from yusuan.spec.narrative import NarrativeSpec

_SENTENCE = re.compile(r"[^。；;！？\n]*(?:[。；;！？\n]|$)")
_FULL_STOP = re.compile(r"[。\n]")
_MAX_TOPIC = 80


@dataclass
class _Reader(Figures):
    """Reads the sentences of one document in order; the last total stated is what shares are shares of."""

    wholes: list[Draft] = field(default_factory=list)

    def name(self, heading: str) -> None:
        """Take a heading as what the figures below it are about."""
        self.heading = self.wording.subject(heading.strip().rstrip("。；;：:"))[0]

    def read(self, passage: Passage) -> None:
        """Read one passage: every figure becomes a statement, or a part of the one it compares."""
        before = len(self.drafts)
        self.topic, self.leads = None, []
        for start, sentence in _sentences(passage.text):
            count = len(self.drafts)
            self._begin(passage.text[:start].rstrip(), sentence.lstrip())
            self._read_sentence(passage, start, sentence)
            if len(self.drafts) == count and len(sentence) < _MAX_TOPIC:
                self.topic = self.wording.subject(sentence.strip().rstrip("。；;："))[0]
        fresh = self.drafts[before:]
        for draft in fresh:
            if draft.share_percent is not None and draft.share_of is None:
                draft.share_of = share_of(draft, fresh, self.wholes)
        whole = fresh and fresh[0].unit in self.spec.money and fresh[0].share_percent is None
        if whole and not any(word in self._before_figure(fresh[0]) for word in self.spec.parts):
            self.wholes.append(fresh[0])

    def _begin(self, before: str, sentence: str) -> None:
        """Forget the year, and after a full stop the whole, of a sentence that this one does not go on."""
        is_part = self.wording.patterns["parts"].match(sentence) is not None
        if not is_part:
            self.year = self.parts_year = self.opening_year = None
        self.goes_on = before.endswith(("；", ";"))
        if not is_part and not self.goes_on and not sentence.startswith(self.spec.comparing):
            self.leads = []

    def _before_figure(self, draft: Draft) -> str:
        figure = self.spec.figure.search(draft.text)
        return draft.text[: figure.start()] if figure else draft.text

    def _read_sentence(self, passage: Passage, start: int, sentence: str) -> None:
        reason = self.wording.patterns["reason"].search(sentence)
        end = reason.start() if reason else len(sentence)
        draft: Draft | None = None
        outer: list[Draft | None] = []
        last, lists_parts = 0, False
        first = len(self.drafts)
        for match in self.spec.figure.finditer(sentence):
            if match.start() > end:
                break
            prefix = sentence[last : match.start()]
            if self.wording.patterns["parts"].search(prefix) and self.said_in(passage):
                if not lists_parts or not self.leads:
                    self.leads.append(draft or (self.leads or self.drafts)[-1])
                self.parts_year, lists_parts = self.year, True
            for bracket in re.findall(r"[（()）]", prefix):
                if bracket in "（(":
                    outer.append(draft)
                elif outer:
                    draft = outer.pop() or draft
            draft = self.place(passage, start, sentence, prefix, match, draft)
            last = match.end()
        if self.leads and draft:
            draft = settle(draft, self.leads, self.drafts)
        elif draft:
            draft = settle_listed(draft, self.drafts[first:], self.drafts)
        say_level(sentence[:end], draft, self.wording)
        if len(self.drafts) == first and (none := say_none(passage, start, sentence, self.wording)):
            self.drafts.append(none)
        if reason:
            rest = passage.text[start + reason.start(1) :]
            told = self.drafts[first:] or ([draft] if draft else self.drafts[-1:])
            explain(reason.group(0), _FULL_STOP.split(rest)[0], told, self.wording)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        if match.group(0).strip():
            yield match.start(), match.group(0)


def read_statements(
    disclosure_id: str,
    passages: Sequence[Passage],
    unit_names: Sequence[str],
    spec: NarrativeSpec,
    fiscal_year: int | None = None,
) -> list[Statement]:
    """Return the figures that the given passages state, in order, each with the line of its own digits.

    A heading states nothing itself: it is what the figures below it are about where they do not say.
    """
    names = tuple(sorted(unit_names, key=len, reverse=True))
    reader = _Reader(spec, Wording(spec, names, fiscal_year))
    for passage in passages:
        if is_heading(passage.text):
            reader.name(passage.text)
        else:
            reader.read(passage)
    return [draft.record(disclosure_id) for draft in reader.drafts]
