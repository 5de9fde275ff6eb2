"""What a figure of a sentence does: begin a statement, or change, compare or share the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from yusuan.model.narrative import DECREASED, INCREASED
from yusuan.parse.cells import parse_amount
from yusuan.parse.narrative.drafts import Draft, cannot_be_earlier
from yusuan.parse.narrative.remarks import unspaced
from yusuan.parse.narrative.sections import Passage
from yusuan.parse.narrative.wording import UNNAMED, Wording, year_of
from yusuan.spec.money import full_name
from yusuan.spec.narrative import NarrativeSpec
from yusuan.spec.spelling import PARTICLES

_NOUN = re.compile(r"[一-鿿]{2}")
_OF_SEVERAL = re.compile(r"\d\s*[,，、]\s*$")
_ITEM = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])\s*([^:：]{2,60})[:：]")
_PARTICLES = "".join(PARTICLES)
_OPENS = re.compile(r"\s*20\d{2}\s*年")
_NEAR_AGAIN = 8


class Place(NamedTuple):
    """The line that a figure is printed on, and its sentence."""

    line: int
    text: str


@dataclass
class Figures:
    """The statements of a document so far, and what the next figure may be about.

    ``heading`` and ``topic`` name what is not named; ``leads`` are the figures whose parts are being listed;
    ``year`` is that of the last amount, ``parts_year`` that of the parts being listed, ``opening_year`` the
    one that the sentence begins with.
    """

    spec: NarrativeSpec
    wording: Wording
    heading: str | None = None
    topic: str | None = None
    drafts: list[Draft] = field(default_factory=list)
    leads: list[Draft] = field(default_factory=list)
    year: int | None = None
    parts_year: int | None = None
    opening_year: int | None = None
    goes_on: bool = False

    def place(
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
        words, place = prefix.rstrip(), Place(passage.line_at(start + match.start()), sentence.strip())
        patterns = self.wording.patterns
        if draft is not None and (compared := patterns["compared"].search(words)):
            draft = self._meant(words[: compared.start()], draft, place)
            draft = self._compared(draft, unspaced(compared.group(1)), place)
        is_percent = unit in {"%", "％"}
        if _OF_SEVERAL.search(words):
            if not is_percent:
                self.drafts.append(Draft(UNNAMED, None, value, unit, place.line, place.text))
            return None
        if is_percent:
            return self._say_percent(words, value, draft, place) if draft is not None else None
        if draft is not None and (beside := patterns["beside"].search(words)):
            return self._beside(beside, draft, Draft(UNNAMED, None, value, unit, *place))
        if (changed := patterns["change"].search(words)) and unit in self.spec.money:
            if draft is None and words.lstrip().startswith(self.spec.comparing) and self.said_in(passage):
                compared = patterns["compared"].search(words)
                about = self._compared_alone(sentence[match.end() :], unit, place)
                draft = self._compared(about, unspaced(compared.group(1)) if compared else None, place)
            if draft is None or draft.change is not None:
                draft = self._changed_alone(words, unit, draft, place)
            elif full_name(draft.unit or unit) != full_name(unit):
                draft = self._further(draft, draft.compared_with, place)
                draft.subject = self._named(self._about(words)) or draft.subject
            draft.change, draft.direction = self._signed(changed.group(0), value)
            draft.unit = draft.unit or unit
            return draft
        return self._new(words, value, unit, sentence[match.end() :], draft, place)

    def _new(
        self, words: str, value: Decimal | None, unit: str, after: str, draft: Draft | None, place: Place
    ) -> Draft:
        """Begin a statement, or add the figure that the one before is compared with; return what goes on."""
        if draft and (plan := self.wording.of_years["plan"].search(words)):
            self.drafts.append(Draft(draft.subject, plan.group(1), value, unit, place.line, place.text))
            return draft
        base = self._base(words, draft)
        if base and draft is None:
            draft = self._changed_alone(words[: base.start()], unit, None, place)
            draft.subject = self._subject(words[: base.start()], unit, "", None)[0]
        if base and draft:
            draft.compared_with = draft.compared_with or unspaced(base.group(1))
            self.drafts.append(
                Draft(draft.subject, base.group(1).strip(), value, unit, place.line, place.text)
            )
            return draft
        subject, stated_as = self._subject(words, unit, after, draft)
        if unit in self.spec.money:
            named = year_of(words)
            self.parts_year = None if named else self.parts_year
            if self.wording.of_years["this"].search(words):
                self.opening_year = None
            if draft is None and named and _OPENS.match(words):
                self.opening_year = named
            self.year = named or self.parts_year or self.opening_year
            stated_as = self.wording.of_year(self.year, stated_as)
            if self.year is None and self.wording.of_years["last"].match(words):
                self.year = self.wording.last_year
        new = Draft(subject, stated_as, value, unit, place.line, place.text)
        self.drafts.append(new)
        return new

    def _beside(self, beside: re.Match[str], draft: Draft, figure: Draft) -> Draft:
        """Take a figure that `小于上年预算数` stands before as a change if it cannot be last year's own."""
        direction = INCREASED if beside.group(1) else DECREASED
        if draft.change is None and cannot_be_earlier(draft, figure, direction):
            draft.change, draft.direction = figure.value, direction
            draft.compared_with = unspaced(beside.group(2))
        else:
            self.drafts.append(figure)
        return draft

    def _base(self, words: str, draft: Draft | None) -> re.Match[str] | None:
        """Return the words that make a figure the earlier one with which the statement before is compared.

        Without 比 they are of an earlier year and name nothing else (其中：培训费上年预算).
        """
        base = self.wording.patterns["base"].search(words)
        if base is None or any(word in base.group(1) for word in self.spec.not_compared):
            return None
        if words[: base.start(1)].rstrip().endswith(self.spec.comparing):
            return base
        year = year_of(base.group(1))
        is_later = year is not None and self.year is not None and year >= self.year
        if draft is None or is_later or self._named(words[: base.start()]) not in {None, draft.subject}:
            return None
        return base

    def _compared_alone(self, rest: str, unit: str, place: Place) -> Draft:
        """Return what a sentence without subject compares: behind parts their whole, of several none.

        A percentage decides between several (`settle`).
        """
        if not self.leads or self.goes_on:
            return self.drafts[-1]
        if len(self.leads) > 1 and "%" not in rest and "％" not in rest:
            self.drafts.append(Draft(UNNAMED, None, None, unit, place.line, place.text))
            return self.drafts[-1]
        return self.leads[-1]

    def _compared(self, draft: Draft, base: str | None, place: Place) -> Draft:
        """Return the statement that a comparison is of; one that is compared already is said once more."""
        if draft.compared_with != base and (draft.change is not None or draft.change_percent is not None):
            return self._further(draft, base, place)
        draft.compared_with = base
        return draft

    def _further(self, draft: Draft, base: str | None, place: Place) -> Draft:
        """Begin a statement of the same subject that says another change of it."""
        again = Draft(draft.subject, draft.stated_as, None, None, place.line, place.text, base)
        self.drafts.append(again)
        return again

    def _say_percent(self, words: str, value: Decimal | None, draft: Draft, place: Place) -> Draft:
        """Let a percentage say how much a statement changed, or what share of another it is.

        One that says so already is said a second time, of what the words before the percentage name.
        """
        patterns = self.wording.patterns
        changed, share = patterns["change"].search(words), patterns["share"].search(words)
        if changed:
            if draft.change_percent is not None:
                draft = self._further(draft, draft.compared_with, place)
                draft.subject = self._named(self._about(words)) or draft.subject
            draft.change_percent, direction = self._signed(changed.group(0), value)
            draft.direction = direction or draft.direction
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

    def _signed(self, words: str, value: Decimal | None) -> tuple[Decimal | None, str | None]:
        """Return a change and its direction; of `增（减）` the sign says that, no sign says neither."""
        if self.wording.patterns["either"].match(words):
            return (None, None) if value is None else (abs(value), DECREASED if value < 0 else None)
        return value, INCREASED if self.wording.patterns["increase"].match(words) else DECREASED

    def _subject(self, words: str, unit: str, after: str, draft: Draft | None) -> tuple[str, str | None]:
        """Return what a figure is about and as what it is stated, by the words before and after it.

        An item of a list says so before its colon: `1.行政运行（项）：2023年预算数为3.00万元`.
        """
        subject, stated_as = self.wording.subject(words)
        if subject == UNNAMED and unit in self.spec.counted and (noun := _NOUN.match(after)):
            subject = noun.group(0)
        about = draft.subject if draft else self.topic or self.heading
        if subject not in {UNNAMED, *self.spec.stated_as, *self.spec.bare}:
            return subject, stated_as
        if (item := _ITEM.match(words)) and not item.group(1).endswith(self.spec.heading_ends):
            about = self._named(item.group(1)) or about
        elif subject in self.spec.bare:
            return subject, stated_as
        return (about, stated_as or subject) if about else (subject, stated_as)

    def _meant(self, words: str, draft: Draft, place: Place) -> Draft:
        """Return the statement that a comparison is of: an earlier one where its clause names it again.

        A part that is not said before (`其中公务接待费较上年减少…`) is a statement of its own.
        """
        subject = self._named(words)
        if subject in {None, draft.subject}:
            return draft
        again = (one for one in reversed(self.drafts[-_NEAR_AGAIN:]) if one.subject == subject)
        if found := next(again, None):
            return found
        if subject is None or self.wording.patterns["parts"].search(words) is None:
            return draft
        part = Draft(subject, None, None, None, place.line, place.text)
        self.drafts.append(part)
        return part

    def said_in(self, passage: Passage) -> bool:
        """Tell whether the last statement stands in a passage."""
        return bool(self.drafts) and self.drafts[-1].line in passage.lines

    def _changed_alone(self, words: str, unit: str, before: Draft | None, place: Place) -> Draft:
        """Begin a statement that gives a change and not the amount that changed."""
        compared = self.wording.patterns["compared"].search(words)
        subject = self._named(self._about(words)) or (before.subject if before else UNNAMED)
        draft = Draft(subject, None, None, unit, place.line, place.text)
        draft.compared_with = unspaced(compared.group(1)) if compared else None
        self.drafts.append(draft)
        return draft
