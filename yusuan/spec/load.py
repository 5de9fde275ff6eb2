"""Load the table kinds and header words of ``tables.toml`` into frozen dataclasses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

from yusuan.spec.errors import SpecError
from yusuan.spec.files import read_toml
from yusuan.spec.final import final_kind
from yusuan.spec.indicators import IndicatorSpec, load_indicators
from yusuan.spec.names import refuse_unknown_names
from yusuan.spec.spelling import LAST_YEAR, bare, bare_label, normalise
from yusuan.spec.whole_titles import WholeTitles, load_whole_titles
from yusuan.spec.words import ComposedColumns, Word, load_words

_LONGEST_COMPOSED = 24
_TEXTS_KEPT = 1 << 15
_BRACKETS = re.compile(r"(.+)\(([^()]+)\)")
OTHER = "other"
"""The name of the kind of a table of no known kind."""


@dataclass(frozen=True, slots=True)
class TitleRule:
    """A title satisfies the rule if every word of ``all`` occurs in it and none of ``none``.

    ``fund`` is the money of a table with such a title, where that is not its kind's.
    """

    all: tuple[str, ...]
    none: tuple[str, ...] = ()
    fund: str | None = None

    def matches(self, title: str) -> bool:
        """Tell whether a normalised title satisfies the rule."""
        return all(word in title for word in self.all) and not any(word in title for word in self.none)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table, how it is recognised, and what its total columns mean."""

    name: str
    title: str
    titles: tuple[TitleRule, ...]
    header: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    layout: str = "grid"
    measure: str | None = "total"
    fund: str | None = "all"
    side: str = "expenditure"
    rows_are: str = "items"
    mixed: bool = False
    shapes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    final: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Everything known of tables: kinds in order of precedence, words by normal spelling, rows."""

    kinds: tuple[Kind, ...]
    other: Kind
    words: Mapping[str, Word]
    indicators: IndicatorSpec
    order: tuple[str, ...]
    several_years: tuple[str, ...]
    list_labels: frozenset[str]
    whole_labels: tuple[str, ...]
    organisation_labels: tuple[str, ...]
    other_organisations: tuple[str, ...]
    no_data: re.Pattern[str]
    totals: frozenset[str]
    total_endings: tuple[str, ...]
    subtotal: str
    year_totals: frozenset[str]
    categories: frozenset[str]
    composed: ComposedColumns
    carried: tuple[str, ...]
    fillers: tuple[str, ...]
    counted: frozenset[str]
    header_endings: tuple[str, ...]
    title_endings: tuple[str, ...]
    declared_endings: tuple[str, ...]
    title_fillers: tuple[str, ...]
    title_behind: tuple[str, ...]
    title_sides: Mapping[str, str]
    whole_titles: WholeTitles
    title_number: re.Pattern[str]
    title_part: re.Pattern[str]
    by_name: Mapping[str, Kind] = field(default_factory=dict)
    _met: dict[str, Word | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_list_label(self, text: str) -> bool:
        """Tell whether a cell of a form heads the names of a list: 任务名称."""
        return normalise(text) in self.list_labels

    def is_total_label(self, label: str) -> bool:
        """Tell whether a row's label is a word for a total or ends as one: 人员经费合计."""
        plain = bare_label(label)
        if plain in self.totals or plain.endswith(self.subtotal):
            return True
        return plain.endswith(self.total_endings) and plain == bare(label)

    def kind_of_title(self, title: str) -> Kind | None:
        """Return the first kind whose title rules the printed title satisfies.

        A table of all of a unit's money is none whose title names money of one kind, or of one purpose.
        """
        plain = normalise(title)
        found = ((kind, rule) for kind in self.kinds for rule in kind.titles if rule.matches(plain))
        kind, _ = next(found, (None, None))
        if (
            kind is not None
            and kind.whole
            and (
                self.money_of_title(plain) or self.whole_titles.names_purpose(self.title_part.sub("", plain))
            )
        ):
            return None
        return kind

    def fund_of_title(self, title: str, kind: Kind) -> str | None:
        """Return the money of a kind's table with a title: the kind's own where the title says no other."""
        plain = normalise(title)
        return next((rule.fund for rule in kind.titles if rule.fund and rule.matches(plain)), kind.fund)

    def side_of_title(self, title: str) -> str | None:
        """Return the side that the last word of a title names before what titles end in, or None."""
        for rest in self._ends_of_title(title):
            for word, side in self.title_sides.items():
                if rest.endswith(word):
                    return side
        return None

    def money_of_title(self, title: str) -> Word | None:
        """Return the one kind of money that a title says its table is of, or None where it names none.

        It is the longest known word right before what such titles end in: 财政专户管理资金 in
        `…财政专户管理资金预算支出表`. A word elsewhere, as in an organisation's name, says nothing.
        """
        for rest in self._ends_of_title(title):
            for start in range(len(rest)):
                word = self.words.get(rest[start:])
                if word is not None and word.role == "amount" and _is_part(word):
                    return word
        return None

    def _ends_of_title(self, title: str) -> Iterator[str]:
        """Yield a title, and what is left of it each time a word that such titles end in is taken off."""
        rest: str | None = self.title_part.sub("", normalise(title))
        endings = (*self.title_endings, *self.title_fillers, *self.title_behind)
        while rest:
            yield rest
            rest = next((rest.removesuffix(end) for end in endings if rest.endswith(end)), None)

    def _composed(self, word: str) -> Word | None:
        """Return what a word says that is a known fund's with a period, or with a filler, behind it.

        `财政拨款结余、结转` is 财政拨款 carried over; `政府性基金预算拨款安排数` is 政府性基金预算拨款.
        """
        if len(word) > _LONGEST_COMPOSED:
            return None
        if (role := self.composed.role_of(word)) is not None:
            return Word(role)
        for tail in self.carried:
            if word.endswith(tail):
                fund = self.words.get(word.removesuffix(tail).removeprefix(LAST_YEAR))
                if fund is not None and fund.role == "amount" and fund.fund and not fund.period:
                    return replace(fund, period="carried_over")
        for filler in self.fillers:
            if word.endswith(filler):
                known = self.words.get(word.removesuffix(filler))
                if known is not None and known.role == "amount" and (known.fund or known.measure):
                    return known
        return None

    def word(self, text: str) -> Word | None:
        """Return what a header word means, or None where the vocabulary lacks it.

        A known word with another in brackets behind it, as `预算数（一般公共预算）`, says what both
        say; what is no amount says the same whatever stands in brackets, as `项目（按支出性质分类）`.
        """
        if text not in self._met:
            if len(self._met) > _TEXTS_KEPT:
                self._met.clear()
            self._met[text] = self._word(text)
        return self._met[text]

    def _word(self, text: str) -> Word | None:
        plain = bare(text)
        known = self.words.get(normalise(text)) or self.words.get(plain) or self._composed(plain)
        parts = None if known else _BRACKETS.fullmatch(bare(text))
        outer, inner = (self.words.get(bare(part)) for part in parts.groups()) if parts else (None, None)
        if outer is not None and outer.role != "amount":
            return outer
        if outer is None or inner is None or inner.role != "amount":
            return known
        said = {name: getattr(outer, name) or getattr(inner, name) for name in ("measure", "fund", "period")}
        return replace(outer, **said)


