"""What the words before a figure say: its subject, how it is stated, what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yusuan.spec.narrative import NarrativeSpec, alternatives
from yusuan.spec.numbering import without_numbering

UNNAMED = "文中数字"
_CLAUSE = re.compile(r"[，,。；;：:！？]|其中[:：,，]?")
_YEAR_SPLIT = re.compile(r"(?<!\d)20\d{2}(?!\d)\s*年?(?:度|初)?(?:年初)?\s*")
_DATE = re.compile(r"截至.{0,14}日")
_NAMES_COST = re.compile(r".(?:费|费用|经费|.支出|[)）])$")
_ENDS_OPEN = re.compile(r"[（(][^（()）]*$")


@dataclass(frozen=True)
class Wording:
    """The words of the narrative as patterns, and the names of organisations, longest first."""

    spec: NarrativeSpec
    unit_names: Sequence[str]

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """The patterns by what they find."""
        words = {name: alternatives(getattr(self.spec, name)) for name in self.spec.__slots__}
        change = f"{words['increase']}|{words['decrease']}"
        return {
            "change": re.compile(rf"(?:{change})(?:了|为)?$"),
            "increase": re.compile(words["increase"]),
            "decrease": re.compile(words["decrease"]),
            "share": re.compile(rf"{words['share']}([^，,。；;\d]*)$"),
            "base": re.compile(
                rf"(?:{words['comparing']}\s*)?((?:20\d{{2}}\s*年\w{{0,4}}?)?{words['compared']}[^，,。；;\d增减下上提降]{{0,8}}|20\d{{2}}\s*年[^，,。；;\d增减下上提降]{{0,6}}|(?<=比)\s*20\d{{2}}\s*年[^，,。；;\d]{{0,24}})$"
            ),
            "compared": re.compile(
                rf"{words['comparing']}\s*({words['compared']}|20\d{{2}}\s*年(?:度)?(?:预算数?|决算数?|执行数)?)"
            ),
            "level": re.compile(
                rf"与\s*({words['compared']}|20\d{{2}}\s*年(?:预算数?|决算数?)?)\s*{words['level']}"
            ),
            "reason": re.compile(rf"{words['reason']}\s*(?:[:：是为])?\s*[:：]?(.+)$"),
            "none": re.compile(
                rf"(?:^|[，,年 ]|单位|部门|预算|本年)(?!{words['not_none']})({words['none']})"
                r"(.{2,60}?)(?:情况)?[。；;]?$"
            ),
            "stated": re.compile(rf"({words['stated_as']})\s*{words['filler']}*$"),
            "only_stated": re.compile(rf"^(?:{words['stated_as']}|{words['filler']})*$"),
            "leads": re.compile(rf"^{words['leads']}+"),
            "filler": re.compile(rf"{words['filler']}+$"),
        }

    def subject(self, words: str) -> tuple[str, str | None]:
        """Return what the words before a figure are about, and as what it is stated (预算数 …)."""
        clause = _CLAUSE.split(_ENDS_OPEN.sub("", words) or words)[-1].strip() or words.strip("，,：: ")
        for name in self.unit_names:
            clause = clause.replace(name, "")
        clause = without_numbering(_DATE.sub("", clause)).strip("、 （(")
        clause = self._without_year(clause)
        clause = self.patterns["leads"].sub("", clause)
        stated = self.patterns["stated"].search(clause)
        subject = self.patterns["filler"].sub("", clause)
        if (stated and _NAMES_COST.search(clause[: stated.start()])) or (
            stated and stated.group(1) != "预算" and stated.start() > 1
        ):
            subject = clause[: stated.start()]
        plain = re.sub(r"\s+", "", subject).replace("(", "（").replace(")", "）")
        return plain or UNNAMED, stated.group(1) if stated else None

    def _without_year(self, clause: str) -> str:
        """Return what follows the year, or what stands before it where nothing but 预算 follows."""
        before, _, after = _YEAR_SPLIT.split(clause)[0], "", _YEAR_SPLIT.split(clause)[-1].strip()
        if (
            len(_YEAR_SPLIT.split(clause)) > 1
            and self.patterns["only_stated"].match(after)
            and len(before) > 3
        ):
            return before.strip() + after
        return after or clause
