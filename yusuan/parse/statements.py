"""Figures stated in the narrative: what each is about, what it is compared with, and why it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from yusuan.model import Statement
from yusuan.parse.cells import parse_amount
from yusuan.parse.narrative import Passage
from yusuan.spec.narrative import NarrativeSpec, alternatives

_SENTENCE = re.compile(r"[^。；;！？\n]*(?:[。；;！？\n]|$)")
_FULL_STOP = re.compile(r"[。\n]")
_CLAUSE = re.compile(r"[，,。；;：:！？]|其中[:：,，]?")
_LEAD = re.compile(r"^(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.、．])\s*")
_YEAR_SPLIT = re.compile(r"20\d{2}\s*年?(?:度|初)?(?:年初)?\s*")
_DATE = re.compile(r"截至.{0,14}日")
_NAMES_COST = re.compile(r".(?:费|费用|经费|.支出|[)）])$")
_NEXT_CLAUSE = re.compile(r"[；;](?![一二三四五六七八九]是)")
_NOUN = re.compile(r"[一-鿿]{2}")
_MAX_TOPIC = 80
_UNNAMED = "文中数字"
_ENDS_OPEN = re.compile(r"[（(][^（()）]*$")


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
    unit_names: Sequence[str]
    whole: str | None = None
    topic: str | None = None
    drafts: list[_Draft] = field(default_factory=list)

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        words = {name: alternatives(getattr(self.spec, name)) for name in self.spec.__slots__}
        change = f"{words['increase']}|{words['decrease']}"
        return {
            "change": re.compile(rf"(?:{change})(?:了|为)?$"),
            "increase": re.compile(words["increase"]),
            "share": re.compile(rf"{words['share']}([^，,。；;\d]*)$"),
            "base": re.compile(
                rf"(?:{words['comparing']}\s*)?((?:20\d{{2}}\s*年\w{{0,4}}?)?{words['compared']}[^，,。；;\d增减下上提降]{{0,8}}|20\d{{2}}\s*年[^，,。；;\d增减下上提降]{{0,6}})$"
            ),
            "compared": re.compile(
                rf"{words['comparing']}\s*({words['compared']}|20\d{{2}}\s*年(?:度)?(?:预算数?|决算数?|执行数)?)"
            ),
            "level": re.compile(
                rf"与\s*({words['compared']}|20\d{{2}}\s*年(?:预算数?|决算数?)?)\s*{words['level']}"
            ),
            "reason": re.compile(rf"{words['reason']}\s*(?:[:：是为])?\s*[:：]?(.+)$"),
            "none": re.compile(
                rf"(?:^|[，,年 ]|单位|部门|预算|本年)({words['none']})(.{{2,60}}?)(?:情况)?[。；;]?$"
            ),
            "stated": re.compile(rf"({words['stated_as']})\s*{words['filler']}*$"),
            "only_stated": re.compile(rf"^(?:{words['stated_as']}|{words['filler']})*$"),
            "leads": re.compile(rf"^{words['leads']}+"),
            "filler": re.compile(rf"{words['filler']}+$"),
        }

    def read(self, passage: Passage) -> None:
        """Read one passage: every figure becomes a statement, or a part of the one it compares."""
        before = len(self.drafts)
        self.topic = None
        for start, sentence in _sentences(passage.text):
            count = len(self.drafts)
            self._read_sentence(passage, start, sentence)
            if len(self.drafts) == count and len(sentence) < _MAX_TOPIC:
                self.topic = self._subject(sentence.strip().rstrip("。；;："))[0]
        fresh = self.drafts[before:]
        for draft in fresh:
            if draft.share_percent is not None and draft.share_of is None:
                first = fresh[0]
                draft.share_of = (
                    first.subject if first is not draft and first.share_percent is None else self.whole
                )
        whole = fresh and fresh[0].unit in self.spec.money and fresh[0].share_percent is None
        if whole and not any(word in fresh[0].text for word in self.spec.parts):
            self.whole = fresh[0].subject

    def _read_sentence(self, passage: Passage, start: int, sentence: str) -> None:
        reason = self._patterns["reason"].search(sentence)
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
            self._explain(_FULL_STOP.split(rest)[0], self.drafts[first:] or self.drafts[-1:])

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
        patterns = self._patterns
        if draft is not None and (compared := patterns["compared"].search(words)):
            draft.compared_with = re.sub(r"\s", "", compared.group(1))
        changed = patterns["change"].search(words)
        share = patterns["share"].search(words)
        if unit in {"%", "％"}:
            if draft is not None and share and not changed:
                draft.share_percent, draft.share_of = value, share.group(1).strip() or None
            elif draft is not None and changed:
                draft.change_percent = value
                draft.direction = "增加" if patterns["increase"].match(changed.group(0)) else "减少"
            return draft
        if changed and unit in self.spec.money:
            if draft is None and words.lstrip().startswith(self.spec.comparing) and self._said_in(passage):
                draft = self.drafts[-1]
                compared = patterns["compared"].search(words)
                draft.compared_with = re.sub(r"\s", "", compared.group(1)) if compared else None
            elif draft is None:
                draft = self._changed_alone(passage, start, sentence, words, match)
            draft.change = value
            draft.direction = "增加" if patterns["increase"].match(changed.group(0)) else "减少"
            return draft
        base = patterns["base"].search(words)
        if base and draft is not None and draft.compared_with is None:
            draft.compared_with = re.sub(r"\s", "", base.group(1))
        stated = self._subject(words) if not (base and draft) else (draft.subject, base.group(1).strip())
        if (
            stated[0] == _UNNAMED
            and unit in self.spec.counted
            and (noun := _NOUN.match(sentence[match.end() :]))
        ):
            stated = (noun.group(0), None)
        if stated[0] in (_UNNAMED, *self.spec.stated_as) and (
            about := draft.subject if draft else self.topic
        ):
            stated = (about, stated[1] or stated[0])
        text = sentence.strip()
        new = _Draft(stated[0], stated[1], value, unit, passage.line_at(start + match.start()), text)
        self.drafts.append(new)
        return draft if base and draft is not None else new

    def _said_in(self, passage: Passage) -> bool:
        """Tell whether the last statement stands in a passage."""
        return bool(self.drafts) and self.drafts[-1].line in passage.lines

    def _changed_alone(
        self, passage: Passage, start: int, sentence: str, words: str, match: re.Match[str]
    ) -> _Draft:
        """Begin a statement that gives a change and not the amount that changed."""
        compared = self._patterns["compared"].search(words)
        about = words[: compared.start()] if compared else self._patterns["change"].sub("", words)
        line = passage.line_at(start + match.start())
        draft = _Draft(self._subject(about)[0], None, None, match.group(2), line, sentence.strip())
        draft.compared_with = re.sub(r"\s", "", compared.group(1)) if compared else None
        self.drafts.append(draft)
        return draft

    def _subject(self, words: str) -> tuple[str, str | None]:
        """Return what the words before a figure are about, and as what it is stated (预算数 …)."""
        clause = _CLAUSE.split(_ENDS_OPEN.sub("", words) or words)[-1].strip() or words.strip("，,：: ")
        for name in self.unit_names:
            clause = clause.replace(name, "")
        clause = _LEAD.sub("", _DATE.sub("", clause)).strip("、 （(")
        clause = self._without_year(clause)
        clause = self._patterns["leads"].sub("", clause)
        stated = self._patterns["stated"].search(clause)
        subject = self._patterns["filler"].sub("", clause)
        if (stated and _NAMES_COST.search(clause[: stated.start()])) or (
            stated and stated.group(1) != "预算" and stated.start() > 1
        ):
            subject = clause[: stated.start()]
        plain = re.sub(r"\s+", "", subject).replace("(", "（").replace(")", "）")
        return plain or _UNNAMED, stated.group(1) if stated else None

    def _without_year(self, clause: str) -> str:
        """Return what follows the year, or what stands before it where nothing but 预算 follows."""
        before, _, after = _YEAR_SPLIT.split(clause)[0], "", _YEAR_SPLIT.split(clause)[-1].strip()
        if (
            len(_YEAR_SPLIT.split(clause)) > 1
            and self._patterns["only_stated"].match(after)
            and len(before) > 3
        ):
            return before.strip() + after
        return after or clause

    def _say_level(self, sentence: str, draft: _Draft | None) -> None:
        level = self._patterns["level"].search(sentence)
        if level and draft is not None and draft.direction is None:
            draft.direction, draft.compared_with = "持平", re.sub(r"\s", "", level.group(1))

    def _say_none(self, passage: Passage, start: int, sentence: str) -> None:
        """Keep the statement that there is none of something: no figure, but said."""
        none = self._patterns["none"].search(sentence.strip())
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

    def _explain(self, text: str, drafts: Sequence[_Draft]) -> None:
        reason = _NEXT_CLAUSE.split(text.strip())[0].rstrip("。；;，,）)")
        for draft in drafts:
            if draft.change is not None or draft.change_percent is not None or draft.direction:
                draft.reason = draft.reason or reason or None


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        if match.group(0).strip():
            yield match.start(), match.group(0)


def read_statements(
    disclosure_id: str, passages: Sequence[Passage], unit_names: Sequence[str], spec: NarrativeSpec
) -> list[Statement]:
    """Return the figures that the given passages state, in order, each with the line of its own digits."""
    reader = _Reader(spec, sorted(unit_names, key=len, reverse=True))
    for passage in passages:
        reader.read(passage)
    return [draft.record(disclosure_id) for draft in reader.drafts]
