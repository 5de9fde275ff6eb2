"""What the words before a figure say: its subject, how it is stated, what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from yusuan.spec.narrative import NarrativeSpec, load_narrative
from yusuan.spec.numbering import without_numbering
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import AMONG

UNNAMED = "文中数字"
"""The subject of a figure before which nothing is said."""

_WORDS = load_narrative()
_BEGINNING = alternatives(_WORDS.year_beginning)
_CLAUSE = re.compile(rf"[，,。；;：:！？]|{alternatives(AMONG)}[:：,，]?")
_KEPT = rf"{_BEGINNING}{alternatives(_WORDS.of_beginning)}"
_YEAR_SPLIT = re.compile(
    rf"(?<!\d)20\d{{2}}(?!\d)\s*(?:年(?!{alternatives(_WORDS.year_ends)}|{_KEPT})(?:度|(?!{_KEPT}){_BEGINNING})?)?\s*"
)
_THAN = "".join(re.escape(word) for word in _WORDS.comparing if len(word) == 1)
_YEARS = re.compile(rf"(?<![\d〔\[（({_THAN}])(20\d{{2}})\s*年(?!\s*\d{{1,2}}\s*月)")
_YEAR_BEGINS = tuple(f"年{word}" for word in _WORDS.year_beginning)
_DATE = re.compile(rf"{alternatives(_WORDS.as_of)}.{{0,14}}日")
_NAMES_COST = re.compile(rf".(?:{alternatives(_WORDS.costs)}|.{alternatives(_WORDS.spending)}|[)）])$")
_ENDS_OPEN = re.compile(r"[（(][^（()）]*$")


@dataclass(frozen=True)
class Wording:
    """The words of the narrative as patterns, and the names of organisations, longest first."""

    spec: NarrativeSpec
    unit_names: Sequence[str]
    fiscal_year: int | None = None

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """The patterns by what they find.

        They are the grammar of sentences, so they stand here; their words are those of ``narrative.toml``.
        """
        words = {one.name: alternatives(getattr(self.spec, one.name)) for one in fields(self.spec)}
        change = f"{words['increase']}|{words['decrease']}|{words['either']}"
        letters = "".join(map(re.escape, self.spec.change_letters))
        than = "|".join(f"(?<={re.escape(word)})" for word in self.spec.than)
        year = r"20\d{2}\s*年"
        return {
            "change": re.compile(rf"(?:{change}){words['change_behind']}?$"),
            "either": re.compile(words["either"]),
            "increase": re.compile(words["increase"]),
            "decrease": re.compile(words["decrease"]),
            "share": re.compile(rf"{words['share']}([^，,。；;\d]*)$"),
            "base": re.compile(
                rf"(?:{words['comparing']}\s*)?((?:{year}\w{{0,4}}?)?{words['compared']}[^，,。；;\d{letters}]{{0,8}}"
                rf"|{year}[^，,。；;\d{letters}]{{0,6}}|(?:{than})\s*{year}[^，,。；;\d]{{0,24}})$"
            ),
            "compared": re.compile(
                rf"{words['comparing']}\s*"
                rf"({words['compared']}|{words['compared_plan']}|{year}(?:度)?{words['compared_as']}?)"
            ),
            "beside": re.compile(
                rf"(?:({words['more']})|{words['less']})\s*"
                rf"({words['compared']}|{words['compared_plan']}|{year}\w{{0,5}}){words['compared_behind']}?$"
            ),
            "parts": re.compile(words["lists_parts"]),
            "level": re.compile(
                rf"{words['comparing']}\s*({words['compared']}|{year}(?:度)?{words['compared_as']}?)?"
                rf"{words['level_behind']}?\s*{words['level']}"
            ),
            "reason": re.compile(rf"{words['reason']}\s*(?:[:：]|{words['reason_behind']})?\s*[:：]?(.+)$"),
            "none": re.compile(
                rf"(?:^|[，,年 ]|{words['none_behind']})(?!{words['not_none']})({words['none']})"
                rf"(.{{2,60}}?){words['none_endings']}?[。；;]?$"
            ),
            "stated": re.compile(rf"({words['stated_as']})\s*{words['filler']}*$"),
            "only_stated": re.compile(rf"^(?:{words['stated_as']}|{words['filler']})*$"),
            "leads": re.compile(rf"^(?!{words['kept']}){words['leads']}+"),
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
            stated and stated.group(1) not in self.spec.loosely_stated and stated.start() > 1
        ):
            subject = clause[: stated.start()]
        plain = re.sub(r"\s+", "", subject).replace("(", "（").replace(")", "）")
        plain = next((plain.removesuffix(end) for end in _YEAR_BEGINS if plain.endswith(end)), plain)
        return plain or UNNAMED, stated.group(1) if stated else None

    @cached_property
    def of_years(self) -> dict[str, re.Pattern[str]]:
        """The patterns that tell which year a figure is of, or which plan an outcome is measured against."""
        spec = self.spec
        fulfilled = f"{alternatives(spec.fulfils)}({alternatives(spec.planned)}){alternatives(spec.filler)}*$"
        return {
            "this": re.compile(alternatives(spec.this_year)),
            "last": re.compile(
                rf"[，,：:；;\s]*{alternatives(spec.earlier)}(?!{alternatives(spec.kept_over)})"
            ),
            "plan": re.compile(fulfilled),
        }

    @property
    def last_year(self) -> int | None:
        """Return the year before the document's."""
        return None if self.fiscal_year is None else self.fiscal_year - 1

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

    def of_year(self, year: int | None, stated_as: str | None) -> str | None:
        """Return as what an amount is stated, with its year in front where it is not the document's."""
        if year is None or self.fiscal_year in {None, year}:
            return stated_as
        return f"{year}年{stated_as or ''}"


def year_of(words: str) -> int | None:
    """Return the last year that words name, no date's and none that something is compared with."""
    years = _YEARS.findall(_DATE.sub("", words))
    return int(years[-1]) if years else None