def _is_part(word: Word) -> bool:
    """Tell whether a word for an amount means a part of all money: by fund, by use, or of earlier years."""
    return bool(word.fund or word.measure or word.period == "carried_over")


def _title_rule(entry: Mapping[str, Any]) -> TitleRule:
    words = {key: tuple(normalise(word) for word in entry.get(key, ())) for key in ("all", "none")}
    return TitleRule(**words, fund=entry.get("fund"))


def _load_kind(entry: dict[str, Any]) -> Kind:
    refuse_unknown_names(entry["name"], entry)
    titles = tuple(_title_rule(rule) for rule in entry["titles"])
    sets = {key: frozenset(bare(word) for word in entry.get(key, ())) for key in ("header", "rows")}
    tuples = {key: tuple(entry.get(key, ())) for key in ("shapes", "roles")}
    return Kind(**{**entry, "titles": titles, **sets, **tuples})


def _final_kind(kind: Kind, final: dict[str, Any]) -> Kind:
    """Return the kind that a table of this kind is in final accounts: its own name, the same shape."""
    titles = tuple(replace(rule, all=(*rule.all, word)) for word in final["words"] for rule in kind.titles)
    return replace(kind, name=final_kind(kind.name), title=final["title"] + kind.title, titles=titles)


def _composed_columns(data: Mapping[str, Any]) -> ComposedColumns:
    return ComposedColumns(**{field.name: tuple(data[field.name]) for field in fields(ComposedColumns)})


@cache
def load_tables() -> TableSpec:
    """Return the table spec; raises SpecError where two entries claim one spelling or name."""
    data = read_toml("tables.toml")
    approved = tuple(_load_kind(entry) for entry in data["kind"])
    kinds = tuple(_final_kind(kind, data["final"]) for kind in approved if kind.final) + approved
    by_name = {kind.name: kind for kind in kinds}
    if len(by_name) < len(kinds):
        raise SpecError("tables.toml: two kinds have one name; rename one")
    rows = data["rows"]
    keys = ("totals", "year_totals", "categories", "counted")
    sets = {key: frozenset(normalise(label) for label in rows[key]) for key in keys}
    return TableSpec(
        kinds=kinds,
        other=Kind(name=OTHER, title=data["other"]["title"], titles=(), measure=None, fund=None),
        words=load_words(data["word"]),
        indicators=load_indicators(),
        order=tuple(data["order"]["kinds"]),
        several_years=tuple(data["form"]["several_years"]),
        list_labels=frozenset(normalise(label) for label in data["form"]["list_labels"]),
        whole_labels=tuple(data["form"]["whole_labels"]),
        organisation_labels=tuple(data["caption"]["organisation"]),
        other_organisations=tuple(data["caption"]["others"]),
        no_data=re.compile(data["caption"]["no_data"]),
        header_endings=tuple(data["header"]["endings"]),
        title_endings=tuple(data["title"]["endings"]),
        declared_endings=tuple(data["title"]["declared"]),
        title_fillers=tuple(data["title"]["fillers"]),
        title_behind=tuple(data["title"]["behind"]),
        title_sides=data["title"]["sides"],
        whole_titles=load_whole_titles(data["whole_titles"]),
        title_number=re.compile(data["title"]["number"]),
        title_part=re.compile(data["title"]["part"]),
        by_name=by_name,
        total_endings=tuple(rows["total_endings"]),
        subtotal=rows["subtotal"],
        **sets,
        composed=_composed_columns(data["compose"]),
        carried=tuple(data["compose"]["carried"]),
        fillers=tuple(data["compose"]["fillers"]),
    )
